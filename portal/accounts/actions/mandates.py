"""代办: let somebody act for one, act for them, and end it."""

from datetime import datetime

from portal.accounts import queries, rules
from portal.accounts.actions.codes import At, check_code, send_code, settled, spend
from portal.accounts.actions.contacts import Typed
from portal.accounts.actions.steps import in_turn
from portal.accounts.events import MandateEnded, MandateGiven, MandateUsed
from portal.accounts.forms import WitnessMandate
from portal.accounts.models import Mandate, Session
from portal.accounts.queries.sessions import in_term
from portal.accounts.rules import Purpose
from portal.accounts.rules.mandates import (
    MONTH,
    MOST_PRINCIPALS,
    AlreadyHelping,
    ForOneself,
    NobodyThere,
    NotInYourArea,
    TooManyPrincipals,
    WitnessApart,
)
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import CONFIRMERS, Actor
from portal.unit_of_work import action, happened


@action
async def ask_to_help(actor: Actor, address: str, months: int, browser: str) -> None:
    """A code to the principal's own address, which they read out if they agree. Nobody learns who has an account.

    Raises NotAnAddress, ForOneself, TooManyPrincipals, and what `send_code` raises.
    """
    at = At(*rules.address(address), browser, bound=f"{actor.id}:{months}")
    principal_id = await queries.person_of_address(at.spelled)
    if principal_id == actor.id:
        raise ForOneself()
    await _must_have_room(actor.id or 0)
    until = clock.in_city(clock.now() + MONTH * months)
    facts = {"helper": actor.name, "until": f"{until:%Y-%m-%d}"}
    await send_code(at, Purpose.MANDATE, send=principal_id is not None, **facts)


async def begin_helping(actor: Actor, typed: Typed, months: int) -> int:
    """The mandate, under the code that the principal read out. Raises what `settled` and `_give` raise."""
    return settled(await _begin_helping(actor, typed, months))


@action
async def _begin_helping(actor: Actor, typed: Typed, months: int) -> int:
    at = At(*rules.address(typed.address), typed.browser, bound=f"{actor.id}:{months}")
    code = await check_code(at, Purpose.MANDATE, typed.code)
    if isinstance(code, int):
        return code
    principal_id = await queries.person_of_address(at.spelled)
    if principal_id is None or actor.id is None:
        raise rules.CodeSpent()
    await spend(code)
    return await _give(principal_id, actor.id, months, way="code")


@action
async def witness_mandate(actor: Actor, said: WitnessMandate) -> int:
    """Both stand before somebody in office, who is written down. Raises NotInYourArea, NobodyThere, WitnessApart."""
    home = next(iter(await places.homes_with([said.home_id])), None)
    if home is None or not actor.holds(CONFIRMERS, home.path):
        raise NotInYourArea()
    principal_id = await queries.living_as(said.home_id, said.name)
    helper_id = await queries.person_of_address(rules.address(said.address)[1])
    if principal_id is None or helper_id is None:
        raise NobodyThere()
    if actor.id in (principal_id, helper_id):
        raise WitnessApart()
    return await _give(principal_id, helper_id, said.months, way="witness", witness=actor)


async def _give(principal_id: int, helper_id: int, months: int, *, way: str, witness: Actor | None = None) -> int:
    """Raises ForOneself, TooManyPrincipals, AlreadyHelping."""
    if principal_id == helper_id:
        raise ForOneself()
    await _must_have_room(helper_id)
    if await Mandate.filter(in_term(), principal_id=principal_id, helper_id=helper_id).exists():
        raise AlreadyHelping()
    now = clock.now()
    mandate = await Mandate.create(
        principal_id=principal_id, helper_id=helper_id, way=way, since=now, until=_end(now, months),
        witness_id=witness.id if witness else None, witness_name=witness.name if witness else "",
    )  # fmt: skip
    happened(MandateGiven(principal_id, helper_id, mandate.id))
    return mandate.id


def _end(now: datetime, months: int) -> datetime:
    return now + MONTH * months


async def _must_have_room(helper_id: int) -> None:
    await in_turn(helper_id)
    if await Mandate.filter(in_term(), helper_id=helper_id).count() >= MOST_PRINCIPALS:
        raise TooManyPrincipals()


@action
async def act_for(actor: Actor, mandate_id: int) -> None:
    """From here on this browser acts for the principal. Raises Missing where there is no such mandate in force."""
    mandate = await queries.mandate_in_force(mandate_id, actor.keeper_id or 0)
    if mandate is None:
        raise Missing()
    await Session.filter(id=actor.session_id).update(acting_for=mandate.id)
    happened(MandateUsed(mandate.principal_id, mandate.helper_id, mandate.id))


@action
async def act_for_oneself(actor: Actor) -> None:
    await Session.filter(id=actor.session_id).update(acting_for=None)


@action
async def end_mandate(actor: Actor, mandate_id: int) -> None:
    """By the principal or the helper, in one tap, at once. Raises Missing for anybody else."""
    mandate = await Mandate.filter(in_term(), id=mandate_id).select_for_update().first()
    if mandate is None or actor.id not in (mandate.principal_id, mandate.helper_id):
        raise Missing()
    await Mandate.filter(id=mandate.id).update(ended_at=clock.now(), ended_by=actor.id)
    await Session.filter(acting_for=mandate.id).update(acting_for=None)
    happened(MandateEnded(mandate.principal_id, mandate.helper_id, mandate.id))
