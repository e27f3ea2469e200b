"""Somebody reads everything, as everyone: no page, file, feed or socket shows a number, a mailbox, an ID or a name that
is not theirs to see. Everybody here has asked to be shown by building only; only who holds a public office has a name.
"""

import io
import json
import re
import zipfile
import zlib
from uuid import uuid4

import openpyxl
import pytest
import websockets

from portal.accounts.models import Person
from portal.hall.models import Post
from portal.kit import sealing
from portal.meetings.actions import running
from portal.policy import STRANGER, Act, permits
from portal.reporting.models import Report
from portal.routes import ROUTES
from portal.venues.models import Booking
from portal.volunteers import queries as volunteers
from portal.web.routing import Door, LiveDoor
from tests.cast import PEOPLE, phone_of
from tests.test_every_page import address

PAGES = [door for door in ROUTES if isinstance(door, Door) and "GET" in (door.methods or set())]
SOCKETS = [door for door in ROUTES if isinstance(door, LiveDoor)]
DISPLAY = "a-link-for-the-screen"

# After a point it is the fraction of a measure, not a number of a person.
PHONE = re.compile(r"(?<![\d.])1[3-9]\d[\s\u2009-]?\d{4}[\s\u2009-]?\d{4}(?!\d)")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
ID_NUMBER = re.compile(r"(?<![\d.])\d{17}[\dXx](?!\w)")
KEY = re.compile(r'name="_key" value="[^"]*"|\?v=[0-9a-f]{10}')

IN_PUBLIC = {name for name, _home, _owned, role in PEOPLE.values() if role is not None}
# Pages where who runs a team reads who signed up: names on a sheet to be signed, and nothing but names.
ROSTERS = {"volunteers.roster", "volunteers.sheet"}


def leaks(said: str, who: str | None, *, names: frozenset[str] = frozenset()) -> list[str]:
    """What stands in `said` and is not `who`'s to read. `names` are those that this page may tell them."""
    said = KEY.sub("", said)
    own = {phone_of(who), f"{who}@demo.invalid"} if who else set()
    found = [hit for pattern in (PHONE, MAILBOX, ID_NUMBER) for hit in pattern.findall(said)]
    told = [hit for hit in found if re.sub(r"[\s\u2009-]", "", hit) not in own and hit not in own]
    known = IN_PUBLIC | names | ({PEOPLE[who][0]} if who else set())
    return told + [name for name, *_ in PEOPLE.values() if name not in known and name in said]


