"""Poster, feeds and calendar: for everybody, of what neighbours see, and proof against whatever was typed."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as xml

import pytest
from icalendar import Calendar

from portal.documents.feed import SPACE
from portal.hall.models import Matter
from portal.ledger.models import Promise
from portal.places.models import Area

HOSTILE = "]]><script>alert(1)</script>&amp;\x0b\x00\"'<a href='x'>"


async def entries(browser, path):
    answer = await browser.get(path)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    root = xml.fromstring(answer.content)
    assert root.tag == f"{{{SPACE}}}feed"
    for each in (root, *root.iterfind(f"{{{SPACE}}}entry")):
        for name in ("id", "title", "updated"):
            assert each.findtext(f"{{{SPACE}}}{name}"), f"{path}: no {name}"
    return [e.findtext(f"{{{SPACE}}}id") for e in root.iterfind(f"{{{SPACE}}}entry")], answer


async def test_feeds_are_valid_with_ids_that_stay_and_nothing_put_away(visit, cast, hands):
    browser = visit()
    ids, _answer = await entries(browser, "/hall/feed.atom")
    assert f"tag:portal.test,2026:matter/{cast.matter.number}" in ids and len(ids) == len(set(ids))
    assert (await entries(browser, f"/hall/feed.atom?area={cast.estate.id}"))[0] == ids
    await Matter.filter(id=cast.matter.id).update(shown="hidden")
    assert f"tag:portal.test,2026:matter/{cast.matter.number}" not in (await entries(browser, "/hall/feed.atom"))[0]
    for path in ("feed.atom", "poster", "calendar.ics"):
        assert (await browser.get(f"/hall/{cast.matter.number}/{path}")).status_code == 404, path


async def test_a_feed_of_nowhere_is_not_there_and_a_feed_of_a_quiet_place_is_empty(visit, cast):
    empty = await Area.create(kind="building", name="9栋", code="x-9", path="/99999/")
    browser = visit()
    assert (await browser.get("/hall/feed.atom?area=888888")).status_code == 404
    assert (await entries(browser, f"/hall/feed.atom?area={empty.id}"))[0] == []


async def test_who_has_a_feed_already_is_told_so_until_something_changes(visit, cast, hands):
    browser = visit()
    _ids, answer = await entries(browser, f"/hall/{cast.matter.number}/feed.atom")
    known = {"if-none-match": answer.headers["etag"]}
    assert (await browser.get(f"/hall/{cast.matter.number}/feed.atom", headers=known)).status_code == 304
    await Matter.filter(id=cast.matter.id).update(changed_at=hands.at + timedelta(minutes=1))
    assert (await browser.get(f"/hall/{cast.matter.number}/feed.atom", headers=known)).status_code == 200


async def test_hostile_words_stay_words(visit, cast):
    await Matter.filter(id=cast.matter.id).update(title=HOSTILE.replace("\x00", ""), body=HOSTILE.replace("\x00", ""))
    for path in ("/hall/feed.atom", f"/hall/{cast.matter.number}/feed.atom"):
        _ids, answer = await entries(visit(), path)
        assert "<script>" not in answer.text
    page = (await visit().get(f"/hall/{cast.matter.number}")).text
    assert "<script>alert" not in page


async def test_the_calendar_has_the_clock_and_the_promise_in_the_citys_time(visit, cast, hands):
    await Matter.filter(id=cast.matter.id).update(due_for="answer", due_at=hands.at + timedelta(hours=20))
    await Promise.create(
        matter_number=cast.matter.number, area=cast.building, what="换路灯", owner="物业", made_by=cast.people["zhao_lei"],
        made_at=hands.at, due_on=date(2026, 12, 3), stage="open",
    )  # fmt: skip
    answer = await visit().get(f"/hall/{cast.matter.number}/calendar.ics")
    book = Calendar.from_ical(answer.content)
    events = {str(e["uid"]).split("-")[0]: e for e in book.walk("VEVENT")}
    assert book.walk("VTIMEZONE")
    clock = next(e for e in book.walk("VEVENT") if "answer" in str(e["uid"]))
    assert str(clock["dtstart"].dt.tzinfo) == "Asia/Shanghai"
    assert events["promise"]["dtstart"].dt == date(2026, 12, 3)


async def test_the_poster_is_a_pdf_and_says_which_sign_cannot_be_drawn(visit, cast):
    browser = visit()
    answer = await browser.get(f"/hall/{cast.matter.number}/poster")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    await Matter.filter(id=cast.matter.id).update(title="请\U000323b0老师来说")
    answer = await browser.get(f"/hall/{cast.matter.number}/poster")
    assert answer.status_code == 422 and "\U000323b0" in answer.text


async def test_the_longest_matter_still_is_one_sheet(visit, cast):
    await Matter.filter(id=cast.matter.id).update(title="灯" * 80, body="坏了\n\n" * 700)
    answer = await visit().get(f"/hall/{cast.matter.number}/poster")
    assert len(re.findall(rb"/Type */Page\b", answer.content)) == 1


@pytest.mark.parametrize("path", ["/hall/{}", "/matters/{}"])
async def test_what_is_shared_has_a_title_and_is_found_by_a_reader(visit, cast, path):
    page = (await visit().get(path.format(cast.matter.number))).text
    assert f'property="og:title" content="{cast.matter.title}"' in page
    assert f'type="application/atom+xml" title="{cast.matter.title}"' in page
