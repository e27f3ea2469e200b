"""Garbage in every field of every form, and impossible numbers in every address: a sentence each time, and no fault."""

import asyncio
import inspect
import re
import sys
from contextvars import Context
from types import ModuleType

import pytest
from pydantic import BaseModel

from portal.policy import Act
from portal.routes import ROUTES
from portal.web import limits
from portal.web.routing import Door
from tests.test_every_page import address

pytestmark = pytest.mark.usefixtures("something_said", "something_decided")

DOORS = [door for door in ROUTES if isinstance(door, Door)]
DEEDS = [door for door in DOORS if "POST" in (door.methods or set())]
# What is read by a number, or as it comes.
ROWS = (
    "rows", "arrange", "topic", "topic_2", "matter", "matter_2", "wording", "wording_2", "rule", "rule_2", "t1", "t2", "d1",
    "a1", "c1", "c2", "o", "r1", "s1", "note_1", "mon", "sun", "back", "mode", "lang", "next",
)  # fmt: skip
MOST = 100  # fields that the portal reads of a form: one more, and it looks at none of them


def fields_of(door: Door) -> list[str]:
    """What its page reads: the fields of the forms that it names, or that its file names where it names none itself."""
    page = inspect.getclosurevars(door.endpoint).nonlocals["page"]
    file = sys.modules[page.__module__]
    own = read_in(inspect.getsource(page), file) or read_in(inspect.getsource(file), file)
    assert len(own) + len(ROWS) < MOST, door.path
    return [*own, *ROWS]


def read_in(source: str, file: ModuleType) -> set[str]:
    found = set(re.findall(r'(?:get|getlist|number_of)\(\s*(?:\w+,\s*)?"(\w+)"', source))
    for name in set(re.findall(r"\b[A-Z]\w+\b", source)):
        shape = getattr(getattr(file, "forms", None), name, None) or getattr(file, name, None)
        if inspect.isclass(shape) and issubclass(shape, BaseModel):
            found |= set(shape.model_fields)
    return found


GARBAGE = {
    "nothing": "",
    "a word": "x",
    "a long number": "9" * 40,
    "below zero": "-1",
    "no such day": "2026-13-45",
    "a wall of text": "长" * 2000,
    "a null": "a\x00b",
    "a formula": "=1+1",
    "markup": "<script>alert(1)</script>",
    "an hour": "25:61",
    "zero": "0",
}  # fmt: skip
WHO = ("he_chunmei", "chen_guifang", "luo_member", "xu_security")  # among them they may send every form


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_no_form_breaks_on_garbage(visit, cast, garbage):
    for who in WHO:
        browser = visit(who)
        for door in DEEDS:
            if door.act in (Act.SIGN_OUT, Act.STEP_INTO):
                continue
            limits.forget()
            typed = dict.fromkeys(fields_of(door), GARBAGE[garbage])
            sending = browser.send_form(address(door.path, cast, "-"), **typed)
            answer = await asyncio.create_task(sending, context=Context())  # no request knows of another
            assert answer.status_code < 500, f"{who} at {door.name}: {answer.status_code}"
            if answer.status_code >= 400:
                assert "。" in answer.text, f"{door.name} says nothing"
            assert "<script>alert" not in answer.text, door.name


@pytest.mark.parametrize("number", ["0", "9" * 25, "999999"])
async def test_no_address_breaks_on_an_impossible_number(visit, cast, number):
    browser = visit("chen_guifang")
    for door in DOORS:
        if "{" not in door.path or "POST" in (door.methods or set()):
            continue
        path = re.sub(r"\{\w+(?::\w+)?\}", number, door.path)
        assert (await browser.get(path)).status_code == 404, path


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=%00&stage=%00",
        "after=" + "9" * 30,
        "start=" + "9" * 30,
        "year=0",
        "year=99999",
        "before=" + "9" * 30,
        "code=%00",
        "stage=x",
        "all=1&after=-1",
        "matter=" + "x" * 500,
        "kind=x",
        "words=%00" + "字" * 400 + "&area=" + "9" * 30,
        "hall=x&area=%00",
        "q=%00&place=x&days=9&after=0",
        "building=x&hall=-1&waiting=x&order=x&after=1-1",
    ],
)
async def test_no_page_breaks_on_a_strange_question(visit, cast, query):
    browser = visit("chen_xiuying")
    for door in DOORS:
        if "GET" in (door.methods or set()):
            answer = await browser.get(address(door.path, cast, "-") + "?" + query)
            assert answer.status_code < 500, f"{door.name}?{query}"
