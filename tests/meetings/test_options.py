"""A ballot between options: what one may offer, how one marks it, and what comes out."""

import asyncio
import contextvars
import re
from datetime import timedelta

import pytest

from portal.kit import sealing
from portal.meetings import rules
from portal.meetings.actions import altering, offering, running
from portal.meetings.forms import ChangeWording, OfferOptions
from portal.meetings.models import Ballot, Motion, PostedNotice, Right
from portal.meetings.rules import NoticeTooShort, agenda
from portal.notices.models import Notice
from portal.policy import STRANGER
from tests.cast import Cast
from tests.meetings.test_calling import HEADS, OWNERS, called

THREE = "一楼架空层\n二楼平台\n物业用房"


async def offered(visit, cast: Cast, **said: object) -> None:
    """The head of the building offers three options on the draft, and opens the vote."""
    head = visit("wang_degui")
    said = {"method": "single", "options": THREE, "most": "1", "seats": "1"} | said
    answer = await head.send_form(f"/motions/{cast.motion.id}/options", **said)
    assert answer.status_code == 303, answer.text
    assert (await head.send_form(f"/motions/{cast.motion.id}/open")).status_code == 303


async def cast_by(browser, cast: Cast, asked: str) -> str:
    """What somebody marks on the plain form, looks at, and casts. The page that confirms it."""
    page = (await browser.get(f"/motions/{cast.motion.id}/ballot?{asked}")).text
    hidden = dict(re.findall(r'name="(right|choice|key)" value="([^"]*)"', page))
    assert (await browser.post(f"/motions/{cast.motion.id}/ballot", data=hidden)).status_code == 303
    return page


@pytest.mark.parametrize(
    ("method", "asked", "stored", "shown"),
    [
        ("single", "choice=2", "2", "二楼平台"),
        ("multiple", "o=3&o=1&look=1", "1,3", "物业用房"),
        ("approval", "o=2&o=2&look=1", "2", "二楼平台"),
        ("score", "s1=10&s2=0&s3=7&look=1", "1=10,2=0,3=7", "7 分"),
        ("ranked", "r2=1&r1=2&r3=&look=1", "2,1", "二楼平台"),
        ("single", "choice=abstain", "abstain", "弃权"),
    ],
)
async def test_what_was_marked_is_shown_once_more_and_stored_in_one_way(visit, cast, method, asked, stored, shown):
    await Motion.filter(id=cast.motion.id).update(rule_code="straw_poll")
    await offered(visit, cast, method=method, most="2")
    page = await cast_by(visit("chen_xiuying"), cast, asked)
    assert shown in page and "结果公布前谁都看不到" in page
    assert await Ballot.all().values_list("choice", flat=True) == [stored]


@pytest.mark.parametrize(
    ("method", "asked", "sentence", "kept"),
    [
        ("multiple", "look=1", "至少要选 1 个", 0),
        ("multiple", "o=1&o=2&o=3&look=1", "最多选 2 个", 3),
        ("multiple", "o=9&look=1", "请从给出的选项里选", 0),
        ("ranked", "r1=1&r2=1&look=1", "第 1 位排了两个", 2),
        ("ranked", "r1=1&r2=3&look=1", "现在缺第 2 位", 2),
        ("score", "s1=11&s2=4&s3=5&look=1", "打分要在 0 到 10 之间", 2),
        ("score", "s1=1&look=1", "至少要选 3 个", 1),
    ],
)
async def test_a_ballot_marked_wrongly_says_what_to_change_and_keeps_the_marks(
    visit, cast, method, asked, sentence, kept
):
    await offered(visit, cast, method=method, most="2")
    answer = await visit("chen_xiuying").get(f"/motions/{cast.motion.id}/ballot?{asked}")
    assert answer.status_code == 422 and sentence in answer.text
    assert answer.text.count(" checked") + answer.text.count(" selected") == kept
    assert await Ballot.all().count() == 0


@pytest.mark.parametrize("choice", ["4", "1,1", "2,1", "agree", "1=5", "", "x" * 401])
async def test_a_choice_that_the_ballot_does_not_offer_is_refused(visit, cast, choice):
    await offered(visit, cast, method="approval")
    right = await Right.filter(motion_id=cast.motion.id, holders__holder__contains="owner:").order_by("id").first()
    data = {"right": str(right.id), "choice": choice, "key": "0123456789abcdef"}
    for who in ("wang_degui", "chen_xiuying"):
        answer = await visit(who).post(f"/motions/{cast.motion.id}/ballot", data=data)
        assert answer.status_code in (400, 403, 422) and "。" in answer.text
    assert await Ballot.all().count() == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"options": "只有一样"}, "至少写两个选项"),
        ({"options": "一楼 架空层\n一楼架空层"}, "太像了"),
        ({"options": "\n".join(f"第{n}样" for n in range(500))}, "字"),
        ({"options": "\n".join(f"{n}样" for n in range(60))}, "选项最多 50 个"),
        ({"options": "长" * 61 + "\n短"}, "一个选项最多 60 个字"),
        ({"method": "dice"}, "。"),
        ({"seats": "0"}, "。"),
    ],
)
async def test_options_that_would_be_mistaken_are_not_offered(visit, cast, said, sentence):
    said = {"method": "single", "options": THREE, "most": "1", "seats": "1"} | said
    answer = await visit("wang_degui").send_form(f"/motions/{cast.motion.id}/options", **said)
    assert answer.status_code == 422 and sentence in answer.text
    assert (await Motion.get(id=cast.motion.id)).options is None


