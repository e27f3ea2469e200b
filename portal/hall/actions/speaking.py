"""What is said becomes part of the hall: the steps that are the same whoever speaks, and however."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.database.models import Mark
from portal.hall import rules
from portal.hall.actions import moderating
from portal.hall.actions.moving import changed, count_reply, move
from portal.hall.events import LineReached, MatterRaised, MatterSeconded, Replied
from portal.hall.models import Matter, Post, Second, Stance
from portal.hall.rules import AlreadySeconded, OwnMatter, lifecycle, moderation, posts
from portal.hall.rules.clocks import clock_of
from portal.hall.rules.lifecycle import Deed, Shown, State, Track
from portal.kit import clock
from portal.unit_of_work import happened

if TYPE_CHECKING:
    from portal.places.models import Area

COUNTERS = {"support": "supporting", "oppose": "opposing", "suggest": "suggesting"}


@dataclass(frozen=True)
class Speaker:
    """Who speaks, under which name; `helper_id` in whose hand (代办), or `recorded` by somebody else (代录)."""

    person_id: int
    shown_as: str
    helper_id: int | None = None
    recorded: bool = False


async def put_matter(
    speaker: Speaker,
    area: Area,
    *,
    title: str,
    body: str,
    category: str = "other",
    urgent: bool = False,
    hall_id: int | None = None,
) -> Matter:
    """A step: a matter with its public number, and the clock of its first state.

    One whose words somebody should look at first has its number too. Nobody sees it, and no clock runs, until then.
    Raises PersonalDetails, UnwantedWords.
    """
    verdict = await moderating.pass_words(area.path, title, body)
    now = clock.now()
    state = State.INSTANT if urgent else State.TRIAGE  # safety needs no line and no triage
    waits_for, due_at = ("", None) if verdict.traits else clock_of(state, now)
    matter = await Matter.create(
        number=await _next_number(), title=title, body=body, area_id=area.id, hall_id=hall_id,
        category=category if category in rules.CATEGORIES else "other",
        state=state, stage=lifecycle.stage_of(state), track=Track.INSTANT if urgent else "", is_urgent=urgent,
        raised_by_id=speaker.person_id, raised_as=speaker.shown_as, helper_id=speaker.helper_id, recorded=speaker.recorded,
        raised_at=now, changed_at=now, due_for=waits_for, due_at=due_at,
        shown=verdict.shown,
    )  # fmt: skip
    if verdict.traits:
        await moderating.hold(matter, "matter", matter.id, verdict)
    else:
        happened(MatterRaised(matter.number, speaker.person_id))
    return matter


async def _next_number() -> str:
    """LZ-2026-0011: the year and a running number, which no two matters share: they wait for each other here."""
    year = clock.today().year
    taken = await Matter.filter(number__startswith=f"LZ-{year}-").order_by("-number").first()
    start = taken.number.rsplit("-", 1)[1] if taken else "0"
    await Mark.get_or_create(name=f"matters-{year}", defaults={"value": start})
    counter = await Mark.filter(name=f"matters-{year}").select_for_update().get()
    counter.value = str(int(counter.value) + 1)
    await counter.save(update_fields=["value"])
    return f"LZ-{year}-{int(counter.value):04}"


async def put_second(matter: Matter, person_id: int) -> None:
    """A step, on a locked matter. At the line it goes on to be deliberated.

    Raises AlreadySeconded, OwnMatter, NotShownYet, NothingMoreToSay.
    """
    if matter.raised_by_id == person_id:
        raise OwnMatter()
    moderation.must_be_shown(matter.shown)
    posts.must_be_open(matter.state)
    if await Second.exists(matter_id=matter.id, person_id=person_id):
        raise AlreadySeconded()
    await Second.create(matter_id=matter.id, person_id=person_id, at=clock.now())
    matter.seconds += 1
    happened(MatterSeconded(matter.number, person_id, matter.seconds))
    await changed(matter, "seconds")
    await reach_line(matter)


async def reach_line(matter: Matter) -> None:
    """A step, on a locked matter: it goes on where enough stand behind it. Safety needs no line."""
    enough = rules.reaches_line(matter.state, matter.seconds, rules.line_for(matter.area.kind))
    if enough or (matter.is_urgent and matter.state == State.SECONDING):
        happened(LineReached(matter.number, matter.seconds))
        await move(matter, Deed.REACH_LINE)


async def drop_second(matter: Matter, person_id: int) -> None:
    """A step, on a locked matter: a second taken back. What the line has opened stays open."""
    if await Second.filter(matter_id=matter.id, person_id=person_id).delete():
        matter.seconds -= 1
        await changed(matter, "seconds")


async def put_post(
    matter: Matter,
    speaker: Speaker,
    *,
    body: str,
    stance: str = "",
    parent_id: int | None = None,
    quoted_id: int | None = None,
) -> Post:
    """A step, on a locked matter: something said, with a stance or without; or a reply to what was said.

    Where somebody should look at the words first, the stance counts all the same: a tap holds no words. Raises
    PersonalDetails, UnwantedWords, NotShownYet, NothingMoreToSay.
    """
    moderation.must_be_shown(matter.shown)
    posts.must_be_open(matter.state)
    verdict = await moderating.pass_words(matter.area.path, body)
    alike = Post.filter(parent_id=parent_id) if parent_id else Post.filter(parent_id=None, stance=stance)
    post = await Post.create(
        matter_id=matter.id, author_id=speaker.person_id, said_as=speaker.shown_as, helper_id=speaker.helper_id,
        recorded=speaker.recorded, stance=stance, body=body, posted_at=clock.now(), parent_id=parent_id,
        quoted_id=quoted_id, turn=await alike.filter(matter_id=matter.id).count() + 1, shown=verdict.shown,
    )  # fmt: skip
    if stance:
        await put_stance(matter, speaker.person_id, stance)
    if verdict.traits:
        await moderating.hold(matter, "post", post.id, verdict)
    else:
        await count_reply(parent_id, 1)
        matter.posts_count += 1
        happened(Replied(matter.number, post.id, speaker.person_id))
    if stance or not verdict.traits:
        await changed(matter, "posts_count", *COUNTERS.values())
    return post


async def put_stance(matter: Matter, person_id: int, stance: str) -> None:
    """A step, on a locked matter: where somebody stands from now on. Who calls it writes the counters."""
    held = await Stance.get_or_none(matter_id=matter.id, person_id=person_id)
    if held is not None:
        _count(matter, held.stance, -1)
        held.stance = stance
        await held.save(update_fields=["stance"])
    else:
        await Stance.create(matter_id=matter.id, person_id=person_id, stance=stance)
    _count(matter, stance, 1)


async def drop_stance(matter: Matter, person_id: int) -> None:
    """A step, on a locked matter: who took a stance takes none."""
    held = await Stance.get_or_none(matter_id=matter.id, person_id=person_id)
    if held is not None:
        _count(matter, held.stance, -1)
        await held.delete()
        await changed(matter, *COUNTERS.values())


def _count(matter: Matter, stance: str, by: int) -> None:
    setattr(matter, COUNTERS[stance], getattr(matter, COUNTERS[stance]) + by)


async def withdraw_post(matter: Matter, post_id: int) -> bool:
    """A step, on a locked matter: what was said is taken back, and a stub stays. Says whether it still stood there."""
    if not await Post.filter(id=post_id, shown=Shown.SHOWN).update(shown=Shown.WITHDRAWN):
        return False
    await count_reply((await Post.get(id=post_id)).parent_id, -1)
    matter.posts_count -= 1
    await changed(matter, "posts_count")
    return True
