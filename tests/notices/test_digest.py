"""The weekly letter: once for each reader and week, whatever breaks, and stopped by one tap that no preview makes."""

import asyncio
import email
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import settings
from portal.accounts.actions.steps import add_contact
from portal.accounts.models import Contact, Person, Residency
from portal.channels import mailbox, outbox
from portal.channels.mail import Mail
from portal.channels.models import Letter
from portal.database.models import Mark
from portal.hall.actions import following
from portal.hall.models import Following, Matter
from portal.kit import sealing
from portal.notices.actions import digesting
from portal.notices.models import NoticeChoice
from portal.notices.queries.choosing import stop_token
from portal.notices.rules import choosing, digest
from portal.policy import STRANGER
from tests.notices.test_desk import counted

SUNDAY = date(2026, 11, 29)


@pytest.fixture
def sunday_evening(hands):
    settings.use(replace(settings.current(), public_url="https://portal.test"))
    hands.at = datetime(2026, 11, 29, 10, 5, tzinfo=UTC)  # 18:05 in the city
    return hands


async def matter(cast, hands, title="路灯不亮", number="LZ-2026-0900", **more) -> Matter:
    given = {
        "area": cast.building,
        "stage": "raise",
        "raised_by": cast.people["wang_degui"],
        "raised_as": "王先生",
    } | more
    return await Matter.create(
        number=number, title=title, body="-", category="lighting", raised_at=hands.at - timedelta(days=1),
        changed_at=hands.at - timedelta(hours=1), **given,
    )  # fmt: skip


async def mailed(cast, *who: str) -> None:
    """Only these have a mailbox."""
    await Contact.all().delete()
    for each in who:
        await add_contact(cast.people[each].id, "email", f"{each}@mail.test")


def opened(letter: Letter) -> str:
    return sealing.unseal(settings.current().secret, letter.body)


async def weekly() -> list[Letter]:
    return await Letter.filter(purpose="weekly").order_by("id")


async def test_it_tells_what_one_follows_and_what_is_new_here(app, cast, sunday_evening):
    await Matter.all().update(
        raised_at=sunday_evening.at - timedelta(days=60), changed_at=sunday_evening.at - timedelta(days=60)
    )
    await mailed(cast, "tang_laoshi", "he_stranger")
    followed = await matter(cast, sunday_evening, "电梯年检", "LZ-2026-0901", area=cast.elsewhere, state="notice")
    await following.follow_matter(await cast.actor("tang_laoshi"), followed.id)
    await matter(cast, sunday_evening)
    await matter(cast, sunday_evening, "别处的事", "LZ-2026-0902", area=cast.elsewhere)
    await matter(cast, sunday_evening, "收起来的事", "LZ-2026-0903", shown="hidden")
    await digesting.write_digests(STRANGER)
    (letter,) = await weekly()  # who follows nothing and lives nowhere has nothing to read
    text = opened(letter)
    assert "电梯年检：正在公示\n  https://portal.test/hall/LZ-2026-0901" in text and "路灯不亮：新提的" in text
    assert "别处的事" not in text and "收起来的事" not in text
    assert letter.subject == "百言堂这一周：电梯年检"


async def test_it_is_written_once_by_whom_and_how_often_soever(app, cast, sunday_evening):
    await matter(cast, sunday_evening)
    await asyncio.gather(*(digesting.write_digests(STRANGER) for _ in range(4)))
    first = len(await weekly())
    assert first > 3
    sunday_evening.go(hours=3)
    await digesting.write_digests(STRANGER)
    assert len(await weekly()) == first


async def test_it_goes_on_where_it_was_broken_off(app, cast, sunday_evening, monkeypatch):
    """A batch that dies leaves nothing behind, and the next run writes to everybody who is still without."""
    await matter(cast, sunday_evening)
    monkeypatch.setattr(digesting, "AT_ONCE", 3)
    write, batches = outbox.write_many, []

    async def dies_at_the_third(drafts):
        batches.append(len(drafts))
        await write(drafts)
        if len(batches) == 3:
            raise RuntimeError("killed")

    monkeypatch.setattr(outbox, "write_many", dies_at_the_third)
    with pytest.raises(RuntimeError):
        await digesting.write_digests(STRANGER)
    before = {letter.dedupe for letter in await weekly()}
    await digesting.write_digests(STRANGER)
    after = [letter.dedupe for letter in await weekly()]
    living = await Residency.filter(until=None).values_list("person_id")
    assert before < set(after) and len(after) == len(set(after))
    assert {digest.key_of(SUNDAY, person) for (person,) in living} - set(after) <= {
        digest.key_of(SUNDAY, cast.people["wang_degui"].id)  # who raised it knows
    }


