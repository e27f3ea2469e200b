"""The second factor of whoever works here: set up, shown, reset."""

from portal import settings
from portal.accounts import queries
from portal.accounts.actions.steps import end_sessions, in_turn, must_be_fresh, note_look
from portal.accounts.events import FactorMade, FactorPassed, FactorReset
from portal.accounts.models import SecondFactor, Session, SpareCode
from portal.accounts.rules import lasts, strong_end
from portal.accounts.rules.factors import (
    MOST_WRONG,
    SPARES,
    WAIT,
    FactorExists,
    FactorWaits,
    NoFactorYet,
    WrongFactor,
)
from portal.kit import clock, sealing, totp
from portal.policy import Actor
from portal.unit_of_work import action, happened

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads like something else


@action
async def begin_factor(actor: Actor) -> None:
    """Make a secret to scan. It counts from its first right code. Raises NotProved, FactorExists."""
    assert actor.id is not None
    await must_be_fresh(actor)
    await in_turn(actor.id)
    present = await queries.factor_of(actor.id)
    if present is not None and present.confirmed_at is not None:
        raise FactorExists()
    await SecondFactor.filter(person_id=actor.id).delete()
    sealed = sealing.seal(settings.current().secret, totp.new_secret())
    await SecondFactor.create(person_id=actor.id, sealed=sealed, made_at=clock.now())


async def confirm_factor(actor: Actor, code: str, seed: str) -> list[str]:
    """The first right code. Returns the spare codes: shown now and never again. Raises as `pass_factor`.

    They are made of the request's own key, `seed`, so that the same request sent twice shows the same ones.
    """
    spares = [_spare(seed, n) for n in range(SPARES)]
    _settled(await _confirm(actor, code, [_hashed(actor, spare) for spare in spares]))
    return spares


def _spare(seed: str, n: int) -> str:
    number = int(sealing.fingerprint(settings.current().secret, "spares", f"{seed}:{n}"), 16)
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(10))


@action
async def _confirm(actor: Actor, code: str, spares: list[str]) -> int:
    factor = await _locked(actor)
    if factor.confirmed_at is not None:
        raise FactorExists()
    left = await _check(actor, factor, code)
    if left is not None:
        return -left
    factor.confirmed_at = clock.now()
    await factor.save(update_fields=["confirmed_at"])
    await SpareCode.filter(person_id=actor.id).delete()
    await SpareCode.bulk_create([SpareCode(person_id=factor.person_id, code=spare) for spare in spares])
    happened(FactorMade(factor.person_id))
    return await _strengthen(actor)


async def pass_factor(actor: Actor, code: str) -> None:
    """再验证一次. Raises NoFactorYet, FactorWaits, and WrongFactor with the try counted."""
    _settled(await _pass(actor, code))


@action
async def _pass(actor: Actor, code: str) -> int:
    factor = await _locked(actor)
    if factor.confirmed_at is None:
        raise NoFactorYet()
    plain = code.replace(" ", "").replace("-", "").upper()
    spare = len(plain) != 6 and await _spend_spare(actor, plain)
    left = None if spare else await _check(actor, factor, plain)
    if left is not None:
        return -left
    happened(FactorPassed(factor.person_id, bool(spare)))
    return await _strengthen(actor)


def _settled(result: int) -> None:
    if result <= 0:
        raise WrongFactor(left=-result)


async def _locked(actor: Actor) -> SecondFactor:
    assert actor.id is not None
    factor = await SecondFactor.filter(person_id=actor.id).select_for_update().first()
    if factor is None:
        raise NoFactorYet()
    return factor


async def _check(actor: Actor, factor: SecondFactor, code: str) -> int | None:
    """None where the code is right; the tries that are left where it is not. Raises FactorWaits."""
    now = clock.now()
    if factor.wait_until is not None and factor.wait_until > now:
        raise FactorWaits(time=f"{clock.in_city(factor.wait_until):%H:%M}")
    secret = sealing.unseal(settings.current().secret, factor.sealed)
    step = totp.step_of(code, secret, now, factor.last_step)
    if step is not None:
        factor.last_step, factor.wrong = step, 0
        await factor.save(update_fields=["last_step", "wrong"])
        return None
    factor.wrong += 1
    left = MOST_WRONG - factor.wrong
    if left <= 0:
        factor.wrong, factor.wait_until = 0, now + WAIT
    await factor.save(update_fields=["wrong", "wait_until"])
    return max(left, 0)


async def _spend_spare(actor: Actor, spare: str) -> bool:
    mine = SpareCode.filter(person_id=actor.id, code=_hashed(actor, spare), used_at=None)
    return bool(await mine.update(used_at=clock.now()))


def _hashed(actor: Actor, spare: str) -> str:
    return sealing.fingerprint(settings.current().secret, "spare", f"{actor.id}:{spare}")


async def _strengthen(actor: Actor) -> int:
    """The session's id: its roles are in force from here, for twelve hours at most."""
    now = clock.now()
    session = await Session.get(id=actor.session_id)
    if session.strong_until is None or session.strong_until < now:
        session.expires_at = min(session.expires_at, now + lasts(staff=True))
        session.strong_until = strong_end(now, session.expires_at)
    await session.save(update_fields=["expires_at", "strong_until"])
    return session.id


@action
async def reset_factor(actor: Actor, person_id: int, why: str) -> None:
    """The app is lost: the security administrator takes the factor away, for a reason, and signs them out.

    `why` is kept in the ledger of looks, where the person reads it.
    """
    assert actor.id is not None
    await SecondFactor.filter(person_id=person_id).delete()
    await SpareCode.filter(person_id=person_id).delete()
    await end_sessions(person_id)
    await note_look(actor, person_id, "second_factor", why)
    happened(FactorReset(person_id, actor.id))
