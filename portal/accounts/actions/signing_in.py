"""Ask for a code, sign in, sign out."""

import secrets
from datetime import datetime, timedelta

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.actions.steps import begin_session, person_at
from portal.accounts.events import (
    SignedOut,
)
from portal.accounts.models import (
    Person,
    Session,
    SignInCode,
)
from portal.accounts.rules import CodeSpent, Purpose, TooManyCodes, WrongCode
from portal.channels import outbox
from portal.kit import clock, sealing
from portal.kit.errors import Missing, Refused
from portal.kit.words import _
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def ask_for_code(_actor: Actor, address: str, browser: str) -> None:
    """Send a code that signs in, whether or not the address has an account: nobody learns who has one.

    Raises NotAnAddress, PhoneTooShort, TooManyCodes.
    """
    channel, spelled = rules.address(address)
    now, found = clock.now(), queries.fingerprint(spelled)
    if await SignInCode.filter(fingerprint=found, asked_at__gt=now - timedelta(days=1)).count() >= rules.CODES_PER_DAY:
        raise TooManyCodes()
    code = f"{secrets.randbelow(1_000_000):06}"
    asked = await SignInCode.create(
        fingerprint=found,
        purpose=Purpose.SIGN_IN,
        browser=sealing.digest(browser),
        code=_hashed(found, code),
        asked_at=now,
        expires_at=now + rules.CODE_LASTS,
    )
    await outbox.write(
        lane=outbox.CODES,
        channel=channel,
        address=spelled,
        subject=_("百言堂验证码"),
        body=_("验证码 %(code)s，10 分钟内有效。不是您本人在登录，就不用理会。", code=code),
        dedupe=f"code:{asked.id}",
    )


def _hashed(found: str, code: str) -> str:
    return sealing.fingerprint(settings.current().secret, "code", f"{found}:{code}")


async def sign_in(actor: Actor, address: str, code: str, browser: str, device: str) -> tuple[str, Session]:
    """A new session and its token, for the address that the code was sent to.

    Raises WrongCode, with the attempt counted, and CodeSpent.
    """
    token = sealing.token()
    session_id = await _sign_in(actor, address, code, browser, device, sealing.digest(token))
    if session_id <= 0:
        # The attempt is committed before it is refused: a rolled-back count would let a guesser go on.
        raise WrongCode(left=-session_id) if session_id else CodeSpent()
    return token, await Session.get(id=session_id)


@action
async def _sign_in(_actor: Actor, address: str, code: str, browser: str, device: str, token: str) -> int:
    """The session's id; minus the attempts that are left where the code was wrong."""
    channel, spelled = rules.address(address)
    now, found = clock.now(), queries.fingerprint(spelled)
    asked = (
        await SignInCode.filter(fingerprint=found, purpose=Purpose.SIGN_IN, browser=sealing.digest(browser))
        .select_for_update()
        .order_by("-id")
        .first()
    )
    if asked is None:
        raise CodeSpent()
    rules.must_be_usable(asked.attempts, asked.expires_at, asked.used_at, now)
    if not secrets.compare_digest(asked.code, _hashed(found, code)):
        asked.attempts += 1
        await asked.save(update_fields=["attempts"])
        return -(rules.MOST_ATTEMPTS - asked.attempts)
    asked.used_at = now
    await asked.save(update_fields=["used_at"])
    person_id = await person_at(channel, spelled)
    return await begin_session(person_id, token, device)


class NotADemo(Refused):
    status = 404
    message = Missing.message


@action
async def step_into(_actor: Actor, person_id: int, token: str) -> int:
    """Be a person of the demo, without a code. Refused wherever the portal is not a demo."""
    if not settings.current().demo or not await Person.exists(id=person_id):
        raise NotADemo()
    return await begin_session(person_id, token, "demo")


@action
async def sign_out(actor: Actor, session_id: int) -> None:
    """End one of one's own sessions."""
    ended = await Session.filter(id=session_id, person_id=actor.id, ended_at=None).update(ended_at=clock.now())
    if ended and actor.id is not None:
        happened(SignedOut(actor.id))


async def end_of(session_id: int) -> datetime:
    session = await Session.get(id=session_id)
    return session.expires_at
