"""Claim a need, be accepted, serve, and be confirmed by the person served: by nobody else."""

import secrets
from datetime import time

from tortoise.queryset import QuerySet

from portal import settings
from portal.accounts import queries as accounts
from portal.kit import clock
from portal.policy import Actor
from portal.reporting import queries, rules
from portal.reporting.actions.needs import keep_look
from portal.reporting.actions.reports import must_have_reported
from portal.reporting.events import (
    Called,
    ClaimAccepted,
    ClaimConfirmed,
    ClaimDeclined,
    ClaimDone,
    ClaimNotDone,
    ClaimWithdrawn,
    NeedClaimed,
    NeedClosed,
    ReportEnded,
)
from portal.reporting.forms import ClaimNeed, EnterSlip, FinishByCode, FinishClaim, GiveThanks, NoteCall
from portal.reporting.models import CallNote, Claim, Need
from portal.reporting.rules import HOLDING_A_PLACE, ClaimStage, NeedKind, NeedStage
from portal.unit_of_work import action, happened
from portal.volunteers import queries as volunteers
from portal.volunteers.actions import confirming, serving
from portal.volunteers.rules import AlreadyFinished, Channel, How, Ledger, ServiceStage


@action
async def claim_need(actor: Actor, need_id: int, said: ClaimNeed) -> int:
    """我来. Raises NeedGone, NeedFull, OwnNeed, AlreadyClaimed, NotReported."""
    assert actor.id is not None
    need = await Need.filter(id=need_id).select_for_update().get()
    if need.stage != NeedStage.OPEN or need.by_day < clock.today():
        raise rules.NeedGone()
    if actor.id in (need.person_id, need.recipient_id):
        raise rules.OwnNeed()
    if said.ledger == Ledger.PARTY_DUTY:
        await must_have_reported(actor.id)
    mine = await Claim.get_or_none(need_id=need_id, person_id=actor.id)
    if mine is not None and mine.stage in HOLDING_A_PLACE:
        raise rules.AlreadyClaimed()
    if need.taken >= need.people:
        raise rules.NeedFull()
    unit = await queries.own_unit_for(actor, need) if need.kind == NeedKind.RESOURCE else None
    need.taken += 1
    await need.save(update_fields=["taken"])
    if mine is None:
        mine = Claim(need_id=need_id, person_id=actor.id, round=0)
    mine.ledger, mine.stage, mine.claimed_at, mine.guesses = said.ledger, ClaimStage.CLAIMED, clock.now(), 0
    mine.unit_id, mine.slip_by_id = unit.id if unit else None, None
    mine.round += 1
    await mine.save()
    happened(NeedClaimed(mine.id))
    return mine.id


async def _locked(claim_id: int) -> Claim:
    claim = await Claim.filter(id=claim_id).select_for_update().get()
    await claim.fetch_related("need__area")
    return claim


@action
async def accept_claim(actor: Actor, claim_id: int) -> None:
    """The community says yes; only now the helper may see the door, and the person served is told.

    Raises NotWaiting, NeedGone.
    """
    claim = await _locked(claim_id)
    if claim.stage != ClaimStage.CLAIMED:
        raise rules.NotWaiting()
    if claim.need.stage == NeedStage.CLOSED:
        raise rules.NeedGone()
    claim.stage, claim.accepted_at = ClaimStage.ACCEPTED, clock.now()
    await claim.save(update_fields=["stage", "accepted_at"])
    happened(ClaimAccepted(claim_id))


@action
async def decline_claim(actor: Actor, claim_id: int) -> None:
    """Raises NotWaiting."""
    claim = await _locked(claim_id)
    if claim.stage != ClaimStage.CLAIMED:
        raise rules.NotWaiting()
    await give_back(claim, ClaimStage.DECLINED)
    happened(ClaimDeclined(claim_id))


@action
async def withdraw_claim(actor: Actor, claim_id: int) -> None:
    """Before it begins, with no reason. Raises NotWaiting, TooLateToWithdraw."""
    claim = await _locked(claim_id)
    if claim.stage not in (ClaimStage.CLAIMED, ClaimStage.ACCEPTED):
        raise rules.NotWaiting()
    if await queries.service_of(claim_id) is not None:
        raise rules.TooLateToWithdraw()
    await give_back(claim, ClaimStage.WITHDRAWN)
    happened(ClaimWithdrawn(claim_id))


