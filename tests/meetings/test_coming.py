"""Who says that they come, and whether they are enough: counted by rights, compared as integers."""

import asyncio
import re
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import clock
from portal.meetings.actions import coming, proxies
from portal.meetings.models import Coming, Meeting, Motion, Proxy
from portal.meetings.queries import coming as asked
from portal.meetings.rules.agenda import MeetingCalledOff
from portal.meetings.rules.chain import answer_in, door_in, doors_like
from portal.meetings.rules.coming import Comes, MeetingBegun, Share, forecast
from portal.meetings.rules.decision import HALF, OVER_HALF, THREE_QUARTERS, TWO_THIRDS
from portal.policy import Act, permits
from tests.cast import LARGE, SMALL, Cast

ONE, TWO, BOTH = ("owner:1",), ("owner:2",), ("owner:1", "owner:2")


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("entries", "coming", "staying", "mark", "heads"),
    [
        ([(ONE, 10), (TWO, 10)], [], [], HALF, Share(0, 2, 2, 1)),
        ([(ONE, 10), (TWO, 10)], ["owner:1"], [], HALF, Share(1, 1, 2, 0)),
        ([(ONE, 10), (TWO, 10)], ["owner:1"], [], OVER_HALF, Share(1, 1, 2, 1)),
        ([(ONE, 10), (TWO, 10)], [], ["owner:1"], HALF, Share(0, 1, 2, 1)),
        ([(BOTH, 10)], [], ["owner:1"], HALF, Share(0, 1, 1, 1)),
        ([(BOTH, 10)], [], ["owner:1", "owner:2"], HALF, Share(0, 0, 1, 1)),
        ([(BOTH, 10)], ["owner:2"], ["owner:1"], HALF, Share(1, 0, 1, 0)),
        ([((), 10)], [], [], HALF, Share(0, 1, 1, 1)),
        ([(ONE, 10)], ["home:1"], [], HALF, Share(0, 1, 1, 1)),
        ([], [], [], TWO_THIRDS, Share(0, 0, 0, 0)),
    ],
    ids=[
        "nobody answered", "exactly a half", "over a half needs more", "one stays", "the other owner may come",
        "both stay", "one of two comes", "nobody known", "a tenant's answer is no owner's", "an empty roll",
    ],
)  # fmt: skip
def test_a_right_is_sure_open_or_lost(entries, coming, staying, mark, heads):
    assert forecast(entries, coming, staying, mark, by_area=False).heads == heads


names = st.sampled_from([f"owner:{n}" for n in range(12)])
rolls = st.lists(st.tuples(st.lists(names, max_size=3), st.integers(1, 50_000)), max_size=20)


@given(rolls, st.sets(names), st.sets(names), st.sampled_from([HALF, OVER_HALF, TWO_THIRDS, THREE_QUARTERS]))
def test_the_mark_is_reached_by_whole_numbers_and_never_by_a_rounded_share(roll, comes, stays, mark):
    told = forecast(roll, comes, stays, mark, by_area=True)
    assert told.area is not None
    for share in told.shares:
        assert 0 <= share.sure + share.open <= share.whole
        reached = share.sure + share.missing
        if share.whole:
            part = Fraction(reached, share.whole)
            line = Fraction(mark.num, mark.den)
            assert part >= line if mark.inclusive else part > line
            assert share.missing == 0 or not mark.holds(reached - 1, share.whole)
    assert not told.enough or told.possible
    assert forecast(list(reversed(roll)), comes, stays, mark, by_area=True) == told


@given(rolls, st.sets(names), st.sets(names), names)
def test_one_more_who_comes_never_makes_it_fewer(roll, comes, stays, more):
    before = forecast(roll, comes, stays, TWO_THIRDS, by_area=True)
    after = forecast(roll, comes | {more}, stays, TWO_THIRDS, by_area=True)
    assert all(now.missing <= then.missing for now, then in zip(after.shares, before.shares, strict=True))


