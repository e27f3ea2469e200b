"""Letters wait here between the transaction that wrote them and the channel that takes them away."""

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from portal import settings
from portal.channels.carrier import Carrier, Outgoing, Undeliverable
from portal.channels.models import Letter
from portal.database import bulk
from portal.database.connection import on_postgres
from portal.database.keeping import ago, deleting
from portal.kit import clock, sealing
from portal.unit_of_work import finished, ring_after

CODES, MAIL = "codes", "mail"
HELD = "held"
TOPIC = "letters"
LEASE = timedelta(seconds=120)
AT_ONCE = 20
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
_log = logging.getLogger("portal.outbox")


async def write(
    *, lane: str, channel: str, address: str, subject: str, body: str, dedupe: str,
    payer: str = "", purpose: str = "", state: str = "new", run_at: datetime | None = None,
) -> None:  # fmt: skip
    """A step: write a letter, which leaves if the unit of work commits. The same `dedupe` is written once.

    It waits until `run_at`, where one is given. `state` HELD keeps it where nobody can pay for it: it is known that it did not leave.
    """
    if await Letter.exists(dedupe=dedupe):
        return
    now, secret = clock.now(), settings.current().secret
    await Letter.create(
        lane=lane, channel=channel, address=sealing.seal(secret, address),
        addressee=sealing.fingerprint(secret, "contact", address), subject=subject,
        body=sealing.seal(secret, body), dedupe=dedupe, written_at=now, run_at=run_at or now, lease_until=now,
        payer=payer, purpose=purpose, state=state,
    )  # fmt: skip
    ring_after(TOPIC)


@dataclass(frozen=True)
class Draft:
    """A letter by mail among many. `stop` is an address that stops letters of its kind."""

    address: str
    subject: str
    body: str
    dedupe: str
    stop: str
    run_at: datetime
    purpose: str


async def write_many(drafts: Sequence[Draft]) -> None:
    """A step: many letters with one statement. The same `dedupe` is written once; no bell rings for them."""
    if drafts:
        await Letter.bulk_create([_written(draft) for draft in drafts], ignore_conflicts=True)


def _written(draft: Draft) -> Letter:
    now, secret = clock.now(), settings.current().secret
    return Letter(
        lane=MAIL, channel="email", address=sealing.seal(secret, draft.address),
        addressee=sealing.fingerprint(secret, "contact", draft.address), subject=draft.subject[:200],
        body=sealing.seal(secret, draft.body), dedupe=draft.dedupe, written_at=now, run_at=draft.run_at, lease_until=now,
        purpose=draft.purpose, stop=sealing.seal(secret, draft.stop) if draft.stop else "",
    )  # fmt: skip


async def deliver_all(carriers: Mapping[str, Carrier], lane: str) -> None:
    """Take away everything of one lane that is due. Each lane has a turn of its own: no code waits behind the mail."""
    while await deliver(carriers, lanes=(lane,)) == AT_ONCE:
        pass


async def deliver(carriers: Mapping[str, Carrier], *, lanes: Sequence[str] = (CODES, MAIL)) -> int:
    """Take away the next that are due, codes first. Returns how many letters were claimed.

    A letter is leased before it is sent and marked after it: a crash between the two sends this one a second time at
    worst, with the same Message-ID, and loses it never. An ordinary stop waits for the letter that is under way.
    """
    owner = token_hex(8)
    letters = await _claim(owner, AT_ONCE, lanes)
    for letter in letters:
        if await _still_ours(letter):
            await finished(_send(letter, carriers))
    return len(letters)


async def _claim(owner: str, most: int, lanes: Sequence[str] = (CODES, MAIL)) -> list[Letter]:
    now = clock.now()
    skip, among = " FOR UPDATE SKIP LOCKED" if on_postgres() else "", ", ".join("?" * len(lanes))
    await bulk.rows(
        "UPDATE letter SET owner=?, lease_until=? WHERE id IN "  # noqa: S608
        f"(SELECT id FROM letter WHERE state='new' AND run_at<=? AND lease_until<=? AND lane IN ({among}) "
        f"ORDER BY lane, run_at, id LIMIT ?{skip}) RETURNING id",
        owner, _stored(now + LEASE), _stored(now), _stored(now), *lanes, most,
    )  # fmt: skip
    return await Letter.filter(owner=owner, state="new").order_by("lane", "id")


async def _still_ours(letter: Letter) -> bool:
    """Hold it anew just before it leaves: those before it may have taken longer than the lease, and another process
    may have it by now. Only what is really tried counts as a try."""
    letter.tries += 1
    mine = Letter.filter(id=letter.id, owner=letter.owner, state="new")
    return bool(await mine.update(lease_until=clock.now() + LEASE, tries=letter.tries))


def _stored(moment: datetime) -> Any:
    field = Letter._meta.fields_map["run_at"]
    return field.to_db_value(moment, Letter) if on_postgres() else str(field.to_db_value(moment, Letter))


async def _send(letter: Letter, carriers: Mapping[str, Carrier]) -> None:
    secret = settings.current().secret
    out = Outgoing(
        letter.id,
        letter.lane,
        sealing.unseal(secret, letter.address),
        letter.subject,
        sealing.unseal(secret, letter.body),
        sealing.unseal(secret, letter.stop) if letter.stop else "",
    )
    try:
        await carriers[letter.channel].carry(out)
    except Undeliverable as problem:
        await _put_off(letter, for_ever=problem.for_ever)
        return
    except Exception:
        # Whatever a gateway answers, the letters behind this one still leave.
        _log.exception("letter failed", extra={"lane": letter.lane})
        await _put_off(letter, for_ever=False)
        return
    # A code has served once it has left; a letter is kept sealed until the retention job takes it.
    words = {"body": "", "address": ""} if letter.lane == CODES else {}
    await Letter.filter(id=letter.id).update(state="sent", sent_at=clock.now(), **words)
    _log.info("letter sent", extra={"lane": letter.lane, "count": letter.tries})


async def _put_off(letter: Letter, *, for_ever: bool) -> None:
    now = clock.now()
    if for_ever or letter.tries > len(PAUSES):
        await Letter.filter(id=letter.id).update(state="dead", lease_until=now)
        _log.warning("letter given up", extra={"lane": letter.lane, "count": letter.tries})
        return
    pause = PAUSES[letter.tries - 1] * (1 + random.random() / 4)  # noqa: S311 - spreads the load, hides nothing
    await Letter.filter(id=letter.id).update(run_at=now + pause, lease_until=now)
    _log.info("letter put off", extra={"lane": letter.lane, "seconds": int(pause.total_seconds())})


# Letters are kept thirty days.
LETTERS = deleting(lambda: Letter.filter(written_at__lt=ago(days=30)).exclude(state="new"), "written_at")


async def forget_addressees(fingerprints: Sequence[str]) -> None:
    """A step: take away every letter to these addresses, sent or not."""
    if fingerprints:
        await Letter.filter(addressee__in=list(fingerprints)).delete()
