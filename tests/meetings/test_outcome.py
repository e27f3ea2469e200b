"""What becomes of a result: laid open, doubted, answered, final or annulled; and who is told of it."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from portal.hall.models import Matter, Passage
from portal.hall.rules.moderation import NamesSomebody
from portal.kit import clock
from portal.kit.errors import Refused
from portal.ledger.models import Step
from portal.meetings import queries
from portal.meetings.actions import ballots, proxies, publishing, running
from portal.meetings.forms import AnnulResult, AnswerResultObjection, ObjectToResult
from portal.meetings.models import Ballot, Motion, ResultNotice, ResultObjection, Right
from portal.meetings.rules import Choice, bundle, vectors
from portal.meetings.rules import publishing as rules
from portal.meetings.rules.publishing import RESULT_STEPS, ResultDeed, ResultState, result_after
from portal.notices.models import Notice
from portal.notices.queries.waiting import todo_of
from portal.policy import STRANGER, Act, permits
from portal.reactions import REACTIONS
from portal.unit_of_work import follow

WHY = "名册上有一户算重了。"


class Way(RuleBasedStateMachine):
    """A result that is led anywhere that can be tried: it only ever goes where the table lets it."""

    def __init__(self):
        super().__init__()
        self.state = ResultState.CLOSED

    @rule(deed=st.sampled_from(list(ResultDeed)), reason=st.sampled_from(["", "  ", WHY]))
    def try_deed(self, deed, reason):
        step = RESULT_STEPS[deed]
        try:
            to = result_after(self.state, deed, reason)
        except rules.ResultMovedOn:
            assert self.state not in step.sources
            return
        except rules.ResultReasonMissing:
            assert step.reason and not reason.strip()
            return
        assert self.state in step.sources and to == step.to
        assert not step.reason or reason.strip()
        self.state = to

    @invariant()
    def nothing_leads_out_of_an_annulled_result(self):
        if self.state == ResultState.ANNULLED:
            assert not [deed for deed, step in RESULT_STEPS.items() if self.state in step.sources]


TestWay = Way.TestCase


@pytest.mark.anywhere
def test_every_state_is_reached_and_time_alone_makes_a_result_final():
    reached = {ResultState.CLOSED} | {step.to for step in RESULT_STEPS.values()}
    assert reached == set(ResultState)
    assert [deed for deed, step in RESULT_STEPS.items() if step.act is None] == [ResultDeed.FINISH]
    assert all(
        step.to != ResultState.FINAL or step.sources == {ResultState.PUBLISHED} for step in RESULT_STEPS.values()
    )


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("rule_code", "posted", "last"),
    [
        ("straw_poll", "2026-11-24T12:00", "2026-12-01"),  # seven days, the day of posting is not one
        ("owners_special", "2026-11-21T12:00", "2026-11-30"),  # the last would be a Saturday: it moves on
        ("residents_reps", "2026-11-24T12:00", "2026-12-01"),  # five working days
    ],
)
def test_a_result_lies_open_for_as_many_days_as_its_rule_says(rule_code, posted, last):
    end = rules.period_of(rule_code).end(datetime.fromisoformat(posted).replace(tzinfo=clock.CITY))
    assert (clock.in_city(end) - timedelta(seconds=1)).date().isoformat() == last


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def decided(cast, hands, agree=9, oppose=3) -> Motion:
    """The lift is voted on, and the vote has closed."""
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    rights = await Right.filter(motion_id=cast.motion.id).order_by("-size", "id")
    for n, right in enumerate(rights[: agree + oppose]):
        choice = Choice.AGREE if n < agree else Choice.OPPOSE
        await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"a-key-{right.id}-0123456789", choice, 1))
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    return await queries.motion_with(cast.motion.id)


async def published(cast, hands) -> Motion:
    motion = await decided(cast, hands)
    await publishing.publish_result(await cast.actor("wang_degui"), motion.id)
    return motion


async def objecting(cast, motion, who="chen_xiuying", text=WHY) -> int:
    return await publishing.object_to_result(await cast.actor(who), motion.id, ObjectToResult(text=text))


async def answering(cast, objection, who="chen_guifang", upheld="no") -> None:
    said = AnswerResultObjection(upheld=upheld, answer="查过了，没有算重。")
    await publishing.answer_result_objection(await cast.actor(who), objection, said)


async def state_of(motion) -> str:
    return (await ResultNotice.get(motion_id=motion.id)).state


async def told(who: int) -> list[str]:
    return [notice.kind for notice in await Notice.filter(person_id=who).order_by("id")]


async def test_a_result_is_laid_open_once_and_everybody_with_a_right_hears_of_it(cast, hands):
    motion = await published(cast, hands)
    notice = await ResultNotice.get(motion_id=motion.id)
    assert (notice.state, clock.in_city(notice.until).date().isoformat()) == ("published", "2026-12-02")
    assert notice.bundle_hash == bundle.bundle_hash(await queries.bundle_of(motion))
    assert "result_published" in await told(cast.people["zhao_absent"].id)  # owns, and lives elsewhere
    assert "result_published" not in await told(cast.people["li_tenant"].id)
    with pytest.raises(rules.ResultMovedOn):
        await publishing.publish_result(await cast.actor("wang_degui"), motion.id)


async def test_an_open_vote_has_no_result_to_lay_open(cast):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    with pytest.raises(rules.ResultMovedOn):
        await publishing.publish_result(await cast.actor("wang_degui"), cast.motion.id)


async def test_what_nobody_lays_open_the_portal_does_after_three_days(cast, hands):
    motion = await decided(cast, hands)
    hands.go(days=2)
    assert await publishing.publish_due_results() == 0
    hands.go(days=2)
    assert await publishing.publish_due_results() == 1
    assert (await ResultNotice.get(motion_id=motion.id)).published_by_id is None
    assert await publishing.publish_due_results() == 0


async def test_an_objection_waits_for_its_answer_before_anything_is_final(cast, hands):
    motion = await published(cast, hands)
    with pytest.raises(rules.ResultMovedOn):
        await _skip_to_final(motion)
    objection = await objecting(cast, motion)
    with pytest.raises(rules.ObjectedToResult):
        await objecting(cast, motion)
    for who, waits in (("chen_guifang", True), ("he_street", True), ("chen_xiuying", False), ("zhou_mingqiang", False)):
        todo = [each.verb for each in await todo_of(await cast.actor(who))]
        assert ("答复结果疑问" in todo) == waits, who
    hands.go(days=8)
    assert await publishing.finish_results() == 1  # it shows itself …
    assert await state_of(motion) == "published" and "result_held_up" in await told(cast.people["chen_guifang"].id)
    assert await publishing.finish_results() == 0  # … once
    await answering(cast, objection)
    assert "result_answered" in await told(cast.people["chen_xiuying"].id)
    assert await publishing.finish_results() == 1
    assert await state_of(motion) == "final" and "result_final" in await told(cast.people["zhao_absent"].id)
    steps = [step.kind for step in await Step.filter(matter_number=cast.matter.number).order_by("id")]
    assert [kind for kind in steps if kind.startswith("result_")] == ["result_published", "result_final"]


async def _skip_to_final(motion) -> None:
    result_after(ResultState.CLOSED, ResultDeed.FINISH)


async def test_objections_come_while_it_lies_open_and_name_nobody(cast, hands):
    motion = await decided(cast, hands)
    with pytest.raises(rules.NotYetPublic):
        await objecting(cast, motion)
    await publishing.publish_result(await cast.actor("wang_degui"), motion.id)
    with pytest.raises(NamesSomebody):
        await objecting(cast, motion, text="王德贵偷了票，拿去改了。")
    hands.go(days=8)
    with pytest.raises(rules.ResultNoticeOver):
        await objecting(cast, motion)


async def test_who_holds_a_right_may_object_and_nobody_else(cast, hands):
    motion = await published(cast, hands)
    for who, may in (("chen_xiuying", True), ("zhao_absent", True), ("li_tenant", False), ("chen_guifang", False)):
        actor = await cast.actor(who)
        found = await queries.closed_motion_for(actor, motion.id)
        assert permits(actor, Act.OBJECT_TO_RESULT, found) == may, who


async def test_who_held_a_proxy_voted_for_somebody_and_does_not_object_for_them(cast, hands):
    proxy_id = await proxies.give_proxy(await cast.actor("chen_xiuying"), cast.meeting.id, {})
    holder = await cast.actor("he_stranger")
    await proxies.accept_proxy(holder, proxy_id)
    motion = await published(cast, hands)
    assert (await queries.motion_for(holder, motion.id)).rights
    assert not permits(holder, Act.OBJECT_TO_RESULT, await queries.closed_motion_for(holder, motion.id))


async def test_an_objection_that_is_upheld_ends_the_result_and_the_matter_goes_back(cast, hands):
    motion = await published(cast, hands)
    await Matter.filter(id=cast.matter.id).update(state="met", stage="decide")
    await answering(cast, await objecting(cast, motion), upheld="yes")
    notice = await ResultNotice.get(motion_id=motion.id)
    assert (notice.state, notice.reason) == ("annulled", "查过了，没有算重。")
    assert "result_annulled" in await told(cast.people["zhao_absent"].id)
    assert (await Matter.get(id=cast.matter.id)).state == "deliberating"
    assert (await Passage.filter(matter=cast.matter).order_by("-id").first()).deed == "take-back"
    hands.go(days=20)
    assert await publishing.finish_results() == 0


async def test_whoever_called_the_vote_does_not_judge_what_is_said_against_it(cast, hands):
    await type(cast.meeting).filter(id=cast.meeting.id).update(convener_id=cast.people["chen_guifang"].id)
    motion = await published(cast, hands)
    objection = await objecting(cast, motion)
    with pytest.raises(rules.ResultAnsweredByAnother):
        await answering(cast, objection)
    await answering(cast, objection, who="he_street")
    with pytest.raises(rules.ResultObjectionAnswered):
        await answering(cast, objection, who="he_street")


async def test_nor_does_whoever_stood_in_for_them(cast, hands):
    staff = await cast.actor("chen_guifang")
    await type(cast.meeting).filter(id=cast.meeting.id).update(deputy_id=staff.id, taken_over_at=hands())
    motion = await published(cast, hands)
    objection = await objecting(cast, motion)
    with pytest.raises(rules.ResultAnsweredByAnother):
        await answering(cast, objection)
    with pytest.raises(rules.ResultAnsweredByAnother):
        await publishing.annul_result(staff, motion.id, AnnulResult(reason="召集程序不对"))
    assert await queries.objections_waiting_for(staff) == []
    assert len(await queries.objections_waiting_for(await cast.actor("he_street"))) == 1


async def test_what_is_final_only_the_street_takes_back_with_its_reason(cast, hands):
    motion = await published(cast, hands)
    hands.go(days=8)
    await publishing.finish_results()
    community, street = await cast.actor("chen_guifang"), await cast.actor("he_street")
    with pytest.raises(rules.OnlyTheStreet):
        await publishing.annul_result(community, motion.id, AnnulResult(reason="召集程序不对"))
    await publishing.annul_result(street, motion.id, AnnulResult(reason="召集程序不对"))
    assert await state_of(motion) == "annulled"
    with pytest.raises(rules.ResultMovedOn):
        await publishing.annul_result(street, motion.id, AnnulResult(reason="再撤一次吧"))


async def test_a_result_that_never_was_laid_open_can_be_annulled(cast, hands):
    motion = await decided(cast, hands)
    said = AnnulResult(reason="题目写错了")
    await publishing.annul_result(await cast.actor("chen_guifang"), motion.id, said)
    assert await state_of(motion) == "annulled"
    hands.go(days=10)
    assert await publishing.publish_due_results() == 0


# Races


async def test_of_two_objections_of_one_person_at_once_one_is_kept_and_two_persons_have_one_each(cast, hands):
    motion = await published(cast, hands)
    tries = [objecting(cast, motion) for _ in range(3)] + [objecting(cast, motion, "tang_laoshi") for _ in range(3)]
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, int) for each in done) == 2
    assert all(isinstance(each, (int, rules.ObjectedToResult)) for each in done)
    assert await ResultObjection.all().count() == 2


async def test_a_result_is_never_final_over_an_objection_that_came_in_time(cast, hands):
    """Whichever is first: an objection that was taken waits for its answer, or there was none."""
    motion = await published(cast, hands)
    notice = await ResultNotice.get(motion_id=motion.id)
    hands.at = notice.until - timedelta(seconds=1)

    async def end():
        hands.at = notice.until
        return await publishing.finish_results()

    done = await asyncio.gather(
        objecting(cast, motion), end(), objecting(cast, motion, "tang_laoshi"), end(), return_exceptions=True
    )
    assert all(isinstance(each, (int, Refused)) for each in done), done
    taken = await ResultObjection.filter(notice_id=notice.id).count()
    assert await state_of(motion) == ("published" if taken else "final")


async def test_laid_open_twice_at_once_it_is_laid_open_once(cast, hands):
    motion = await decided(cast, hands)
    head, staff = await cast.actor("wang_degui"), await cast.actor("chen_guifang")
    done = await asyncio.gather(
        *(publishing.publish_result(who, motion.id) for who in (head, staff, head)), return_exceptions=True
    )
    assert sorted(isinstance(each, rules.ResultMovedOn) for each in done) == [False, True, True]
    assert await ResultNotice.all().count() == 1


async def test_answered_and_annulled_at_once_it_ends_once(cast, hands):
    motion = await published(cast, hands)
    objection = await objecting(cast, motion)
    done = await asyncio.gather(
        answering(cast, objection, upheld="yes"),
        publishing.annul_result(await cast.actor("he_street"), motion.id, AnnulResult(reason="程序不对")),
        return_exceptions=True,
    )
    assert sum(each is None for each in done) == 1 and await state_of(motion) == "annulled"
    assert (await told(cast.people["zhao_absent"].id)).count("result_annulled") == 1


# The figures


async def test_the_bundle_holds_totals_and_no_choice_of_anybody(cast, hands, visit, tmp_path):
    motion = await published(cast, hands)
    answer = await visit().get(f"/motions/{motion.id}/bundle.json")
    found = answer.json()
    assert found["result"]["verdict"] == "passed" and len(found["receipts"]) == 12
    assert found["electorate"]["rights"] == 14 and found["channels"] == {"electronic": 12}
    for secret in ("owner:", "home:", "3栋1单元101", "业主1", "cast_by"):
        assert secret not in answer.text, secret
    assert (await visit().get(f"/motions/{motion.id}/result")).text.count(bundle.bundle_hash(found)) == 1
    file = tmp_path / "bundle.json"
    file.write_text(answer.text)
    (line,) = vectors.lines(file)
    said = json.loads(line)
    assert said["verdict"] == "passed" and said["same_verdict"] and said["same_tests"] and said["sums_fit"]
    assert said["rule_fits"] and said["receipts_fit"]


async def test_a_bundle_that_was_tampered_with_is_told_so(cast, hands):
    found = json.loads(bundle.written(await queries.bundle_of(await published(cast, hands))))
    found["result"]["tally"]["agree"]["heads"] -= 4
    found["receipts"].pop()
    said = bundle.recount(found)
    assert (said["verdict"], said["same_verdict"], said["sums_fit"], said["receipts_fit"]) == (
        "failed", False, False, False,
    )  # fmt: skip


async def test_the_bundles_hash_outlives_the_ballots(cast, hands):
    motion = await published(cast, hands)
    before = await queries.bundle_of(motion)
    await Ballot.all().delete()
    after = await queries.bundle_of(motion)
    assert (len(before["receipts"]), after["receipts"]) == (12, []) and after["channels"] == {"electronic": 12}
    assert bundle.bundle_hash(after) == (await ResultNotice.get(motion_id=motion.id)).bundle_hash


async def test_the_export_has_the_notice_the_counts_and_the_result_and_is_told_in_the_trail(cast, hands, visit):
    from portal.audit.models import AuditRecord
    from portal.documents.table import rows_of

    motion = await published(cast, hands)
    page = await visit("wang_degui").get(f"/motions/{motion.id}/export")
    assert "1,133.58" in page.text and "3栋1单元101" not in page.text
    text = (await visit("wang_degui").send_form(f"/motions/{motion.id}/export", kind="csv")).text
    assert motion.wording in text and "1,133.58" in text and bundle.bundle_hash(await queries.bundle_of(motion)) in text
    file = await visit("chen_guifang").send_form(f"/motions/{motion.id}/export", kind="xlsx")
    assert file.content[:2] == b"PK" and rows_of is not None
    assert await AuditRecord.filter(event="VoteExported").count() == 2
    assert (await visit("chen_xiuying").get(f"/motions/{motion.id}/export")).status_code == 403


# The pages


async def test_the_page_of_a_result_says_where_it_is_and_never_who_chose_what(cast, hands, visit):
    motion = await decided(cast, hands)
    page = f"/motions/{motion.id}/result"
    assert "公示结果" not in (await visit().get(page)).text
    head = visit("wang_degui")
    assert "公示结果" in (await head.get(page)).text
    assert (await head.send_form(f"/motions/{motion.id}/publish")).status_code == 303
    neighbour = visit("chen_xiuying")
    seen = (await neighbour.get(page)).text
    assert "公示到12月1日" in seen and "有疑问，提一条" in seen
    assert (await neighbour.get(f"/motions/{motion.id}/object")).status_code == 200
    kept = await neighbour.send_form(f"/motions/{motion.id}/object", text="哦")
    assert kept.status_code == 422 and "哦" in kept.text
    assert (await neighbour.send_form(f"/motions/{motion.id}/object", text=WHY)).status_code == 303
    seen = (await visit().get(page)).text
    assert WHY in seen and "陈秀英" not in seen and "1 条疑问等答复" in seen
    objection = await ResultObjection.get()
    staff = visit("chen_guifang")
    desk = (await staff.get(f"/motions/{motion.id}/objections")).text
    assert WHY in desk and "陈秀英" not in desk
    refused = await staff.send_form(f"/result-objections/{objection.id}/answer", answer="查过了没有算重")
    assert refused.status_code == 422 and "查过了没有算重" in refused.text
    answer = await staff.send_form(f"/result-objections/{objection.id}/answer", upheld="no", answer="查过了没有算重")
    assert answer.status_code == 303 and "结果不变" in (await visit().get(page)).text
    annulled = await staff.send_form(f"/motions/{motion.id}/annul", reason="召集程序不对")
    assert annulled.status_code == 303 and "召集程序不对" in (await visit().get(page)).text
    assert "原来是通过" in (await visit().get(page)).text
    told_there = (await visit().get(f"/matters/{cast.matter.number}")).text
    assert "表决结果公示到" in told_there and "表决结果撤销了" in told_there and "召集程序不对" in told_there
    assert (await staff.send_form(f"/motions/{motion.id}/annul", reason="再撤一次吧")).status_code == 422
    assert await Ballot.all().count() == 12