@pytest.fixture
async def ahead(cast: Cast) -> Cast:
    """The meeting is tomorrow."""
    tomorrow = clock.now() + timedelta(days=1)
    await Meeting.filter(id=cast.meeting.id).update(starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=2))
    return cast


async def say(cast: Cast, who: str, answer: str = "come") -> None:
    await coming.say_coming(await cast.actor(who), cast.meeting.id, answer)


async def told(cast: Cast):
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    return (await asked.forecasts_of(meeting))[0].forecast


async def test_the_last_answer_counts_and_each_has_one(ahead):
    for answer in ("come", "stay", "come"):
        await say(ahead, "chen_xiuying", answer)
    assert (await Coming.get()).answer == "come"
    await asyncio.gather(*(say(ahead, "tang_laoshi", each) for each in ("come", "stay", "proxy")))
    assert await Coming.all().count() == 2


async def test_the_forecast_counts_rights_with_their_area_and_tenants_hold_none(ahead):
    await say(ahead, "chen_xiuying")
    await say(ahead, "li_tenant")
    await say(ahead, "tang_laoshi", "stay")
    found = await told(ahead)
    assert found.heads == Share(1, 12, 14, 9)
    assert found.area is not None and found.area.whole == 7 * (SMALL + LARGE)
    await Motion.filter(id=ahead.motion.id).update(rule_code="households")
    found = await told(ahead)
    assert (found.heads, found.area) == (Share(2, 11, 14, 5), None)


async def test_a_proxy_is_sure_once_somebody_has_taken_it(ahead):
    await say(ahead, "chen_xiuying", "proxy")
    proxy = await proxies.give_proxy(await ahead.actor("chen_xiuying"), ahead.meeting.id, {})
    assert (await told(ahead)).heads.sure == 0
    await proxies.accept_proxy(await ahead.actor("tang_laoshi"), proxy)
    assert (await told(ahead)).heads.sure == 1
    await proxies.revoke_proxy(await ahead.actor("chen_xiuying"), (await Proxy.get()).id)
    assert (await told(ahead)).heads.sure == 0


async def test_once_it_begins_or_is_called_off_nobody_answers(cast, hands):
    with pytest.raises(MeetingBegun):
        await say(cast, "chen_xiuying")
    await Meeting.filter(id=cast.meeting.id).update(cancelled_at=hands(), starts_at=hands() + timedelta(days=1))
    with pytest.raises(MeetingCalledOff):
        await say(cast, "chen_xiuying")


async def test_one_tap_answers_and_neighbours_see_a_number(visit, ahead):
    page, xiuying = f"/meetings/{ahead.meeting.id}", visit("chen_xiuying")
    assert "您来不来" in (await xiuying.get(page)).text
    assert (await xiuying.send_form(f"{page}/coming", answer="come")).status_code == 303
    seen = (await xiuying.get(page)).text
    assert 'value="come" aria-pressed="true"' in seen and "1 人说来" in seen
    assert "人够不够" in seen and "还差 9 户" in seen and "有点悬" in seen
    other = (await visit("tang_laoshi").get(page)).text
    assert "1 人说来" in other and 'aria-pressed="true"' not in other and "陈秀英" not in other
    assert "人够不够" not in (await visit("he_stranger").get(page)).text
    assert (await xiuying.send_form(f"{page}/coming", answer="perhaps")).status_code == 400
    assert (await visit("he_stranger").send_form(f"{page}/coming", answer="come")).status_code == 403


async def test_a_proxy_is_written_on_its_own_page(visit, ahead):
    page = f"/meetings/{ahead.meeting.id}"
    sent = await visit("chen_xiuying").send_form(f"{page}/coming", answer="proxy")
    assert sent.headers["location"].endswith("/proxy")
    assert "有人接下才算数" in (await visit("chen_xiuying").get(page)).text


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("", "come"),
        ("来", "come"),
        ("参加 2 人", "come"),
        ("来不了，有事", "stay"),
        ("不来", "stay"),
        ("委托老王", "proxy"),
    ],
)
def test_what_a_line_of_a_chain_says(words, answer):
    assert answer_in(words) == answer