def text_of(kind: str, body: bytes) -> str:
    """Everything that can be read in an answer, whatever kind of file it is."""
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(body))
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if "zip" in kind:
        book = zipfile.ZipFile(io.BytesIO(body))
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if "pdf" in kind:
        return "\n".join(_inflated(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", body, re.S))
    if "calendar" in kind:
        return body.decode().replace("\r\n ", "")
    return body.decode("utf-8", "replace")


def _inflated(part: bytes) -> str:
    try:
        return zlib.decompress(part).decode("utf-8", "replace")
    except zlib.error:
        return part.decode("utf-8", "replace")


@pytest.fixture
async def discreet(cast):
    """Everybody is shown by building only, a report waits, the vote is open, and a screen hangs in the hall."""
    await Person.all().update(shown_as="building")
    await Booking.filter(id=cast.booking.id).update(booked_as="3栋邻居")
    await cast.phones()
    rider = cast.people["zhou_shifu"]
    await Report.create(
        person=rider, kind="new_worker", area_id=cast.report.area_id, stage="declared", slot=rider.id, consent="-",
        reported_at=cast.report.reported_at,
    )  # fmt: skip
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await running.make_display(await cast.actor("wang_degui"), cast.meeting.id, sealing.digest(DISPLAY))
    return cast


async def may_be_named(cast, who: str | None, door: Door) -> frozenset[str]:
    """The names that a roster tells its leader and the staff."""
    actor = await cast.actor(who) if who else STRANGER
    if door.name not in ROSTERS or not permits(actor, Act.RUN_TEAM, await volunteers.shift_for(actor, cast.shift.id)):
        return frozenset()
    signed_up = await volunteers.who_signed_up(cast.shift.id)
    return frozenset(person.name for person in cast.people.values() if person.id in signed_up)


async def crawl(visit, cast, who: str | None) -> list[str]:
    browser, found, read = visit(who), [], 0
    for door in PAGES:
        answer = await browser.get(address(door.path, cast, DISPLAY), follow_redirects=True)
        if answer.status_code != 200:
            continue
        read += 1
        said = text_of(answer.headers.get("content-type", ""), answer.content)
        names = await may_be_named(cast, who, door)
        found += [f"{who} reads {leak} at {door.name}" for leak in leaks(said, who, names=names)]
    assert read > 15, f"{who} could read {read} pages only"
    return found


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_no_page_no_file_and_no_feed_is_unmasked(visit, discreet, who):
    assert await crawl(visit, discreet, who) == []


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_what_one_takes_along_is_ones_own(visit, discreet, who):
    await discreet.proved()
    answer = await visit(who).post("/me/export", data={"_key": uuid4().hex}, headers={"origin": "http://portal.test"})
    said = text_of(answer.headers.get("content-type", ""), answer.content)
    assert answer.status_code == (200 if who else 403)
    assert leaks(said, who) == []
    assert who is None or phone_of(who) in said  # it is read indeed


@pytest.mark.parametrize("who", [None, "chen_xiuying", "wang_degui", "chen_guifang", "he_stranger"])
async def test_no_frame_of_a_socket_is_unmasked(server, discreet, who):
    headers = {"Cookie": f"portal_session={discreet.token(who)}"} if who else {}
    for door in SOCKETS:
        url = f"ws://{server}{address(door.path, discreet, DISPLAY)}"
        try:
            async with websockets.connect(
                url, origin=f"http://{server}", additional_headers=headers, proxy=None
            ) as line:
                frame = str(await line.recv())
        except websockets.InvalidStatus:
            continue
        assert leaks(frame, who) == [], door.name


# That the crawler sees what it is there to see.


async def test_a_number_a_mailbox_and_a_name_in_a_post_are_found_on_every_page_that_shows_it(visit, discreet):
    body = f"打{phone_of('zhou_shifu')}，或写 zhou_shifu@demo.invalid，找周师傅，证号 51050219900101123X"
    await Post.create(
        matter=discreet.matter, author=discreet.people["zhou_shifu"], said_as="3栋邻居", body=body,
        posted_at=discreet.matter.raised_at,
    )  # fmt: skip
    found = await crawl(visit, discreet, "tang_laoshi")
    for leak in (phone_of("zhou_shifu"), "zhou_shifu@demo.invalid", "周师傅", "51050219900101123X"):
        assert any(leak in line and "hall.thread" in line for line in found), leak
    own = await crawl(visit, discreet, "zhou_shifu")
    assert [line for line in own if "周师傅" in line or phone_of("zhou_shifu") in line] == []


@pytest.mark.anywhere
@pytest.mark.parametrize(
    "said",
    [
        "call 13912345678 now",
        "139-1234-5678",
        "139 1234 5678",
        "139\u20091234\u20095678",
        "a@b.cn",
        "510502199001011234",
    ],
)
def test_every_spelling_is_found(said):
    assert leaks(said, "tang_laoshi")


@pytest.mark.anywhere
@pytest.mark.parametrize(
    "said", ["138****1234", "w***@example.org", "王德贵", "LZ-2026-0001", "2026-11-24T11:40:00.123456+00:00", "唐*师"]
)
def test_what_is_masked_or_public_is_let_through(said):
    assert leaks(said, "tang_laoshi") == []


@pytest.mark.anywhere
def test_a_leak_in_a_spreadsheet_a_zip_a_calendar_and_a_page_of_paper_is_read():
    secret = "13912345678"
    sheet, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["x", secret])
    book.save(sheet)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps({"phone": secret}))
    paper = b"%PDF stream\n" + zlib.compress(secret.encode()) + b"endstream"
    folded = b"DESCRIPTION:1391234\r\n 5678"
    for kind, body in (
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.getvalue()),
        ("application/zip", packed.getvalue()),
        ("application/pdf", paper),
        ("text/calendar", folded),
    ):
        assert leaks(text_of(kind, body), None) == [secret], kind
