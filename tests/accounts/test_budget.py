"""短信: who pays, what is left, what each meeting cost; and what happens when nothing is left."""

import asyncio
import re

import pytest

from portal.accounts.actions.steps import add_contact
from portal.channels import budget, outbox
from portal.channels.models import Letter, MessageBudget, MessageUse
from portal.meetings.actions import running
from portal.notices.actions.telling import Paid, write
from portal.notices.models import Notice
from portal.places.models import Area
from portal.policy import STRANGER
from portal.unit_of_work import action
from tests.accounts.test_codes import asked

SHIFT = {"title": "清杂物", "place": "3栋门口", "day": "11月28日", "time": "09:00"}


async def community() -> Area:
    return await Area.get(kind="community")


async def give(monthly: int, price: int = 5) -> str:
    path = (await community()).path
    await MessageBudget.create(path=path, monthly=monthly, price=price, set_at="2026-11-01T00:00:00+00:00")
    return path


@action
async def text(_actor, people: list[int], n: int, path: str, purpose: str = "shift:1") -> None:
    await write(people, "shift_coming", f"t{n}", "/shifts/1", Paid(path, purpose), **SHIFT)


@pytest.mark.anywhere
@pytest.mark.parametrize(("length", "parts"), [(0, 1), (1, 1), (70, 1), (71, 2), (140, 2), (141, 3)])
def test_seventy_characters_are_one_message(length, parts):
    assert budget.parts_of("长" * length) == parts


async def phones(cast, *who: str) -> list[int]:
    for n, each in enumerate(who, 1):
        await add_contact(cast.people[each].id, "sms", f"1200000000{n}")
    return [cast.people[each].id for each in who]


async def test_a_letter_is_charged_to_the_community_above_and_counted_by_purpose(app, cast, hands):
    path = await give(100)
    people = await phones(cast, "tang_laoshi", "zhou_shifu")
    await text(STRANGER, people, 1, cast.stairwell.path)
    use = await MessageUse.get()
    assert (use.path, use.month, use.purpose, use.parts, use.held, use.cost) == (path, "2026-11", "shift:1", 2, 0, 10)
    assert {letter.payer for letter in await Letter.filter(channel="sms")} == {path}


async def test_when_nothing_is_left_the_mail_and_the_inbox_have_it_and_the_letter_says_so(app, cast, hands):
    path = await give(3)
    people = await phones(cast, "tang_laoshi", "zhou_shifu")
    await text(STRANGER, people, 1, path)
    await text(STRANGER, people, 2, path)
    states = [letter.state for letter in await Letter.filter(channel="sms").order_by("id")]
    assert states == ["new", "new", "new", "held"]
    assert await Letter.filter(channel="email").count() == 4
    sent = Counting()
    await outbox.deliver({"sms": sent, "email": Counting()})
    await outbox.deliver({"sms": sent, "email": Counting()})
    assert sent.carried == 3
    assert (await budget.used(path)).held == 1


class Counting:
    def __init__(self) -> None:
        self.carried = 0

    async def carry(self, _letter) -> None:
        self.carried += 1


async def test_staff_are_told_once_at_four_fifths_and_once_when_it_is_spent(app, cast, hands):
    path = await give(10)
    people = await phones(cast, "tang_laoshi")
    for n in range(14):
        await text(STRANGER, people, n, path)
        expected = (1 if n >= 7 else 0, 1 if n >= 10 else 0)
        staff = Notice.filter(person=cast.people["chen_guifang"])
        assert (
            await staff.filter(kind="budget_low").count(),
            await staff.filter(kind="budget_spent").count(),
        ) == expected
        await Notice.all().update(read_at=hands.at)
    assert await Notice.exists(person=cast.people["he_street"], kind="budget_low")
    assert not await Notice.exists(person=cast.people["wang_degui"], kind="budget_low")


async def test_codes_always_go_and_are_charged_where_the_person_lives(visit, cast, hands):
    path = await give(0)
    await phones(cast, "tang_laoshi")
    code = await asked(visit(None), "12000000001")
    assert len(code) == 6
    assert (await Letter.get(lane="codes")).state == "new"
    assert (await MessageUse.get(path=path)).purpose == "code"
    await asked(visit(None), "12000000007")  # nobody knows where: the city pays
    assert await MessageUse.filter(path=(await Area.get(kind="city")).path, purpose="code").count() == 1


async def test_twenty_at_once_never_spend_more_than_there_is(app, cast, hands):
    path = await give(7)
    people = await phones(cast, "tang_laoshi")
    await asyncio.gather(*(text(STRANGER, people, n, path) for n in range(20)))
    use = await budget.used(path)
    assert (use.parts, use.held) == (7, 13)
    assert await Letter.filter(channel="sms", state="new").count() == 7


async def test_a_new_month_begins_anew(app, cast, hands):
    path = await give(1)
    people = await phones(cast, "tang_laoshi")
    await text(STRANGER, people, 1, path)
    hands.go(days=6, hours=4, minutes=19)  # 23:59 on the last day, in the city
    await text(STRANGER, people, 2, path)
    hands.go(minutes=2)
    await text(STRANGER, people, 3, path)
    states = [letter.state for letter in await Letter.filter(channel="sms").order_by("id")]
    assert states == ["new", "held", "new"]
    assert [month.month for month in await budget.history(path)] == ["2026-12", "2026-11"]


async def test_the_page_says_what_each_meeting_cost_to_who_pays_for_it(visit, cast, hands):
    path = await give(1000, price=6)
    await phones(cast, "chen_xiuying", "tang_laoshi", "zhou_shifu")
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await running.remind(await cast.actor("wang_degui"), cast.motion.id)
    page = await visit("chen_guifang").get("/messages-budget")
    assert re.search(r"会议.*?<td>3</td><td>0\.18</td>", page.text, re.S), page.text
    assert "还剩 997 条" in page.text and "每月最多几条" not in page.text
    assert "每月最多几条" in (await visit("he_street").get("/messages-budget")).text
    assert (await MessageUse.get(path=path)).purpose == f"meeting:{cast.meeting.id}"


@pytest.mark.parametrize(
    ("who", "status"),
    [("he_street", 303), ("chen_guifang", 403), ("wang_degui", 403), ("xu_security", 403), (None, 403)],
)
async def test_the_street_sets_it(visit, cast, hands, who, status):
    area = await community()
    answer = await visit(who).send_form(f"/messages-budget/{area.id}", monthly=500, price=5)
    assert answer.status_code == status
    assert await MessageBudget.exists(path=area.path) is (status == 303)


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.5", "9" * 30, "１２a", "\x00", "=1+1"])
async def test_no_number_breaks_the_form(visit, cast, hands, typed):
    area = await community()
    answer = await visit("he_street").send_form(f"/messages-budget/{area.id}", monthly=typed, price=5)
    assert answer.status_code == 422 and "。" in answer.text
