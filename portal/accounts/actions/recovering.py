"""找回: phone and number are gone. The community sees the person, a slip is used within minutes, and a day is waited."""

from dataclasses import dataclass

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.actions.codes import At, check_code, send_code, settled, spend
from portal.accounts.actions.contacts import Typed
from portal.accounts.actions.steps import add_contact, end_sessions, in_turn, note_look
from portal.accounts.events import RecoveryDone, RecoveryIssued, RecoveryStopped, RecoveryUsed
from portal.accounts.models import Contact, Recovery
from portal.accounts.rules import Purpose
from portal.accounts.rules.mandates import (
    OBJECTION,
    SLIP_LASTS,
    AddressTaken,
    NotInYourArea,
    OwnRecovery,
    UnknownSlip,
)
from portal.kit import clock, sealing
from portal.policy import Actor, Role
from portal.unit_of_work import action, happened


@dataclass(frozen=True)
class Slip:
    """What the desk typed: the old address, how the person was known, and the slip's code that will be handed over."""

    address: str
    how: str
    code: str


def new_slip(seed: str) -> str:
    """Eight digits, of the request's own key: sent twice, the same slip is shown."""
    return f"{int(sealing.fingerprint(settings.current().secret, 'slip', seed), 16) % 10**8:08}"


@action
async def issue_slip(actor: Actor, slip: Slip) -> int:
    """By the community, face to face. The old addresses are told, and may stop it. Raises NotInYourArea, OwnRecovery."""
    assert actor.id is not None
    person_id = await queries.person_of_address(rules.address(slip.address)[1])
    person = await queries.actor_of(person_id) if person_id is not None else None
    here = frozenset({Role.COMMUNITY_STAFF})
    if person is None or not any(actor.holds(here, path) for path in person.lives_at + person.owns_at):
        raise NotInYourArea()
    if person.id == actor.id:
        raise OwnRecovery()
    now, hashed = clock.now(), _hashed(slip.code)
    recovery = await Recovery.create(
        person_id=person.id, issued_by=actor.id, how=slip.how, slip=hashed, objection=sealing.digest(link_of(hashed)),
        issued_at=now, expires_at=now + SLIP_LASTS,
    )  # fmt: skip
    await note_look(actor, recovery.person_id, "recovery", slip.how)
    happened(RecoveryIssued(recovery.person_id, recovery.id))
    return recovery.id


def _hashed(code: str) -> str:
    return sealing.fingerprint(settings.current().secret, "slip", code)


def link_of(slip: str) -> str:
    """The end of the link by which the old addresses can stop it."""
    return sealing.fingerprint(settings.current().secret, "objection", slip)


@action
async def ask_to_recover(_actor: Actor, slip: str, address: str, browser: str) -> None:
    """A code to the new address, for who holds a slip. Raises UnknownSlip, NotAnAddress, and what `send_code` raises."""
    await _slip(slip)
    await send_code(At(*rules.address(address), browser), Purpose.RECOVER)


async def _slip(code: str) -> Recovery:
    usable = Recovery.filter(slip=_hashed(code), used_at=None, stopped_at=None, expires_at__gt=clock.now())
    found = await usable.select_for_update().first()
    if found is None:
        raise UnknownSlip()
    return found


async def use_slip(actor: Actor, slip: str, typed: Typed) -> None:
    """The new address is proved; from now on a day is waited. Raises UnknownSlip, AddressTaken, and as `settled`."""
    settled(await _use_slip(actor, slip, typed))


@action
async def _use_slip(_actor: Actor, slip: str, typed: Typed) -> int:
    recovery = await _slip(slip)
    at = At(*rules.address(typed.address), typed.browser)
    code = await check_code(at, Purpose.RECOVER, typed.code)
    if isinstance(code, int):
        return code
    if await queries.person_of_address(at.spelled) is not None:
        raise AddressTaken()
    await spend(code)
    now = clock.now()
    recovery.used_at, recovery.effective_at, recovery.channel = now, now + OBJECTION, at.channel
    recovery.sealed = sealing.seal(settings.current().secret, at.spelled)
    await recovery.save(update_fields=["used_at", "effective_at", "channel", "sealed"])
    happened(RecoveryUsed(recovery.person_id, recovery.id))
    return recovery.id


@action
async def stop_recovery(_actor: Actor, recovery_id: int) -> None:
    """By one tap from an old address, until it has taken effect."""
    now = clock.now()
    mine = Recovery.filter(id=recovery_id, stopped_at=None, done_at=None)
    if await mine.update(stopped_at=now, sealed=""):
        recovery = await Recovery.get(id=recovery_id)
        happened(RecoveryStopped(recovery.person_id, recovery.id))


async def finish_recoveries(actor: Actor) -> None:
    """The day is over, and nobody objected: each in a unit of work of its own."""
    due = Recovery.filter(effective_at__lte=clock.now(), stopped_at=None, done_at=None).order_by("id")
    for recovery in await due.limit(100):
        await _finish(actor, recovery.id)


@action
async def _finish(_actor: Actor, recovery_id: int) -> None:
    """The new address opens the account, the lost ones do no more, and everything is signed out."""
    recovery = await Recovery.filter(id=recovery_id).select_for_update().get()
    if recovery.done_at is not None or recovery.stopped_at is not None:
        return
    await in_turn(recovery.person_id)
    spelled = sealing.unseal(settings.current().secret, recovery.sealed)
    taken = await queries.person_of_address(spelled)
    if taken is None:
        await Contact.filter(person_id=recovery.person_id).delete()
        await add_contact(recovery.person_id, recovery.channel, spelled)
    await end_sessions(recovery.person_id)
    await Recovery.filter(id=recovery.id).update(done_at=clock.now(), sealed="")
    happened(RecoveryDone(recovery.person_id, recovery.id))
