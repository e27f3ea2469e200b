"""What waits in double reporting below some areas, counted for a desk. Nothing here says who has reported in."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.database.reading import below
from portal.kit import clock
from portal.reporting import rules
from portal.reporting.models import Claim, Need, Report, Unit
from portal.reporting.rules import ClaimStage, NeedStage, ReportStage, UnitStage


@dataclass(frozen=True)
class ToDecide:
    """How many reports, units, needs and claims wait for the community."""

    reports: int
    units: int
    needs: int
    claims: int

    @property
    def all(self) -> int:
        return self.reports + self.units + self.needs + self.claims


async def to_decide(paths: Sequence[str]) -> ToDecide:
    here, of_need = below("area__path", paths), below("need__area__path", paths)
    return ToDecide(
        await Report.filter(here, stage=ReportStage.DECLARED).count(),
        await Unit.filter(here, stage=UnitStage.REPORTED).count(),
        await Need.filter(here, stage=NeedStage.REVIEW).count(),
        await Claim.filter(of_need, stage=ClaimStage.CLAIMED).count(),
    )


@dataclass(frozen=True)
class Unconfirmed:
    """A service that only the person served can confirm; `silent` once it is time to call and ask."""

    claim: Claim

    @property
    def silent(self) -> bool:
        return rules.is_unconfirmed(self.claim.stage, self.claim.done_at, clock.now())


async def unconfirmed(paths: Sequence[str], limit: int) -> tuple[int, list[Unconfirmed]]:
    """How many services wait for whoever was served, and those that have waited longest."""
    done = Claim.filter(below("need__area__path", paths), stage=ClaimStage.DONE)
    rows = await done.select_related("need__area").order_by("done_at", "id").limit(limit)
    return await done.count(), [Unconfirmed(claim) for claim in rows]
