"""Be oneself once more; add an address to one's account, and take one away."""

from dataclasses import dataclass

from portal.accounts import queries, rules
from portal.accounts.actions.codes import At, check_code, send_code, settled, spend
from portal.accounts.actions.steps import add_contact as keep_contact
from portal.accounts.actions.steps import in_turn, must_be_fresh
from portal.accounts.events import ContactAdded, ContactRemoved, Proved
from portal.accounts.models import Contact, Session
from portal.accounts.rules import Channel, Purpose
from portal.accounts.rules.mandates import AddressTaken, LastAddress
from portal.channels import budget, outbox
from portal.kit import clock
from portal.kit.errors import Missing
from portal.kit.words import _
from portal.policy import Actor
from portal.unit_of_work import action, happened


@dataclass(frozen=True)
class Typed:
    """A code as it was typed, for which address, in which browser."""

    address: str
    code: str
    browser: str


@action
async def ask_to_prove(actor: Actor, contact_id: int, browser: str) -> None:
    """A code to one of one's own addresses. Raises Missing, and what `send_code` raises."""
    await send_code(await _own(actor, contact_id, browser), Purpose.PROVE)


async def prove(actor: Actor, contact_id: int, typed: Typed) -> None:
    """It is still oneself: for ten minutes what matters may be changed. Raises Missing, and what `settled` raises."""
    settled(await _prove(actor, contact_id, typed))


@action
async def _prove(actor: Actor, contact_id: int, typed: Typed) -> int:
    code = await check_code(await _own(actor, contact_id, typed.browser), Purpose.PROVE, typed.code)
    if isinstance(code, int):
        return code
    await spend(code)
    assert actor.id is not None and actor.session_id is not None
    await Session.filter(id=actor.session_id).update(proved_at=clock.now())
    happened(Proved(actor.id))
    return actor.session_id


async def _own(actor: Actor, contact_id: int, browser: str) -> At:
    found = await queries.address_with(actor.id or 0, contact_id)
    if found is None:
        raise Missing()
    return At(Channel(found.channel), found.spelled, browser, bound=str(actor.id))


@action
async def ask_to_add(actor: Actor, address: str, browser: str) -> None:
    """A code to the new address, whoever has it now. Raises NotProved, NotAnAddress, and what `send_code` raises."""
    await must_be_fresh(actor)
    await send_code(At(*rules.address(address), browser, bound=str(actor.id)), Purpose.ADD_CONTACT)


async def add_contact(actor: Actor, typed: Typed) -> int:
    """One more address for one's account. Raises NotProved, WrongCode, CodeSpent, TooManyWrong, AddressTaken."""
    return settled(await _add_contact(actor, typed))


@action
async def _add_contact(actor: Actor, typed: Typed) -> int:
    assert actor.id is not None
    await must_be_fresh(actor)
    at = At(*rules.address(typed.address), typed.browser, bound=str(actor.id))
    code = await check_code(at, Purpose.ADD_CONTACT, typed.code)
    if isinstance(code, int):
        return code
    if await queries.person_of_address(at.spelled) is not None:
        raise AddressTaken()
    await spend(code)
    contact_id = await keep_contact(actor.id, at.channel, at.spelled)
    happened(ContactAdded(actor.id, contact_id))
    return contact_id


@action
async def remove_contact(actor: Actor, contact_id: int) -> None:
    """Never the last one. Raises NotProved, Missing, LastAddress."""
    assert actor.id is not None
    await must_be_fresh(actor)
    await in_turn(actor.id)
    own = await Contact.filter(person_id=actor.id, verified_at__isnull=False)
    if contact_id not in {contact.id for contact in own}:
        raise Missing()
    if len(own) == 1:
        raise LastAddress()
    await _tell_address(actor.id, contact_id)
    await Contact.filter(id=contact_id).delete()
    happened(ContactRemoved(actor.id, contact_id))


async def _tell_address(person_id: int, contact_id: int) -> None:
    """The address that goes hears it too: it may be its owner's last word of the account."""
    found, payer = await queries.address_with(person_id, contact_id), await queries.payer_of(person_id)
    assert found is not None
    body = _("这个号码不再能登录百言堂的账号。不是您去掉的，请马上找社区。")
    if found.channel == Channel.SMS:
        await budget.count_always(payer, "account", budget.parts_of(body))
    await outbox.write(
        lane=outbox.MAIL, channel=found.channel, address=found.spelled, subject=_("号码去掉了"), body=body,
        dedupe=f"gone:{contact_id}", payer=payer, purpose="account",
    )  # fmt: skip
