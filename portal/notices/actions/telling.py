"""One line in an inbox, one letter in a mailbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.accounts import queries as accounts
from portal.accounts.queries import Address
from portal.channels import budget, outbox
from portal.database.reading import column
from portal.kit import clock
from portal.kit.words import _
from portal.notices import rules
from portal.notices.models import Notice
from portal.notices.queries.choosing import choices_of
from portal.notices.rules.choosing import ANY_HOUR, USUAL, leaves_at
from portal.places import queries as places
from portal.policy import Actor
from portal.settings import current
from portal.unit_of_work import action, ring_after


async def tell(people: Iterable[int], kind: str, href: str, **facts: object) -> None:
    """One line in each inbox. What is already waiting unread is not said twice."""
    at, told = clock.now(), set(people)
    waiting = Notice.filter(person_id__in=list(told), kind=kind, href=href, read_at=None)
    told -= set(await column(waiting, "person_id")) if told else set()
    await Notice.bulk_create([Notice(person_id=p, kind=kind, facts=facts, href=href, at=at) for p in sorted(told)])
    for person in told:
        ring_after(f"inbox:{person}")


@dataclass(frozen=True)
class Paid:
    """Who pays for short messages: the path of an area, and what for. One that `must` go goes without a budget too."""

    payer: str = ""
    purpose: str = ""
    must: bool = False


CITY = Paid()


async def write(people: Iterable[int], kind: str, dedupe: str, href: str, paid: Paid = CITY, **facts: object) -> None:
    """A letter to each mailbox, and a short message to each phone while who pays has any left.

    The words are Chinese: a letter has no language switch. Nothing is lost where the month's messages are used up:
    the inbox and the mailbox have it, and the short message is kept as held. What can wait until morning does, for
    those whose quiet hours these are.
    """
    told, link = set(people), address_of(href)
    leaves = await _leaving(told, kind, paid)
    said = rules.SENTENCES[kind] % facts
    body = "\n\n".join(part for part in (said, link, _("——百言堂")) if part)
    for address in await accounts.addresses_of(told, "email"):
        await outbox.write(
            lane=outbox.MAIL, channel="email", address=address.spelled, subject=rules.SUBJECTS[kind] % facts,
            body=body, dedupe=f"{dedupe}:{accounts.fingerprint(address.spelled)[:16]}", payer=paid.payer, purpose=paid.purpose,
            run_at=leaves.get(address.person_id),
        )  # fmt: skip
    phones = await accounts.addresses_of(told, "sms")
    if phones:
        await _text(phones, f"{said} {link}".strip(), f"{dedupe}:sms", paid, leaves)


async def reached_before(people: set[int], kind: str, moment: datetime) -> set[int]:
    """Those of these people whose quiet hours let a letter of this kind leave in time."""
    leaves = await _leaving(people, kind, CITY)
    return {person for person in people if leaves.get(person, clock.now()) < moment}


async def _leaving(people: set[int], kind: str, paid: Paid) -> dict[int, datetime]:
    """When a letter of this kind leaves, for each of these people; at once for whom it does not name."""
    if paid.must or kind in ANY_HOUR or not people:
        return {}
    now, choices = clock.now(), await choices_of(people)
    chosen = {person: choices.get(person, USUAL) for person in people}
    return {person: leaves_at(now, each.quiet_from, each.quiet_until) for person, each in chosen.items()}


async def _text(phones: list[Address], body: str, dedupe: str, paid: Paid, leaves: dict[int, datetime]) -> None:
    """One short message to each phone; those for which nothing is left are kept as held."""
    path, parts, granted = await places.payer_above(paid.payer), budget.parts_of(body), len(phones)
    if paid.must:
        await budget.count_always(path, paid.purpose, parts * granted)
    else:
        granted = await budget.take(path, paid.purpose, parts, granted)
    for n, address in enumerate(phones):
        await outbox.write(
            lane=outbox.MAIL, channel="sms", address=address.spelled, subject="", body=body,
            dedupe=f"{dedupe}:{accounts.fingerprint(address.spelled)[:16]}", payer=path, purpose=paid.purpose,
            state="new" if n < granted else outbox.HELD, run_at=leaves.get(address.person_id),
        )  # fmt: skip


async def may_text(path: str, purpose: str, body: str) -> str:
    """The state in which one short message is written: held where the area at `path` has none left."""
    granted = await budget.take(await places.payer_above(path), purpose, budget.parts_of(body), 1)
    return "new" if granted else outbox.HELD


def address_of(href: str) -> str:
    """A link that works in a letter; nothing where the portal does not know its own address."""
    return current().public_url.rstrip("/") + href if current().public_url else ""


def day_of(moment: datetime) -> str:
    local = clock.in_city(moment)
    return f"{local.month}月{local.day}日"


def time_of(moment: datetime) -> str:
    return f"{clock.in_city(moment):%H:%M}"


@action
async def mark_all_read(actor: Actor) -> None:
    await Notice.filter(person_id=actor.id, read_at=None).update(read_at=clock.now())
