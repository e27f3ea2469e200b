"""What waits to be done for neighbours, and what is one's own. Nothing here lists members or counts them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from portal import settings
from portal.accounts import queries as accounts
from portal.kit import clock, sealing
from portal.kit.errors import Missing, SignInFirst
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.reporting import rules
from portal.reporting.models import CallNote, Claim, DoorSeen, Need, Report, Unit
from portal.reporting.rules import ClaimStage, NeedKind, NeedStage, ReportStage, UnitStage
from portal.volunteers import queries as volunteers

if TYPE_CHECKING:
    from portal.places.models import Area
    from portal.volunteers.models import ServiceTime

PER_PAGE = 20
MOST_OPEN = 300


# Reports


async def report_of(actor: Actor) -> Report | None:
    """The report that is in force, the actor's own."""
    return await Report.filter(slot=actor.id).select_related("area").first() if actor.id else None


async def is_member(actor: Actor) -> bool:
    """Whether this actor has reported in as a member, confirmed: asked of oneself only."""
    return bool(actor.id) and await Report.exists(slot=actor.id, kind=rules.Kind.MEMBER, stage=ReportStage.CONFIRMED)


async def report_for(_actor: Actor, report_id: int) -> Report:
    report = await Report.filter(id=report_id).select_related("area").first()
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
    found = Unit.filter(person_id=actor.id or 0, stage=UnitStage.ACCEPTED, paired_until__gte=clock.today())
    area = await places.area_for(actor, need.area_id)
    return next((unit for unit in await found.select_related("area") if area.path.startswith(unit.area.path)), None)


# Needs


@dataclass(frozen=True)
class NeedFor:
    """A need as this actor finds it: whether they are near, how far it is, and what they have claimed."""

    need: Need
    near: bool
    far: int = 2
    mine: Claim | None = None

    @property
    def path(self) -> str:
        return self.need.area.path

    @property
    def person_id(self) -> int:
        return self.need.person_id

    @property
    def claimed(self) -> bool:
        return self.mine is not None and self.mine.stage in rules.HOLDING_A_PLACE

    @property
    def full(self) -> bool:
        return self.need.taken >= self.need.people


async def need_for(actor: Actor, need_id: int) -> NeedFor:
    """Whoever is neither near nor concerned does not see it at all; in review only its asker and the community do."""
    need = await Need.filter(id=need_id).select_related("area").first()
    if need is None or not actor.is_authenticated:
        raise Missing() if need is None else SignInFirst()
    near = await _is_near(actor, need)
    concerned = actor.id == need.person_id or actor.holds(STAFF, need.area.path)
    mine = await Claim.get_or_none(need_id=need_id, person_id=actor.id)
    if not (concerned or mine or (near and need.stage != NeedStage.REVIEW)):
        raise Missing()
    return NeedFor(need, near, mine=mine)


async def _is_near(actor: Actor, need: Need) -> bool:
    if need.kind == NeedKind.RESOURCE:
        return await own_unit_for(actor, need) is not None
    return any(need.area.path.startswith(area.path) for area in await where_i_help(actor))


async def where_i_help(actor: Actor) -> list[Area]:
    """The communities where this actor lives or owns, and the one where they have reported in."""
    found = {area.id: area for area in await places.communities_of(actor.lives_at + actor.owns_at)}
    report = await report_of(actor)
    if report is not None:
        found.setdefault(report.area_id, report.area)
    return list(found.values())


@dataclass(frozen=True)
class Needs:
    found: list[NeedFor]
    next: int | None
    places: list[Area] = field(default_factory=list)


async def needs_near(actor: Actor, start: int = 0) -> Needs:
    """What waits where this actor helps: their own building first, then by day. Nothing in it says whose it is."""
    areas = await where_i_help(actor)
    units = await units_of(actor)
    open_ones: dict[int, Need] = {}
    for area in areas:
        here = Need.filter(stage=NeedStage.OPEN, kind=NeedKind.SERVICE, area__path__startswith=area.path)
        open_ones |= {need.id: need for need in await here.select_related("area").order_by("by_day").limit(MOST_OPEN)}
    for unit in units:
        if unit.stage == UnitStage.ACCEPTED:
            lent = Need.filter(stage=NeedStage.OPEN, kind=NeedKind.RESOURCE, area__path__startswith=unit.area.path)
            open_ones |= {need.id: need for need in await lent.select_related("area").limit(MOST_OPEN)}
    own = actor.lives_at + actor.owns_at
    estates = tuple({await places.estate_path(path) for path in own})
    claims = await Claim.filter(person_id=actor.id or 0, need_id__in=list(open_ones) or [0])
    mine = {claim.need_id: claim for claim in claims}
    found = [
        NeedFor(need, True, rules.distance(own, need.area.path, estates), mine.get(need.id))
        for need in open_ones.values()
    ]
    waiting = [each for each in found if not each.full or each.claimed]
    ordered = sorted(waiting, key=lambda each: (each.far, each.need.by_day, each.need.id))
    page = ordered[start : start + PER_PAGE]
    more = start + PER_PAGE if len(ordered) > start + PER_PAGE else None
    return Needs(page, more, areas)