LABELS = [("a", "3栋1单元201"), ("b", "3栋1单元1201"), ("c", "3栋2单元201"), ("d", "3栋2单元301、商铺5")]


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3-1-201", ["a"]), ("3栋1单元201", ["a"]), ("1-201", ["a"]), ("201", ["a", "c"]), ("1201", ["b"]),
        ("2单元301", ["d"]), ("商铺5", ["d"]), ("9-9-999", []), ("", []), ("王孃孃", []),
    ],
)  # fmt: skip
def test_a_door_is_the_numbers_in_it(said, meant):
    assert doors_like(said, LABELS) == meant


@given(st.text(max_size=60))
def test_whatever_is_written_means_a_door_or_none(said):
    assert set(doors_like(door_in(said), LABELS)) <= {"a", "b", "c", "d"}
    assert answer_in(said) in tuple(Comes)


CHAIN = "#接龙 周四开会\n1. {0} 陈孃孃 来\n2. {1} 唐老师 来不了\n3. 王师傅 来"


async def doors(cast: Cast) -> list[str]:
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    numbers = [re.findall(r"\d+", entry.label) for entry in await asked.main_electorate(meeting)]
    return ["-".join(each) for each in numbers]


async def test_a_chain_is_looked_at_first_and_mended_by_hand(visit, ahead):
    head, page = visit("wang_degui"), f"/meetings/{ahead.meeting.id}/coming"
    text = CHAIN.format(*(await doors(ahead))[5:7])
    preview = await head.send_form(f"{page}/paste", text=text)
    assert preview.status_code == 200 and preview.text.count("对上了") == 2 and preview.text.count("没对上") == 1
    assert not await Coming.exists()
    fields = dict(re.findall(r'name="(d\d)" value="([^"]*)"', preview.text))
    answers = {"a1": "come", "a2": "stay", "a3": "come"}
    wrong = await head.send_form(f"{page}/enter", text=text, **fields | answers | {"d3": "天上99号"})
    assert wrong.status_code == 422 and 'value="天上99号"' in wrong.text and not await Coming.exists()
    nobody = await head.send_form(f"{page}/enter", text=text, d1="", d2="", d3="", **answers)
    assert nobody.status_code == 422
    assert (await head.send_form(f"{page}/enter", text=text, **fields | answers)).status_code == 303
    kept = await Coming.all().order_by("answer")
    assert [(each.answer, each.person_id) for each in kept] == [("come", None), ("stay", None)]
    assert (await told(ahead)).heads == Share(1, 12, 14, 9)
    assert (await head.send_form(f"{page}/paste", text="今天天气好")).status_code == 422
    assert (await visit("chen_xiuying").get(f"{page}/paste")).status_code == 403


async def test_who_answers_themselves_is_not_answered_for(ahead):
    head, meeting = await ahead.actor("wang_degui"), await Meeting.get(id=ahead.meeting.id).select_related("area")
    xiuying = (await ahead.actor("chen_xiuying")).holders
    key = next(entry.key for entry in await asked.main_electorate(meeting) if xiuying & set(entry.holders))
    for answer in ("come", "stay"):
        assert await coming.enter_coming(head, meeting.id, {key: answer}) == 1
    assert (await Coming.get()).answer == "stay"
    await say(ahead, "chen_xiuying")
    assert (await Coming.get()).person_id == ahead.people["chen_xiuying"].id
    assert await coming.enter_coming(head, meeting.id, {key: "stay"}) == 0
    assert (await told(ahead)).heads.sure == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("chen_xiuying", True), ("li_tenant", True), ("zhao_absent", True), ("wang_degui", True), ("sun_moved", False),
        ("he_stranger", False), ("zhou_mingqiang", False), ("zhao_lei", False),
    ],
)  # fmt: skip
async def test_whoever_lives_or_owns_there_may_answer(ahead, who, may):
    meeting = await Meeting.get(id=ahead.meeting.id).select_related("area")
    assert permits(await ahead.actor(who), Act.SAY_COMING, meeting) is may
