"""From the claim to the thanks: confirmed by the person served, and by nobody else."""

import asyncio
from datetime import date, time, timedelta

import pytest

from portal import settings
from portal.audit.models import AuditRecord
from portal.channels.models import Letter
from portal.kit import sealing
from portal.kit.errors import Missing
from portal.ledger.models import Step
from portal.notices.models import Notice
from portal.policy import STRANGER
from portal.reporting import queries, rules
from portal.reporting.actions import claims, needs
from portal.reporting.forms import (
    AskForHelp,
    ClaimNeed,
    CloseNeed,
    EnterSlip,
    FinishByCode,
    FinishClaim,
    GiveThanks,
    NoteCall,
)
from portal.reporting.models import CallNote, Claim, DoorSeen, Need
from portal.volunteers import queries as volunteers
from portal.volunteers.actions import serving
from portal.volunteers.models import ServiceTime
from portal.volunteers.rules import AlreadyFinished, Ledger, NotStarted, OnlyOnce, hours

VOLUNTARY = ClaimNeed()
HELPED = GiveThanks(answer="helped", thanks="谢谢你")


def asking(cast, **more) -> AskForHelp:
    given = {
        "title": "换一个灯泡",
        "summary": "厨房的灯不亮了。",
        "area_id": cast.building.id,
        "by_day": date(2026, 11, 30),
    }
    return AskForHelp(**(given | more))


async def serve(cast, hands, minutes: int = 40) -> Claim:
    """The cast's own claim, accepted, started and finished."""
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    helper = await cast.actor("luo_member")
    await claims.start_claim(helper, cast.claim.id)
    hands.go(minutes=minutes)
    await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    return await Claim.get(id=cast.claim.id)


async def test_a_need_is_read_by_the_community_before_neighbours_see_it(app, cast, hands):
    need_id = await needs.ask_for_help(await cast.actor("tang_laoshi"), asking(cast))
    with pytest.raises(Missing):
        await queries.need_for(await cast.actor("zhou_shifu"), need_id)
    await needs.publish_need(await cast.actor("chen_guifang"), need_id)
    assert (await queries.need_for(await cast.actor("zhou_shifu"), need_id)).near
    with pytest.raises(rules.NotInReview):
        await needs.publish_need(await cast.actor("chen_guifang"), need_id)


@pytest.mark.parametrize(
    ("who", "more", "refused"),
    [
        ("tang_laoshi", {"summary": "在 3栋1单元402"}, rules.TellsTheDoor),
        ("tang_laoshi", {"title": "打13812345678"}, rules.TellsTheDoor),
        ("tang_laoshi", {"by_day": date(2026, 11, 23)}, rules.DayGone),
        ("chen_guifang", {}, rules.UnknownWho),
        ("he_stranger", {}, rules.NotYourCommunity),
        ("tang_laoshi", {"matter_number": "LZ-2026-9999"}, Missing),
    ],
)
async def test_what_cannot_be_asked_is_refused(app, cast, hands, who, more, refused):
    with pytest.raises(refused):
        await needs.ask_for_help(await cast.actor(who), asking(cast, **more))
    assert await Need.all().count() == 1


async def test_two_places_and_ten_helpers_at_once(app, cast, hands):
    helpers = [await cast.actor(who) for who in ("tang_laoshi", "zhou_shifu", "li_tenant", "wang_degui", "he_chunmei")]
    answers = await asyncio.gather(
        *(claims.claim_need(each, cast.need.id, VOLUNTARY) for each in helpers), return_exceptions=True
    )
    assert sum(isinstance(each, int) for each in answers) == 1  # one place was the member's
    assert sum(isinstance(each, rules.NeedFull) for each in answers) == 4
    assert (await Need.get(id=cast.need.id)).taken == 2


@pytest.mark.parametrize(
    ("who", "ledger", "before", "refused"),
    [
        ("chen_xiuying", Ledger.VOLUNTARY, None, rules.OwnNeed),
        ("luo_member", Ledger.VOLUNTARY, None, rules.AlreadyClaimed),
        ("tang_laoshi", Ledger.PARTY_DUTY, None, rules.NotReported),
        ("tang_laoshi", Ledger.VOLUNTARY, "close", rules.NeedGone),
    ],
)
async def test_what_cannot_be_claimed_is_refused(app, cast, hands, who, ledger, before, refused):
    if before == "close":
        await needs.close_need(await cast.actor("chen_xiuying"), cast.need.id, CloseNeed(why="儿子回来了"))
    with pytest.raises(refused):
        await claims.claim_need(await cast.actor(who), cast.need.id, ClaimNeed(ledger=ledger))


