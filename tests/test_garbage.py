"""Garbage in every field of every form, and impossible numbers in every address: a sentence each time, and no fault."""

import re

import pytest

from portal.policy import Act
from portal.routes import ROUTES
from portal.web import limits
from portal.web.routing import Door
from tests.test_every_page import address

pytestmark = pytest.mark.usefixtures("something_said", "something_decided")

DOORS = [door for door in ROUTES if isinstance(door, Door)]
DEEDS = [door for door in DOORS if "POST" in (door.methods or set())]
FIELDS = ["title", "body", "area_id", "category", "urgent", "shown_as", "stance", "office", "what", "owner", "due_on", "evidence", "answer", "note", "name", "kind", "charter", "leader", "description", "risk", "risks", "place", "skill", "minimum_age", "insurer", "policy_number", "matter_number", "day", "start", "end", "overnight", "places", "weeks", "why", "ledger", "age", "guardian", "code", "until", "objection", "reply", "unit_name", "consent", "offers", "paired_from", "paired_until", "summary", "minutes", "people", "by_day", "who", "door", "address", "at", "slip", "signed", "thanks", "person", "session", "form", "starts", "service", "choice", "right", "next", "lang", "mode", "back", "phone", "type", "parking", "parent_id", "children", "homes", "areas", "days", "home", "text", "upheld", "capacity", "notes", "bookable", "confirms", "step_free", "mon", "sun", "hours", "sure", "purpose", "materials", "venue_id", "duration", "fee", "contact", "keywords", "label", "role", "chosen", "event", "actor", "reason", "corrected", "home_id", "id", "months", "how", "monthly", "price", "agree", "join", "lost", "file", "size", "joined", "end_gone", "seen", "c1", "c2", "batch", "reason_code", "words", "appeal", "granted", "hearing", "hall_id", "looked", "photos", "photo", "voice", "quote", "post", "order", "after", "under", "weekday", "quiet_from", "quiet_until", "statement", "deed", "into", "facts", "options", "executor", "budget", "fund_source", "deadline", "common_parts", "minority", "minority_reply", "motto", "hosts", "room", "look", "o", "method", "most", "seats", "present", "speakers", "speaker", "comment", "outcome", "others", "note_1", "item", "cost", "matter", "topic", "topic_2", "wording", "wording_2", "rule_2", "matter_2", "rows", "arrange", "venue", "starts_at", "closes_at", "t1", "t2", "option", "hand", "announcement", "help", "call", "extends_to", "entry", "occurred_at", "d1", "a1", "unit", "oppose", "abstain", "article", "doors"]  # fmt: skip
GARBAGE = {
    "nothing": "",
    "a word": "x",
    "a long number": "9" * 40,
    "below zero": "-1",
    "no such day": "2026-13-45",
    "a wall of text": "长" * 3000,
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
            answer = await browser.send_form(address(door.path, cast, "-"), **dict.fromkeys(FIELDS, GARBAGE[garbage]))
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
