"""Somebody looks everywhere, as everyone: no page, file, feed or socket ranks people, tells of membership, or opens a door."""

import io
import re
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import websockets

from portal.reporting.actions import claims
from portal.routes import ROUTES
from portal.volunteers.models import ServiceTime
from portal.web.routing import Door, LiveDoor
from tests.cast import PEOPLE
from tests.test_every_page import address

pytestmark = pytest.mark.usefixtures("something_said", "something_decided")

DOOR = "3栋1单元102"  # 陈秀英's own, sealed in the need that she asked for
TOTALS = {"tang_laoshi": 11 * 60, "zhou_shifu": 7 * 60, "luo_member": 5 * 60}  # minutes, each told to one person alone
OWN = {
    "accounts.me",
    "volunteers.record",
    "volunteers.record_spreadsheet",
    "reporting.reporting",
    "reporting.report_form",
    "accounts.consents",
}
ROLL = {
    "meetings.roll_building",
    "meetings.cost_plan",
    "meetings.cost_table",
    "meetings.door",
    "meetings.signed_form",
    "meetings.doors_unit",
    "meetings.doors_home",
    "meetings.doors_list",
}  # every door of a building alike, to who belongs there or keeps the door: it says nothing of a need
PAGES = [door for door in ROUTES if isinstance(door, Door) and "GET" in (door.methods or set())]


@pytest.fixture
async def served_hours(cast, hands):
    """Three neighbours with different hours; the member's are a Party duty."""
    for n, (who, minutes) in enumerate(TOTALS.items()):
        starts = datetime(2026, 11, 3 + n, 0, 0, tzinfo=UTC)
        ends = starts + timedelta(minutes=minutes)
        await ServiceTime.create(
            person=cast.people[who], ledger="party_duty" if who == "luo_member" else "voluntary", source="shift",
            source_id=777, what="巡逻", place="-", organiser="-", stage="confirmed", started_at=starts, started_by="code",
            planned_until=ends, finished_at=ends, minutes=minutes, rule="half-hour-15-45",
        )  # fmt: skip


def text_of(answer) -> str:
    if "spreadsheet" in answer.headers.get("content-type", ""):
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return re.sub(r"<[^>]+>", " ", answer.text)


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_no_page_tells_anybody_of_a_door_of_membership_or_of_others_hours(visit, cast, served_hours, who):
    """Before acceptance the door is for whoever asked; the community opens it by a deed that is kept."""
    browser, found = visit(who), []
    for door in PAGES:
        answer = await browser.get(address(door.path, cast, "-"), follow_redirects=True)
        if answer.status_code == 200:
            said = text_of(answer)
            said = said.replace(DOOR, "") if door.name in ROLL else said
            found += [f"{who} reads {what} at {door.name}" for what in told_in(said, cast, who, own=door.name in OWN)]
    assert found == []


def told_in(said: str, cast, who: str | None, *, own: bool) -> list[str]:
    """What a page tells its reader that it must not."""
    found = ["a door"] if DOOR in said and who != "chen_xiuying" else []
    if who != "luo_member" and "罗党员" in said:
        around = said[max(0, said.index("罗党员") - 200) : said.index("罗党员") + 200]
        found += ["membership"] if re.search(r"在职党员|党员任务|已报到|居住地报到", around) else []
    for other, minutes in TOTALS.items():
        hours = rf"(?<![\d.]){minutes // 60}\.0(?!\d)"
        if not (other == who and own) and cast.people[other].name in said and re.search(hours, said):
            found.append(f"the hours of {other}")
    return found


async def test_no_address_is_about_a_ranking():
    words = re.compile(r"rank|leaderboard|score|points|stars|best", re.I)
    assert [door.path for door in ROUTES if words.search(door.path)] == []


async def test_a_record_takes_no_persons_number(visit, cast, served_hours):
    """Whatever is added to the address, one reads one's own."""
    browser = visit("tang_laoshi")
    other = cast.people["zhou_shifu"]
    for query in (f"?person={other.id}", f"?person_id={other.id}", f"?actor={other.id}", f"?year=2026&id={other.id}"):
        said = text_of(await browser.get("/record" + query))
        assert "11.0" in said and "7.0" not in said
    assert (await browser.get(f"/record/{other.id}")).status_code == 404


async def test_sockets_tell_no_names_and_no_hours(server, cast, served_hours):
    for who in ("chen_xiuying", "wang_degui"):
        headers = {"Cookie": f"portal_session={cast.token(who)}"}
        for door in (door for door in ROUTES if isinstance(door, LiveDoor) and "token" not in door.path):
            url = f"ws://{server}{address(door.path, cast, '-')}"
            async with websockets.connect(
                url, origin=f"http://{server}", additional_headers=headers, proxy=None
            ) as line:
                frame = str(await line.recv())
                assert not any(person.name in frame for person in cast.people.values())


async def test_after_acceptance_the_helper_alone_sees_the_door_and_once_per_look(visit, cast):
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    helper = visit("luo_member")
    assert DOOR not in (await helper.get(f"/claims/{cast.claim.id}")).text
    shown = await helper.send_form(f"/claims/{cast.claim.id}/door")
    assert DOOR in shown.text and shown.headers["cache-control"] == "no-store"
    assert DOOR not in (await helper.get(f"/claims/{cast.claim.id}")).text
    assert (await visit("tang_laoshi").send_form(f"/claims/{cast.claim.id}/door")).status_code == 403
