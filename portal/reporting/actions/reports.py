"""Report in, be confirmed, move, end; and the same for a unit."""

from tortoise.exceptions import IntegrityError

from portal.accounts import queries as accounts
from portal.accounts.actions.steps import in_turn, look_for_a_reason, note_consent
from portal.accounts.events import ConsentWithdrawn, ResidenceConfirmed, ResidenceEnded, SlipTaken
from portal.database.models import Mark
from portal.kit import clock, sealing
from portal.places import queries as places
from portal.places.events import AreaMerged
from portal.policy import Actor
from portal.reporting import rules
from portal.reporting.events import (
    ReportConfirmed,
    Reported,
    ReportEnded,
    ReportMoved,
    UnitAccepted,
    UnitDeclined,
    UnitReported,
)
from portal.reporting.forms import AcceptUnit, ReportIn, ReportUnit
from portal.reporting.models import Need, Report, Unit
from portal.reporting.rules import Kind, ReportStage, UnitStage
from portal.unit_of_work import action, happened
from portal.volunteers import queries as volunteers
from portal.volunteers.events import SignedUp
from portal.volunteers.rules import Ledger


@action
async def report_in(actor: Actor, said: ReportIn) -> int:
    """For oneself only: the form has no place for anybody else's name.

    Raises NoConsent, LivesNowhere, NotYourCommunity, AlreadyReported.
    """
    assert actor.id is not None
    if not said.consent:
        raise rules.NoConsent()
    await _must_be_right_place(actor, said)
    await in_turn(actor.id)
    if await Report.exists(slot=actor.id):
        raise rules.AlreadyReported()
    report = await Report.create(
        person_id=actor.id, kind=said.kind, area_id=said.area_id, unit_name=said.unit_name, stage=ReportStage.DECLARED,
        slot=actor.id, consent=sealing.digest(rules.consent_for(said.kind)), reported_at=clock.now(),
    )  # fmt: skip
    await note_consent(actor.id, rules.purpose_of(said.kind), given=True)
    happened(Reported(report.id))
    return report.id


async def _must_be_right_place(actor: Actor, said: ReportIn) -> None:
    area = await places.area_for(actor, said.area_id)
    if area.kind != "community":
        raise rules.NotYourCommunity()
    if said.kind != Kind.MEMBER:
        return  # a courier reports in where they ride
    if not actor.lives_at:
        raise rules.LivesNowhere()
    if not any(own.startswith(area.path) for own in actor.lives_at):
        raise rules.NotYourCommunity()


@action
async def end_report(actor: Actor) -> None:
    """At any time, with no reason and no ceremony. With the report goes the consent."""
    assert actor.id is not None
    report = await Report.filter(slot=actor.id).select_for_update().first()
    if report is not None:
        await _end(report, ReportStage.ENDED)
        await note_consent(actor.id, rules.purpose_of(report.kind), given=False)


async def _end(report: Report, stage: ReportStage) -> None:
    await Report.filter(id=report.id).update(stage=stage, slot=None, ended_at=clock.now())
    happened(ReportEnded(report.id))


async def end_withdrawn(event: ConsentWithdrawn) -> None:
    """A reaction: whoever takes the consent back has ended the report. Nobody else is told."""
    line = await accounts.consent_with(event.consent_id)
    kinds = [kind for kind in Kind if rules.purpose_of(kind) == line.purpose]
    for report in await Report.filter(slot=event.person_id, kind__in=kinds).select_for_update():
        await _end(report, ReportStage.ENDED)


@action
async def look_at_report(actor: Actor, report: Report, reason: str) -> None:
    """The name behind a report, for a reason that its person can read. Raises NoReason, NothingToConfirm."""
    if report.stage != ReportStage.DECLARED:
        raise rules.NothingToConfirm()
    await look_for_a_reason(actor, report.person_id, "report", reason)


@action
async def confirm_report(actor: Actor, report_id: int) -> None:
    """By the community, which knows its members. Raises NothingToConfirm."""
    report = await Report.filter(id=report_id).select_for_update().get()
    if report.stage != ReportStage.DECLARED:
        raise rules.NothingToConfirm()
    report.stage, report.confirmed_by_id, report.confirmed_at = ReportStage.CONFIRMED, actor.id, clock.now()
    await report.save(update_fields=["stage", "confirmed_by_id", "confirmed_at"])
    happened(ReportConfirmed(report_id))


@action
async def decline_report(actor: Actor, report_id: int) -> None:
    """Not known here. The person may report in again. Raises NothingToConfirm."""
    report = await Report.filter(id=report_id).select_for_update().get()
    if report.stage != ReportStage.DECLARED:
        raise rules.NothingToConfirm()
    await _end(report, ReportStage.DECLINED)


@action
async def move_report(actor: Actor) -> None:
    """Whoever has moved house takes the report along. Raises LivesNowhere."""
    report = await Report.filter(slot=actor.id, kind=Kind.MEMBER).select_for_update().first()
    if report is not None and not await _move(report, actor):
        raise rules.LivesNowhere()


@action
async def follow_moves(_actor: Actor) -> None:
    """Reports of members go where their people now live, without anybody asking."""
    after = 0
    while batch := await Report.filter(id__gt=after, kind=Kind.MEMBER, slot__isnull=False).order_by("id").limit(100):
        for report in batch:
            person = await accounts.actor_of(report.person_id)
            if person is not None:
                await _move(report, person)
        after = batch[-1].id


