"""The weekly letter: written for a hundred readers at a time, once each, and taken up where it was broken off."""

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

AT_ONCE = 100  # some fifty milliseconds, in which an embedded database keeps nobody waiting
MARK, ENDED = "weekly-letter", "ended"
FRESH = N_("新提的")


async def write_digests(actor: Actor) -> int:
    """Write what is due, batch by batch, each in a unit of work of its own. Returns how many batches there were."""
    due, batches = rules.day_due(clock.now()), 0
    while await write_batch(actor, due):
        batches += 1
    return batches


@action
async def write_batch(_actor: Actor, due: date) -> bool:
    """The letters of the next readers, of the first day up to `due` that is not all written. False when all are.

    How far it came stands in one row, written together with the letters: after a crash nobody is left out or written
    to twice, and two who do it at once wait for each other.
    """
    mark = await _locked(due)
    begun, place = mark.value.split(":")
    day = rules.next_day(date.fromisoformat(begun), place == ENDED, due)
    if day is None:
        return False
    readers = await readers_after(int(place) if str(day) == begun else 0, AT_ONCE)
    await outbox.write_many(await drafts_for(readers, day))
    mark.value = f"{day}:{readers[-1].person_id if len(readers) == AT_ONCE else ENDED}"
    await mark.save(update_fields=["value"])
    return True


async def _locked(due: date) -> Mark:
    """The row that says which day's letter is written, and after whom it goes on."""
    held = Mark.filter(name=MARK).select_for_update()
    mark = await held.first()
    if mark is None:
        await Mark.get_or_create(name=MARK, defaults={"value": f"{due}:0"})
        mark = await held.get()
    return mark


async def drafts_for(readers: Sequence[Reader], day: date) -> list[Draft]:
    """A step: the letters of those readers who want one on this day, and for whom there is anything to say.

    As many questions are asked for many as for one.
    """
    choices = await choices_of([reader.person_id for reader in readers])
    wanting = [r for r in readers if choices.get(r.person_id, USUAL).weekday == day.weekday()]
    since = clock.now() - rules.REACHES_BACK
    followed = await hall.followed_since([r.person_id for r in wanting], since) if wanting else {}
    around = {reader.person_id: {p for path in reader.paths for p in places.trail(path)} for reader in wanting}
    fresh: dict[str, list[Matter]] = {}
    for matter in await hall.raised_since(set().union(*around.values()), since):
        fresh.setdefault(matter.path, []).append(matter)
    wider = await hall.raised_where_followed([r.person_id for r in wanting], since) if wanting else {}
    drafts = []
    for reader in wanting:
        own = followed.get(reader.person_id, [])
        near = [matter for path in around[reader.person_id] for matter in fresh.get(path, ())]
        near += [matter for matter in wider.get(reader.person_id, []) if matter not in near]
        others = _new_to(reader.person_id, near, {matter.id for matter in own})
        if own or others:
            choice = choices.get(reader.person_id, USUAL)
            leaves = leaves_at(clock.now(), choice.quiet_from, choice.quiet_until)
            drafts.append(_draft(reader, day, own, others, leaves))
    return drafts


def _new_to(person_id: int, near: list[Matter], known: set[int]) -> list[Matter]:
    """The newest first; who raised something knows of it."""
    new = [matter for matter in near if matter.id not in known and matter.raised_by_id != person_id]
    return sorted(new, key=lambda matter: matter.id, reverse=True)


def _draft(reader: Reader, day: date, own: list[Matter], others: list[Matter], leaves: datetime) -> Draft:
    first, then, more = rules.chosen(own, others)
    told, new = [_line(each, _(STANDS[State(each.state)])) for each in first], [_line(each, _(FRESH)) for each in then]
    stop = address_of(f"/letters/stop/{stop_token(reader.person_id)}")
    return Draft(
        address=reader.mailbox, subject=rules.SUBJECT % {"title": [*told, *new][0].title},
        body=rules.body_of(told, new, more, stop, address_of("/me/letters")),
        dedupe=rules.key_of(day, reader.person_id), stop=stop, run_at=leaves, purpose="weekly",
    )  # fmt: skip


def _line(matter: Matter, stands: str) -> Line:
    return Line(matter.title, stands, address_of(f"/hall/{matter.number}"))