async def test_a_portal_that_slept_over_the_hour_writes_when_it_wakes(app, cast, sunday_evening):
    await matter(cast, sunday_evening)
    sunday_evening.go(hours=14)  # Monday, 8:05
    await digesting.write_digests(STRANGER)
    assert await weekly()
    assert (await Mark.get(name=digesting.MARK)).value == "2026-11-29:ended"


async def test_what_was_broken_off_on_sunday_is_ended_on_tuesday_and_monday_is_not_left_out(
    app, cast, sunday_evening, monkeypatch
):
    """A portal that stands still for days owes its readers the letters of all of them."""
    await matter(cast, sunday_evening)
    await NoticeChoice.create(
        person=cast.people["zhou_shifu"], weekday=0, quiet_from=0, quiet_until=0, chosen_at=sunday_evening.at
    )
    monkeypatch.setattr(digesting, "AT_ONCE", 3)
    await digesting.write_batch(STRANGER, SUNDAY)
    sunday_evening.go(days=2)
    await digesting.write_digests(STRANGER)
    written = [letter.dedupe for letter in await weekly()]
    assert digest.key_of(SUNDAY, cast.people["he_chunmei"].id) in written
    assert digest.key_of(SUNDAY + timedelta(days=1), cast.people["zhou_shifu"].id) in written
    assert len(written) == len(set(written))
    assert (await Mark.get(name=digesting.MARK)).value == "2026-12-01:ended"


@pytest.mark.parametrize(
    ("begun", "ended", "then"),
    [(0, False, 0), (0, True, None), (-1, False, -1), (-1, True, 0), (-6, False, -6), (-6, True, -5), (-40, False, -6), (1, True, None)],
)  # fmt: skip
def test_which_day_is_written_next(begun, ended, then):
    def on(days):
        return None if days is None else SUNDAY + timedelta(days=days)

    assert digest.next_day(on(begun), ended, SUNDAY) == on(then)


async def test_each_chooses_the_day_or_none(app, cast, sunday_evening):
    await mailed(cast, "tang_laoshi", "zhou_shifu", "chen_xiuying")
    await matter(cast, sunday_evening)
    for who, weekday in (("tang_laoshi", None), ("zhou_shifu", 0)):
        await NoticeChoice.create(
            person=cast.people[who], weekday=weekday, quiet_from=0, quiet_until=0, chosen_at=sunday_evening.at
        )
    await digesting.write_digests(STRANGER)
    assert [each.dedupe for each in await weekly()] == [digest.key_of(SUNDAY, cast.people["chen_xiuying"].id)]
    sunday_evening.go(days=1)
    await digesting.write_digests(STRANGER)
    assert len(await weekly()) == 2


async def test_eighty_readers_cost_no_more_questions_than_five(app, cast, sunday_evening):
    await matter(cast, sunday_evening)
    with counted() as few:
        await digesting.write_batch(STRANGER, SUNDAY)
    for n in range(80):
        person = await Person.create(name=f"邻居{n}", joined_at=sunday_evening.at)
        await add_contact(person.id, "email", f"n{n}@mail.test")
        await Residency.create(
            person=person, home=cast.homes[3], kind="family", since=sunday_evening.at - timedelta(days=9)
        )
        await Following.create(person=person, matter=cast.matter, at=sunday_evening.at)
    await Mark.filter(name=digesting.MARK).delete()
    with counted() as many:
        await digesting.write_batch(STRANGER, SUNDAY)
    assert len(await weekly()) > 80
    assert len(many) == len(few)


