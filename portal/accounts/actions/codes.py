"""Send a code to an address, and check what was typed. Steps: nothing here opens a unit of work."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from portal import settings
from portal.accounts import queries
from portal.accounts.models import SignInCode
from portal.accounts.rules import CODE_LASTS, MOST_ATTEMPTS, Channel, CodeSpent, Purpose, WrongCode, must_be_usable
from portal.accounts.rules.codes import Tried, may_ask, must_be_few_wrong
from portal.channels import budget, outbox
from portal.database.locking import one_at_a_time
from portal.kit import clock, sealing
from portal.kit.words import N_, _

SAID = {
    Purpose.SIGN_IN: N_("验证码 %(code)s，10 分钟内有效。不是您本人在登录，就不用理会。"),
    Purpose.ADD_CONTACT: N_("验证码 %(code)s，用来把这个号码加进百言堂账号。不是您在加，就不用理会。"),
    Purpose.PROVE: N_("验证码 %(code)s，用来确认是您本人在改账号。不要告诉别人。"),
    Purpose.MANDATE: N_("验证码 %(code)s。念给%(helper)s，就是同意他替您在百言堂办事，到 %(until)s。不同意就别念。"),
    Purpose.RECOVER: N_("验证码 %(code)s，用来找回百言堂账号。不是您在办，就不用理会。"),
}


@dataclass(frozen=True)
class At:
    """Where a code goes, the browser that may enter it, and what else it is for: whose account, how many months."""

    channel: Channel
    spelled: str
    browser: str
    bound: str = ""

    @property
    def fingerprint(self) -> str:
        return queries.fingerprint(self.spelled)


async def send_code(at: At, purpose: Purpose, *, send: bool = True, **facts: str) -> None:
    """A step. Without `send` everything is the same but the letter: nobody learns that there was none to write.

    Raises TooManyCodes, CodesTooOften, TooManyWrong.
    """
    now, found = clock.now(), at.fingerprint
    may_ask([_tried(code) for code in await _codes_of(found)], now)
    code = f"{secrets.randbelow(1_000_000):06}"
    asked = await SignInCode.create(
        fingerprint=found, purpose=purpose, browser=sealing.digest(at.browser), code=_hashed(at, purpose, code),
        asked_at=now, expires_at=now + CODE_LASTS,
    )  # fmt: skip
    if send:
        await _write(at, _(SAID[purpose], code=code, **facts), asked.id)


async def _write(at: At, body: str, code_id: int) -> None:
    payer = await queries.payer_of(await queries.person_of_address(at.spelled))
    if at.channel == Channel.SMS:
        await budget.count_always(payer, "code", budget.parts_of(body))
    await outbox.write(
        lane=outbox.CODES, channel=at.channel, address=at.spelled, subject=_("百言堂验证码"), body=body,
        dedupe=f"code:{code_id}", payer=payer, purpose="code",
    )  # fmt: skip


async def check_code(at: At, purpose: Purpose, typed: str) -> SignInCode | int:
    """A step: the code, still to be spent; or minus the tries that are left, with this one counted.

    Whoever gets a number must return it from the action, so that the count is committed: `settled` refuses then.
    Raises CodeSpent, TooManyWrong.
    """
    now, found = clock.now(), at.fingerprint
    codes = await _codes_of(found)
    must_be_few_wrong([_tried(code) for code in codes], now)
    browser = sealing.digest(at.browser)
    asked = next((c for c in reversed(codes) if (c.purpose, c.browser) == (purpose, browser)), None)
    if asked is None:
        raise CodeSpent()
    must_be_usable(asked.attempts, asked.expires_at, asked.used_at, now)
    if secrets.compare_digest(asked.code, _hashed(at, purpose, typed)):
        return asked
    asked.attempts, asked.tried_at = asked.attempts + 1, now
    await asked.save(update_fields=["attempts", "tried_at"])
    return -(MOST_ATTEMPTS - asked.attempts)


async def spend(code: SignInCode) -> None:
    code.used_at = clock.now()
    await code.save(update_fields=["used_at"])


def settled(result: int) -> int:
    """What an action that checked a code came to. Raises WrongCode, or CodeSpent when no try is left."""
    if result <= 0:
        raise WrongCode(left=-result) if result else CodeSpent()
    return result


async def _codes_of(found: str) -> list[SignInCode]:
    """All codes of one address within a day, in order; nobody else touches them until this unit of work ends."""
    await one_at_a_time(f"codes:{found}")
    return await SignInCode.filter(fingerprint=found, asked_at__gt=clock.now() - timedelta(days=1)).order_by("id")


def _tried(code: SignInCode) -> Tried:
    return Tried(code.asked_at, code.attempts, code.tried_at)


def _hashed(at: At, purpose: str, code: str) -> str:
    return sealing.fingerprint(settings.current().secret, "code", f"{at.fingerprint}:{purpose}:{at.bound}:{code}")
