"""The audit trail: whatever is changed in it shows, and only the auditor reads it."""

import csv
import io
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

from portal.accounts.actions.residing import move_out
from portal.accounts.models import Appointment
from portal.audit import chain
from portal.audit.models import AuditRecord
from portal.audit.words import EVENTS
from portal.database.models import Mark
from tests.cast import PEOPLE

HERE = Path(__file__).parents[2] / "portal"


async def trail(n: int, hands) -> None:
    await AuditRecord.bulk_create(
        [AuditRecord(at=hands.at, actor_id=1, event="SignedIn", facts=f'{{"person_id": {i}}}') for i in range(n)]
    )
    while await chain.chain():
        pass


async def test_a_whole_chain_holds_over_many_pages(database, hands):
    await trail(1201, hands)
    assert await chain.verify() is None
    assert (await chain.anchor()).sequence == 1201


@pytest.mark.parametrize("column", ["facts", "event", "actor_id", "at", "digest"])
async def test_a_changed_record_is_found(database, hands, column):
    await trail(5, hands)
    changed = {"facts": "{}", "event": "Other", "actor_id": 9, "digest": "0" * 64, "at": hands.at.replace(year=2025)}
    await AuditRecord.filter(sequence=3).update(**{column: changed[column]})
    assert await chain.verify() == 3


async def test_a_removed_record_is_found(database, hands):
    await trail(5, hands)
    await AuditRecord.filter(sequence=3).delete()
    assert await chain.verify() == 3


async def test_records_in_another_order_are_found(database, hands):
    await trail(5, hands)
    for old, new in ((2, 99), (4, 2), (99, 4)):
        await AuditRecord.filter(sequence=old).update(sequence=new)
    assert await chain.verify() == 2


async def test_a_record_put_in_between_is_found(database, hands):
    await trail(5, hands)
    third = await AuditRecord.get(sequence=3)
    await AuditRecord.filter(sequence=5).update(sequence=6)
    await AuditRecord.create(at=hands.at, event="X", facts="{}", sequence=5, digest=third.digest)
    assert await chain.verify() == 5


async def test_a_cut_tail_is_found_and_stays_found_when_the_chain_goes_on(database, hands):
    await trail(5, hands)
    await AuditRecord.filter(sequence__gt=3).delete()
    assert await chain.verify() == 4
    await trail(1, hands)
    assert await chain.verify() == 5
    await trail(4, hands)
    assert await chain.verify() == 5
    assert (await chain.anchor()).sequence == 5


async def test_a_trail_that_was_emptied_is_found(database, hands):
    await trail(3, hands)
    await AuditRecord.all().delete()
    assert await chain.verify() == 1
    await trail(3, hands)
    await AuditRecord.filter(sequence=3).update(facts="{}")
    assert await chain.check() == 3
    assert (await chain.last_check()).broken == 3


async def test_an_old_chain_without_anchor_gets_one(database, hands):
    await trail(3, hands)
    await Mark.filter(name=chain.ANCHOR).delete()
    assert await chain.verify() is None
    await trail(1, hands)
    assert (await chain.anchor()).sequence == 4


def test_every_event_of_the_house_has_its_words():
    known: dict[str, type] = {}
    for file in [*HERE.glob("*/events.py"), *HERE.glob("*/events/*.py")]:
        module = import_module("portal." + ".".join(file.relative_to(HERE).with_suffix("").parts))
        own = {n: c for n, c in vars(module).items() if is_dataclass(c) and c.__module__ == module.__name__}
        known |= {f"{module.__name__}.{name}": kind for name, kind in own.items()}
    bases = {base for kind in known.values() for base in kind.__bases__}
    named = {kind.__name__ for kind in known.values() if kind not in bases}
    assert len(named) > 100
    assert sorted(named - set(EVENTS)) == [] and sorted(set(EVENTS) - named) == []


@pytest.mark.parametrize("who", [None, *(who for who in PEOPLE if who != "shen_auditor")])
async def test_only_the_auditor_reads_it(visit, cast, who):
    browser = visit(who)
    assert (await browser.get("/audit")).status_code == 403
    assert (await browser.send_form("/audit/export")).status_code == 403
    assert (await browser.send_form("/audit/check")).status_code == 403


async def test_the_auditor_reads_roles_as_they_were_and_no_names(visit, cast, hands):
    head = await cast.actor("wang_degui")
    await move_out(head, cast.homes[0].id)
    hands.go(hours=1)
    await Appointment.filter(person=cast.people["wang_degui"]).update(until=hands.at)
    hands.go(hours=1)
    await move_out(await cast.actor("tang_laoshi"), cast.homes[2].id)
    await chain.chain()
    said = (await visit("shen_auditor").get("/audit")).text
    assert "楼栋长 #" in said and "居民 #" in said and "搬走了" in said
    assert not any(person.name in said for key, person in cast.people.items())


async def test_it_is_found_by_event_day_and_account_and_read_page_by_page(visit, cast, hands):
    await trail(120, hands)
    browser = visit("shen_auditor")
    first = (await browser.get("/audit")).text
    assert first.count("<tr>") == 51 and "before=" in first
    assert "没有找到" in (await browser.get("/audit?event=MotionOpened")).text
    assert "没有找到" in (await browser.get("/audit?day=2020-01-01")).text
    assert "没有找到" in (await browser.get("/audit?actor=99999")).text
    assert "没有找到" not in (await browser.get("/audit?event=SignedIn&day=2026-11-24&actor=1")).text


async def test_who_acted_in_anothers_place_is_shown_and_found(visit, cast, hands):
    await trail(1, hands)
    await AuditRecord.all().update(by_id=4711)
    browser = visit("shen_auditor")
    assert "由 #4711 代办" in (await browser.get("/audit?actor=4711")).text
    assert ",4711," in (await browser.send_form("/audit/export", event="", day="", actor="4711")).text


async def test_a_file_and_a_check_are_in_the_trail_themselves(visit, cast, hands):
    await trail(3, hands)
    browser = visit("shen_auditor")
    file = await browser.send_form("/audit/export", event="", day="", actor="")
    rows = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff"))))
    assert rows[0][0] == "编号" and len(rows) == 4
    assert await AuditRecord.filter(event="TrailExported").count() == 1
    await browser.send_form("/audit/check")
    assert "全部对得上" in (await browser.get("/audit")).text
    await AuditRecord.filter(sequence=2).update(facts="{}")
    await browser.send_form("/audit/check")
    assert "2 号开始对不上" in (await browser.get("/audit")).text
    assert await AuditRecord.filter(event="TrailChecked").count() == 2
