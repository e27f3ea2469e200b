"""What other actions do inside their own unit of work: nothing here opens one."""

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.events import SignedIn, SignedOut
from portal.accounts.models import Consent, Contact, Look, Person, Session
from portal.accounts.rules import Channel, consents
from portal.kit import clock, sealing
from portal.policy import Actor
from portal.unit_of_work import happened


async def person_at(channel: Channel, spelled: str) -> int:
    """The account of an address that has just been proved; a new one where there is none."""
    known = await queries.person_of_address(spelled)
    if known is not None:
        return known
    now = clock.now()
    person = await Person.create(name=rules.masked(channel, spelled), joined_at=now)
    await add_contact(person.id, channel, spelled)
    return person.id


async def add_contact(person_id: int, channel: str, spelled: str) -> int:
    """A step: keep an address that was proved, sealed."""
    contact = await Contact.create(
        person_id=person_id,
        channel=channel,
        sealed=sealing.seal(settings.current().secret, spelled),
        fingerprint=queries.fingerprint(spelled),
        verified_at=clock.now(),
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
    text = consents.purpose(purpose)
    if await queries.has_consented(person_id, purpose) == given:
        return
    await Consent.create(
        person_id=person_id, purpose=purpose, version=text.version, digest=text.digest, given=given, at=clock.now()
    )


async def note_look(actor: Actor, person_id: int, what: str, why: str = "") -> None:
    """A step: somebody in office opens what is kept of another, who can read that they did (谁看过我的信息)."""
    assert actor.id is not None
    if actor.id == person_id:
        return
    role = actor.roles[0].role if actor.roles else ""
    await Look.create(viewer_id=actor.id, viewer_as=role, person_id=person_id, what=what, why=why, at=clock.now())
