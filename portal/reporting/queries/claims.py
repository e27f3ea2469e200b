"""Who took a need on, and what waits for the person served and for the community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.kit import clock
from portal.kit.errors import Missing
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.reporting import rules
from portal.reporting.models import CallNote, Claim, Need, Report, Unit
from portal.reporting.rules import ClaimStage, NeedStage, ReportStage, UnitStage
from portal.volunteers import queries as volunteers

if TYPE_CHECKING:
    from portal.volunteers.models import ServiceTime, Shift
from portal.reporting.queries.needs import PER_PAGE, _secret


@dataclass(frozen=True)
class ClaimFor:
    """A claim with what its page shows."""

    claim: Claim
    service: ServiceTime | None
    helper: str
    calls: list[CallNote]

    @property
    def need(self) -> Need:
        return self.claim.need

    @property
    def path(self) -> str:
        return self.claim.need.area.path

    @property
    def person_id(self) -> int:
        return self.claim.person_id

    @property
    def unconfirmed(self) -> bool:
        return rules.is_unconfirmed(self.claim.stage, self.claim.done_at, clock.now())


async def claim_for(_actor: Actor, claim_id: int) -> ClaimFor:
    claim = await Claim.filter(id=claim_id).select_related("need__area", "unit").first()
    if claim is None:
        raise Missing()
    return await _whole(claim)


async def _whole(claim: Claim) -> ClaimFor:
    return ClaimFor(
        claim,
        await service_of(claim.id),
        claim.unit.name if claim.unit else await accounts.shown_name_of(claim.person_id),
        await CallNote.filter(claim_id=claim.id).order_by("-id").limit(20),
    )


async def claim_thanked(_actor: Actor, token: str) -> ClaimFor:
    """The claim of a signed link. A guessed or changed link finds nothing."""
    number = number_in(token.partition("-")[0])
    if number is None or rules.token(_secret(), number) != token:
        raise Missing()
    return await claim_for(_actor, number)


async def service_of(claim_id: int) -> ServiceTime | None:
    return (await volunteers.services_of_claims([claim_id])).get(claim_id)


def codes_of(claim: Claim) -> tuple[str, str, str]:
    """The spoken code, the slip's code and the signed link's token."""
    secret = _secret()
    return (
        rules.spoken_code(secret, claim.id, claim.round),
        rules.slip_code(secret, claim.id, claim.round),
        rules.token(secret, claim.id),
    )


@dataclass(frozen=True)
class Mine:
    """My claims: those under way, and those done."""

    under_way: list[Claim]
    done: list[Claim]


async def claims_of(actor: Actor) -> Mine:
    mine = Claim.filter(person_id=actor.id or 0).select_related("need__area")
    live = [ClaimStage.CLAIMED, ClaimStage.ACCEPTED]
    over = [ClaimStage.DONE, ClaimStage.CONFIRMED, ClaimStage.NOT_DONE]
    return Mine(
        await mine.filter(stage__in=live).order_by("-id").limit(PER_PAGE),
        await mine.filter(stage__in=over).order_by("-id").limit(PER_PAGE),
    )


@dataclass(frozen=True)
class Asked:
    """A claim that waits for this actor, who was served, with the link that confirms it."""

    claim: Claim
    token: str


async def asking(actor: Actor) -> list[Asked]:
    if actor.id is None:
        return []
    done = Claim.filter(need__recipient_id=actor.id, stage=ClaimStage.DONE).select_related("need")
    return [Asked(claim, codes_of(claim)[2]) for claim in await done.order_by("done_at")]


async def helping(need: Need) -> list[ClaimFor]:
    """For whoever asked: who comes."""
    claims = await Claim.filter(need_id=need.id, stage__in=list(rules.HOLDING_A_PLACE)).select_related(
        "need__area", "unit"
    )
    return [await _whole(claim) for claim in claims]


@dataclass(frozen=True)
class Desk:
    reports: list[tuple[Report, str]]
    units: list[Unit]
    needs: list[Need]
    claims: list[ClaimFor]
    silent: list[ClaimFor]
    denied: list[ClaimFor]
    shifts: list[Shift]

    @property
    def waiting(self) -> int:
        """How many things wait for the community."""
        parts = (self.reports, self.units, self.needs, self.claims, self.silent, self.denied, self.shifts)
        return sum(len(part) for part in parts)


async def desk_of(actor: Actor) -> Desk:
    """What waits for the community where this actor is staff. Reports that are confirmed are listed nowhere."""
    paths = [role.path for role in actor.roles if role.role in STAFF]
    areas = [area.id for area in await places.areas_below(paths, ["community"])] or [0]
    declared = (
        await Report.filter(area_id__in=areas, stage=ReportStage.DECLARED).select_related("person", "area").limit(50)
    )
    ago = clock.now() - rules.UNCONFIRMED_AFTER
    claimed, denied = await _claims_below(paths, ClaimStage.CLAIMED), await _claims_below(paths, ClaimStage.NOT_DONE)
    silent = await _claims_below(paths, ClaimStage.DONE, done_at__lte=ago)
    return Desk(
        reports=[(report, report.person.name) for report in declared],
        units=await Unit.filter(area_id__in=areas, stage=UnitStage.REPORTED).select_related("area").limit(50),
        needs=[n for path in paths for n in await _in_review(path)],
        claims=[await _whole(claim) for claim in claimed],
        silent=[await _whole(claim) for claim in silent],
        denied=[await _whole(claim) for claim in denied],
        shifts=await volunteers.shifts_for_another(actor),
    )


async def _claims_below(paths: Sequence[str], stage: ClaimStage, **more: object) -> Sequence[Claim]:
    """The longest waiting of one stage, those of each stage by themselves: old silence hides no new claim."""
    if not paths:
        return []
    below = Q(*(Q(need__area__path__startswith=path) for path in paths), join_type="OR")
    recent = Claim.filter(below, stage=stage, claimed_at__gt=clock.now() - timedelta(days=120), **more)
    return await recent.select_related("need__area", "unit").order_by("id").limit(50)


async def _in_review(path: str) -> Sequence[Need]:
    return await Need.filter(area__path__startswith=path, stage=NeedStage.REVIEW).select_related("area").limit(50)


async def claim_with(claim_id: int) -> Claim:
    return await Claim.filter(id=claim_id).select_related("need__area", "unit").get()


async def claimants_of(need_id: int) -> set[int]:
    live = [ClaimStage.CLAIMED, ClaimStage.ACCEPTED, ClaimStage.CALLED_OFF]
    return {claim.person_id for claim in await Claim.filter(need_id=need_id, stage__in=live)}
