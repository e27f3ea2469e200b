"""What other actions do inside their own unit of work: nothing here opens one."""

from tortoise.exceptions import IntegrityError

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.events import AccountReopened, ConsentGiven, ConsentWithdrawn, DetailsLookedAt, SignedIn, SignedOut
from portal.accounts.models import Consent, Contact, Look, Person, Session
from portal.accounts.rules import Channel, consents, privacy
from portal.database.connection import in_transaction
from portal.kit import clock, sealing
from portal.policy import Actor
from portal.unit_of_work import happened


async def person_at(channel: Channel, spelled: str, *, proved: bool = True) -> int:
    """The account of an address that has just been proved, or that somebody named; a new one where there is none."""
    known = await queries.person_of_address(spelled)
    if known is not None:
        if proved:
            await Contact.filter(fingerprint=queries.fingerprint(spelled), verified_at=None).update(
                verified_at=clock.now()
            )
        return known
    try:
        # A part of its own: where two make the same account at once, the second takes the first one's.
        async with in_transaction():
            person = await Person.create(name=rules.masked(channel, spelled), joined_at=clock.now())
            await add_contact(person.id, channel, spelled, proved=proved)
    except IntegrityError:
        return await person_at(channel, spelled, proved=proved)
    return person.id


async def add_voice(name: str) -> int:
    """A step: somebody who speaks here without an account, under the name that neighbours are to see."""
    return (await Person.create(name=name, shown_as="full", joined_at=clock.now())).id


async def add_contact(person_id: int, channel: str, spelled: str, *, proved: bool = True) -> int:
    """A step: keep an address, sealed; as `proved` where a code was sent there and came back."""
    contact = await Contact.create(
        person_id=person_id,
        channel=channel,
        sealed=sealing.seal(settings.current().secret, spelled),
        fingerprint=queries.fingerprint(spelled),
        verified_at=clock.now() if proved else None,
    )
    return contact.id


async def in_turn(person_id: int) -> None:
    """A step: wait until nobody else changes what this person can have only one of."""
    await Person.filter(id=person_id).select_for_update().get()


async def must_be_fresh(actor: Actor) -> None:
    """A step: before what matters is changed, a code was entered on this browser lately. Raises NotProved."""
    if not await queries.is_fresh(actor):
        raise rules.NotProved()


async def begin_session(person_id: int, token: str, device: str, family: str | None = None) -> int:
    """A step: let the browser that holds `token` be this person. `token` comes hashed. Shorter for who works here."""
    now = clock.now()
    await reopen(person_id)
    expires = now + rules.lasts(staff=await queries.works_here(person_id))
    session = await Session.create(
        person_id=person_id, token=token, device=device[:60], began_at=now, expires_at=expires, proved_at=now,
        idle_until=rules.idle_end(now, expires), family=family,
    )  # fmt: skip
    happened(SignedIn(person_id))
    return session.id


async def end_sessions(person_id: int, but: int | None = None) -> int:
    """A step: sign somebody out everywhere, but for the session `but`. Sockets close at their next look."""
    theirs = Session.filter(person_id=person_id, ended_at=None)
    if but is not None:
        theirs = theirs.exclude(id=but)
    ended = await theirs.update(ended_at=clock.now())
    if ended:
        happened(SignedOut(person_id))
    return ended


async def note_consent(person_id: int, purpose: str, *, given: bool) -> None:
    """A step: one more line in the ledger of consents, where it says something new. Raises UnknownPurpose."""
    line = await add_consent(person_id, purpose, given=given)
    if line is not None:
        happened(ConsentGiven(person_id, line.id) if given else ConsentWithdrawn(person_id, line.id))


async def add_consent(person_id: int, purpose: str, *, given: bool) -> Consent | None:
    """A step: the line itself, for who fills a database and tells nobody. None where it would say nothing new."""
    text = consents.purpose(purpose)
    last = await Consent.filter(person_id=person_id, purpose=purpose).order_by("-id").first()
    if last is None and not given:
        return None
    if last is not None and last.given == given and (last.digest == text.digest or not given):
        return None
    return await Consent.create(
        person_id=person_id, purpose=purpose, version=text.version, digest=text.digest, given=given, at=clock.now()
    )


async def note_look(actor: Actor, person_id: int, what: str, why: str = "") -> None:
    """A step: somebody in office opens what is kept of another, who can read that they did (谁看过我的信息)."""
    assert actor.id is not None
    if actor.id == person_id:
        return
    role = actor.roles[0].role if actor.roles else ""
    look = await Look.create(
        viewer_id=actor.id, viewer_as=role, person_id=person_id, what=what, why=why[:200], at=clock.now()
    )
    happened(DetailsLookedAt(person_id, look.id))


async def look_for_a_reason(actor: Actor, person_id: int, what: str, reason: str) -> None:
    """A step: 看一眼, for one of the reasons that the person can read. Raises NoReason."""
    why = privacy.REASONS.get(reason)
    if why is None:
        raise privacy.NoReason()
    await note_look(actor, person_id, what, why)


async def reopen(person_id: int) -> None:
    """A step: signing in again within the seven days undoes the closing of an account."""
    closed = Person.filter(id=person_id, closed_at__isnull=False, erased_at=None)
    if await closed.update(closed_at=None, erase_after=None):
        happened(AccountReopened(person_id))
