"""Say where one lives, be confirmed there, move out."""

from portal.accounts import rules
from portal.accounts.actions.settling import move_in
from portal.accounts.actions.steps import in_turn
from portal.accounts.events import (
    FamilyConfirmed,
    ResidenceAsked,
    ResidenceConfirmed,
    ResidenceDeclined,
    ResidenceEnded,
)
from portal.accounts.forms import AskResidence, ConfirmResidence
from portal.accounts.models import (
    Holding,
    Person,
    ResidenceRequest,
    Residency,
)
from portal.accounts.rules import RequestStage, Stay, verifying
from portal.accounts.rules.verifying import Method
from portal.kit import clock
from portal.places import queries as places_queries
from portal.places.rules import HomeKind
from portal.policy import Act, Actor, permits
from portal.unit_of_work import action, happened


@action
async def ask_residence(actor: Actor, said: AskResidence) -> None:
    """我住这一户: a flat; nobody lives in a shop or a parking bay. Raises UnknownHome, LivesThere, AlreadyAsked."""
    assert actor.id is not None
    await in_turn(actor.id)
    if not any(home.kind == HomeKind.FLAT for home in await places_queries.homes_with([said.home_id])):
        raise rules.UnknownHome()
    if said.home_id in actor.homes:
        raise rules.LivesThere()
    if await ResidenceRequest.exists(slot=actor.id):
        raise rules.AlreadyAsked()
    request = await ResidenceRequest.create(
        person_id=actor.id, home_id=said.home_id, kind=said.kind, stage=RequestStage.ASKED, slot=actor.id,
        asked_at=clock.now(),
    )  # fmt: skip
    happened(ResidenceAsked(actor.id, request.id))


@action
async def withdraw_request(actor: Actor) -> None:
    """What one said of oneself may be taken back until it is decided."""
    mine = ResidenceRequest.filter(slot=actor.id, stage=RequestStage.ASKED)
    await mine.update(stage=RequestStage.WITHDRAWN, slot=None)


@action
async def confirm_residence(actor: Actor, request_id: int, said: ConfirmResidence) -> None:
    """By who knows them: level 2. As an owner, level 3, where the name is the register's, and by the community only.

    Raises RequestDecided, NotTheOwner.
    """
    request = await _asked(request_id)
    owner_id = await _owner_of(actor, request) if said.owner else None
    method = Method.COMMUNITY if permits(actor, Act.COUNTER_CHECK, request) else Method.HEAD
    level = 3 if owner_id else 2
    await move_in(request.person_id, request.home_id, request.kind, method, actor.id, level)
    if owner_id:
        await Holding.create(
            person_id=request.person_id, owner_id=owner_id, since=clock.now(), method=method, confirmed_by_id=actor.id
        )
    await _decide(actor, request, RequestStage.CONFIRMED)
    happened(ResidenceConfirmed(request.person_id, request.id))


async def _owner_of(actor: Actor, request: ResidenceRequest) -> int:
    person = await Person.get(id=request.person_id)
    owner_id = await places_queries.owner_named(request.home_id, person.name)
    if (
        owner_id is None
        or not permits(actor, Act.CONFIRM_OWNER, request)
        or await Holding.exists(owner_id=owner_id, until=None)
    ):
        raise rules.NotTheOwner()
    return owner_id


@action
async def vouch_for_family(actor: Actor, request_id: int) -> None:
    """A member of the home knows another: level 2, and never as an owner. Raises RequestDecided, MayNotVouch,
    HomeIsFull."""
    request = await _asked(request_id)
    mine = await Residency.filter(person_id=actor.id, home_id=request.home_id, until=None).first()
    if mine is None or not verifying.may_vouch(mine.method, mine.checked_by_id):
        raise verifying.MayNotVouch()
    living = Residency.filter(home_id=request.home_id, until=None)
    await living.order_by("id").select_for_update()  # two members who let in the sixth at once wait for each other
    if await living.count() >= verifying.MOST_IN_A_HOME:
        raise verifying.HomeIsFull()
    kind = Stay.FAMILY if request.kind == Stay.OWNER else request.kind
    await move_in(request.person_id, request.home_id, kind, Method.FAMILY, actor.id)
    await _decide(actor, request, RequestStage.CONFIRMED)
    happened(ResidenceConfirmed(request.person_id, request.id))
    happened(FamilyConfirmed(request.person_id, request.id))


@action
async def ask_renewal(actor: Actor, home_id: int) -> None:
    """我还住这一户: asks whoever knows one again, within the last 30 days. Raises LapsesLater, AlreadyAsked."""
    assert actor.id is not None
    await in_turn(actor.id)
    soon = clock.now() + verifying.REMIND_BEFORE
    mine = await Residency.filter(person_id=actor.id, home_id=home_id, until=None, renew_by__lte=soon).first()
    if mine is None:
        raise verifying.LapsesLater()
    if await ResidenceRequest.exists(slot=actor.id):
        raise rules.AlreadyAsked()
    request = await ResidenceRequest.create(
        person_id=actor.id, home_id=home_id, kind=mine.kind, stage=RequestStage.ASKED, slot=actor.id,
        asked_at=clock.now(),
    )  # fmt: skip
    happened(ResidenceAsked(actor.id, request.id))


@action
async def decline_residence(actor: Actor, request_id: int) -> None:
    """Not known here. The person may ask again. Raises RequestDecided."""
    request = await _asked(request_id)
    await _decide(actor, request, RequestStage.DECLINED)
    happened(ResidenceDeclined(request.person_id, request.id))


async def _asked(request_id: int) -> ResidenceRequest:
    request = await ResidenceRequest.filter(id=request_id).select_for_update().get()
    if request.stage != RequestStage.ASKED:
        raise rules.RequestDecided()
    await request.fetch_related("home")
    return request


async def _decide(actor: Actor, request: ResidenceRequest, stage: RequestStage) -> None:
    decided = {"stage": stage, "slot": None, "decided_by_id": actor.id, "decided_at": clock.now()}
    await ResidenceRequest.filter(id=request.id).update(**decided)


@action
async def move_out(actor: Actor, home_id: int) -> None:
    """Ends one's own residence; what one owns stays one's own."""
    assert actor.id is not None
    mine = Residency.filter(person_id=actor.id, home_id=home_id, until=None)
    if await mine.update(until=clock.now()):
        happened(ResidenceEnded(actor.id, home_id))