async def follow_home(event: ResidenceConfirmed | ResidenceEnded | SlipTaken) -> None:
    """A reaction: who moves in or out takes their report along at once."""
    report = await Report.filter(slot=event.person_id, kind=Kind.MEMBER).select_for_update().first()
    person = await accounts.actor_of(event.person_id)
    if report is not None and person is not None:
        await _move(report, person)


async def _move(report: Report, person: Actor) -> bool:
    """Whether the report is where its person lives, now at the latest."""
    homes = await places.communities_of(person.lives_at)
    if any(area.id == report.area_id for area in homes):
        return True
    if not homes:
        return False
    await _end(report, ReportStage.MOVED)
    # Confirmed once is confirmed: nobody proves the same thing twice because of a move.
    new = await Report.create(
        person_id=report.person_id, kind=report.kind, area_id=homes[0].id, unit_name=report.unit_name,
        stage=report.stage, slot=report.person_id, consent=report.consent, reported_at=clock.now(),
        confirmed_by_id=report.confirmed_by_id, confirmed_at=report.confirmed_at,
    )  # fmt: skip
    happened(ReportMoved(new.id))
    return True


@action
async def report_unit(actor: Actor, said: ReportUnit) -> int:
    """报到单 of an employer's Party organisation, by its liaison. Raises UnitKnown, NotYourCommunity."""
    assert actor.id is not None
    area = await places.area_for(actor, said.area_id)
    if area.kind != "community":
        raise rules.NotYourCommunity()
    slot = f"{area.id}:{said.name}"
    await _end_unpaired(slot)
    if await Unit.exists(slot=slot):
        raise rules.UnitKnown()
    try:
        unit = await Unit.create(
            person_id=actor.id, area=area, name=said.name, offers=said.offers, stage=UnitStage.REPORTED,
            reported_at=clock.now(), slot=slot,
        )  # fmt: skip
    except IntegrityError:  # somebody else's report of the same unit, a moment before
        raise rules.UnitKnown() from None
    happened(UnitReported(unit.id))
    return unit.id


async def _end_unpaired(slot: str) -> None:
    """A pairing whose period is over makes room for the next."""
    await Unit.filter(slot=slot, paired_until__lt=clock.today()).update(stage=UnitStage.ENDED, slot=None)


@action
async def decline_unit(actor: Actor, unit_id: int) -> None:
    """Not the unit's own report, or not for this community. It may report again. Raises NothingToConfirm."""
    unit = await Unit.filter(id=unit_id).select_for_update().get()
    if unit.stage != UnitStage.REPORTED:
        raise rules.NothingToConfirm()
    await _end_unit(unit, UnitStage.DECLINED)
    happened(UnitDeclined(unit_id))


async def _end_unit(unit: Unit, stage: UnitStage) -> None:
    unit.stage, unit.slot = stage, None
    await unit.save(update_fields=["stage", "slot"])


@action
async def accept_unit(actor: Actor, unit_id: int, said: AcceptUnit) -> None:
    """The community answers with a receipt and a period of pairing. Raises WrongPeriod, NothingToConfirm."""
    unit = await Unit.filter(id=unit_id).select_for_update().get()
    if unit.stage != UnitStage.REPORTED:
        raise rules.NothingToConfirm()
    rules.must_be_a_period(said.paired_from, said.paired_until)
    unit.stage, unit.receipt = UnitStage.ACCEPTED, await _next_receipt()
    unit.accepted_by_id, unit.accepted_at = actor.id, clock.now()
    unit.paired_from, unit.paired_until = said.paired_from, said.paired_until
    await unit.save()
    happened(UnitAccepted(unit_id))


async def _next_receipt() -> str:
    year = clock.today().year
    await Mark.get_or_create(name=f"units-{year}", defaults={"value": "0"})
    counter = await Mark.filter(name=f"units-{year}").select_for_update().get()
    counter.value = str(int(counter.value) + 1)
    await counter.save(update_fields=["value"])
    return f"BD-{year}-{int(counter.value):04}"


@action
async def end_unit(actor: Actor, unit_id: int) -> None:
    """Raises UnitEnded."""
    unit = await Unit.filter(id=unit_id).select_for_update().get()
    if unit.stage in (UnitStage.ENDED, UnitStage.DECLINED):
        raise rules.UnitEnded()
    await _end_unit(unit, UnitStage.ENDED)


async def must_have_reported(person_id: int) -> None:
    """A step: 党员任务 is open to confirmed members only. Raises NotReported."""
    if not await Report.exists(slot=person_id, kind=Kind.MEMBER, stage=ReportStage.CONFIRMED):
        raise rules.NotReported()


async def must_be_open_to(event: SignedUp) -> None:
    """A reaction: signing up for a shift as 党员任务 is undone where nobody has reported in. Raises NotReported."""
    sign_up = await volunteers.sign_up_with(event.sign_up_id)
    if sign_up.ledger == Ledger.PARTY_DUTY:
        await must_have_reported(sign_up.person_id)


async def follow_merge(event: AreaMerged) -> None:
    """A step: reports to an area that ends, and needs in it, belong to what it became."""
    for table in (Report, Unit, Need):
        await table.filter(area_id=event.area_id).update(area_id=event.into_id)
