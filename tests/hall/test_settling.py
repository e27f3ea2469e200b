"""From triage to what is really done: who may send a matter where, what is late shows itself, and who has the last word."""

import asyncio
from datetime import timedelta

import pytest

from portal.hall import actions
from portal.hall.actions import outcomes, timing, triaging
from portal.hall.forms import RaiseMatter, Reply
from portal.hall.forms.outcomes import Object, ReplyToObjection, WriteOpinion
from portal.hall.forms.triage import DecideAppeal, Give, Triage, WriteFacts
from portal.hall.models import Appeal, Facts, Matter, Objection, Opinion, Passage, Second
from portal.hall.rules import outcomes as opinion_rules
from portal.hall.rules import triage as triage_rules
from portal.hall.rules.lifecycle import ReasonMissing, StepNotPossible
from portal.hall.rules.posts import NothingMoreToSay
from portal.kit import clock
from portal.ledger.models import Concern, Promise, Step
from portal.notices.models import Notice
from portal.policy import Act, permits
from portal.reactions import REACTIONS
from portal.unit_of_work import follow

WHY = "请先和隔壁商量"


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def raised(cast, who="chen_xiuying", title="楼道灯坏了", **more) -> Matter:
    said = RaiseMatter(title=title, body="晚上看不见，摔过两回。", area_id=cast.stairwell.id, **more)
    return await Matter.get(number=await actions.raise_matter(await cast.actor(who), said))


async def triaged(cast, matter, deed, code="", into="", reason="") -> Matter:
    said = Triage(deed=deed, code=code, into=into, reason=reason)
    await triaging.triage_matter(await cast.actor("chen_guifang"), matter.id, said)
    return await Matter.get(id=matter.id)


async def kinds(matter) -> list[str]:
    return [step.kind for step in await Step.filter(matter_number=matter.number).order_by("id")]


async def told(who: int) -> set[str]:
    return {notice.kind for notice in await Notice.filter(person_id=who)}


# Triage


async def test_a_matter_is_sent_on_only_with_a_reason_that_its_author_reads(cast):
    matter = await raised(cast)
    assert (matter.state, matter.due_for) == ("triage", "triage")
    with pytest.raises(ReasonMissing):
        await triaged(cast, matter, "reject", "private", reason="不")
    with pytest.raises(triage_rules.ReasonNotListed):
        await triaged(cast, matter, "reject", "critical-of-us", reason=WHY)
    sent = await triaged(cast, matter, "reject", "private", reason=WHY)
    assert (sent.state, sent.due_at) == ("rejected", None)
    last = await Passage.filter(matter=matter).order_by("-id").first()
    assert (last.reason_code, last.reason) == ("private", WHY)
    assert await kinds(matter) == ["raised", "reject"] and "matter_rejected" in await told(matter.raised_by_id)
    with pytest.raises(StepNotPossible):
        await triaged(cast, matter, "accept-in-depth")


async def test_what_was_sent_away_is_no_longer_talked_of_and_nothing_typed_is_lost(cast, visit):
    matter = await triaged(cast, await raised(cast), "reject", "private", reason=WHY)
    with pytest.raises(NothingMoreToSay):
        await actions.second_matter(await cast.actor("tang_laoshi"), matter.id)
    refused = await visit("tang_laoshi").send_form(f"/hall/{matter.number}/replies", body="我还有话说")
    assert (refused.status_code, "已经了结" in refused.text, "我还有话说" in refused.text) == (422, True, True)


async def test_neighbours_over_the_line_cannot_be_sent_away(cast):
    matter = await raised(cast)
    for who in ("wang_degui", "tang_laoshi", "zhou_shifu", "li_tenant", "zhao_absent"):
        await actions.second_matter(await cast.actor(who), matter.id)
    assert (await Matter.get(id=matter.id)).state == "preparing"
    with pytest.raises(StepNotPossible):
        await triaged(cast, matter, "reject", "private", reason=WHY)


