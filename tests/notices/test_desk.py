"""The community's desk: what waits where one is staff, nothing from anywhere else, and as many queries on a full day."""

import logging
import re
from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from portal.accounts.models import Appointment, Person, ResidenceRequest, Residency
from portal.hall import actions as hall
from portal.hall.forms import AnswerMatter
from portal.hall.models import Matter, Review
from portal.hall.rules.clocks import clock_of, share_gone
from portal.ledger.models import Promise
from portal.meetings.models import Meeting
from portal.notices.pages.tiles import TILES, reach_of, tiles_for
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Home
from portal.policy import Actor, Held
from portal.reporting.models import Claim, Need, Report
from portal.venues.models import Booking, Correction, GuideItem, Venue


@contextmanager
def counted():
    """How many statements the database is asked."""
    asked: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: asked.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("tortoise.db_client")
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        yield asked
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


async def a_days_work(cast, area: Area, home: Home, hands, mark: str, n: int = 1) -> None:
    """Of each kind that the desk knows, `n`, all of which carry `mark`."""
    for one in range(n):
        name = f"{mark}{one}"
        person = await Person.create(name=f"{name}新邻居", joined_at=hands.at)
        await ResidenceRequest.create(
            person=person, home=home, kind="owner", stage="asked", slot=person.id, asked_at=hands.at
        )
        matter = await Matter.create(
            number=f"LZ-{mark}-{one}", title=f"{name}路灯不亮", body="-", category="lighting", area=area, stage="raise",
            raised_by=person, raised_as=name, raised_at=hands.at - timedelta(days=3), changed_at=hands.at,
            due_for="triage", due_at=clock_of("triage", hands.at - timedelta(days=3))[1],
        )  # fmt: skip
        await Review.create(
            matter=matter, kind="matter", thing_id=matter.id, person=person, origin="reported", was_shown=True,
            opened_at=hands.at, due_at=hands.at + timedelta(days=1), slot=f"matter:{matter.id}",
        )  # fmt: skip
        await Promise.create(
            matter_number=matter.number, area=area, what=f"{name}换路灯", owner=f"{name}物业", made_by=person, made_at=hands.at,
            due_on=hands.at.date() + timedelta(days=one - 1), stage="open",
        )  # fmt: skip
        await Meeting.create(
            form="baba", title=f"{name}坝坝会", area=area, place="-", starts_at=hands.at + timedelta(minutes=one + 1),
            ends_at=hands.at + timedelta(hours=2), convener=person, called_at=hands.at,
        )  # fmt: skip
        need = await Need.create(
            area=area, title=f"{name}换灯泡", summary="-", kind="service", category="care", minutes=30, people=1, by_day=date(2026, 12, 1),
            origin="resident", stage="review", person=person, sealed="-", asked_at=hands.at,
        )  # fmt: skip
        await Claim.create(
            need=need, person=cast.people["luo_member"], ledger="party_duty", stage="done", claimed_at=hands.at,
            done_at=hands.at - timedelta(days=8),
        )  # fmt: skip
        venue = await Venue.create(area=area, kind="room", name=f"{name}会议室", place="-", opened_at=hands.at)
        await Booking.create(
            venue=venue, person=person, booked_as=name, starts_at=hands.at + timedelta(days=1), purpose="other", title=name,
            ends_at=hands.at + timedelta(days=1, hours=1), stage="asked", booked_at=hands.at,
        )  # fmt: skip
        item = await GuideItem.create(
            area=area, category="home", title=f"{name}指南", summary="-", found_by="-", checked_on=date(2026, 1, 1)
        )
        await Correction.create(area=area, item=item, person=person, what=f"{name}不对", sent_at=hands.at)


async def another_community(cast) -> tuple[Area, Home]:
    city = await Area.get(kind="city")
    community = await add_area("community", "江月社区", "51-2", city)
    estate = await add_area("estate", "沱江雅苑", "51-2-S3", community)
    await Estate.create(area=estate, type="managed")
    building = await add_area("building", "1栋", "51-2-S3-1", estate)
    home = await Home.create(
        estate=estate, building=building, label="江月1栋101", floor=1, kind="flat", size=7000, size_source="register",
        state="delivered", path=building.path,
    )  # fmt: skip
    return estate, home


