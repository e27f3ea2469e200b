"""未表态业主: counted with the majority only where the estate's rules, a delivery and a warning all stand."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import clock
from portal.meetings import queries, rules
from portal.meetings.actions import altering, ballots, counting, deliveries, papers, running
from portal.meetings.actions import silence as acting
from portal.meetings.forms import ChangeWording, DeliverNotice, SetSilence
from portal.meetings.models import AgendaItem, Delivery, Meeting, Motion, PostedNotice, Right, SilentRule
from portal.meetings.pages.notice import WHO
from portal.meetings.queries.reach import ballots_delivered, reach_of
from portal.meetings.rules import Choice, Entitlement, notice, silence
from portal.meetings.rules.bundle import recount
from portal.notices.models import Notice
from tests.cast import Cast

SPECIAL, ORDINARY = rules.rule_of("owners_special"), rules.rule_of("owners_ordinary")
ARTICLE = "议事规则第 12 条"


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("rule", "article", "options", "refusal"),
    [
        ("owners_ordinary", ARTICLE, False, None),
        ("owners_special", "管理规约第十二条", False, None),
        ("owners_special", "议事规则", False, silence.ArticleMissing),
        ("owners_special", "", False, silence.ArticleMissing),
        ("owners_special", ARTICLE, True, silence.SilenceIsNoVote),
        ("straw_poll", ARTICLE, False, silence.SilenceIsNoVote),
        ("households", ARTICLE, False, silence.SilenceIsNoVote),
        ("residents_assembly", ARTICLE, False, silence.SilenceIsNoVote),
        ("committee", ARTICLE, False, silence.SilenceIsNoVote),
        ("pmc", ARTICLE, False, silence.SilenceIsNoVote),
    ],
)
def test_only_a_statutory_vote_of_owners_and_only_by_an_article(rule, article, options, refusal):
    found = rules.rule_of(rule)
    if refusal:
        with pytest.raises(refusal):
            silence.must_be_lawful(found, article, options=options)
    else:
        silence.must_be_lawful(found, article, options=options)
    frozen = silence.with_silence(found, article, options=options)
    assert (frozen.silent == silence.FOLLOW) == (refusal is None or article == "议事规则")


@pytest.mark.anywhere
def test_by_default_silence_is_silence():
    assert {rule.silent for rule in rules.RULES.values()} == {"none"}
    assert silence.with_silence(SPECIAL, "", options=False) == SPECIAL


@pytest.mark.anywhere
@pytest.mark.parametrize("basis", list(rules.Basis))
def test_a_notice_has_words_for_every_kind_of_voter(basis):
    assert WHO[basis]


def owners(*areas: int) -> list[Entitlement]:
    return [Entitlement(f"o{n}", (), area, ()) for n, area in enumerate(areas)]


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("areas", "agree", "oppose", "delivered", "followed", "applied", "verdict"),
    [
        # V9a and V9b in small: 15 flats, 14 delivered, 4 agree, 2 oppose, 1 abstains.
        ([9500] * 15, [0, 1, 2, 3], [4, 5], range(14), 7, True, "passed"),
        ([9500] * 15, [0, 1, 2, 3], [4, 5], range(7), 0, True, "no_result"),  # nobody silent was reached
        ([9500] * 15, [0, 1], [2, 3, 4, 5], range(14), 7, True, "failed"),  # the majority is against
        # Two small ones agree and one large one is against: heads say one thing and area the other.
        ([100, 100, 900, 100, 100, 100], [0, 1], [2], range(6), 0, False, "no_result"),
        ([9500] * 6, [0], [1], range(6), 0, False, "no_result"),  # a tie leads nowhere
    ],
)
def test_who_was_reached_follows_the_one_majority_of_heads_and_area(
    areas, agree, oppose, delivered, followed, applied, verdict
):
    rule = silence.with_silence(ORDINARY, ARTICLE, options=False)
    voters = owners(*areas)
    choices = {f"o{n}": Choice.AGREE for n in agree} | {f"o{n}": Choice.OPPOSE for n in oppose}
    if len(areas) == 15:
        choices["o6"] = Choice.ABSTAIN
    reached = {f"o{n}" for n in delivered} - set(choices)
    counted = rules.tally(voters, choices, rule, reached)
    told = silence.told_of_silence(rule, counted, [v.key for v in voters], choices, reached)["silent"]
    assert (counted.followed, told["applied"], str(rules.outcome(counted, rule).verdict)) == (
        followed,
        applied,
        verdict,
    )
    assert told["delivered"] + told["undelivered"] + len(choices) == len(areas)


@pytest.mark.anywhere
def test_the_vectors_that_touch_silence_are_read_as_they_stand():
    cases = json.loads((Path(__file__).parents[1] / "vectors" / "owner_votes.json").read_text())
    assert {case["id"] for case in cases if case["silent_rule"] == silence.FOLLOW} == {"V9b"}


@pytest.mark.anywhere
@given(st.sets(st.integers(0, 19)), st.sets(st.integers(0, 19)), st.sets(st.integers(0, 19)))
def test_whoever_was_not_reached_is_never_counted(agree, oppose, delivered):
    rule = silence.with_silence(ORDINARY, ARTICLE, options=False)
    choices = {f"o{n}": Choice.AGREE for n in agree} | {f"o{n}": Choice.OPPOSE for n in oppose}
    counted = rules.tally(owners(*[100] * 20), choices, rule, {f"o{n}" for n in delivered})
    assert counted.taking_part.heads <= len(set(agree) | set(oppose) | set(delivered))
    assert counted.abstain.heads <= len(delivered)


async def formal(cast: Cast) -> None:
    """A statutory vote of the owners that was posted three weeks ago and closes in three more."""
    now = clock.now()
    await Motion.filter(id=cast.motion.id).update(
        rule_code="owners_ordinary", kind="deliberative", indicative=True, closes_at=now + timedelta(days=21)
    )
    ends = now + timedelta(days=21)
    await Meeting.filter(id=cast.meeting.id).update(
        form="owners_assembly", called_at=now - timedelta(days=21), ends_at=ends, starts_at=now + timedelta(days=20)
    )


async def ruled(cast: Cast, hands) -> None:
    """The rule of silence stands in the notice for all its days, and the vote is open."""
    await formal(cast)
    said = SetSilence(article=ARTICLE, why="议事规则有这一条")
    await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    hands.go(days=16)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)


async def deliver(cast: Cast, *numbers: int, by: str = "liu_xiaomin", **how: str) -> None:
    for number in numbers:
        said = DeliverNotice(home=cast.homes[number - 1].id, note="本人签收", **how)
        await deliveries.deliver_notice(await cast.actor(by), cast.meeting.id, said)


async def vote(cast: Cast, number: int, choice: str) -> None:
    right = await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[number - 1].id}")
    await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"key-of-{number}-0123456789", choice, number))


async def test_what_silence_means_is_said_in_the_notice_and_its_days_begin_anew(cast, hands):
    await formal(cast)
    said = SetSilence(article=ARTICLE, why="议事规则有这一条")
    await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    assert (await AgendaItem.get(id=cast.topic.id)).noticed_at == hands.at
    meeting = await Meeting.get(id=cast.meeting.id).select_related("area")
    assert (meeting.edition, (await queries.said_now(meeting))["items"][0]["silent"]) == (2, ARTICLE)
    with pytest.raises(notice.NoticeTooShort):
        await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    hands.go(days=16)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    frozen = await Motion.get(id=cast.motion.id)
    assert (frozen.rule["silent"], frozen.rule["silent_article"]) == (silence.FOLLOW, ARTICLE)


async def test_everybody_is_told_what_silence_will_mean_and_the_notice_has_reached_who_was(cast, app):
    await formal(cast)
    said = SetSilence(article=ARTICLE, why="议事规则有这一条")
    await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    told = {each.person_id for each in await Notice.filter(kind="wording_changed")}
    assert {cast.people["tang_laoshi"].id, cast.people["zhao_absent"].id} <= told
    assert (await reach_of(cast.meeting.id)).reached > 0


async def test_the_notice_says_nothing_of_silence_where_it_counts_for_nothing_any_more(cast):
    await formal(cast)
    said = SetSilence(article=ARTICLE, why="议事规则有这一条")
    await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    other = ChangeWording(wording="先摸个底？", rule="straw_poll", why="先问问大家")
    await altering.change_wording(await cast.actor("wang_degui"), cast.topic.id, other)
    posted = await PostedNotice.filter(meeting_id=cast.meeting.id).order_by("-edition").first()
    assert posted.said["items"][0]["rule"] == "straw_poll" and "silent" not in posted.said["items"][0]


async def test_too_late_for_its_days_it_is_not_set_at_all(cast):
    await formal(cast)
    await Motion.filter(id=cast.motion.id).update(closes_at=clock.now() + timedelta(days=10))
    with pytest.raises(rules.ClosesBeforeNotice):
        said = SetSilence(article=ARTICLE, why="议事规则有这一条")
        await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    assert not await SilentRule.exists()


async def test_whose_ballot_was_delivered_follows_and_is_printed_with_the_result(cast, hands, visit):
    await ruled(cast, hands)
    for number in range(1, 5):
        await vote(cast, number, "agree")
    await vote(cast, 5, "oppose")
    await deliver(cast, *range(1, 13))
    await deliver(cast, 12, 13)  # brought twice is brought once
    hands.go(days=6)
    await running.close_due_motions(await cast.actor("wang_degui"))
    motion = await queries.motion_with(cast.motion.id)
    assert motion.result["silent"] == {"article": ARTICLE, "delivered": 8, "undelivered": 1, "applied": True}
    assert (motion.result["tally"]["followed"], motion.result["tally"]["taking_part"]["heads"]) == (8, 13)
    assert motion.result["verdict"] == "passed"
    told = recount(await queries.bundle_of(motion))
    assert told["same_verdict"] and told["same_tests"] and told["rule_fits"] and told["sums_fit"]
    page = (await visit("tang_laoshi").get(f"/motions/{motion.id}/result")).text
    assert f"没投、按{ARTICLE}随多数的 8 票" in page and "票没有送到手里的 1 票" in page


async def test_without_the_rule_a_delivery_changes_nothing(cast, hands):
    await formal(cast)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await vote(cast, 1, "agree")
    await deliver(cast, *range(1, 15))
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert (result["tally"]["taking_part"]["heads"], result["verdict"]) == (1, "no_result") and "silent" not in result


async def test_who_said_something_is_not_silent_even_where_it_does_not_count(cast, hands):
    """Co-owners who contradict each other, and a paper that two people read differently."""
    await ruled(cast, hands)
    await deliver(cast, *range(1, 15))
    for number in range(1, 10):
        await vote(cast, number, "agree")
    right = await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[9].id}")
    for person, choice in ((101, "agree"), (102, "oppose")):
        await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"key-of-{person}-0123456", choice, person))
    paper = await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[10].id}")
    number = await papers.record_paper(await cast.actor("liu_xiaomin"), cast.motion.id, paper.id, "oppose")
    await papers.witness_paper(await cast.actor("chen_guifang"), number, "agree")
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert (result["tally"]["followed"], result["tally"]["taking_part"]["heads"]) == (3, 12)


async def test_only_a_ballot_in_the_hand_counts_and_the_convener_vouches_for_none(cast, hands):
    await formal(cast)
    said = SetSilence(article=ARTICLE, why="议事规则有这一条")
    await acting.set_silence(await cast.actor("wang_degui"), cast.motion.id, said)
    await deliver(cast, 1)  # the notice, when there was no ballot yet
    hands.go(days=16)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await deliver(cast, 2, by="wang_degui")
    await deliver(cast, 3, outcome="absent")
    await deliver(cast, 4, outcome="paper")
    home = {
        "meeting_id": cast.meeting.id,
        "home_id": cast.homes[4].id,
        "occurred_at": clock.now(),
        "logged_at": clock.now(),
    }
    await Delivery.create(method="portal", outcome="delivered", **home)
    right = await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[3].id}")
    assert await ballots_delivered(await queries.motion_with(cast.motion.id)) == {right.key}


async def test_on_paper_forms_the_rule_is_set_and_said_on_notice_and_ballot(visit, cast, hands):
    await formal(cast)
    head, path = visit("wang_degui"), f"/motions/{cast.motion.id}"
    assert "三样都要有" in (await head.get(f"{path}/silence")).text
    wrong = await head.send_form(f"{path}/silence", article="议事规则", why="有这一条")
    assert wrong.status_code == 422 and 'value="议事规则"' in wrong.text
    assert (await head.send_form(f"{path}/silence", article=ARTICLE, why="有这一条")).status_code == 303
    assert f"按{ARTICLE}随多数算" in (await head.get(f"/meetings/{cast.meeting.id}/notice")).text
    hands.go(days=16)
    assert (await head.send_form(f"{path}/open")).status_code == 303
    assert f"按{ARTICLE}随多数算" in (await visit("tang_laoshi").get(f"{path}/ballot")).text