async def give_back(claim: Claim, stage: ClaimStage) -> None:
    """A step: a place among the helpers is free again."""
    need = await Need.filter(id=claim.need_id).select_for_update().get()
    need.taken -= 1
    await need.save(update_fields=["taken"])
    claim.stage = stage
    await claim.save(update_fields=["stage"])


async def give_up_far(event: ReportEnded) -> None:
    """A reaction: a claim that only the report allowed, and that has not begun, ends with the report."""
    report = await queries.report_with(event.report_id)
    person = await accounts.actor_of(report.person_id)
    if person is None:
        return
    for claim in await _not_begun(Claim.filter(person_id=report.person_id)):
        if claim.need.kind == NeedKind.SERVICE and not await queries.is_near(person, claim.need):
            await give_back(claim, ClaimStage.WITHDRAWN)
            happened(ClaimWithdrawn(claim.id))


async def call_off(event: NeedClosed) -> None:
    """A reaction: who has not begun need not come, and does not see the door any more."""
    for claim in await _not_begun(Claim.filter(need_id=event.need_id)):
        await give_back(claim, ClaimStage.CALLED_OFF)


async def _not_begun(claims: "QuerySet[Claim]") -> list[Claim]:
    waiting = claims.filter(stage__in=[ClaimStage.CLAIMED, ClaimStage.ACCEPTED]).select_related("need__area")
    found = await waiting.order_by("id")
    begun = await volunteers.services_of_claims([claim.id for claim in found])
    return [claim for claim in found if claim.id not in begun]


@action
async def look_as_helper(actor: Actor, claim_id: int) -> None:
    """Every look is kept, and shown to whoever asked for help. Raises NotAccepted: also once the claim is called off."""
    claim = await _locked(claim_id)
    if claim.stage != ClaimStage.ACCEPTED:
        raise rules.NotAccepted()
    await keep_look(actor, claim.need_id)


@action
async def start_claim(actor: Actor, claim_id: int) -> None:
    """Raises NotAccepted, NeedGone, OnlyOnce, AlreadyFinished: once begun, what remains is to say when it ended."""
    claim = await _locked(claim_id)
    need = claim.need
    if claim.stage != ClaimStage.ACCEPTED or need.kind == NeedKind.RESOURCE:
        raise rules.NotAccepted()
    known = await queries.service_of(claim_id)
    if known is not None and known.stage == ServiceStage.RUNNING:
        return
    if known is not None:
        raise AlreadyFinished()
    if need.stage == NeedStage.CLOSED:
        raise rules.NeedGone()
    await serving.begin(
        serving.record_of_claim(
            claim.person_id, claim.ledger, claim_id, need.title, need.area.name, need.area.name, need.matter_number,
            need.minutes,
        )
    )  # fmt: skip


@action
async def finish_claim(actor: Actor, claim_id: int, said: FinishClaim) -> None:
    """Done, says the helper; now the person served is asked. Raises what `serving.end_claim` raises, NotAccepted."""
    claim = await _locked(claim_id)
    await _finish(claim, said.at)


async def _finish(claim: Claim, at: time | None, by: Channel = Channel.SELF) -> None:
    if claim.stage != ClaimStage.ACCEPTED:
        raise rules.NotAccepted() if claim.stage == ClaimStage.CLAIMED else rules.NotWaiting()
    if claim.need.kind == NeedKind.SERVICE:
        await serving.end_claim(claim.id, by, at)
    claim.stage, claim.done_at = ClaimStage.DONE, clock.now()
    await claim.save(update_fields=["stage", "done_at"])
    happened(ClaimDone(claim.id))


async def finish_by_code(actor: Actor, claim_id: int, said: FinishByCode) -> None:
    """The four digits that the person served says: finished and confirmed in one.

    Raises WrongCode with the guess counted, CodeLocked, and what `finish_claim` raises.
    """
    left = await _finish_by_code(actor, claim_id, said)
    if left:
        # The guess is committed before it is refused: a rolled-back count would let a guesser go on.
        raise rules.WrongCode(left=left - 1) if left > 1 else rules.CodeLocked()