MASKED = ("本*", "外*")  # names on the list of residents, before anybody has looked
PAGES = ("/desk", "/desk/residents", "/desk/ledger", "/desk/bookings", "/desk/search?q=路灯", "/guide/corrections")


async def test_staff_read_their_own_area_and_nothing_of_another(visit, cast, hands):
    estate, home = await another_community(cast)
    await a_days_work(cast, cast.building, cast.homes[11], hands, "本地")
    await a_days_work(cast, estate, home, hands, "外地")
    for path in PAGES:
        page = (await visit("chen_guifang").get(path)).text.replace("\u2009", "")
        here, there = MASKED if path == "/desk/residents" else ("本地0", "外地")
        assert here in page and there not in page and "江月" not in page, path
    reader = cast.people["he_stranger"]
    await Appointment.create(person=reader, role="community_staff", area=await Area.get(code="51-2"), since=hands.at)
    for path in PAGES:
        page = (await visit("he_stranger").get(path)).text.replace("\u2009", "")
        there, here = MASKED if path == "/desk/residents" else ("本地", "外地0")
        assert here in page and there not in page and "桂圆林苑" not in page, path


@pytest.mark.parametrize("who", ["wang_degui", "zhao_lei", "chen_xiuying", "shen_auditor", "he_stranger"])
async def test_nobody_else_opens_the_desk(visit, cast, who):
    for path in PAGES:
        assert (await visit(who).get(path)).status_code == 403, path


async def test_each_tile_counts_what_waits(app, cast, hands):
    before = {tile.key: tile.count for tile in await tiles_for(reach_of(await cast.actor("chen_guifang")))}
    await a_days_work(cast, cast.building, cast.homes[11], hands, "本地", 6)
    await Report.create(
        person=cast.people["tang_laoshi"], kind="member", area=await Area.get(kind="community"), stage="declared",
        slot=cast.people["tang_laoshi"].id, consent="-", reported_at=hands.at,
    )  # fmt: skip
    tiles = {tile.key: tile for tile in await tiles_for(reach_of(await cast.actor("chen_guifang")))}
    grown = {key: tile.count - before[key] for key, tile in tiles.items()}
    assert grown == {
        "residents": 6, "meetings": 6, "bookings": 6, "reporting": 7, "services": 6, "answers": 6, "ledger": 6, "corrections": 6,
        "words": 6, "offices": 0, "registers": 0, "voices": 0,
    }  # fmt: skip
    assert all(len(tile.lines) <= 4 for tile in tiles.values())
    assert [tiles["services"].lines[0].hot, tiles["ledger"].lines[0].hot] == [True, True]
    assert tiles["ledger"].figure == "1" and not tiles["ledger"].lines[1].hot
    assert not any("唐老师" in str(tile) or "罗党员" in str(tile) for tile in tiles.values() if tile.key != "bookings")


async def test_a_full_day_asks_no_more_of_the_database_than_a_quiet_one(visit, cast, hands):
    await a_days_work(cast, cast.building, cast.homes[11], hands, "一", 1)
    browser = visit("chen_guifang")
    quiet, full = {}, {}
    for path in PAGES:
        with counted() as asked:
            assert (await browser.get(path)).status_code == 200
        quiet[path] = len(asked)
    await a_days_work(cast, cast.building, cast.homes[12], hands, "二", 12)
    for path in PAGES:
        with counted() as asked:
            await browser.get(path)
        full[path] = len(asked)
    assert full == quiet and all(number > 2 for number in quiet.values())
    for path in ("/venues", "/guide", "/bookings"):
        with counted() as asked:
            await browser.get(path)
        assert len(asked) < 20, path


async def test_confirming_a_resident_leads_back_to_the_desk(visit, cast, hands):
    browser = visit("chen_guifang")
    page = (await browser.get("/desk/residents")).text
    assert "何*人" in page and f"/residences/{cast.request.id}" in page
    opened = (await browser.send_form(f"/residences/{cast.request.id}/look", reason="check")).text
    assert "何路人" in opened and 'name="back" value="desk"' in opened
    answer = await browser.send_form(f"/residences/{cast.request.id}/confirm", back="desk")
    assert answer.headers["location"] == "/desk/residents"
    assert await Residency.exists(person=cast.people["he_stranger"], until=None)
    assert "何*人" not in (await browser.get("/desk/residents")).text


