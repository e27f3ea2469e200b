"""Everybody takes their own data along: all of it, nothing of others, and safe to open."""

import csv
import io
import json
import zipfile

import pytest
from tortoise import Tortoise, fields

from portal.accounts.models import Person
from portal.app import OWN_DATA
from portal.audit.models import AuditRecord
from portal.documents import archive
from portal.hall.actions import reply
from portal.hall.forms import Reply
from portal.meetings.actions import ballots, running
from portal.meetings.models import Right
from portal.meetings.rules import Choice
from tests.cast import PEOPLE, phone_of

# Columns that name a person besides foreign keys.
NAMING = ("recipient_id", "viewer_id", "actor_id")
# Tables that name a person and are not in the export, each with the reason.
NOT_THEIRS = {
    "audit_record": "what was done, in numbers: evidence, not the person's own data",
    "call_note": "what the community wrote of the person served, by whoever called",
}


def naming_a_person() -> set[str]:
    """The tables with a column that says who."""
    found = set()
    for model in Tortoise.apps["portal"].values():
        for name, field in model._meta.fields_map.items():
            to_person = isinstance(field, fields.relational.ForeignKeyFieldInstance) and (
                field.model_name == "portal.Person"
            )
            if to_person or (isinstance(field, fields.IntField) and (name.endswith("_by_id") or name in NAMING)):
                found.add(model._meta.db_table)
    return found


async def everything(cast, who: str) -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = {}
    for _room, own_data in OWN_DATA:
        tables |= await own_data(cast.people[who].id)
    return tables


async def test_no_table_that_names_a_person_is_forgotten(app, cast):
    told = set(await everything(cast, "chen_xiuying"))
    missing = naming_a_person() - told - set(NOT_THEIRS)
    assert not missing, f"in no room's own_data, and on no list of exceptions: {sorted(missing)}"
    assert len(naming_a_person()) > 20
    assert not set(NOT_THEIRS) & told


async def taken(visit, cast, who: str) -> zipfile.ZipFile:
    await cast.phones()
    await cast.proved(who)
    answer = await visit(who).send_form("/me/export")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/zip"
    assert all(PEOPLE[who][0] not in value and who not in value for value in answer.headers.values())
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    assert book.testzip() is None
    return book


async def test_a_zip_with_a_page_json_and_tables(visit, cast):
    await reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="=1+1 是公式吗？"))
    book = await taken(visit, cast, "chen_xiuying")
    data = json.loads(book.read("data.json"))
    assert data["accounts"]["person"][0]["name"] == "陈秀英"
    assert {each["address"] for each in data["accounts"]["contact"]} == {
        "chen_xiuying@demo.invalid",
        phone_of("chen_xiuying"),
    }
    assert data["reporting"]["need"][0]["door"] == "3栋1单元102"
    assert "陈秀英" in book.read("index.html").decode()
    rows = list(csv.DictReader(io.StringIO(book.read("hall/post.csv").decode("utf-8-sig"))))
    assert rows[0]["body"] == "'=1+1 是公式吗？"


async def test_it_says_that_one_voted_and_never_how(visit, cast):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    right = (await Right.filter(motion_id=cast.motion.id).order_by("id"))[1]
    slip = ballots.slip(cast.motion.id, right.id, "a-key-long-enough", Choice.OPPOSE, cast.people["chen_xiuying"].id)
    receipt = await ballots.box.cast(slip)
    book = await taken(visit, cast, "chen_xiuying")
    ballot = json.loads(book.read("data.json"))["meetings"]["ballot"]
    assert ballot[0]["receipt"] == receipt.code
    assert not any("oppose" in book.read(name).decode("utf-8", "ignore") for name in book.namelist())


@pytest.mark.parametrize("who", list(PEOPLE))
async def test_nobody_elses_name_number_or_door_is_inside(visit, cast, who):
    book = await taken(visit, cast, who)
    said = "\n".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    others = [other for other in PEOPLE if other != who]
    assert [other for other in others if PEOPLE[other][0] in said] == []
    assert [other for other in others if phone_of(other) in said or f"{other}@demo" in said] == []
    assert who == "chen_xiuying" or "3栋1单元102" not in said


async def test_whose_data_it_is_comes_from_the_session_alone(visit, cast):
    other = cast.people["wang_degui"].id
    await cast.proved("tang_laoshi")
    answer = await visit("tang_laoshi").send_form(
        f"/me/export?person={other}&id={other}", person=other, person_id=other
    )
    said = zipfile.ZipFile(io.BytesIO(answer.content)).read("data.json").decode()
    assert "唐老师" in said and "王德贵" not in said
    assert (await visit(None).send_form("/me/export")).status_code == 403
    assert await AuditRecord.filter(event="OwnDataTaken").count() == 1


async def test_before_anything_leaves_a_code_is_asked_for_once_more(visit, cast):
    browser = visit("tang_laoshi")
    for path in ("/me/export", "/me/close"):
        for answer in (await browser.get(path), await browser.send_form(path, sure="yes")):
            assert answer.status_code == 303 and answer.headers["location"] == f"/me/prove?next={path}"
    assert (await Person.get(id=cast.people["tang_laoshi"].id)).closed_at is None


def test_a_cell_is_never_a_formula():
    for text in ("=1+1", "+1", "-1", "@x", "\tx", "\rx"):
        assert archive.cell(text).startswith("'")
    assert archive.cell("说=好") == "说=好" and archive.cell(None) == "" and archive.cell(3) == "3"
