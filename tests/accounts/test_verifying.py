"""Who was confirmed by whom: two pairs of eyes before a vote, and a residence that is asked anew."""

import asyncio
from datetime import timedelta

import pytest

from portal.accounts.actions.checking import check_residences, end_lapsed, remind_to_renew
from portal.accounts.actions.residing import ask_renewal, ask_residence, confirm_residence, vouch_for_family
from portal.accounts.forms import AskResidence, ConfirmResidence
from portal.accounts.models import Look, ResidenceRequest, Residency
from portal.accounts.rules import Stay, verifying
from portal.meetings import rules as meeting_rules
from portal.meetings.actions import running
from portal.meetings.models import Meeting, Motion
from portal.notices.models import Notice
from portal.policy import STRANGER

PLAINLY = ConfirmResidence()


async def confirmed_by(cast, who: str, by: str, home: int, kind: str = "tenant") -> Residency:
    actor = await cast.actor(who)
    await ask_residence(actor, AskResidence(home_id=cast.homes[home - 1].id, kind=kind))
    request = await ResidenceRequest.get(slot=actor.id)
    await confirm_residence(await cast.actor(by), request.id, PLAINLY)
    return await Residency.get(person_id=actor.id, home_id=cast.homes[home - 1].id, until=None)


async def formal(cast) -> Motion:
    """The motion as a vote of the households, announced long enough ago."""
    await Motion.filter(id=cast.motion.id).update(kind="deliberative", rule_code="households")
    return await Motion.get(id=cast.motion.id)


async def test_a_head_who_alone_confirmed_a_voter_cannot_open_a_formal_vote(app, cast, hands):
    lives = await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    motion = await formal(cast)
    head, staff = await cast.actor("wang_degui"), await cast.actor("chen_guifang")
    with pytest.raises(meeting_rules.RestsOnConvener) as refused:
        await running.open_motion(head, motion.id)
    assert "1 票" in str(refused.value) and "陈桂芳" in str(refused.value)
    assert await check_residences(staff, cast.building.path, [f"r{lives.id}"]) == 1
    assert await Notice.exists(person=cast.people["sun_moved"], kind="residence_checked")
    await running.open_motion(head, motion.id)


async def test_a_straw_poll_decides_nothing_and_opens(app, cast, hands):
    await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)


async def test_whom_the_community_confirmed_counts_unless_the_community_convenes(app, cast, hands):
    await confirmed_by(cast, "sun_moved", "chen_guifang", 12)
    motion = await formal(cast)
    await Meeting.filter(id=cast.meeting.id).update(convener=cast.people["chen_guifang"])
    with pytest.raises(meeting_rules.RestsOnConvener):
        await running.open_motion(await cast.actor("chen_guifang"), motion.id)
    await Meeting.filter(id=cast.meeting.id).update(convener=cast.people["wang_degui"])
    await running.open_motion(await cast.actor("wang_degui"), motion.id)


async def test_nobody_checks_their_own_confirmation_or_another_place(app, cast, hands):
    lives = await confirmed_by(cast, "sun_moved", "chen_guifang", 12)
    with pytest.raises(verifying.NothingChosen):
        await check_residences(await cast.actor("chen_guifang"), cast.building.path, [f"r{lives.id}"])
    with pytest.raises(verifying.NothingChosen):
        await check_residences(await cast.actor("wang_degui"), cast.elsewhere.path, [f"r{lives.id}"])
    with pytest.raises(verifying.NothingChosen):
        await check_residences(await cast.actor("wang_degui"), cast.building.path, ["r999999", "x", "h1"])


async def test_the_page_before_opening_says_how_many_and_who(visit, cast, hands):
    await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    motion = await formal(cast)
    page = await visit("wang_degui").get(f"/motions/{motion.id}/open")
    assert "1 票" in page.text and "陈桂芳" in page.text and "打开表决</button>" not in page.text


async def test_the_second_look_is_masked_until_there_is_a_reason_which_each_of_them_can_read(visit, cast, hands):
    lives = await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    check = f"/areas/{cast.building.id}/check"
    staff = visit("chen_guifang")
    shut = (await staff.get(check)).text
    assert "孙搬走" not in shut and cast.homes[11].label not in shut and "孙" in shut
    assert (await staff.send_form(f"{check}/look", reason="")).status_code == 422
    assert not await Look.exists(person_id=lives.person_id)
    opened = await staff.send_form(f"{check}/look", reason="check")
    assert "孙搬走" in opened.text and "王德贵" in opened.text and f'value="r{lives.id}"' in opened.text
    look = await Look.get(person_id=lives.person_id)
    assert (look.viewer_id, look.what) == (cast.people["chen_guifang"].id, "residence_check")
    assert "您的名字，和您住哪一户" in (await visit("sun_moved").get("/me/looks")).text


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("by", "confirmed_by_id", "checked_by_id", "alone"),
    [(7, 7, None, True), (7, 7, 7, True), (7, 7, 8, False), (7, 8, None, False), (7, None, None, False)],
)
def test_what_rests_on_one_person(by, confirmed_by_id, checked_by_id, alone):
    assert verifying.rests_on(by, confirmed_by_id, checked_by_id) == alone