async def test_merged_matters_count_each_neighbour_once_and_concern_them_all(cast):
    one, two = await raised(cast), await raised(cast, "tang_laoshi", "楼道灯不亮")
    for who in ("wang_degui", "zhou_shifu"):
        await actions.second_matter(await cast.actor(who), one.id)
    await actions.second_matter(await cast.actor("wang_degui"), two.id)
    merged = await triaged(cast, one, "merge", into=two.number, reason="说的是同一盏灯")
    target = await Matter.get(id=two.id)
    assert (merged.state, merged.merged_into_id, target.seconds) == ("merged", two.id, 3)
    assert await Second.filter(matter=two).count() == 3  # 王德贵 once, 周师傅, and whoever raised the other
    assert await Concern.filter(matter_number=two.number).count() == 4
    assert (await kinds(two))[-1] == "took-in" and (await kinds(one))[-1] == "merge"
    with pytest.raises(triage_rules.NotIntoItself):
        await triaged(cast, target, "merge", into=two.number, reason="说的是同一盏灯")
    with pytest.raises(triage_rules.NothingToMergeInto):
        await triaged(cast, target, "merge", into=one.number, reason="说的是同一盏灯")


async def test_a_redirect_says_where_to_go(cast, visit):
    matter = await raised(cast)
    await triaged(cast, matter, "redirect", "12345", reason="路灯归城管管")
    page = (await visit().get(f"/hall/{matter.number}")).text
    assert "打 12345" in page and "路灯归城管管" in page


# The appeal


async def test_one_appeal_is_decided_by_somebody_else_and_brings_it_back(cast, hands):
    matter = await triaged(cast, await raised(cast), "reject", "private", reason=WHY)
    chen, street = await cast.actor("chen_xiuying"), await cast.actor("he_street")
    appeal = await triaging.appeal_triage(chen, matter.id, Give(reason="是公共楼道的灯"))
    with pytest.raises(triage_rules.AppealedAlready):
        await triaging.appeal_triage(chen, matter.id, Give(reason="再申诉一次"))
    assert not permits(await cast.actor("chen_guifang"), Act.DECIDE_APPEAL, cast.stairwell)
    await triaging.decide_appeal(street, appeal, DecideAppeal(granted="yes", reason="楼道是公共的"))
    assert (await Matter.get(id=matter.id)).state == "seconding"
    with pytest.raises(triage_rules.AppealDecided):
        await triaging.decide_appeal(street, appeal, DecideAppeal(granted="no", reason="改主意了"))
    assert (await kinds(matter))[-2:] == ["appealed", "grant-appeal"]


async def test_an_appeal_comes_in_seven_days_and_only_against_what_was_sent_back(cast, hands):
    matter, chen = await raised(cast), await cast.actor("chen_xiuying")
    with pytest.raises(triage_rules.NothingToAppeal):
        await triaging.appeal_triage(chen, matter.id, Give(reason="还没有退回"))
    await triaged(cast, matter, "reject", "private", reason=WHY)
    hands.go(days=8)
    with pytest.raises(triage_rules.AppealTooLate):
        await triaging.appeal_triage(chen, matter.id, Give(reason="过了八天了"))
    assert not await Appeal.exists()


async def test_an_appeal_that_is_not_granted_stays_readable(cast, visit):
    matter = await triaged(cast, await raised(cast), "reject", "private", reason=WHY)
    appeal = await triaging.appeal_triage(await cast.actor("chen_xiuying"), matter.id, Give(reason="是公共楼道的灯"))
    await triaging.decide_appeal(await cast.actor("he_street"), appeal, DecideAppeal(granted="no", reason="是自家门灯"))
    assert "是自家门灯" in (await visit().get(f"/hall/{matter.number}")).text


# Time


