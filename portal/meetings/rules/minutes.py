"""Minutes (纪要): when they are written, whose two hands confirm them, and what the hash is taken of."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from portal.kit.errors import Refused
from portal.kit.plain import plain
from portal.kit.words import N_
from portal.meetings.rules.bundle import written

LONGEST_NOTE = 1000
MOST_ACTIONS = 40


class NotYetHeld(Refused):
    message = N_("会还没有开，开了再写纪要。")


class NotYetOver(Refused):
    message = N_("会还没开完，或者还有一项在表决。完了再确认。")


class MinutesAreFrozen(Refused):
    message = N_("纪要定稿了，不能再改。写错了请点「更正」，写明理由。")


class MinutesChanged(Refused):
    message = N_("刚刚有人改过这份纪要。先看看他改了什么，再存。")


class OneHandOnly(Refused):
    message = N_("纪要要两个人确认：记录的一个，主持的一个。您已经确认过了，请另一位来点。")


class NotTheHost(Refused):
    status = 403
    message = N_("请主持人来确认；主持人来不了，社区可以代。")


class NothingToConfirmYet(Refused):
    message = N_("还没有纪要，先写好再确认。")


class DraftUnderWay(Refused):
    message = N_("已经有一份更正在写了，请接着那份写。")


class NoteTooLong(Refused):
    status = 422
    message = N_("第 %(position)s 项写了 %(length)s 个字，最多 1000 个，请删短一点。")


class ActionBeforeMeeting(Refused):
    status = 422
    message = N_("期限不能早于开会那天，请改一改。")


class NotOnThisAgenda(Refused):
    status = 422
    message = N_("请从这次会的议题里选一个。")


class TooManyActions(Refused):
    message = N_("要办的事太多了，最多 40 件。请合并几件。")


def must_be_held(starts_at: datetime, now: datetime) -> None:
    if now < starts_at:
        raise NotYetHeld()


def must_be_over(ends_at: datetime, now: datetime, *, voting: bool) -> None:
    """Raises NotYetOver: before the end nobody can say what happened."""
    if now < ends_at or voting:
        raise NotYetOver()


def must_be_a_draft(frozen_at: datetime | None) -> None:
    if frozen_at is not None:
        raise MinutesAreFrozen()


def must_have_seen(edits: int, seen: int) -> None:
    """Nobody writes over, or confirms, what they have not read. Raises MinutesChanged."""
    if edits != seen:
        raise MinutesChanged()


def must_be_the_host(convener_id: int, actor_id: int, *, staff: bool) -> None:
    """The host's hand is the convener's, or the community's in their place. Raises NotTheHost."""
    if actor_id != convener_id and not staff:
        raise NotTheHost()


def must_come_after(due_on: date, met_on: date) -> None:
    if due_on < met_on:
        raise ActionBeforeMeeting()


def notes_in(typed: Mapping[str, str], positions: Collection[int]) -> dict[str, str]:
    """What was written to each item of the agenda: the fields `note_1`, `note_2` … Raises NoteTooLong."""
    found = {}
    for position in positions:
        note = plain(typed.get(f"note_{position}", "")).strip()
        if len(note) > LONGEST_NOTE:
            raise NoteTooLong(position=position, length=len(note))
        if note:
            found[str(position)] = note
    return found


def minutes_hash(said: Mapping[str, Any]) -> str:
    """Of everything that stands in them, with the hash of the version before."""
    return hashlib.sha256(written(said).encode()).hexdigest()
