"""Of what is talked of, voted on and promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.hall import queries as hall
from portal.hall.events import MatterAnswered, MatterRaised, Replied, VoicePublished, VoiceRefused
from portal.hall.queries import following
from portal.hall.rules.media import REASONS
from portal.ledger import queries as ledger
from portal.ledger.events import DoneReported, PromiseMade, PromiseReopened
from portal.meetings import queries as meetings
from portal.meetings.events import MeetingCalled, MotionClosed, MotionExtended, MotionOpened, Reminded
from portal.meetings.rules import MeetingForm
from portal.notices.actions.telling import Paid, day_of, tell, time_of, write
from portal.policy import STRANGER

if TYPE_CHECKING:
    from portal.hall.models import Matter
    from portal.meetings.models import Meeting


async def tell_of_meeting(event: MeetingCalled) -> None:
    """Of an owners' assembly the residents' committee is told too (物业管理条例 art. 14)."""
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    invited = await accounts.belonging_to(meeting.path)
    href = f"/meetings/{meeting.id}"
    watching = await accounts.desk_of(meeting.path) if meeting.form == MeetingForm.OWNERS_ASSEMBLY else set()
    await tell(invited | watching, "meeting_called", href, **of_meeting(meeting))
    await write(
        invited,
        "meeting_called",
        f"called:{meeting.id}",
        href,
        paid_by(meeting.path, meeting.id),
        **of_meeting(meeting),
    )


def paid_by(path: str, meeting_id: int) -> Paid:
    """A meeting's messages are paid for where it is held, and stand together: what each meeting cost."""
    return Paid(path, f"meeting:{meeting_id}")


def of_meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "title": meeting.title,
        "place": meeting.place,
        "day": day_of(meeting.starts_at),
        "time": time_of(meeting.starts_at),
    }


async def tell_of_vote(event: MotionOpened) -> None:
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_of(motion.id))
    await tell(
        people,
        "motion_opened",
        f"/meetings/{motion.meeting_id}",
        wording=motion.wording,
        closes=time_of(motion.closes_at),
    )


async def remind(event: Reminded) -> None:
    """To everyone who has not voted, chosen here: nobody looks at names."""
    await _remind(event, "reminder")


async def tell_of_extension(event: MotionExtended) -> None:
    """To everyone who has not voted, with the new close; the others see it in the room and with the result."""
    await _remind(event, "extended")


async def _remind(event: Reminded | MotionExtended, occasion: str) -> None:
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_without_ballot(motion.id))
    href, facts = f"/meetings/{motion.meeting_id}", {"wording": motion.wording, "closes": time_of(motion.closes_at)}
    await tell(people, "reminder", href, **facts)
    await write(people, "reminder", f"{occasion}:{motion.id}", href, paid_by(motion.path, motion.meeting_id), **facts)


async def tell_of_result(event: MotionClosed) -> None:
    motion = await meetings.motion_with(event.motion_id)
    people = await accounts.holding(await meetings.holders_of(motion.id))
    href = f"/motions/{motion.id}/result"
    await tell(people, "motion_closed", href, wording=motion.wording)
    paid, facts = paid_by(motion.path, motion.meeting_id), {"wording": motion.wording, "title": motion.meeting.title}
    await write(people, "motion_closed", f"result:{motion.id}", href, paid, **facts)


async def tell_of_raising(event: MatterRaised) -> None:
    """To who follows its place or its hall, but for who raised it."""
    matter = await _matter(event.number)
    people = await following.followers_around(matter) - {event.person_id}
    await tell(people, "raised_here", f"/hall/{event.number}", title=matter.title, place=matter.area.name)


async def tell_of_reply(event: Replied) -> None:
    matter = await _matter(event.number)
    spoke = await hall.who_spoke_in(event.number) | {matter.raised_by_id}
    others = await following.audience_of(event.number, spoke) - {event.person_id}
    await tell(others, "replied", f"/hall/{event.number}", title=matter.title)


async def tell_of_answer(event: MatterAnswered) -> None:
    await _tell_followers(event.number, "answered", f"/hall/{event.number}")


async def tell_of_promise(event: PromiseMade) -> None:
    promise = (await ledger.promise_for(STRANGER, event.promise_id)).promise
    href = f"/matters/{event.number}"
    await _tell_followers(event.number, "promised", href, what=promise.what, due=promise.due_on.isoformat())


async def ask_whether_done(event: DoneReported) -> None:
    """Those concerned are asked, whatever they follow; who follows it only is told."""
    matter, concerned = await _matter(event.number), await ledger.concerned_with(event.number)
    await tell(concerned, "done", f"/matters/{event.number}", title=matter.title)
    others = await following.followers_of(event.number) - concerned
    await tell(others, "done_said", f"/matters/{event.number}", title=matter.title)


async def tell_of_reopening(event: PromiseReopened) -> None:
    promise = (await ledger.promise_for(STRANGER, event.promise_id)).promise
    matter = await _matter(event.number)
    await tell({promise.made_by_id}, "reopened", f"/matters/{event.number}", title=matter.title)


async def _matter(number: str) -> Matter:
    return await hall.matter_for(STRANGER, number)


async def _tell_followers(number: str, kind: str, href: str, **facts: object) -> None:
    matter = await _matter(number)
    people = await following.audience_of(number, await ledger.concerned_with(number))
    await tell(people, kind, href, title=matter.title, **facts)


async def tell_of_voice(event: VoicePublished | VoiceRefused) -> None:
    """To whoever spoke: neighbours hear it now; or why they do not."""
    matter = (await hall.matters_numbered([event.number]))[event.number]
    facts: dict[str, object] = {"title": matter.title}
    if isinstance(event, VoiceRefused):
        await tell([event.person_id], "voice_refused", f"/hall/{event.number}", **facts, why=REASONS[event.reason])
    else:
        await tell([event.person_id], "voice_published", f"/hall/{event.number}", **facts)