async def test_a_need_elsewhere_is_not_there_at_all(app, cast, hands):
    with pytest.raises(Missing):
        await queries.need_for(await cast.actor("he_stranger"), cast.need.id)


async def test_the_door_is_seen_after_acceptance_only_and_every_look_is_told(app, cast, hands):
    helper = await cast.actor("luo_member")
    with pytest.raises(rules.NotAccepted):
        await claims.look_as_helper(helper, cast.claim.id)
    assert not await DoorSeen.exists()
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    await claims.look_as_helper(helper, cast.claim.id)
    await claims.look_as_helper(helper, cast.claim.id)
    assert await DoorSeen.filter(need_id=cast.need.id).count() == 2
    assert await AuditRecord.filter(event="DoorLookedAt").count() == 2
    await needs.look_at_door(await cast.actor("chen_guifang"), cast.need.id)  # the community's look is kept too
    looks = await queries.looks_at(await queries.need_with(cast.need.id))
    assert [name for _look, name in looks] == ["陈桂芳", "罗党员", "罗党员"]


async def test_confirmed_by_a_tap_on_the_signed_link(app, cast, hands):
    claim = await serve(cast, hands)
    token = queries.codes_of(claim)[2]
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="help_done", href=f"/thanks/{token}")
    found = await queries.claim_thanked(STRANGER, token)
    await claims.give_thanks(STRANGER, found.claim.id, HELPED)
    service = await ServiceTime.get(source="claim", source_id=claim.id)
    assert (service.stage, service.minutes, service.confirmed_how) == ("confirmed", 40, "tap")
    assert (await Claim.get(id=claim.id)).thanks == "谢谢你"
    assert await Notice.exists(person=cast.people["luo_member"], kind="thanked")
    with pytest.raises(rules.AlreadyConfirmed):
        await claims.give_thanks(STRANGER, claim.id, HELPED)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + "0", lambda t: "9" + t, lambda t: t.split("-")[0], lambda t: "x", lambda t: "9" * 30]
)
async def test_a_guessed_or_changed_link_finds_nothing(app, cast, hands, change):
    token = change(queries.codes_of(cast.claim)[2])
    if token == queries.codes_of(cast.claim)[2]:
        token = token[:-1] + "1"
    with pytest.raises(Missing):
        await queries.claim_thanked(STRANGER, token)


async def test_finished_and_confirmed_by_the_spoken_code(app, cast, hands):
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    helper = await cast.actor("luo_member")
    await claims.start_claim(helper, cast.claim.id)
    hands.go(minutes=31)
    spoken = queries.codes_of(cast.claim)[0]
    await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code=spoken))
    service = await ServiceTime.get(source="claim", source_id=cast.claim.id)
    assert (service.stage, service.minutes, service.confirmed_how) == ("confirmed", 31, "spoken")
    with pytest.raises(rules.AlreadyConfirmed):
        await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code=spoken))


async def test_a_guessed_code_is_counted_and_locked(app, cast, hands):
    await serve(cast, hands)
    helper = await cast.actor("luo_member")
    right = queries.codes_of(cast.claim)[0]
    wrong = f"{(int(right) + 1) % 10_000:04}"
    for left in (4, 3, 2, 1):
        with pytest.raises(rules.WrongCode) as said:
            await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code=wrong))
        assert said.value.details["left"] == left
    with pytest.raises(rules.CodeLocked):
        await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code=wrong))
    with pytest.raises(rules.CodeLocked):
        await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code=right))
    # A locked code locks nobody out: the person served still has the link, and the slip.
    await claims.give_thanks(STRANGER, cast.claim.id, HELPED)


async def test_the_code_of_another_service_is_wrong(app, cast, hands):
    claim_id = await claims.claim_need(await cast.actor("zhou_shifu"), cast.need.id, VOLUNTARY)
    other = await Claim.get(id=claim_id)
    await serve(cast, hands)
    with pytest.raises(rules.WrongCode):
        await claims.finish_by_code(
            await cast.actor("luo_member"), cast.claim.id, FinishByCode(code=queries.codes_of(other)[0])
        )