async def test_the_list_of_residents_goes_on_from_page_to_page(visit, cast, hands):
    await a_days_work(cast, cast.building, cast.homes[11], hands, "邻", 25)
    browser, seen, path = visit("chen_guifang"), [], "/desk/residents"
    while path:
        page = (await browser.get(path)).text
        seen += re.findall(r'href="(/residences/\d+)"', page)
        more = re.search(r'href="(\?after=\d+)"', page)
        path = "/desk/residents" + more[1] if more else ""
    assert len(seen) == len(set(seen)) == 26


async def test_the_ledger_shows_open_late_and_settled_each_once(visit, cast, hands):
    await a_days_work(cast, cast.building, cast.homes[11], hands, "事", 23)
    await Promise.filter(what__startswith="事22").update(stage="confirmed")
    browser = visit("chen_guifang")
    first = (await browser.get("/desk/ledger")).text
    more = re.search(r'href="(\?which=open&(?:amp;)?after=\d+)"', first)
    second = (await browser.get("/desk/ledger" + more[1].replace("&amp;", "&"))).text
    seen = re.findall(r"(事\d+)换路灯", first.replace("\u2009", "") + second.replace("\u2009", ""))
    assert len(seen) == len(set(seen)) == 22
    late = (await browser.get("/desk/ledger?which=late")).text.replace("\u2009", "")
    assert "事0换路灯" in late and "事1换路灯" not in late
    assert "事22换路灯" in (await browser.get("/desk/ledger?which=settled")).text.replace("\u2009", "")


async def test_a_matter_is_found_by_its_number_and_by_its_title(visit, cast, hands):
    browser = visit("chen_guifang")
    for words in ("0001", "LZ-2026-0001", "电梯"):
        assert "3栋1单元加装电梯" in (await browser.get("/desk/search", params={"q": words})).text
    assert "没找到" in (await browser.get("/desk/search", params={"q": "%"})).text


async def test_an_answered_matter_waits_no_longer_and_safety_comes_first(app, cast, hands):
    await a_days_work(cast, cast.building, cast.homes[11], hands, "灯", 2)
    raised = hands.at - timedelta(days=3)
    urgent = {"is_urgent": True, "state": "instant", "due_for": "answer", "due_at": clock_of("instant", raised)[1]}
    await Matter.filter(number="LZ-灯-1").update(**urgent)
    staff = await cast.actor("chen_guifang")
    reach = reach_of(staff)
    provide = next(each for each in TILES if each.__name__ == "answers_due")
    tile = await provide(reach)
    assert [line.title for line in tile.lines] == ["灯1路灯不亮", "灯0路灯不亮"]
    # Raised on Saturday: the two working days end with Tuesday, and the 48 hours have ended on Monday.
    assert [line.beside for line in tile.lines] == [("超 1 天",), ("4 小时",)]
    assert tile.hot and [line.gone for line in tile.lines] == [100, 94]
    matter = await Matter.get(number="LZ-灯-1")
    await hall.answer_matter(staff, matter.id, AnswerMatter(office="居委会", body="今晚就换。"))
    assert [line.title for line in (await provide(reach)).lines] == ["灯0路灯不亮"]


def test_an_area_inside_another_is_asked_for_once():
    roles = (Held("community_staff", "/1/2/"), Held("grid_worker", "/1/2/5/"), Held("building_head", "/1/9/"))
    assert reach_of(Actor(id=1, roles=roles)).paths == ("/1/2/",)


@pytest.mark.parametrize(
    ("state", "hours", "gone"), [("instant", 24, 50), ("instant", 480, 100), ("instant", -1, 0), ("triage", 26, 49)]
)
def test_the_time_runs_out_as_the_clock_of_the_state_says(hands, state, hours, gone):
    due = clock_of(state, hands.at)[1]  # from Tuesday 19:40: two working days are over after 52 hours and 20 minutes
    assert share_gone(hands.at, due, hands.at + timedelta(hours=hours)) == gone


async def test_the_way_to_the_desk_is_on_the_pages_of_staff_alone(visit, cast):
    for path in ("/", "/building"):
        assert "社区工作台" in (await visit("chen_guifang").get(path)).text
        assert "社区工作台" not in (await visit("wang_degui").get(path)).text