async def test_scores_and_rankings_carry_nothing_formal(visit, cast):
    await Motion.filter(id=cast.motion.id).update(kind="residents", rule_code="residents_assembly")
    answer = await visit("wang_degui").send_form(
        f"/motions/{cast.motion.id}/options", method="ranked", options=THREE, most="1", seats="1"
    )
    assert answer.status_code == 422 and "只能用来摸底和商量" in answer.text


async def test_options_stand_still_once_the_vote_is_open(visit, cast):
    await offered(visit, cast)
    before = await Motion.get(id=cast.motion.id)
    answer = await visit("wang_degui").send_form(
        f"/motions/{cast.motion.id}/options", method="single", options="甲\n乙", most="1", seats="1"
    )
    assert answer.status_code == 422 and "这一项已经开过表决了" in answer.text
    after = await Motion.get(id=cast.motion.id)
    assert (after.options, after.wording_hash) == (before.options, before.wording_hash)


async def test_the_result_says_which_option_is_over_the_line(visit, cast, hands):
    await offered(visit, cast)
    for who, choice in (("wang_degui", 2), ("chen_xiuying", 2), ("tang_laoshi", 1)):
        await cast_by(visit(who), cast, f"choice={choice}")
    hands.go(minutes=51)
    await asyncio.create_task(running.close_due_motions(STRANGER), context=contextvars.Context())
    page = (await visit(None).get(f"/motions/{cast.motion.id}/result")).text
    assert "没有结果" in page and "二楼平台" in page  # three of fourteen are too few
    result = (await Motion.get(id=cast.motion.id)).result
    assert [each["heads"] for each in result["options"]] == [1, 2, 0]


async def test_other_words_keep_the_options_in_the_hash_of_the_ballot(cast):
    motion = await called(cast, "wang_degui", "2026-12-05T19:30", "2026-12-05T21:00", **HEADS)
    head = await cast.actor("wang_degui")
    await offering.offer_options(head, motion.id, OfferOptions(method="single", options=THREE))
    said = ChangeWording(wording="扶手装在哪里？", rule="households", why="说清楚一点")
    await altering.change_wording(head, motion.item_id, said)
    motion = await Motion.get(id=motion.id)
    assert motion.wording_hash == sealing.digest(rules.ballot_text("扶手装在哪里？", THREE.splitlines()))


async def test_other_options_are_another_question_whose_days_of_notice_begin_anew(cast, hands, visit, app):
    motion = await called(cast, "wang_degui", "2026-11-27T19:30", "2026-12-05T21:00", **HEADS)
    head = await cast.actor("wang_degui")
    hands.go(days=4)  # the 28th: what was posted could be voted on today
    await offering.offer_options(head, motion.id, OfferOptions(method="single", options=THREE))
    with pytest.raises(NoticeTooShort) as refused:
        await running.open_motion(head, motion.id)
    assert "12月2日" in str(refused.value)
    with pytest.raises(agenda.SameAsBefore):  # sent again, it starts no clock
        await offering.offer_options(head, motion.id, OfferOptions(method="single", options=THREE))
    posted = await PostedNotice.get(meeting_id=motion.meeting_id, edition=2)
    assert posted.said["items"][0]["options"] == THREE.splitlines()
    assert "2. 二楼平台" in (await visit(None).get(f"/meetings/{motion.meeting_id}/notice")).text
    told = {each.person_id for each in await Notice.filter(kind="wording_changed")}
    assert {cast.people["li_tenant"].id, cast.people["zhao_absent"].id} <= told
    hands.go(days=4)
    await running.open_motion(head, motion.id)


async def test_options_come_too_late_where_their_days_of_notice_would_end_after_the_close(cast, hands):
    motion = await called(cast, "wang_degui", "2026-11-28T19:30", "2026-11-28T21:00", **HEADS)
    head = await cast.actor("wang_degui")
    hands.at = motion.closes_at - timedelta(hours=1)  # on the evening itself
    with pytest.raises(agenda.NotOnTheEvening):
        await offering.offer_options(head, motion.id, OfferOptions(method="single", options=THREE))
    await running.open_motion(head, motion.id)


async def test_a_ranking_of_a_straw_poll_does_not_become_a_formal_vote_by_other_words(cast):
    motion = await called(
        cast, "chen_guifang", "2026-12-13T19:30", "2027-01-05T21:00", **OWNERS | {"rule": "straw_poll"}
    )
    staff = await cast.actor("chen_guifang")
    await offering.offer_options(staff, motion.id, OfferOptions(method="ranked", options=THREE))
    with pytest.raises(rules.MethodDoesNotFit):
        said = ChangeWording(wording="迁到哪里？", rule="owners_special", why="正式表决")
        await altering.change_wording(staff, motion.item_id, said)
