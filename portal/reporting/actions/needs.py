"""Ask for help; publish, close."""

import json

from portal import settings
from portal.accounts import queries as accounts
from portal.accounts import rules as accounts_rules
from portal.hall import queries as hall
from portal.kit import clock, sealing
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.reporting import rules
from portal.reporting.events import DoorLookedAt, NeedAsked, NeedClosed, NeedPublished
from portal.reporting.forms import AskForHelp, CloseNeed
from portal.reporting.models import Claim, DoorSeen, Need
from portal.reporting.rules import ClaimStage, NeedStage, Origin
from portal.unit_of_work import action, happened


@action
async def ask_for_help(actor: Actor, said: AskForHelp) -> int:
    """A resident's need is read by the community before others see it; the community's own is open at once.

    Raises TellsTheDoor, UnknownWho, DayGone, DayTooFar, NotAnAddress, PhoneTooShort, Missing for an unknown matter or place.
    """
    assert actor.id is not None
    rules.must_not_tell_the_door(said.title, said.summary, said.skill, said.risks)
    if said.by_day < clock.today():
        raise rules.DayGone()
    if said.by_day > clock.today() + rules.FURTHEST:
        raise rules.DayTooFar()
    area = await places.area_for(actor, said.area_id)
    staff = actor.holds(STAFF, area.path)
    if not staff and not actor.belongs_to(area.path):
        raise rules.NotYourCommunity()
    if not (said.door or said.address or not staff):
        raise rules.UnknownWho()
    if said.matter_number:
        await hall.matter_for(actor, said.matter_number)
    recipient = await _recipient(actor.id, said, staff)
    need = await Need.create(
        area=area, title=said.title, summary=said.summary, kind=said.kind,
        category=said.category if said.category in rules.CATEGORIES else "other", minutes=said.minutes,
        people=said.people, by_day=said.by_day, skill=said.skill, risks=said.risks, origin=_origin(said, staff),
        matter_number=said.matter_number, promise_id=said.promise_id, stage=NeedStage.OPEN if staff else NeedStage.REVIEW, person_id=actor.id,
        recipient_id=recipient,
        sealed=_sealed(said, actor),
        asked_at=clock.now(), published_by_id=actor.id if staff else None,
    )  # fmt: skip
    happened(NeedAsked(need.id))
    if staff:
        happened(NeedPublished(need.id))
    return need.id


async def _recipient(asker: int, said: AskForHelp, staff: bool) -> int | None:
    """Whose confirmation counts: who asks for themselves, or the account of whoever is named, where they have one."""
    if said.address:
        _channel, spelled = accounts_rules.address(said.address)
        return await accounts.person_of_address(spelled)
    return None if staff or said.who else asker


def _origin(said: AskForHelp, staff: bool) -> Origin:
    if said.promise_id:
        return Origin.PROMISE
    if said.matter_number:
        return Origin.MATTER
    return Origin.COMMUNITY if staff else Origin.RESIDENT


def _sealed(said: AskForHelp, actor: Actor) -> str:
    told = {"who": said.who or actor.name, "door": said.door, "address": said.address}
    return sealing.seal(settings.current().secret, json.dumps(told, ensure_ascii=False))


@action
async def publish_need(actor: Actor, need_id: int) -> None:
    """The community has read it: it says no door, and it is true. Raises NotInReview."""
    need = await Need.filter(id=need_id).select_for_update().get()
    if need.stage != NeedStage.REVIEW:
        raise rules.NotInReview()
    need.stage, need.published_by_id = NeedStage.OPEN, actor.id
    await need.save(update_fields=["stage", "published_by_id"])
    happened(NeedPublished(need_id))


@action
async def look_at_door(actor: Actor, need_id: int) -> None:
    """The community looks, because it must decide who goes: kept like a helper's look."""
    await keep_look(actor, need_id)


async def keep_look(actor: Actor, need_id: int) -> None:
    """A step: whoever asked for help will see who looked, and when."""
    assert actor.id is not None
    await DoorSeen.create(need_id=need_id, person_id=actor.id, at=clock.now())
    happened(DoorLookedAt(need_id))


@action
async def close_need(actor: Actor, need_id: int, said: CloseNeed) -> None:
    """No longer needed, or not for publishing: with a reason. Claims under way are told. Raises NeedGone."""
    need = await Need.filter(id=need_id).select_for_update().get()
    if need.stage == NeedStage.CLOSED:
        raise rules.NeedGone()
    need.stage, need.why_closed = NeedStage.CLOSED, said.why
    await need.save(update_fields=["stage", "why_closed"])
    happened(NeedClosed(need_id))


@action
async def close_past_needs(_actor: Actor) -> None:
    """A need whose day is over and that nobody is serving is closed."""
    past = Need.filter(stage__in=[NeedStage.OPEN, NeedStage.REVIEW], by_day__lt=clock.today())
    for need in await past.limit(200):
        under_way = Claim.filter(need_id=need.id, stage__in=[ClaimStage.CLAIMED, ClaimStage.ACCEPTED])
        if not await under_way.exists():
            need.stage, need.why_closed = NeedStage.CLOSED, "-"
            await need.save(update_fields=["stage", "why_closed"])
            happened(NeedClosed(need.id))
