"""What people do with their account: ask for a code, sign in, sign out."""

import secrets
from datetime import datetime, timedelta

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.events import (
    ResidenceAsked,
    ResidenceConfirmed,
    ResidenceDeclined,
    ResidenceEnded,
    SignedIn,
    SignedOut,
)
from portal.accounts.forms import AskResidence, ConfirmResidence
from portal.accounts.models import (
    Appointment,
    Contact,
    Holding,
    Person,
    ResidenceRequest,
    Residency,
    Session,
    SignInCode,
)
from portal.accounts.rules import Channel, CodeSpent, Purpose, RequestStage, TooManyCodes, WrongCode
from portal.channels import outbox
from portal.kit import clock, sealing
from portal.kit.errors import Missing, Refused
from portal.kit.words import N_, _
from portal.places import actions as places
from portal.places import queries as places_queries
from portal.policy import Act, Actor, Role, permits
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
    person_id = await _person_at(channel, spelled)
    return await begin_session(person_id, token, device)


async def _person_at(channel: Channel, spelled: str) -> int:
    """The account of an address that has just been proved; a new one where there is none."""
    known = await queries.person_of_address(spelled)
    if known is not None:
        return known
    now = clock.now()
    person = await Person.create(name=rules.masked(channel, spelled), joined_at=now)
    await add_contact(person.id, channel, spelled)
    return person.id


async def add_contact(person_id: int, channel: str, spelled: str) -> None:
    """A step: keep an address that was proved, sealed."""
    await Contact.create(
        person_id=person_id,
        channel=channel,
        sealed=sealing.seal(settings.current().secret, spelled),
        fingerprint=queries.fingerprint(spelled),
        verified_at=clock.now(),
    )


async def in_turn(person_id: int) -> None:
    """A step: wait until nobody else changes what this person can have only one of."""
    await Person.filter(id=person_id).select_for_update().get()


async def begin_session(person_id: int, token: str, device: str) -> int:
    """A step: let the browser that holds `token` be this person. `token` comes hashed."""
    now = clock.now()
    session = await Session.create(
        person_id=person_id, token=token, device=device[:60], began_at=now, expires_at=now + rules.SESSION_LASTS
    )
    happened(SignedIn(person_id))
    return session.id


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


@action
async def forget_old(_actor: Actor) -> None:
    """What has served: codes after a day, sessions a month after their end."""
    now = clock.now()
    await SignInCode.filter(asked_at__lt=now - timedelta(days=1)).delete()
    await Session.filter(expires_at__lt=now - timedelta(days=30)).delete()
    await Session.filter(ended_at__lt=now - timedelta(days=30)).delete()


async def end_of(session_id: int) -> datetime:
    session = await Session.get(id=session_id)
    return session.expires_at


class NotEmpty(Refused):
    message = N_("这个库里已经有人了，不能再设第一位管理员。")


@action
async def found_portal(_actor: Actor, address: str) -> None:
    """The first administrator, on an empty database. Raises NotEmpty, NotAnAddress, PhoneTooShort."""
    channel, spelled = rules.address(address)
    if await Person.exists():
        raise NotEmpty()
    person_id = await _person_at(channel, spelled)
    city = await places.city()
    await Appointment.create(person_id=person_id, role=Role.ADMIN, area_id=city.id, since=clock.now())


@action
async def ask_residence(actor: Actor, said: AskResidence) -> None:
    """我住这一户. Raises UnknownHome, LivesThere, AlreadyAsked."""
    assert actor.id is not None
    await in_turn(actor.id)
    if not await places_queries.homes_with([said.home_id]):
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
    now = clock.now()
    await Residency.create(
        person_id=request.person_id, home_id=request.home_id, kind=request.kind, level=3 if owner_id else 2, since=now
    )
    if owner_id:
        await Holding.create(person_id=request.person_id, owner_id=owner_id, since=now)
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
