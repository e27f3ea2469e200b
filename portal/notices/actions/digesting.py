"""The weekly letter: written for a few hundred readers at a time, once each, and taken up where it was broken off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from portal.accounts.queries.readers import Reader, readers_after
from portal.channels import outbox
from portal.channels.outbox import Draft
from portal.database.models import Mark
from portal.hall.queries import digest as hall
from portal.hall.rules.lifecycle import State
from portal.hall.rules.standing import STANDS
from portal.kit import clock
from portal.kit.words import N_, _
from portal.notices.actions.telling import address_of
from portal.notices.queries.choosing import choices_of, stop_token
from portal.notices.rules import digest as rules
from portal.notices.rules.choosing import USUAL, leaves_at
from portal.notices.rules.digest import Line
from portal.places import queries as places
from portal.policy import Actor
from portal.unit_of_work import action

if TYPE_CHECKING:
    from portal.hall.models import Matter

AT_ONCE = 200
MARK, ENDED = "weekly-letter", "ended"
FRESH = N_("新提的")


async def write_digests(actor: Actor) -> int:
    """Write what is due, batch by batch, each in a unit of work of its own. Returns how many batches there were."""
    day, batches = rules.day_due(clock.now()), 0
    while await write_batch(actor, day):
        batches += 1
    return batches


@action
async def write_batch(_actor: Actor, day: date) -> bool:
    """The letters of the next readers. Says whether there may be more.

    How far it came stands in one row, written together with the letters: after a crash nobody is left out or written
    to twice, and two who do it at once wait for each other.
    """
    mark, after = await _place_in(day)
    if after is None:
        return False
    readers = await readers_after(after, AT_ONCE)
    await outbox.write_many(await drafts_for(readers, day))
    mark.value = f"{day}:{readers[-1].person_id if len(readers) == AT_ONCE else ENDED}"
    await mark.save(update_fields=["value"])
    return len(readers) == AT_ONCE


async def _place_in(day: date) -> tuple[Mark, int | None]:
    """The row that says how far the letter of this day has come, locked; and after whom it goes on."""
    await Mark.get_or_create(name=MARK, defaults={"value": f"{day}:0"})
    mark = await Mark.filter(name=MARK).select_for_update().get()
    began, place = mark.value.split(":")
    if began != str(day):
        return mark, 0
    return mark, None if place == ENDED else int(place)


async def drafts_for(readers: Sequence[Reader], day: date) -> list[Draft]:
    """A step: the letters of those readers who want one on this day, and for whom there is anything to say.

    As many questions are asked for many as for one.
    """
    choices = await choices_of([reader.person_id for reader in readers])
    wanting = [r for r in readers if choices.get(r.person_id, USUAL).weekday == day.weekday()]
    since = clock.now() - rules.REACHES_BACK
    followed = await hall.followed_since([r.person_id for r in wanting], since) if wanting else {}
    around = {reader.person_id: {p for path in reader.paths for p in places.trail(path)} for reader in wanting}
    fresh = await hall.raised_since(set().union(*around.values()), since)
    wider = await hall.raised_where_followed([r.person_id for r in wanting], since) if wanting else {}
    drafts = []
    for reader in wanting:
        own = followed.get(reader.person_id, [])
        known = {matter.id for matter in own}
        near = [m for m in fresh if m.id not in known and m.path in around[reader.person_id]]
        near += [m for m in wider.get(reader.person_id, []) if m.id not in known and m not in near]
        others = [m for m in near if m.raised_by_id != reader.person_id]
        if own or others:
            choice = choices.get(reader.person_id, USUAL)
            leaves = leaves_at(clock.now(), choice.quiet_from, choice.quiet_until)
            drafts.append(_draft(reader, day, own, others, leaves))
    return drafts


def _draft(reader: Reader, day: date, own: list[Matter], others: list[Matter], leaves: datetime) -> Draft:
    told = [_line(matter, _(STANDS[State(matter.state)])) for matter in own]
    first, then, more = rules.chosen(told, [_line(matter, _(FRESH)) for matter in others])
    stop = address_of(f"/letters/stop/{stop_token(reader.person_id)}")
    return Draft(
        address=reader.mailbox, subject=rules.SUBJECT % {"title": [*first, *then][0].title},
        body=rules.body_of(first, then, more, stop, address_of("/me/letters")),
        dedupe=rules.key_of(day, reader.person_id), stop=stop, run_at=leaves, purpose="weekly",
    )  # fmt: skip


def _line(matter: Matter, stands: str) -> Line:
    return Line(matter.title, stands, address_of(f"/hall/{matter.number}"))