async def asked_by(actor: Actor) -> list[Need]:
    return await Need.filter(person_id=actor.id or 0).select_related("area").order_by("-id").limit(PER_PAGE)


async def places_to_ask_for(actor: Actor) -> list[tuple[int, str]]:
    """Where the actor may ask for help: from their building to their estate, and everything they are staff of."""
    held = [role.path for role in actor.roles if role.role in STAFF]
    staffed = await places.areas_below(held, ["community", "estate", "building"])
    own = await places.choices_around(actor.lives_at + actor.owns_at)
    return own + [(area.id, await places.full_name(area.path)) for area in staffed[:200] if area.id not in dict(own)]


# Claims


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


def _secret() -> str:
    return settings.current().secret


async def service_of(claim_id: int) -> ServiceTime | None:
    return (await volunteers.services_of_claims([claim_id])).get(claim_id)


@dataclass(frozen=True)
class Told:
    """Who is served, where, and how to reach them: unsealed for who serves, after the look is kept."""

    who: str
    door: str
    address: str


def told_in(need: Need) -> Told:
    return Told(**json.loads(sealing.unseal(_secret(), need.sealed)))


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


async def looks_at(need: Need) -> list[tuple[DoorSeen, str]]:
    """Who looked at the door, and when, the last first."""
    looks = await DoorSeen.filter(need_id=need.id).order_by("-id").limit(50)
    names = {person: await accounts.shown_name_of(person) for person in {look.person_id for look in looks}}
    return [(look, names[look.person_id]) for look in looks]


async def helping(need: Need) -> list[ClaimFor]:
    """For whoever asked: who comes."""
    claims = await Claim.filter(need_id=need.id, stage__in=list(rules.HOLDING_A_PLACE)).select_related(
        "need__area", "unit"
    )
    return [await _whole(claim) for claim in claims]


# The community's desk


@dataclass(frozen=True)
class Desk:
    reports: list[tuple[Report, str]]
    units: list[Unit]
    needs: list[Need]
    claims: list[ClaimFor]
    silent: list[ClaimFor]
    denied: list[ClaimFor]


async def desk_of(actor: Actor) -> Desk:
    """What waits for the community where this actor is staff. Reports that are confirmed are listed nowhere."""
    paths = [role.path for role in actor.roles if role.role in STAFF]
    areas = [area.id for area in await places.areas_below(paths, ["community"])] or [0]
    declared = (
        await Report.filter(area_id__in=areas, stage=ReportStage.DECLARED).select_related("person", "area").limit(50)
    )
    claims = [c for path in paths for c in await _claims_below(path)]
    ago = clock.now() - rules.UNCONFIRMED_AFTER
    return Desk(
        reports=[(report, report.person.name) for report in declared],
        units=await Unit.filter(area_id__in=areas, stage=UnitStage.REPORTED).select_related("area").limit(50),
        needs=[n for path in paths for n in await _in_review(path)],
        claims=[await _whole(c) for c in claims if c.stage == ClaimStage.CLAIMED],
        silent=[await _whole(c) for c in claims if c.stage == ClaimStage.DONE and c.done_at and c.done_at <= ago],
        denied=[await _whole(c) for c in claims if c.stage == ClaimStage.NOT_DONE],
    )


async def _claims_below(path: str) -> Sequence[Claim]:
    waiting = [ClaimStage.CLAIMED, ClaimStage.DONE, ClaimStage.NOT_DONE]
    recent = Claim.filter(
        need__area__path__startswith=path, stage__in=waiting, claimed_at__gt=clock.now() - timedelta(days=120)
    )
    return await recent.select_related("need__area", "unit").order_by("id").limit(60)


async def _in_review(path: str) -> Sequence[Need]:
    return await Need.filter(area__path__startswith=path, stage=NeedStage.REVIEW).select_related("area").limit(50)


# For reactions and other rooms


async def need_with(need_id: int) -> Need:
    return await Need.filter(id=need_id).select_related("area").get()


async def claim_with(claim_id: int) -> Claim:
    return await Claim.filter(id=claim_id).select_related("need__area", "unit").get()


async def claimants_of(need_id: int) -> set[int]:
    live = [ClaimStage.CLAIMED, ClaimStage.ACCEPTED]
    return {claim.person_id for claim in await Claim.filter(need_id=need_id, stage__in=live)}


async def report_with(report_id: int) -> Report:
    return await Report.get(id=report_id)


async def unit_with(unit_id: int) -> Unit:
    return await Unit.get(id=unit_id)


async def open_for_matter(number: str) -> list[Need]:
    """Open needs that carry this matter's number."""
    return await Need.filter(matter_number=number, stage=NeedStage.OPEN).order_by("id")