async def test_a_paper_slip_is_entered_by_the_community_with_a_signature(app, cast, hands):
    claim, staff = await serve(cast, hands), await cast.actor("liu_xiaomin")
    slip = queries.codes_of(claim)[1]
    with pytest.raises(rules.NoSlip):
        await claims.enter_slip(staff, claim.id, EnterSlip(slip=slip, signed="yes"))
    printer = await cast.actor("chen_guifang")
    await claims.print_slip(printer, claim.id)
    assert await DoorSeen.exists(need_id=claim.need_id, person_id=printer.id)
    with pytest.raises(rules.SamePrinter):
        await claims.enter_slip(printer, claim.id, EnterSlip(slip=slip, signed="yes"))
    with pytest.raises(rules.WrongSlip):
        await claims.enter_slip(staff, claim.id, EnterSlip(slip="00000000", signed="yes"))
    with pytest.raises(rules.NoSignature):
        await claims.enter_slip(staff, claim.id, EnterSlip(slip=slip))
    with pytest.raises(rules.OwnSlip):
        await claims.enter_slip(await cast.actor("luo_member"), claim.id, EnterSlip(slip=slip, signed="yes"))
    await claims.enter_slip(staff, claim.id, EnterSlip(slip=f"{slip[:4]}-{slip[4:]}".lower(), signed="yes"))
    assert (await Claim.get(id=claim.id)).confirmed_how == "slip"
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="slip_entered")


async def test_a_closed_need_shows_no_door_and_is_not_served(app, cast, hands):
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    waiting = await claims.claim_need(await cast.actor("zhou_shifu"), cast.need.id, VOLUNTARY)
    await needs.close_need(await cast.actor("chen_xiuying"), cast.need.id, CloseNeed(why="儿子回来了"))
    helper = await cast.actor("luo_member")
    for deed in (claims.look_as_helper, claims.start_claim):
        with pytest.raises(rules.NotAccepted):
            await deed(helper, cast.claim.id)
    with pytest.raises(rules.NotWaiting):
        await claims.accept_claim(await cast.actor("chen_guifang"), waiting)
    assert {c.stage for c in await Claim.filter(need_id=cast.need.id)} == {"called_off"}
    assert await Notice.exists(person=cast.people["luo_member"], kind="need_closed")


async def test_a_service_that_has_begun_goes_on_when_the_need_is_closed(app, cast, hands):
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    helper = await cast.actor("luo_member")
    await claims.start_claim(helper, cast.claim.id)
    await needs.close_need(await cast.actor("chen_xiuying"), cast.need.id, CloseNeed(why="够了"))
    hands.go(minutes=30)
    await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    assert (await Claim.get(id=cast.claim.id)).stage == "done"


async def test_what_was_begun_and_forgotten_is_not_begun_again(app, cast, hands):
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    helper = await cast.actor("luo_member")
    await claims.start_claim(helper, cast.claim.id)
    hands.go(hours=4)
    await serving.end_forgotten(STRANGER)
    with pytest.raises(AlreadyFinished):
        await claims.start_claim(helper, cast.claim.id)
    assert await ServiceTime.filter(source="claim", source_id=cast.claim.id).count() == 1


async def test_a_guess_before_the_service_begins_uses_up_no_try(app, cast, hands):
    helper = await cast.actor("luo_member")
    for refusal in (rules.NotAccepted, NotStarted):
        with pytest.raises(refusal):
            await claims.finish_by_code(helper, cast.claim.id, FinishByCode(code="0000"))
        if refusal is rules.NotAccepted:
            await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    assert (await Claim.get(id=cast.claim.id)).guesses == 0


async def test_a_need_whose_day_is_over_is_not_claimed(app, cast, hands):
    hands.go(days=8)
    with pytest.raises(rules.NeedGone):
        await claims.claim_need(await cast.actor("zhou_shifu"), cast.need.id, VOLUNTARY)


async def test_a_need_is_for_the_days_of_one_year(app, cast, hands):
    with pytest.raises(rules.DayTooFar):
        await needs.ask_for_help(await cast.actor("tang_laoshi"), asking(cast, by_day=date(2099, 1, 1)))