@action
async def _finish_by_code(actor: Actor, claim_id: int, said: FinishByCode) -> int:
    """Nothing when right; where the code is wrong, one more than the guesses that are left."""
    claim = await _locked(claim_id)
    if claim.stage not in (ClaimStage.ACCEPTED, ClaimStage.DONE, ClaimStage.NOT_DONE):
        raise rules.AlreadyConfirmed() if claim.stage == ClaimStage.CONFIRMED else rules.NotAccepted()
    if claim.stage == ClaimStage.ACCEPTED and claim.need.kind == NeedKind.SERVICE:
        await serving.must_have_begun(claim.id)  # before that, a guess would only use up the tries
    if claim.guesses >= rules.MOST_GUESSES:
        raise rules.CodeLocked()
    right = rules.spoken_code(settings.current().secret, claim.id, claim.round)
    if not secrets.compare_digest(right, said.code):
        claim.guesses += 1
        await claim.save(update_fields=["guesses"])
        return rules.MOST_GUESSES - claim.guesses + 1
    if claim.stage == ClaimStage.ACCEPTED:
        await _finish(claim, said.at, Channel.CODE)
    await _confirm(claim, How.SPOKEN)
    return 0


async def _confirm(claim: Claim, how: How, thanks: str = "", by: int | None = None) -> None:
    if claim.stage == ClaimStage.CONFIRMED:
        raise rules.AlreadyConfirmed()
    if claim.stage not in (ClaimStage.DONE, ClaimStage.NOT_DONE):
        raise rules.NotDoneYet()
    claim.stage, claim.confirmed_at, claim.confirmed_how, claim.thanks = ClaimStage.CONFIRMED, clock.now(), how, thanks
    await claim.save(update_fields=["stage", "confirmed_at", "confirmed_how", "thanks"])
    await confirming.settle_claim(claim.id, how, by, thanks)
    happened(ClaimConfirmed(claim.id))


@action
async def give_thanks(actor: Actor, claim_id: int, said: GiveThanks) -> None:
    """By the signed link: helped, with a word of thanks or without; or the help did not come.

    Raises NotDoneYet, AlreadyConfirmed, TellsTheDoor.
    """
    rules.must_not_tell_the_door(said.thanks)
    claim = await _locked(claim_id)
    if said.answer == "helped":
        await _confirm(claim, How.TAP, said.thanks, actor.id)
        return
    if claim.stage == ClaimStage.CONFIRMED:
        raise rules.AlreadyConfirmed()
    if claim.stage != ClaimStage.DONE:
        raise rules.NotDoneYet()
    claim.stage = ClaimStage.NOT_DONE
    await claim.save(update_fields=["stage"])
    happened(ClaimNotDone(claim_id))


@action
async def print_slip(actor: Actor, claim_id: int) -> None:
    """The slip names who is served: the look is kept, and whoever prints it does not enter it. Raises NotAccepted."""
    claim = await _locked(claim_id)
    if claim.stage not in (ClaimStage.ACCEPTED, ClaimStage.DONE, ClaimStage.NOT_DONE):
        raise rules.NotAccepted()
    claim.slip_by_id = actor.id
    await claim.save(update_fields=["slip_by_id"])
    await keep_look(actor, claim.need_id)


@action
async def enter_slip(actor: Actor, claim_id: int, said: EnterSlip) -> None:
    """The signed paper slip, entered by the community: neither by the helper nor by who printed it.

    Raises OwnSlip, NoSlip, SamePrinter, WrongSlip, NoSignature, NotDoneYet, AlreadyConfirmed.
    """
    claim = await _locked(claim_id)
    if actor.id == claim.person_id:
        raise rules.OwnSlip()
    if claim.slip_by_id is None:
        raise rules.NoSlip()
    if actor.id == claim.slip_by_id:
        raise rules.SamePrinter()
    right = rules.slip_code(settings.current().secret, claim.id, claim.round)
    if not secrets.compare_digest(right, said.slip.strip().upper().replace("-", "").replace(" ", "")):
        raise rules.WrongSlip()
    if not said.signed:
        raise rules.NoSignature()
    await _confirm(claim, How.SLIP, by=actor.id)


@action
async def note_call(actor: Actor, claim_id: int, said: NoteCall) -> None:
    """The community asked by telephone. It notes that, and confirms nothing (decisions 18)."""
    assert actor.id is not None
    await CallNote.create(claim_id=claim_id, person_id=actor.id, note=said.note, at=clock.now())
    happened(Called(claim_id))
