"""A meeting that was called is put off, moved to another place, or called off; and everybody who was invited is told."""

from portal.hall.actions import opinions as stating
from portal.kit import clock
from portal.meetings import rules
from portal.meetings.actions.calling import PlaceMissing, in_city, must_be_timed
from portal.meetings.actions.lodging import book_room, give_room_back, had_for
from portal.meetings.actions.noticing import keep_last, post_notice
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import MeetingCancelled, MeetingChanged
from portal.meetings.forms import ChangeMeeting, SayWhyNot
from portal.meetings.models import AgendaItem, Meeting, Motion
from portal.meetings.rules import Stage, agenda
from portal.meetings.rules.announcing import Edition
from portal.policy import Actor
from portal.unit_of_work import action, happened
from portal.venues.queries import venue_held


async def locked(meeting_id: int) -> tuple[Meeting, list[Motion]]:
    """A step: the meeting with its motions, and nobody else opens or alters them meanwhile."""
    # The motions first, as whoever opens or closes one locks it before the meeting.
    motions = await Motion.filter(meeting_id=meeting_id).order_by("id").select_for_update()
    meeting = await Meeting.filter(id=meeting_id).select_for_update().get()
    await meeting.fetch_related("area")
    await keep_last(meeting)
    return meeting, motions


@action
async def change_meeting(actor: Actor, meeting_id: int, said: ChangeMeeting) -> None:
    """Another time or place. What is still to be voted on closes at the new time; brought forward, its days of notice
    count from now.

    Raises MeetingCalledOff, MeetingOver, VotingHere, SameAsBefore, StartsInThePast, EndsBeforeItStarts,
    StartsBeforeNotice, ClosesBeforeNotice, PlaceMissing and what `book_room` and `must_be_fit_to_post` raise.
    """
    meeting, motions = await locked(meeting_id)
    starts, closes, now = in_city(said.starts_at), in_city(said.closes_at), clock.now()
    agenda.must_be_changeable(meeting.cancelled_at, meeting.ends_at, [m.stage for m in motions], now)
    await must_be_fit_to_post(meeting.path, {"place": said.place, "why": said.why})
    before, after = (meeting.starts_at, meeting.ends_at), (starts, closes)
    held = await venue_held(meeting.booking_id)
    if before == after and said.place == meeting.place and said.venue == held:
        raise agenda.SameAsBefore()
    anew = before != after and agenda.begins_anew(before, after)
    if before != after:
        must_be_timed(starts, closes, now)
        await _move_votes(meeting, motions, said, anew=anew)
    meeting.place = await _settle_room(actor, meeting, held, said)
    meeting.starts_at, meeting.ends_at = starts, closes
    meeting.reminded = 0 if before[0] != starts else meeting.reminded
    await meeting.save(update_fields=["place", "starts_at", "ends_at", "reminded", "booking_id"])
    edition = await post_notice(meeting, Edition.CHANGED, said.why)
    happened(MeetingChanged(meeting_id, edition, anew))


async def _move_votes(meeting: Meeting, motions: list[Motion], said: ChangeMeeting, *, anew: bool) -> None:
    """Raises StartsBeforeNotice, ClosesBeforeNotice."""
    closes, now = in_city(said.closes_at), clock.now()
    form = rules.form_named(meeting.form)
    if anew and form is not None:
        rules.must_start_after_notice(form.notice_days, now, in_city(said.starts_at))
    items = {item.id: item for item in await AgendaItem.filter(meeting_id=meeting.id)}
    for motion in motions:
        if motion.stage == Stage.DRAFT:
            noticed = now if anew else items[motion.item_id].noticed_at or meeting.called_at
            rules.must_close_after_notice(motion.rule_code, noticed, closes)
    drafts = Motion.filter(meeting_id=meeting.id, stage=Stage.DRAFT)
    await drafts.update(closes_at=closes)
    await drafts.filter(extends_to__lte=closes).update(extends_to=None)  # an extension to before the close is none
    if anew:
        await AgendaItem.filter(meeting_id=meeting.id).update(noticed_at=now)


async def _settle_room(actor: Actor, meeting: Meeting, held: int | None, said: ChangeMeeting) -> str:
    """Where the meeting is. The room that it has moves with it, another takes its place, or it is given back.

    Raises PlaceMissing and what `book_room` raises: then the meeting keeps the room that it has.
    """
    starts, closes = in_city(said.starts_at), in_city(said.closes_at)
    if said.venue is None:
        if not said.place:
            raise PlaceMissing()
        await give_room_back(meeting.booking_id, said.why[:100])
        meeting.booking_id = None
        return said.place
    begun = starts == meeting.starts_at <= clock.now()
    if said.venue == held and (begun or had_for(starts, closes) == had_for(meeting.starts_at, meeting.ends_at)):
        return said.place or meeting.place
    meeting.booking_id, room = await book_room(
        actor,
        meeting.path,
        said.venue,
        meeting.title,
        starts,
        closes,
        instead_of=meeting.booking_id,
        why=said.why[:100],
    )
    # The old room's name stays in the form where nobody thought of it.
    renamed = said.place != meeting.place or said.venue == held
    return said.place if said.place and renamed else room


@action
async def cancel_meeting(actor: Actor, meeting_id: int, said: SayWhyNot) -> None:
    """It is not held. What was to be voted on is called off, and its matters go back to be talked of.

    Raises MeetingCalledOff, MeetingOver, VotingHere, VotedHere.
    """
    meeting, motions = await locked(meeting_id)
    agenda.must_be_cancellable(meeting.cancelled_at, meeting.ends_at, [m.stage for m in motions], clock.now())
    await must_be_fit_to_post(meeting.path, {"why": said.why})
    meeting.cancelled_at, meeting.why_cancelled = clock.now(), said.why
    await meeting.save(update_fields=["cancelled_at", "why_cancelled"])
    await Motion.filter(meeting_id=meeting_id, stage=Stage.DRAFT).update(stage=Stage.CALLED_OFF)
    await give_room_back(meeting.booking_id, said.why[:100])
    numbers = [item.matter_number for item in await AgendaItem.filter(meeting_id=meeting_id) if item.matter_number]
    await stating.let_go(numbers, meeting.title)
    edition = await post_notice(meeting, Edition.CANCELLED, said.why)
    happened(MeetingCancelled(meeting_id, edition))