async def test_what_is_late_shows_itself_once(cast, hands, visit):
    matter = await raised(cast)
    assert await timing.keep_time() == 0
    hands.go(days=7)
    await asyncio.gather(*(timing.keep_time() for _ in range(4)))
    assert (await kinds(matter)).count("late") == 1
    assert await timing.keep_time() == 0
    assert "matter_due" in await told(cast.people["chen_guifang"].id) and "matter_late" in await told(
        matter.raised_by_id
    )
    assert "该分办了，还没有" in (await visit().get(f"/hall/{matter.number}")).text
    assert "超了" in (await visit("chen_guifang").get("/hall/triage?which=late")).text


async def test_nobody_holds_back_what_neighbours_have_put_on_the_agenda(cast, hands):
    matter = await raised(cast)
    for who in ("wang_degui", "tang_laoshi", "zhou_shifu", "li_tenant", "zhao_absent"):
        await actions.second_matter(await cast.actor(who), matter.id)
    hands.go(days=8)
    await asyncio.gather(timing.keep_time(), timing.keep_time())
    found = await Matter.get(id=matter.id)
    assert (found.state, found.due_for) == ("deliberating", "comments")
    assert (await kinds(matter)).count("open-deliberation") == 1


async def test_what_is_laid_aside_goes_on_where_it_was(cast):
    staff = await cast.actor("chen_guifang")
    await triaging.suspend_matter(staff, cast.matter.id, Give(reason="消防在查"))
    suspended = await Matter.get(id=cast.matter.id)
    assert (suspended.state, suspended.stage) == ("suspended", "discuss")
    with pytest.raises(StepNotPossible):
        await triaging.suspend_matter(staff, cast.matter.id, Give(reason="再放一放"))
    await triaging.resume_matter(staff, cast.matter.id)
    assert (await Matter.get(id=cast.matter.id)).state == "deliberating"


async def test_every_version_of_what_is_to_be_known_stays(cast, visit):
    staff = await cast.actor("chen_guifang")
    for facts in ("一台 43 万", "一台 43 万，补贴 20 万", "一台 43 万，补贴 20 万"):
        await triaging.write_facts(staff, cast.matter.id, WriteFacts(facts=facts, options="错层\n平层"))
    assert await Facts.all().count() == 2  # the same words again are no version
    page = (await visit().get(f"/hall/{cast.matter.number}/facts")).text
    assert "补贴" in page and page.count("一台 43 万") == 2


# The opinion


def opinion(**more) -> WriteOpinion:
    words = {
        "body": "牵绳、清便、草坪B区。",
        "executor": "物业（演示）",
        "deadline": clock.today() + timedelta(days=30),
    }
    return WriteOpinion(**words | more)


async def on_notice(cast, **more) -> Matter:
    staff = await cast.actor("chen_guifang")
    await outcomes.write_opinion(staff, cast.matter.id, opinion(**more))
    await outcomes.publish_opinion(staff, cast.matter.id)
    return await Matter.get(id=cast.matter.id)


async def test_an_opinion_answers_those_who_were_against(cast):
    await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body="挡光", stance="oppose"))
    staff = await cast.actor("chen_guifang")
    with pytest.raises(opinion_rules.MinorityMissing):
        await outcomes.write_opinion(staff, cast.matter.id, opinion())
    with pytest.raises(opinion_rules.MinorityReplyMissing):
        await outcomes.write_opinion(staff, cast.matter.id, opinion(minority="一楼挡光"))
    await outcomes.write_opinion(staff, cast.matter.id, opinion(minority="一楼挡光", minority_reply="做采光模拟"))
    assert (await Matter.get(id=cast.matter.id)).state == "opinion"


@pytest.mark.parametrize(
    ("typed", "fen"), [("118000", 11800000), ("118,000.5", 11800050), ("", 0), ("0.01", 1), ("１２", None), ("-1", None), ("1.234", None), ("a", None)]
)  # fmt: skip
def test_an_amount_is_whole_fen(typed, fen):
    if fen is None:
        with pytest.raises(opinion_rules.NotAnAmount):
            opinion_rules.amount_of(typed)
    else:
        assert opinion_rules.amount_of(typed) == fen


