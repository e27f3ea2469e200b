"""The weekly letter: when it is due, which lines it has, and how they are set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from portal.kit import clock
from portal.kit.words import N_

T = TypeVar("T")
HOUR = 18  # o'clock, in the city
REACHES_BACK = timedelta(days=7)
CATCHES_UP = timedelta(days=6)
MOST_LINES = 10
SUBJECT = N_("百言堂这一周：%(title)s")


@dataclass(frozen=True)
class Line:
    """One matter: its title, where it stands, and its address."""

    title: str
    stands: str
    link: str


def day_due(now: datetime) -> date:
    """The last day on which the hour has come: a portal that slept over it still writes the letter after it wakes."""
    local = clock.in_city(now)
    return local.date() if local.hour >= HOUR else local.date() - timedelta(days=1)


def next_day(begun: date, ended: bool, due: date) -> date | None:
    """Which day's letters are written next, where those of `begun` have all been written or not; None where all have.

    A day that was broken off, or slept over, is caught up with for a week: after that its letter would tell of nothing.
    """
    following = begun + timedelta(days=1) if ended else begun
    day = max(following, due - CATCHES_UP)
    return day if day <= due else None


def key_of(day: date, person_id: int) -> str:
    """One letter for each person and week, whatever is tried twice, and whichever weekday they choose meanwhile."""
    year, week, _weekday = day.isocalendar()
    return f"digest:{year}-W{week:02}:{person_id}"


def chosen(followed: Sequence[T], fresh: Sequence[T]) -> tuple[Sequence[T], Sequence[T], int]:
    """At most ten matters: what one follows comes first. And how many more there were."""
    first = followed[:MOST_LINES]
    then = fresh[: MOST_LINES - len(first)]
    return first, then, len(followed) + len(fresh) - len(first) - len(then)


def body_of(followed: Sequence[Line], fresh: Sequence[Line], more: int, stop: str, choose: str) -> str:
    """Plain text, to be read on any phone. The words are Chinese: a letter has no language switch."""
    parts = [_set("您关注的", followed), _set("您这里新提的", fresh)]
    parts.append(f"还有 {more} 件，到“议事”里看。" if more else "")
    parts.append(f"不想再收，点开这里，再按一下：\n{stop}" if stop else "")
    parts.append(f"换一天收，或者夜里别打扰：\n{choose}" if choose else "")
    return "\n\n".join([*(part for part in parts if part), "——百言堂"])


def _set(head: str, lines: Sequence[Line]) -> str:
    told = [f"· {line.title}：{line.stands}" + (f"\n  {line.link}" if line.link else "") for line in lines]
    return "\n".join([f"【{head}】", *told]) if told else ""