async def test_old_silence_hides_no_new_claim_from_the_desk(app, cast, hands):
    for n in range(60):
        need = await Need.create(
            area=cast.building, title=f"旧事{n}", summary="-", kind="service", category="care", minutes=30, people=1, taken=1,
            by_day=date(2026, 11, 1), origin="community", stage="open", person=cast.people["chen_guifang"], sealed="-",
            asked_at=hands.at,
        )  # fmt: skip
        await Claim.create(
            need=need, person=cast.people["zhou_shifu"], ledger="voluntary", stage="done", claimed_at=hands.at - timedelta(days=30),
            done_at=hands.at - timedelta(days=20),
        )  # fmt: skip
    newest = await claims.claim_need(await cast.actor("zhou_shifu"), cast.need.id, VOLUNTARY)
    desk = await queries.desk_of(await cast.actor("chen_guifang"))
    assert newest in [each.claim.id for each in desk.claims]
    assert len(desk.silent) == 50


async def test_the_community_may_note_a_call_and_nothing_is_confirmed_by_it(app, cast, hands):
    claim = await serve(cast, hands)
    hands.go(days=7)
    found = await queries.claim_for(STRANGER, claim.id)
    assert found.unconfirmed
    assert [each.claim.id for each in (await queries.desk_of(await cast.actor("chen_guifang"))).silent] == [claim.id]
    await claims.note_call(await cast.actor("chen_guifang"), claim.id, NoteCall(note="说帮过了"))
    assert await CallNote.filter(claim_id=claim.id).count() == 1
    assert (await Claim.get(id=claim.id)).stage == "done"
    assert (await ServiceTime.get(source="claim", source_id=claim.id)).stage == "pending"


async def test_not_helped_waits_and_may_still_be_confirmed_later(app, cast, hands):
    claim = await serve(cast, hands)
    await claims.give_thanks(STRANGER, claim.id, GiveThanks(answer="not_helped"))
    assert (await Claim.get(id=claim.id)).stage == "not_done"
    assert (await volunteers.record_of(await cast.actor("luo_member"), 2026)).minutes(confirmed=True) == 0
    await claims.give_thanks(STRANGER, claim.id, HELPED)
    assert (await volunteers.record_of(await cast.actor("luo_member"), 2026)).minutes(confirmed=True) == 40


async def test_out_of_turn_nothing_happens(app, cast, hands):
    helper, staff = await cast.actor("luo_member"), await cast.actor("chen_guifang")
    with pytest.raises(rules.NotAccepted):
        await claims.start_claim(helper, cast.claim.id)
    with pytest.raises(rules.NotAccepted):
        await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    with pytest.raises(rules.NotDoneYet):
        await claims.give_thanks(STRANGER, cast.claim.id, HELPED)
    await claims.accept_claim(staff, cast.claim.id)
    with pytest.raises(rules.NotWaiting):
        await claims.accept_claim(staff, cast.claim.id)
    with pytest.raises(NotStarted):
        await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    await claims.start_claim(helper, cast.claim.id)
    with pytest.raises(rules.TooLateToWithdraw):
        await claims.withdraw_claim(helper, cast.claim.id)
    await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    with pytest.raises((AlreadyFinished, rules.NotWaiting)):
        await claims.finish_claim(helper, cast.claim.id, FinishClaim())


async def test_a_declined_or_withdrawn_place_is_free_again_and_codes_are_new(app, cast, hands):
    before = queries.codes_of(cast.claim)[:2]
    await claims.withdraw_claim(await cast.actor("luo_member"), cast.claim.id)
    assert (await Need.get(id=cast.need.id)).taken == 0
    await claims.claim_need(await cast.actor("luo_member"), cast.need.id, VOLUNTARY)
    again = await Claim.get(id=cast.claim.id)
    assert (again.ledger, again.round) == ("voluntary", 2)
    assert queries.codes_of(again)[:2] != before
    await claims.decline_claim(await cast.actor("chen_guifang"), cast.claim.id)
    assert (await Need.get(id=cast.need.id)).taken == 0


async def test_a_shift_and_a_need_are_not_served_at_once(app, cast, hands):
    helper = await cast.actor("luo_member")
    await ServiceTime.create(
        person_id=helper.id, ledger="voluntary", source="shift", source_id=99, what="巡逻", place="-", organiser="-",
        stage="running", started_at=hands.at, started_by="code", planned_until=hands.at + timedelta(hours=2), rule=hours.RULE,
    )  # fmt: skip
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    with pytest.raises(OnlyOnce):
        await claims.start_claim(helper, cast.claim.id)


