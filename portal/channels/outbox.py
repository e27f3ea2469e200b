"""Letters wait here between the transaction that wrote them and the channel that takes them away."""

import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from tortoise import connections

from portal import settings
from portal.channels.carrier import Carrier, Outgoing, Undeliverable
from portal.channels.models import Letter
from portal.database.connection import on_postgres
from portal.database.keeping import ago, deleting
from portal.kit import clock, sealing
from portal.unit_of_work import ring_after

CODES, MAIL = "codes", "mail"
HELD = "held"
TOPIC = "letters"
LEASE = timedelta(seconds=120)
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


async def deliver(carriers: Mapping[str, Carrier], *, most: int = 20) -> int:
    """Take away what is due, codes first. Returns how many letters were tried.

    A letter is leased before it is sent and marked after it: a crash between the two sends it a second time at
    worst, with the same Message-ID, and loses it never.
    """
    owner = token_hex(8)
    letters = await _claim(owner, most)
    for letter in letters:
        await _send(letter, carriers)
    return len(letters)


async def _claim(owner: str, most: int) -> list[Letter]:
    now = clock.now()
    marks = [f"${n}" for n in range(1, 6)] if on_postgres() else ["?"] * 5
    skip = " FOR UPDATE SKIP LOCKED" if on_postgres() else ""
    values: list[Any] = [owner, _stored(now + LEASE), _stored(now), _stored(now), most]
    await connections.get("default").execute_query_dict(
        f"UPDATE letter SET owner={marks[0]}, lease_until={marks[1]}, tries=tries+1 WHERE id IN "  # noqa: S608
        f"(SELECT id FROM letter WHERE state='new' AND run_at<={marks[2]} AND lease_until<={marks[3]} "
        f"ORDER BY lane, run_at, id LIMIT {marks[4]}{skip}) RETURNING id",
        values,
    )
    return await Letter.filter(owner=owner, state="new").order_by("lane", "id")


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
