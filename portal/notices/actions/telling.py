"""One line in an inbox, one letter in a mailbox."""

from collections.abc import Iterable
from datetime import datetime

from portal.accounts import queries as accounts
from portal.channels import outbox
from portal.database.reading import column
from portal.kit import clock
from portal.kit.words import _
from portal.notices import rules
from portal.notices.models import Notice
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


async def write(people: Iterable[int], kind: str, dedupe: str, href: str, **facts: object) -> None:
    """A letter to each mailbox. The words are Chinese: a letter has no language switch."""
    link = address_of(href)
    body = "\n\n".join(part for part in (rules.SENTENCES[kind] % facts, link, _("——百言堂")) if part)
    for address in await accounts.addresses_of(people, "email"):
        await outbox.write(
            lane=outbox.MAIL, channel="email", address=address.spelled, subject=rules.SUBJECTS[kind] % facts,
            body=body, dedupe=f"{dedupe}:{address.person_id}",
        )  # fmt: skip


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