async def test_it_really_leaves_with_the_one_tap_headers_and_previews_change_nothing(
    visit, cast, sunday_evening, tmp_path
):
    await mailed(cast, "tang_laoshi")
    await matter(cast, sunday_evening)
    await digesting.write_digests(STRANGER)
    async with mailbox.serving(tmp_path / "box") as port:
        mail = Mail(replace(settings.current(), smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none"))
        assert await outbox.deliver({"email": mail}) >= 1
    (kept,) = (tmp_path / "box").glob("*.eml")
    message = email.message_from_bytes(Path(kept).read_bytes(), policy=policy.default)
    stop = message["List-Unsubscribe"].replace("\n", "").strip("<> ")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = message.get_body(("plain",)).get_content()
    links = set(re.findall(r"https://portal\.test(\S+)", body)) | {stop.removeprefix("https://portal.test")}
    assert stop.removeprefix("https://portal.test") in body.replace("\n", "") and len(links) >= 3
    crawler = visit()
    for link in links:
        answer = await crawler.get(link)
        assert answer.status_code in (200, 303, 403), link  # 403 asks to sign in
        assert "唐" not in answer.text and "mail.test" not in answer.text
    assert not await NoticeChoice.exists()


def silent(browser):
    """As a mail program comes: from no page, without a session."""
    for name in ("origin", "cookie"):
        browser.headers.pop(name, None)
    return browser


async def test_one_tap_stops_it_without_page_or_session_and_only_there(visit, cast, sunday_evening):
    person = cast.people["tang_laoshi"].id
    path, said = f"/letters/stop/{stop_token(person)}", {"List-Unsubscribe": "One-Click"}
    program = silent(visit())
    assert (await program.post(path, data=said)).status_code == 200
    assert (await NoticeChoice.get(person_id=person)).weekday is None
    assert (await program.post(path, data=said)).status_code == 200  # again changes nothing
    for other in (
        "/hall/raise",
        f"/letters/resume/{stop_token(person)}",
        f"/hall/{cast.matter.number}/follow",
        "/sign-out",
    ):
        assert (await program.post(other, data=said)).status_code == 403, other


@pytest.mark.parametrize("header", ["origin", "referer"])
async def test_another_sites_page_cannot_stop_it(visit, cast, header):
    person = cast.people["tang_laoshi"].id
    foreign = silent(visit())
    answer = await foreign.post(f"/letters/stop/{stop_token(person)}", headers={header: "https://evil.test"})
    assert answer.status_code == 403 and not await NoticeChoice.exists()


async def test_the_undo_on_the_page_brings_it_back(visit, cast):
    person = cast.people["tang_laoshi"].id
    browser, token = visit(), stop_token(person)
    assert "按错了" in (await browser.post(f"/letters/stop/{token}")).text
    assert (await browser.send_form(f"/letters/resume/{token}")).status_code == 303
    assert (await NoticeChoice.get(person_id=person)).weekday == choosing.USUAL.weekday


async def test_the_link_works_for_years_and_nobody_elses_text_opens_it(visit, cast, hands):
    token = stop_token(cast.people["tang_laoshi"].id)
    hands.go(days=3 * 365)
    assert (await visit().get(f"/letters/stop/{token}")).status_code == 200
    other = sealing.seal(settings.current().secret, "code:1")
    for wrong in ("x", other, token[:-4] + "AAAA"):
        assert (await visit().get(f"/letters/stop/{wrong}")).status_code == 404


async def test_what_is_chosen_on_the_page_is_kept_and_nonsense_is_said(visit, cast):
    browser = visit("tang_laoshi")
    good = {"weekday": 4, "quiet_from": 21, "quiet_until": 8}
    assert (await browser.send_form("/me/letters", **good)).status_code == 303
    kept = await NoticeChoice.get(person_id=cast.people["tang_laoshi"].id)
    assert (kept.weekday, kept.quiet_from, kept.quiet_until) == (4, 21 * 60, 8 * 60)
    assert (await browser.send_form("/me/letters", weekday=9, quiet_from="夜", quiet_until=24)).status_code == 422


CITY_NIGHT = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # 23:30


@pytest.mark.parametrize(
    ("at", "quiet", "waits"),
    [
        (CITY_NIGHT, (1320, 420), timedelta(hours=7, minutes=30)),
        (CITY_NIGHT - timedelta(minutes=90), (1320, 420), timedelta(hours=9)),  # 22:00 sharp
        (CITY_NIGHT - timedelta(minutes=91), (1320, 420), timedelta()),
        (CITY_NIGHT + timedelta(hours=7, minutes=30), (1320, 420), timedelta()),  # 7:00 sharp
        (CITY_NIGHT, (0, 0), timedelta()),
        (CITY_NIGHT, (780, 840), timedelta()),
    ],
)
def test_quiet_hours(at, quiet, waits):
    assert choosing.leaves_at(at, *quiet) == at + waits


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 1439),
    st.integers(0, 1439),
)
def test_nothing_waits_longer_than_a_day_or_leaves_in_the_quiet(at, begin, end):
    leaves = choosing.leaves_at(at, begin, end)
    assert at - timedelta(minutes=1) <= leaves <= at + timedelta(days=1)
    assert choosing.leaves_at(leaves, begin, end) == leaves


def test_a_letter_has_ten_lines_at_most_and_says_how_many_more():
    lines = [digest.Line(str(n), "-", "") for n in range(8)]
    first, then, more = digest.chosen(lines, lines)
    assert (len(first), len(then), more) == (8, 2, 6)