async def test_money_lies_open_for_seven_working_days_and_else_five(cast):
    matter = await on_notice(cast, budget="118000", fund_source="common_income")
    # Published on Tuesday 24 November: the seventh working day is Thursday 3 December, over at midnight.
    assert clock.in_city(matter.due_at).isoformat() == "2026-12-04T00:00:00+08:00"
    assert (
        opinion_rules.notice_until(clock.now(), budget=0, common_parts=False).isoformat() == "2026-12-01T16:00:00+00:00"
    )


async def test_t5_an_objection_is_heard_before_anything_is_adopted(cast, hands):
    matter = await on_notice(cast)
    tang, staff = await cast.actor("tang_laoshi"), await cast.actor("chen_guifang")
    objection = await outcomes.object_to_opinion(tang, matter.id, Object(body="早上六点半前要有放风的地方"))
    with pytest.raises(opinion_rules.ObjectedAlready):
        await outcomes.object_to_opinion(tang, matter.id, Object(body="再说一遍不同意"))
    hands.go(days=9)
    await asyncio.gather(outcomes.end_notices(), outcomes.end_notices())
    assert (await Matter.get(id=matter.id)).state == "notice"  # somebody waits for an answer
    assert (await kinds(matter)).count("late") == 1
    with pytest.raises(opinion_rules.NoticeOver):
        await outcomes.object_to_opinion(await cast.actor("zhou_shifu"), matter.id, Object(body="我也不同意"))
    await outcomes.reply_to_objection(staff, objection, ReplyToObjection(reply="六点到七点草坪B区"))
    with pytest.raises(opinion_rules.RepliedAlready):
        await outcomes.reply_to_objection(staff, objection, ReplyToObjection(reply="再答复一次"))
    await asyncio.gather(outcomes.end_notices(), outcomes.end_notices())
    assert (await Matter.get(id=matter.id)).state == "implementing"
    promise = await Promise.get(matter_number=matter.number)
    assert (promise.owner, promise.stage) == ("物业（演示）", "open")
    assert (await Opinion.get(matter=matter)).adopted_at == hands.at


async def test_two_objections_at_once_are_two_and_one_twice_is_one(cast):
    matter = await on_notice(cast)
    tang, zhou = await cast.actor("tang_laoshi"), await cast.actor("zhou_shifu")
    results = await asyncio.gather(
        *(outcomes.object_to_opinion(who, matter.id, Object(body="我不同意这样")) for who in (tang, zhou, tang)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, int) for each in results) == 2 == await Objection.all().count()


async def test_an_opinion_goes_back_or_to_a_vote_with_a_reason(cast):
    matter, staff = await on_notice(cast), await cast.actor("chen_guifang")
    await outcomes.deliberate_again(staff, matter.id, Give(reason="有人说得对"))
    assert (await Matter.get(id=matter.id)).state == "deliberating"
    await outcomes.hand_to_vote(staff, matter.id, Give(reason="争得厉害"))
    assert (await Matter.get(id=matter.id)).state == "to_vote"
    assert (await kinds(matter))[-2:] == ["deliberate-again", "hand-to-vote"]


async def test_the_street_alone_annuls(cast):
    matter = await on_notice(cast)
    assert not permits(await cast.actor("chen_guifang"), Act.ANNUL_OPINION, cast.stairwell)
    await outcomes.annul_opinion(await cast.actor("he_street"), matter.id, Give(reason="民法典不允许"))
    assert (await Matter.get(id=matter.id)).state == "annulled"


async def test_the_whole_way_is_told_in_one_page(cast, visit, hands):
    matter = await on_notice(cast, budget="1000", fund_source="grant")
    hands.go(days=12)
    await outcomes.end_notices()
    page = (await visit().get(f"/matters/{matter.number}")).text
    for words in ("协商意见公示到", "公示期满，定下来了", "物业（演示）"):
        assert words in page
    notice = (await visit().get(f"/hall/{matter.number}/notice")).text
    assert "1,000 元" in notice and "财政补贴" in notice
