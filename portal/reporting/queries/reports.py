"""Who has reported in: told to themselves, and to the community that confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import Actor
from portal.reporting import rules
from portal.reporting.models import Need, Report, Unit
from portal.reporting.rules import ReportStage, UnitStage

if TYPE_CHECKING:
    pass


async def report_of(actor: Actor) -> Report | None:
    """The report that is in force, the actor's own."""
    return await Report.filter(slot=actor.id).select_related("area").first() if actor.id else None


async def is_member(actor: Actor) -> bool:
    """Whether this actor has reported in as a member, confirmed: asked of oneself only."""
    return bool(actor.id) and await Report.exists(slot=actor.id, kind=rules.Kind.MEMBER, stage=ReportStage.CONFIRMED)


async def report_for(_actor: Actor, report_id: int) -> Report:
    report = await Report.filter(id=report_id).select_related("area", "person").first()
    if report is None:
        raise Missing()
    return report


async def has_moved(actor: Actor, report: Report | None) -> bool:
    if report is None or report.kind != rules.Kind.MEMBER:
        return False
    return not any(own.startswith(report.area.path) for own in actor.lives_at)


async def units_of(actor: Actor) -> list[Unit]:
    return await Unit.filter(person_id=actor.id or 0).select_related("area").order_by("-id")


async def unit_for(_actor: Actor, unit_id: int) -> Unit:
    unit = await Unit.filter(id=unit_id).select_related("area").first()
    if unit is None:
        raise Missing()
    return unit


async def own_unit_for(actor: Actor, need: Need) -> Unit | None:
    """A paired unit of this actor in the community where the need is."""
    area = await places.area_for(actor, need.area_id)
    paired = [unit for unit in await units_of(actor) if is_paired(unit)]
    return next((unit for unit in paired if area.path.startswith(unit.area.path)), None)


def is_paired(unit: Unit) -> bool:
    """Whether the community has taken its report, and the period is not over."""
    return unit.stage == UnitStage.ACCEPTED and unit.paired_until is not None and unit.paired_until >= clock.today()


async def report_with(report_id: int) -> Report:
    return await Report.get(id=report_id)


async def unit_with(unit_id: int) -> Unit:
    return await Unit.get(id=unit_id)