async def test_a_forgotten_end_is_told_afterwards_up_to_the_plan(app, cast, hands):
    helper = await cast.actor("luo_member")
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    await claims.start_claim(helper, cast.claim.id)  # at 19:40, for an hour
    hands.go(hours=3, minutes=1)
    await serving.end_forgotten(STRANGER)
    with pytest.raises(hours.LaterThanPlanned):
        await claims.finish_claim(helper, cast.claim.id, FinishClaim())
    await claims.finish_claim(helper, cast.claim.id, FinishClaim(at=time(20, 20)))
    assert (await ServiceTime.get(source="claim", source_id=cast.claim.id)).minutes == 40


@pytest.mark.parametrize("at", [time(19, 30), time(21, 0)])
async def test_an_end_before_the_start_or_in_the_future_is_refused(app, cast, hands, at):
    helper = await cast.actor("luo_member")
    await claims.accept_claim(await cast.actor("chen_guifang"), cast.claim.id)
    await claims.start_claim(helper, cast.claim.id)
    hands.go(minutes=30)
    with pytest.raises((hours.EndsBeforeItBegan, hours.NotYet)):
        await claims.finish_claim(helper, cast.claim.id, FinishClaim(at=at))


async def test_who_has_no_account_gets_a_letter_with_digits_and_no_door(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    said = asking(cast, who="杨婆婆", door="3栋1单元502", address="12000000077")
    need_id = await needs.ask_for_help(staff, said)
    claim_id = await claims.claim_need(await cast.actor("zhou_shifu"), need_id, VOLUNTARY)
    await claims.accept_claim(staff, claim_id)
    letter = await Letter.get(dedupe__startswith=f"help_coming:{claim_id}")
    body = sealing.unseal(settings.current().secret, letter.body)
    assert letter.channel == "sms"
    assert queries.codes_of(await Claim.get(id=claim_id))[0] in body
    assert "502" not in body and "12000000077" not in body and len(body) <= 70
    told = queries.told_in(await queries.need_with(need_id))
    assert (told.who, told.door) == ("杨婆婆", "3栋1单元502")
    assert "杨婆婆" not in (await Need.get(id=need_id)).sealed


async def test_a_need_of_a_matter_shows_on_its_timeline_from_asking_to_thanks(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    said = asking(cast, matter_number=cast.matter.number, door="3栋门口", address="tang_laoshi@demo.invalid")
    need_id = await needs.ask_for_help(staff, said)
    assert (await Need.get(id=need_id)).recipient_id == cast.people["tang_laoshi"].id
    claim_id = await claims.claim_need(await cast.actor("zhou_shifu"), need_id, VOLUNTARY)
    await claims.accept_claim(staff, claim_id)
    await claims.start_claim(await cast.actor("zhou_shifu"), claim_id)
    hands.go(minutes=20)
    await claims.finish_claim(await cast.actor("zhou_shifu"), claim_id, FinishClaim())
    await claims.give_thanks(await cast.actor("tang_laoshi"), claim_id, HELPED)
    kinds = [step.kind for step in await Step.filter(matter_number=cast.matter.number).order_by("id")]
    assert kinds[-2:] == ["need", "helped"]


async def test_a_resource_is_lent_by_a_paired_unit_and_by_nobody_else(app, cast, hands):
    staff, liaison = await cast.actor("chen_guifang"), await cast.actor("zeng_liaison")
    said = asking(cast, kind="resource", title="错时停车位 40 个", door="车位", address="wang_degui@demo.invalid")
    need_id = await needs.ask_for_help(staff, said)
    with pytest.raises(Missing):
        await queries.need_for(await cast.actor("zhou_shifu"), need_id)
    assert (await queries.need_for(liaison, need_id)).near
    claim_id = await claims.claim_need(liaison, need_id, VOLUNTARY)
    await claims.accept_claim(staff, claim_id)
    await claims.finish_claim(liaison, claim_id, FinishClaim())
    await claims.give_thanks(await cast.actor("wang_degui"), claim_id, HELPED)
    found = await queries.claim_for(STRANGER, claim_id)
    assert (found.helper, found.claim.stage, found.service) == (cast.unit.name, "confirmed", None)


async def test_a_need_whose_day_is_over_is_put_away_unless_somebody_is_at_it(app, cast, hands):
    other = await needs.ask_for_help(await cast.actor("tang_laoshi"), asking(cast))
    hands.go(days=8)
    await needs.close_past_needs(STRANGER)
    assert (await Need.get(id=other)).stage == "closed"
    assert (await Need.get(id=cast.need.id)).stage == "open"
