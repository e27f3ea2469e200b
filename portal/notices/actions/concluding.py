"""Of what comes out of a vote and of a meeting: laid open, doubted, final or annulled; and the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.meetings import queries as meetings
from portal.meetings.events import (
    MinutesConfirmed,
    MinutesFrozen,
    ResultAnnulled,
    ResultFinal,
    ResultHeldUp,
    ResultObjected,
    ResultObjectionAnswered,
    ResultPublished,
)
from portal.notices.actions.telling import Paid, day_of, tell, write
from portal.policy import STRANGER

if TYPE_CHECKING:
    from portal.meetings.models import Motion


async def _holding(motion: Motion) -> set[int]:
    """Whoever has an account and a right in the frozen electorate, whether they voted or not."""
    return await accounts.holding(await meetings.holders_of(motion.id))


async def _desk(motion: Motion) -> set[int]:
    """The community and the street: who answers, but for whoever called the vote."""
    desk = await accounts.desk_of(motion.path) or await accounts.street_of(motion.path)
    return desk - {motion.convener_id} or await accounts.street_of(motion.path)


async def tell_of_publication(event: ResultPublished) -> None:
    motion, notice = await meetings.motion_with(event.motion_id), await meetings.notice_with(event.notice_id)
    assert notice.until is not None
    href, until = f"/motions/{motion.id}/result", day_of(notice.until)
    await tell(await _holding(motion), "result_published", href, wording=motion.wording, until=until)


async def tell_of_objection(event: ResultObjected) -> None:
    motion = await meetings.motion_with(event.motion_id)
    await tell(await _desk(motion), "result_objected", f"/motions/{motion.id}/objections", wording=motion.wording)


async def tell_of_answer(event: ResultObjectionAnswered) -> None:
    motion = await meetings.motion_with(event.motion_id)
    objection = await meetings.result_objection_with(event.objection_id)
    await tell({objection.person_id}, "result_answered", f"/motions/{motion.id}/result", wording=motion.wording)


async def tell_of_delay(event: ResultHeldUp) -> None:
    motion = await meetings.motion_with(event.motion_id)
    await tell(await _desk(motion), "result_held_up", f"/motions/{motion.id}/objections", wording=motion.wording)


async def tell_of_end(event: ResultFinal | ResultAnnulled) -> None:
    """What it has come to, in every inbox, and by letter: whoever voted does not have to look for it."""
    motion = await meetings.motion_with(event.motion_id)
    kind = "result_final" if isinstance(event, ResultFinal) else "result_annulled"
    people, href = await _holding(motion), f"/motions/{motion.id}/result"
    await tell(people, kind, href, wording=motion.wording)
    paid = Paid(motion.path, f"meeting:{motion.meeting_id}")
    await write(people, kind, f"{kind}:{motion.id}", href, paid, wording=motion.wording, title=motion.meeting.title)


async def ask_other_hand(event: MinutesConfirmed) -> None:
    """Where the recorder has confirmed them the host is asked, and the other way round. Who called the meeting and
    wrote them too cannot be both: then the community is asked in the host's place."""
    minutes = await meetings.minutes_with(event.minutes_id)
    if not minutes.recorder_confirmed_at:
        other = {minutes.recorder_id}
    elif minutes.meeting.convener_id != minutes.recorder_id:
        other = {minutes.meeting.convener_id}
    else:
        other = await accounts.desk_of(minutes.meeting.path) - {minutes.recorder_id}
    href = f"/meetings/{event.meeting_id}/minutes"
    await tell(other, "minutes_to_confirm", href, title=minutes.meeting.title)


async def tell_of_minutes(event: MinutesFrozen) -> None:
    """Those who came. Others find them on the page of the meeting."""
    meeting = await meetings.meeting_for(STRANGER, event.meeting_id)
    came = await meetings.who_came_to(event.meeting_id)
    await tell(came, "minutes_ready", f"/meetings/{event.meeting_id}/minutes", title=meeting.title)
