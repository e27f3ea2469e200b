"""Tell residents what happened. Each of these runs inside the unit of work it reacts to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.channels import outbox
from portal.database.reading import column
from portal.hall import queries as hall
from portal.hall.events import MatterAnswered, Replied
from portal.kit import clock
from portal.kit.words import _
from portal.ledger import queries as ledger
from portal.ledger.events import DoneReported, PromiseMade, PromiseReopened
from portal.meetings import queries as meetings
from portal.meetings.events import MeetingCalled, MotionClosed, MotionOpened, Reminded
from portal.notices import rules
from portal.notices.models import Notice
from portal.policy import STRANGER, Actor
from portal.settings import current
from portal.unit_of_work import action, ring_after

if TYPE_CHECKING:
    from portal.hall.models import Matter
    from portal.meetings.models import Meeting


async def tell_of_meeting(event: MeetingCalled) -> None:
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    invited = await accounts.belonging_to(meeting.path)
    href = f"/meetings/{meeting.id}"
    await _tell(invited, "meeting_called", href, **_of_meeting(meeting))
    await _write(invited, "meeting_called", f"called:{meeting.id}", href, **_of_meeting(meeting))


def _of_meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "title": meeting.title,
        "place": meeting.place,
        "day": _day(meeting.starts_at),
        "time": _time(meeting.starts_at),
    }


async def tell_of_vote(event: MotionOpened) -> None:
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_of(motion.id))
    await _tell(
        people,
        "motion_opened",
        f"/meetings/{motion.meeting_id}",
        wording=motion.wording,
        closes=_time(motion.closes_at),
    )


async def remind(event: Reminded) -> None:
    """To everyone who has not voted, chosen here: nobody looks at names."""
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_without_ballot(motion.id))
    href, facts = f"/meetings/{motion.meeting_id}", {"wording": motion.wording, "closes": _time(motion.closes_at)}
    await _tell(people, "reminder", href, **facts)
    await _write(people, "reminder", f"reminder:{motion.id}", href, **facts)


async def tell_of_result(event: MotionClosed) -> None:
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_of(motion.id))
    href = f"/motions/{motion.id}/result"
    await _tell(people, "motion_closed", href, wording=motion.wording)
    await _write(
        people, "motion_closed", f"result:{motion.id}", href, wording=motion.wording, title=motion.meeting.title
    )


async def tell_of_reply(event: Replied) -> None:
    matter = await _matter(event.number)
    others = (await hall.who_spoke_in(event.number) | {matter.raised_by_id}) - {event.person_id}
    await _tell(others, "replied", f"/hall/{event.number}", title=matter.title)


async def tell_of_answer(event: MatterAnswered) -> None:
    await _tell_concerned(event.number, "answered", f"/hall/{event.number}")


async def tell_of_promise(event: PromiseMade) -> None:
    promise = (await ledger.promise_for(STRANGER, event.promise_id)).promise
    href = f"/matters/{event.number}"
    await _tell_concerned(event.number, "promised", href, what=promise.what, due=promise.due_on.isoformat())


async def ask_whether_done(event: DoneReported) -> None:
    await _tell_concerned(event.number, "done", f"/matters/{event.number}")


async def tell_of_reopening(event: PromiseReopened) -> None:
    promise = (await ledger.promise_for(STRANGER, event.promise_id)).promise
    matter = await _matter(event.number)
    await _tell({promise.made_by_id}, "reopened", f"/matters/{event.number}", title=matter.title)


async def _matter(number: str) -> Matter:
    return await hall.matter_for(STRANGER, number)


async def _tell_concerned(number: str, kind: str, href: str, **facts: object) -> None:
    matter = await _matter(number)
    await _tell(await ledger.concerned_with(number), kind, href, title=matter.title, **facts)


async def _tell(people: Iterable[int], kind: str, href: str, **facts: object) -> None:
    """One line in each inbox. What is already waiting unread is not said twice."""
    at, told = clock.now(), set(people)
    waiting = Notice.filter(person_id__in=list(told), kind=kind, href=href, read_at=None)
    told -= set(await column(waiting, "person_id")) if told else set()
    await Notice.bulk_create([Notice(person_id=p, kind=kind, facts=facts, href=href, at=at) for p in sorted(told)])
    for person in told:
        ring_after(f"inbox:{person}")


async def _write(people: Iterable[int], kind: str, dedupe: str, href: str, **facts: object) -> None:
    """A letter to each mailbox. The words are Chinese: a letter has no language switch."""
    link = current().public_url.rstrip("/") + href if current().public_url else ""
    body = "\n\n".join(part for part in (rules.SENTENCES[kind] % facts, link, _("——百言堂")) if part)
    for address in await accounts.addresses_of(people, "email"):
        await outbox.write(
            lane=outbox.MAIL, channel="email", address=address.spelled, subject=rules.SUBJECTS[kind] % facts,
            body=body, dedupe=f"{dedupe}:{address.person_id}",
        )  # fmt: skip


def _day(moment: datetime) -> str:
    local = clock.in_city(moment)
    return f"{local.month}月{local.day}日"


def _time(moment: datetime) -> str:
    return f"{clock.in_city(moment):%H:%M}"


@action
async def mark_all_read(actor: Actor) -> None:
    await Notice.filter(person_id=actor.id, read_at=None).update(read_at=clock.now())
