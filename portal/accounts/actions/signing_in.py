"""Ask for a code, sign in, sign out."""

from dataclasses import dataclass
from datetime import datetime

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.actions.codes import At, check_code, send_code, settled, spend
from portal.accounts.actions.steps import begin_session, end_sessions, note_consent, person_at
from portal.accounts.events import SignedOut
from portal.accounts.forms import SignIn
from portal.accounts.models import Person, Session
from portal.accounts.rules import Purpose
from portal.accounts.rules.sessions import MOST_IN_A_FAMILY, FamilyFull
from portal.kit import clock, sealing
from portal.kit.errors import Missing, Refused
from portal.kit.words import N_
from portal.policy import Actor
from portal.unit_of_work import action, happened


class ConsentFirst(Refused):
    """The code is right and still good: it makes an account once its owner has read how it is kept."""

    status = 422
    message = N_("还差一步：看过《隐私说明》，点一下同意。")


@dataclass(frozen=True)
class Browser:
    """What signs in: its own lasting mark, the digest of its new token, and the name it has in a list."""

    mark: str
    token: str
    device: str


@action
async def ask_for_code(_actor: Actor, address: str, browser: str) -> None:
    """Send a code that signs in, whether or not the address has an account: nobody learns who has one.

    Raises NotAnAddress, PhoneTooShort, TooManyCodes, CodesTooOften, TooManyWrong.
    """
    await send_code(At(*rules.address(address), browser), Purpose.SIGN_IN)


async def sign_in(actor: Actor, said: SignIn, browser: Browser) -> Session:
    """A new session for the address that the code was sent to.

    Raises WrongCode, with the try counted, CodeSpent, TooManyWrong, ConsentFirst, FamilyFull.
    """
    return await Session.get(id=settled(await _sign_in(actor, said, browser)))


@action
async def _sign_in(actor: Actor, said: SignIn, browser: Browser) -> int:
    """The session's id; minus the tries that are left where the code was wrong."""
    at = At(*rules.address(said.address), browser.mark)
    code = await check_code(at, Purpose.SIGN_IN, said.code)
    if isinstance(code, int):
        return code
    known = await queries.person_of_address(at.spelled)
    if not said.agree and (known is None or not await queries.has_consented(known, "terms")):
        raise ConsentFirst()
    await spend(code)
    person_id = await person_at(at.channel, at.spelled)
    if said.agree:
        await note_consent(person_id, "terms", given=True)
    family = await _joined(actor, person_id) if said.join else None
    session_id = await begin_session(person_id, browser.token, browser.device, family)
    if said.lost:
        await end_sessions(person_id, but=session_id)
    return session_id


async def _joined(actor: Actor, person_id: int) -> str | None:
    """The family of this phone, which begins when a second person signs in on it. Raises FamilyFull."""
    if actor.session_id is None or person_id == actor.keeper_id:
        return None
    session = await Session.filter(id=actor.session_id).select_for_update().get()
    family = session.family or sealing.token()
    await Session.filter(id=session.id).update(family=family, acting_for=None)
    await Session.filter(family=family, person_id=person_id, ended_at=None).update(ended_at=clock.now())
    if await Session.filter(family=family, ended_at=None).count() >= MOST_IN_A_FAMILY:
        raise FamilyFull()
    return family


class NotADemo(Refused):
    status = 404
    message = Missing.message


@action
async def step_into(_actor: Actor, person_id: int, token: str) -> int:
    """Be a person of the demo, without a code. Refused wherever the portal is not a demo."""
    if not settings.current().demo or not await Person.exists(id=person_id):
        raise NotADemo()
    session_id = await begin_session(person_id, token, "demo")
    session = await Session.get(id=session_id)
    await Session.filter(id=session_id).update(strong_until=session.expires_at)
    return session_id


@action
async def sign_out(actor: Actor, session_id: int) -> None:
    """End one of one's own sessions."""
    mine = Session.filter(id=session_id, person_id=actor.keeper_id, ended_at=None)
    if actor.keeper_id is not None and await mine.update(ended_at=clock.now()):
        happened(SignedOut(actor.keeper_id))


@action
async def sign_out_elsewhere(actor: Actor) -> None:
    """End all one's sessions but this one: a phone is lost."""
    assert actor.keeper_id is not None
    await end_sessions(actor.keeper_id, but=actor.session_id)


async def end_of(session_id: int) -> datetime:
    session = await Session.get(id=session_id)
    return session.expires_at