async def test_family_lets_family_in_and_no_further_than_six(app, cast, hands):
    asker = await cast.actor("sun_moved")
    await ask_residence(asker, AskResidence(home_id=cast.homes[1].id, kind="owner"))
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="family_asked")
    request = await ResidenceRequest.get(slot=asker.id)
    await vouch_for_family(await cast.actor("chen_xiuying"), request.id)
    lives = await Residency.get(person_id=asker.id, until=None)
    assert (lives.kind, lives.level, lives.method) == ("family", 2, "family")
    for who in ("wu_retired", "zhao_lei", "zeng_liaison", "he_chunmei"):
        await Residency.create(person=cast.people[who], home=cast.homes[1], kind="family", since=hands.at)
    late = await cast.actor("zhao_absent")
    await ask_residence(late, AskResidence(home_id=cast.homes[1].id, kind="family"))
    with pytest.raises(verifying.HomeIsFull):
        await vouch_for_family(await cast.actor("chen_xiuying"), (await ResidenceRequest.get(slot=late.id)).id)


async def test_two_members_who_let_in_the_sixth_at_once_let_in_one(app, cast, hands):
    vouchers = ["chen_xiuying", "wu_retired", "zhao_lei", "zeng_liaison", "he_stranger"]
    for who in vouchers[1:]:
        await ResidenceRequest.filter(person=cast.people[who]).update(stage="withdrawn", slot=None)
        await Residency.create(person=cast.people[who], home=cast.homes[1], kind="family", since=hands.at)
    numbers = []
    for who in ("sun_moved", "zhao_absent"):
        asker = await cast.actor(who)
        await ask_residence(asker, AskResidence(home_id=cast.homes[1].id, kind="family"))
        numbers.append((await ResidenceRequest.get(slot=asker.id)).id)
    pairs = zip([await cast.actor(who) for who in vouchers[:2]], numbers, strict=True)
    answers = await asyncio.gather(*(vouch_for_family(*pair) for pair in pairs), return_exceptions=True)
    assert [type(each) for each in answers if each is not None] == [verifying.HomeIsFull]
    assert await Residency.filter(home=cast.homes[1], until=None).count() == 6


async def test_whom_only_a_head_knows_passes_nothing_on(app, cast, hands):
    await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    other = await cast.actor("wu_retired")
    await ask_residence(other, AskResidence(home_id=cast.homes[11].id, kind="family"))
    request = await ResidenceRequest.get(slot=other.id)
    with pytest.raises(verifying.MayNotVouch):
        await vouch_for_family(await cast.actor("sun_moved"), request.id)
    await Residency.filter(person=cast.people["sun_moved"], until=None).update(
        checked_by_id=cast.people["chen_guifang"].id
    )
    await vouch_for_family(await cast.actor("sun_moved"), request.id)


async def test_a_neighbour_of_another_home_vouches_for_nobody(visit, cast):
    assert (await visit("tang_laoshi").send_form(f"/residences/{cast.request.id}/vouch")).status_code == 403


@pytest.mark.parametrize(("kind", "days"), [("tenant", 365), ("family", 730), ("owner", 730)])
async def test_a_residence_is_reminded_of_then_ends_unless_it_is_renewed(app, cast, hands, kind, days):
    lives = await confirmed_by(cast, "sun_moved", "wang_degui", 12, kind)
    assert lives.renew_by == hands.at + timedelta(days=days)
    hands.go(days=days - 29)
    await remind_to_renew(STRANGER)
    await remind_to_renew(STRANGER)
    reminders = Notice.filter(person=cast.people["sun_moved"], kind="residence_ending")
    assert await reminders.count() == 1
    hands.go(days=30)
    await end_lapsed(STRANGER)
    hands.go(seconds=1)
    assert not (await cast.actor("sun_moved")).homes


async def test_one_tap_asks_again_and_the_head_renews(app, cast, hands):
    before = await confirmed_by(cast, "sun_moved", "wang_degui", 12)
    actor = await cast.actor("sun_moved")
    with pytest.raises(verifying.LapsesLater):
        await ask_renewal(actor, cast.homes[11].id)
    hands.go(days=340)
    await ask_renewal(actor, cast.homes[11].id)
    request = await ResidenceRequest.get(slot=actor.id)
    await confirm_residence(await cast.actor("wang_degui"), request.id, PLAINLY)
    after = await Residency.get(person_id=actor.id, until=None)
    assert after.id == before.id and after.renew_by == hands.at + timedelta(days=365)


async def test_a_heads_word_does_not_undo_the_communitys(app, cast, hands):
    lives = await confirmed_by(cast, "sun_moved", "chen_guifang", 12)
    hands.go(days=340)
    actor = await cast.actor("sun_moved")
    await ask_renewal(actor, cast.homes[11].id)
    request = await ResidenceRequest.get(slot=actor.id)
    await confirm_residence(await cast.actor("wang_degui"), request.id, PLAINLY)
    again = await Residency.get(id=lives.id)
    assert (again.method, again.confirmed_by_id) == ("community", cast.people["chen_guifang"].id)


@pytest.mark.parametrize(
    ("who", "level"), [("he_stranger", 1), ("li_tenant", 2), ("chen_xiuying", 3), ("zhao_absent", 3)]
)
async def test_everybody_sees_their_level(visit, cast, who, level):
    assert verifying.level_of(await cast.actor(who)) == level
    page = await visit(who).get("/me/verify")
    assert page.text.count('aria-current="step"') == 1


@pytest.mark.anywhere
def test_every_kind_of_stay_has_its_term_and_a_visitor_is_level_nought():
    assert set(verifying.RENEWALS) == set(Stay) and verifying.level_of(STRANGER) == 0
