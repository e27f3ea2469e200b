"""Signing up, serving, and being confirmed: by the real actions, on a real database."""

import asyncio
import io
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest

from portal.accounts.models import Person, Residency
from portal.kit.errors import Refused
from portal.notices.models import Notice
from portal.policy import STRANGER, Actor
from portal.reporting.rules import NotReported
from portal.volunteers import forms, queries
from portal.volunteers.actions import confirming, planning, serving, signing_up
from portal.volunteers.models import Activity, ServiceTime, Shift, SignUp
from portal.volunteers.rules import (
    LEDGERS,
    AlreadyFinished,
    AlreadySignedUp,
    ClashesWith,
    GuardianMissing,
    Ledger,
    NotPending,
    NotSignedUp,
    NotStarted,
    OnlyOnce,
    OwnEntry,
    OwnTime,
    SayYourAge,
    ShiftOver,
    TooEarly,
    TooManyRounds,
    TooYoung,
    codes,
    hours,
)
from portal.volunteers.rules import planning as planned

AGREED = forms.SignUp()


async def crowd(count: int) -> list[Actor]:
    await Person.bulk_create(
        [Person(name=f"邻居{n}", joined_at=datetime(2026, 1, 1, tzinfo=UTC)) for n in range(count)], batch_size=500
    )
    people = await Person.filter(name__startswith="邻居").order_by("id")
    return [Actor(id=person.id, name=person.name) for person in people]


def now_code(cast, hands) -> forms.EnterCode:
    return forms.EnterCode(code=codes.code_at(cast.shift.secret, hands.at))


async def on_saturday(hands, clock_time: str) -> None:
    hour, minute = map(int, clock_time.split(":"))
    hands.at = datetime(2026, 11, 28, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def test_two_thousand_ask_for_thirty_places_at_once(app, cast, hands):
    """Exactly thirty, and a waitlist in order of arrival; nobody gets an error but a sentence."""
    await Shift.filter(id=cast.shift.id).update(places=30, taken=0, queue=0)
    await SignUp.filter(shift_id=cast.shift.id).delete()
    people = await crowd(2000)
    answers = await asyncio.gather(*(signing_up.sign_up(each, cast.shift.id, AGREED) for each in people))
    assert answers.count("accepted") == 30
    assert answers.count("waiting") == 1970
    shift = await Shift.get(id=cast.shift.id)
    assert (shift.taken, shift.waiting, shift.queue) == (30, 1970, 2000)
    rows = await SignUp.filter(shift_id=cast.shift.id).order_by("position")
    assert [row.position for row in rows] == list(range(1, 2001))
    assert [row.stage for row in rows] == ["accepted"] * 30 + ["waiting"] * 1970


async def test_the_last_place_is_given_once(app, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=2)
    answers = await asyncio.gather(*(signing_up.sign_up(each, cast.shift.id, AGREED) for each in await crowd(30)))
    assert answers.count("accepted") == 1


async def test_one_person_asking_fifty_times_at_once_has_one_place(app, cast, hands):
    actor = await cast.actor("tang_laoshi")
    answers = await asyncio.gather(
        *(signing_up.sign_up(actor, cast.shift.id, AGREED) for _ in range(50)), return_exceptions=True
    )
    assert answers.count("accepted") == 1
    assert all(isinstance(each, AlreadySignedUp) for each in answers if each != "accepted")
    assert (await Shift.get(id=cast.shift.id)).taken == 2


async def test_the_waitlist_fills_by_itself_in_order_of_arrival(app, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=1)
    for who in ("tang_laoshi", "zhou_shifu"):
        assert await signing_up.sign_up(await cast.actor(who), cast.shift.id, AGREED) == "waiting"
    await signing_up.withdraw(await cast.actor("li_tenant"), cast.shift.id)
    assert await queries.who_has_a_place(cast.shift.id) == {cast.people["tang_laoshi"].id}
    told = await Notice.filter(person=cast.people["tang_laoshi"], kind="place_found")
    assert len(told) == 1
    # Whoever withdrew and signs up again queues again.
    assert await signing_up.sign_up(await cast.actor("li_tenant"), cast.shift.id, AGREED) == "waiting"
    assert (await queries.my_shift(await cast.actor("li_tenant"), await queries.shift_with(cast.shift.id))).ahead == 1


async def test_more_places_fill_from_the_waitlist(app, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=1)
    await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, AGREED)
    more = forms.PlanShift(day=date(2026, 11, 28), start=time(9), end=time(11), places=5)
    await planning.change_shift(await cast.actor("he_chunmei"), cast.shift.id, more)
    assert len(await queries.who_has_a_place(cast.shift.id)) == 2
    assert not await Notice.exists(kind="shift_changed")  # the time is the same


async def test_two_shifts_at_the_same_time_cannot_both_be_taken(app, cast, hands):
    other = await Shift.create(
        activity=cast.activity, starts_at=cast.shift.starts_at + timedelta(hours=1),
        ends_at=cast.shift.ends_at + timedelta(hours=1), places=9, secret="-",
    )  # fmt: skip
    with pytest.raises(ClashesWith):
        await signing_up.sign_up(await cast.actor("li_tenant"), other.id, AGREED)
    after = await Shift.create(
        activity=cast.activity,
        starts_at=cast.shift.ends_at,
        ends_at=cast.shift.ends_at + timedelta(hours=1),
        places=9,
        secret="-",
    )
    assert await signing_up.sign_up(await cast.actor("li_tenant"), after.id, AGREED) == "accepted"


@pytest.mark.parametrize(
    ("said", "minimum", "refused"),
    [
        (forms.SignUp(age="minor"), 14, GuardianMissing),
        (forms.SignUp(age="minor", guardian="妈妈"), 14, GuardianMissing),
        (forms.SignUp(age="minor", guardian="妈妈", guardian_agrees="yes"), 14, None),
        (forms.SignUp(age="minor", guardian="妈妈", guardian_agrees="yes"), 18, TooYoung),
    ],
)
async def test_a_minor_needs_a_guardian_and_nothing_dangerous(app, cast, hands, said, minimum, refused):
    cast.activity.minimum_age = minimum
    await cast.activity.save()
    actor = await cast.actor("tang_laoshi")
    if refused is None:
        await signing_up.sign_up(actor, cast.shift.id, said)
        assert (await SignUp.get(person_id=actor.id, shift_id=cast.shift.id)).guardian == "妈妈"
        return
    with pytest.raises(refused):
        await signing_up.sign_up(actor, cast.shift.id, said)


async def test_a_party_task_is_for_who_has_reported_in_and_leaves_no_trace_otherwise(app, cast, hands):
    task = forms.SignUp(ledger=Ledger.PARTY_DUTY)
    with pytest.raises(NotReported):
        await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, task)
    assert (await Shift.get(id=cast.shift.id)).taken == 1
    assert await signing_up.sign_up(await cast.actor("luo_member"), cast.shift.id, task) == "accepted"


async def test_a_shift_that_has_begun_takes_nobody(app, cast, hands):
    await on_saturday(hands, "9:00")
    with pytest.raises(ShiftOver):
        await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, AGREED)


async def test_calling_off_tells_everybody_why(app, cast, hands):
    await planning.cancel_activity(await cast.actor("he_chunmei"), cast.activity.id, forms.SayWhy(why="下大雨"))
    notice = await Notice.get(person=cast.people["li_tenant"], kind="shift_cancelled")
    assert notice.facts["why"] == "下大雨"
    with pytest.raises(Refused):
        await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, AGREED)


async def test_a_reminder_goes_out_once_a_day_ahead(app, cast, hands):
    await planning.remind_of_shifts(STRANGER)
    assert not await Notice.exists(kind="shift_coming")
    hands.at = cast.shift.starts_at - timedelta(hours=20)
    for _ in range(2):
        await planning.remind_of_shifts(STRANGER)
    assert await Notice.filter(kind="shift_coming").count() == 1


# On the spot


async def test_started_and_finished_by_the_code_and_confirmed_by_the_organiser(app, cast, hands):
    actor, leader = await cast.actor("li_tenant"), await cast.actor("he_chunmei")
    await on_saturday(hands, "8:40")
    service_id = await serving.start_shift(actor, cast.shift.id, now_code(cast, hands))
    await on_saturday(hands, "11:16")
    await serving.finish_shift(actor, cast.shift.id, now_code(cast, hands))
    service = await ServiceTime.get(id=service_id)
    # Waiting for the others from 8:40 is no service.
    assert (service.stage, service.minutes) == ("pending", 136)
    record = await queries.record_of(actor, 2026)
    assert record.minutes(confirmed=True) == 0
    await confirming.confirm_service(leader, service_id, forms.ConfirmService(until=time(11, 16)))
    record = await queries.record_of(actor, 2026)
    assert (record.minutes(confirmed=True), record.half_hours(confirmed=True)) == (136, 5)


async def test_a_screenshot_of_an_old_code_is_refused(app, cast, hands):
    await on_saturday(hands, "9:00")
    old = now_code(cast, hands)
    hands.go(minutes=2)
    with pytest.raises(codes.OldCode):
        await serving.start_shift(await cast.actor("li_tenant"), cast.shift.id, old)


async def test_a_phone_without_network_ends_at_the_time_of_its_code(app, cast, hands):
    actor = await cast.actor("li_tenant")
    await on_saturday(hands, "9:00")
    service_id = await serving.start_shift(actor, cast.shift.id, now_code(cast, hands))
    await on_saturday(hands, "10:30")
    typed = now_code(cast, hands)
    await on_saturday(hands, "12:20")
    await serving.finish_shift(actor, cast.shift.id, typed)
    assert (await ServiceTime.get(id=service_id)).minutes == 90


async def test_sixty_people_start_within_two_minutes_on_one_rotating_code(app, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=100)
    people = await crowd(60)
    for each in people:
        await signing_up.sign_up(each, cast.shift.id, AGREED)
    await on_saturday(hands, "8:59")
    for wave in range(4):
        code = now_code(cast, hands)
        hands.go(seconds=29)
        await asyncio.gather(
            *(serving.start_shift(each, cast.shift.id, code) for each in people[wave * 15 : wave * 15 + 15])
        )
        hands.go(seconds=1)
    assert await ServiceTime.filter(source_id=cast.shift.id, stage="running").count() == 60


@pytest.mark.parametrize(
    ("when", "do", "refused"),
    [
        ("8:20", "start", TooEarly),
        ("9:30", "finish", NotStarted),
        ("9:30", "stranger", NotSignedUp),
    ],
)
async def test_what_cannot_be_signed_is_refused(app, cast, hands, when, do, refused):
    await on_saturday(hands, when)
    actor = await cast.actor("tang_laoshi" if do == "stranger" else "li_tenant")
    verb = serving.finish_shift if do == "finish" else serving.start_shift
    with pytest.raises(refused):
        await verb(actor, cast.shift.id, now_code(cast, hands))


async def test_finishing_twice_and_starting_a_fourth_time_are_refused(app, cast, hands):
    actor = await cast.actor("li_tenant")
    await on_saturday(hands, "9:00")
    for _ in range(3):
        await serving.start_shift(actor, cast.shift.id, now_code(cast, hands))
        hands.go(minutes=10)
        await serving.finish_shift(actor, cast.shift.id, now_code(cast, hands))
    with pytest.raises(AlreadyFinished):
        await serving.finish_shift(actor, cast.shift.id, now_code(cast, hands))
    with pytest.raises(TooManyRounds):
        await serving.start_shift(actor, cast.shift.id, now_code(cast, hands))


async def test_nobody_serves_in_two_places_at_once(app, cast, hands):
    actor = await cast.actor("li_tenant")
    await on_saturday(hands, "9:00")
    answers = await asyncio.gather(
        *(serving.start_shift(actor, cast.shift.id, now_code(cast, hands)) for _ in range(10)), return_exceptions=True
    )
    assert sum(isinstance(each, int) for each in answers) == 1
    assert all(isinstance(each, OnlyOnce) for each in answers if not isinstance(each, int))


async def test_a_forgotten_end_waits_for_the_organiser_and_is_credited_by_nobody_else(app, cast, hands):
    """H9: planned for two hours, sign-out forgotten."""
    actor, leader = await cast.actor("li_tenant"), await cast.actor("he_chunmei")
    await on_saturday(hands, "9:00")
    service_id = await serving.start_shift(actor, cast.shift.id, now_code(cast, hands))
    await on_saturday(hands, "13:01")
    await serving.end_forgotten(STRANGER)
    service = await ServiceTime.get(id=service_id)
    assert (service.stage, service.minutes, service.finished_at) == ("pending", 0, None)
    assert (await queries.record_of(actor, 2026)).minutes(confirmed=False) == 120  # last Saturday's alone
    assert await Notice.exists(person=cast.people["he_chunmei"], kind="forgotten")
    with pytest.raises(hours.LaterThanPlanned):
        await confirming.confirm_service(leader, service_id, forms.ConfirmService(until=time(11, 1)))
    await confirming.confirm_service(leader, service_id, forms.ConfirmService(until=time(11)))
    assert (await ServiceTime.get(id=service_id)).minutes == 120


async def test_nobody_confirms_their_own_time_nor_what_they_entered_from_paper(app, cast, hands):
    leader, staff = await cast.actor("he_chunmei"), await cast.actor("chen_guifang")
    await signing_up.sign_up(leader, cast.shift.id, AGREED)
    own = await SignUp.get(person_id=leader.id, shift_id=cast.shift.id)
    await on_saturday(hands, "12:00")
    paper = forms.EnterPaper(day=date(2026, 11, 28), start=time(9), end=time(11))
    mine = await serving.enter_paper(leader, own.id, paper)
    theirs = await serving.enter_paper(leader, cast.sign_up.id, paper)
    with pytest.raises(OwnTime):
        await confirming.confirm_service(leader, mine, forms.ConfirmService(until=time(11)))
    with pytest.raises(OwnEntry):
        await confirming.confirm_service(leader, theirs, forms.ConfirmService(until=time(11)))
    for service_id in (mine, theirs):
        await confirming.confirm_service(staff, service_id, forms.ConfirmService(until=time(11)))
    with pytest.raises(NotPending):
        await confirming.confirm_service(staff, theirs, forms.ConfirmService(until=time(11)))


async def test_paper_tells_only_what_has_passed(app, cast, hands):
    await on_saturday(hands, "10:00")
    with pytest.raises(hours.NotYet):
        await serving.enter_paper(
            await cast.actor("he_chunmei"),
            cast.sign_up.id,
            forms.EnterPaper(day=date(2026, 11, 28), start=time(9), end=time(11)),
        )


async def test_several_are_confirmed_as_signed_ten_at_most(app, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=100)
    people = await crowd(12)
    await on_saturday(hands, "8:30")
    for each in people:
        await signing_up.sign_up(each, cast.shift.id, AGREED)
        await serving.start_shift(each, cast.shift.id, now_code(cast, hands))
    await on_saturday(hands, "11:00")
    ids = [await serving.finish_shift(each, cast.shift.id, now_code(cast, hands)) for each in people]
    assert await confirming.confirm_signed(await cast.actor("he_chunmei"), cast.shift.id, ids) == 10


async def test_a_wrong_record_is_superseded_and_kept(app, cast, hands):
    actor, leader = await cast.actor("li_tenant"), await cast.actor("he_chunmei")
    await confirming.object_to_service(actor, cast.service.id, forms.Object(objection="我做到十二点"))
    assert await Notice.exists(person=cast.people["he_chunmei"], kind="objected")
    said = forms.CorrectService(day=date(2026, 11, 21), start=time(9), end=time(12), reply="对，补上一小时")
    new_id = await confirming.correct_service(leader, cast.service.id, said)
    old, new = await ServiceTime.get(id=cast.service.id), await ServiceTime.get(id=new_id)
    assert (old.stage, new.stage, new.supersedes_id, new.minutes) == ("superseded", "pending", old.id, 180)
    with pytest.raises(OwnEntry):  # who adds time does not confirm it
        await confirming.confirm_service(leader, new_id, forms.ConfirmService(until=time(12)))
    staff = await cast.actor("chen_guifang")
    assert [shift.id for shift in await queries.shifts_for_another(staff)] == [cast.service.source_id]
    await confirming.confirm_service(staff, new_id, forms.ConfirmService(until=time(12)))
    assert (await queries.record_of(actor, 2026)).minutes(confirmed=True) == 180
    assert await queries.shifts_for_another(staff) == []


async def test_a_correction_that_takes_time_away_is_confirmed_by_the_leader(app, cast, hands):
    actor, leader = await cast.actor("li_tenant"), await cast.actor("he_chunmei")
    await confirming.object_to_service(actor, cast.service.id, forms.Object(objection="我十点就走了"))
    said = forms.CorrectService(day=date(2026, 11, 21), start=time(9), end=time(10), reply="好，改成一小时")
    new = await ServiceTime.get(id=await confirming.correct_service(leader, cast.service.id, said))
    assert (new.stage, new.minutes, new.confirmed_by_id) == ("confirmed", 60, leader.id)


@pytest.mark.parametrize(
    ("start", "end"), [(time(0, 1), time(12)), (time(8), time(10)), (time(9), time(13, 30)), (time(18), time(19))]
)
async def test_what_is_written_down_afterwards_lies_within_the_shift(app, cast, hands, start, end):
    actor, leader = await cast.actor("li_tenant"), await cast.actor("he_chunmei")
    await confirming.object_to_service(actor, cast.service.id, forms.Object(objection="时间不对"))
    said = forms.CorrectService(day=date(2026, 11, 21), start=start, end=end, reply="改一改")
    with pytest.raises(hours.OutsideShift):
        await confirming.correct_service(leader, cast.service.id, said)
    last = await SignUp.get(shift_id=cast.service.source_id)
    await ServiceTime.filter(id=cast.service.id).update(stage="superseded")
    with pytest.raises(hours.OutsideShift):
        await serving.enter_paper(leader, last.id, forms.EnterPaper(day=date(2026, 11, 21), start=start, end=end))


async def test_paper_does_not_tell_what_is_recorded_already(app, cast, hands):
    last = await SignUp.get(shift_id=cast.service.source_id)
    said = forms.EnterPaper(day=date(2026, 11, 21), start=time(10), end=time(11, 30))
    with pytest.raises(hours.Overlaps):
        await serving.enter_paper(await cast.actor("he_chunmei"), last.id, said)


async def test_whoever_has_served_does_not_withdraw(app, cast, hands):
    with pytest.raises(AlreadyFinished):
        await signing_up.withdraw(await cast.actor("li_tenant"), cast.service.source_id)


async def test_an_end_signed_long_past_the_plan_is_looked_at_by_itself(app, cast, hands):
    late = cast.service.planned_until + timedelta(minutes=40)
    await ServiceTime.filter(id=cast.service.id).update(finished_at=late, minutes=160)
    leader = await cast.actor("he_chunmei")
    assert await confirming.confirm_signed(leader, cast.service.source_id, [cast.service.id]) == 0
    await confirming.confirm_service(leader, cast.service.id, forms.ConfirmService(until=time(11)))
    assert (await ServiceTime.get(id=cast.service.id)).minutes == 120


async def test_both_ledgers_are_kept_apart_and_nothing_counts_in_both(app, cast, hands):
    actor = await cast.actor("luo_member")
    common = {
        "person_id": actor.id, "what": "x", "place": "-", "organiser": "-", "stage": "confirmed", "started_by": "code",
        "rule": hours.RULE, "source": "shift",
    }  # fmt: skip
    for n, (ledger, start, end) in enumerate([("voluntary", 9, 11), ("party_duty", 10, 12)]):
        starts, ends = (datetime(2026, 11, 14, h - 8, tzinfo=UTC) for h in (start, end))
        await ServiceTime.create(
            **common,
            ledger=ledger,
            source_id=900 + n,
            started_at=starts,
            finished_at=ends,
            planned_until=ends,
            minutes=120,
        )
    record = await queries.record_of(actor, 2026)
    assert {ledger: record.minutes(confirmed=True, ledger=ledger) for ledger in LEDGERS} == {
        "voluntary": 120,
        "party_duty": 60,
    }
    assert record.half_hours(confirmed=True) == 6  # H8, across both ledgers


async def test_a_residence_is_not_needed_to_volunteer(app, cast, hands):
    assert not await Residency.exists(person=cast.people["he_stranger"])
    assert await signing_up.sign_up(await cast.actor("he_stranger"), cast.shift.id, AGREED) == "accepted"


async def test_a_draft_is_published_only_with_shifts_and_insurance(app, cast, hands):
    leader = await cast.actor("he_chunmei")
    said = forms.PlanActivity(
        title="滨江防溺水巡逻",
        description="沿江走三公里。",
        risk="danger",
        risks="路滑水急，只劝不下水。",
        place="大门口",
        minimum_age=18,
    )
    activity_id = await planning.plan_activity(leader, cast.team.id, said)
    shift = forms.PlanShift(day=date(2026, 11, 29), start=time(15), end=time(18), places=10, weeks=4)
    await planning.add_shifts(leader, activity_id, shift)
    assert await Shift.filter(activity_id=activity_id).count() == 4
    with pytest.raises(planned.NoInsurance):
        await planning.publish_activity(leader, activity_id)


async def test_the_record_leaves_as_a_spreadsheet_in_the_national_field_names(visit, cast, hands):
    service_id = cast.service.id
    await confirming.confirm_service(await cast.actor("he_chunmei"), service_id, forms.ConfirmService(until=time(11)))
    answer = await visit("li_tenant").get("/record.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["个人基本信息", "志愿服务情况", "党员任务", "评价情况"]
    heads, row = book["志愿服务情况"].iter_rows(values_only=True)
    told = dict(zip(heads, row, strict=True))
    wanted = (
        "活动（项目）名称",
        "服务日期",
        "服务地点",
        "服务对象",
        "服务内容",
        "服务时间（小时）",
        "活动组织单位",
        "活动负责人",
        "记录人",
    )
    assert set(wanted) <= set(heads)
    assert (told["服务日期"], told["服务分钟"], told["服务时间（小时）"], told["记录人"]) == (
        "2026-11-21",
        120,
        "2.0",
        "何春梅",
    )
    assert book["党员任务"].max_row == 1


async def test_who_has_gone_elsewhere_meanwhile_stays_on_the_waitlist(app, cast, hands):
    """A place is not given to somebody who has another shift at that time; and a moved shift says with what it clashes."""
    await Shift.filter(id=cast.shift.id).update(places=1)
    first, second = await cast.actor("tang_laoshi"), await cast.actor("zhou_shifu")
    for each in (first, second):
        assert await signing_up.sign_up(each, cast.shift.id, AGREED) == "waiting"
    other = await Shift.create(
        activity=cast.activity, starts_at=cast.shift.starts_at + timedelta(days=1),
        ends_at=cast.shift.ends_at + timedelta(days=1), places=5, secret="other",
    )  # fmt: skip
    for each in (first, await cast.actor("li_tenant")):
        assert await signing_up.sign_up(each, other.id, AGREED) == "accepted"
    said = forms.PlanShift(day=date(2026, 11, 28), start=time(10), end=time(12), places=5)
    await planning.change_shift(await cast.actor("he_chunmei"), other.id, said)
    told = await Notice.filter(kind="shift_clashes")
    assert [each.person_id for each in told] == [cast.people["li_tenant"].id]
    await signing_up.withdraw(await cast.actor("li_tenant"), cast.shift.id)
    stages = {s.person_id: s.stage for s in await SignUp.filter(shift_id=cast.shift.id)}
    assert (stages[first.id], stages[second.id]) == ("waiting", "accepted")


async def test_where_being_an_adult_is_not_enough_the_age_is_asked(app, cast, hands):
    await Activity.filter(id=cast.activity.id).update(minimum_age=60)
    with pytest.raises(SayYourAge):
        await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, AGREED)
    assert await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, forms.SignUp(old_enough="yes"))


async def test_a_draft_is_edited_whole_and_what_is_published_in_part(app, cast, hands):
    leader = await cast.actor("he_chunmei")
    await signing_up.sign_up(await cast.actor("tang_laoshi"), cast.shift.id, AGREED)
    said = forms.PlanActivity(
        title="换个名字",
        description="改成搬到车库。",
        risk="none",
        risks="灰大，戴口罩。",
        place="2栋门口",
        minimum_age=20,
    )
    await planning.edit_activity(leader, cast.activity.id, said)
    kept = await Activity.get(id=cast.activity.id)
    assert (kept.title, kept.risk, kept.minimum_age) == ("周六楼道清杂物", "low", 14)
    assert (kept.description, kept.place) == ("改成搬到车库。", "2栋门口")
    assert await Notice.exists(person=cast.people["tang_laoshi"], kind="activity_changed")
    await Activity.filter(id=cast.activity.id).update(stage="draft")
    await planning.edit_activity(leader, cast.activity.id, said)
    assert (await Activity.get(id=cast.activity.id)).title == "换个名字"


async def test_danger_stays_insured_when_it_is_edited(app, cast, hands):
    await Activity.filter(id=cast.activity.id).update(
        risk="danger", insurer="演示保险", policy_number="1", minimum_age=18
    )
    said = forms.PlanActivity(title="-改-", description="沿江走三公里。", risk="low", risks="路滑。", place="大门口")
    with pytest.raises(planned.NoInsurance):
        await planning.edit_activity(await cast.actor("he_chunmei"), cast.activity.id, said)


async def test_a_draft_that_is_called_off_is_seen_by_nobody(visit, cast, hands):
    await Activity.filter(id=cast.activity.id).update(stage="draft")
    await planning.cancel_activity(await cast.actor("he_chunmei"), cast.activity.id, forms.SayWhy(why="不办了"))
    assert (await visit("tang_laoshi").get(f"/activities/{cast.activity.id}")).status_code == 404
    assert (await visit("he_chunmei").get(f"/activities/{cast.activity.id}")).status_code == 200


async def test_an_objection_to_a_service_for_a_neighbour_reaches_no_strange_leader(visit, cast, hands):
    await ServiceTime.filter(id=cast.service.id).update(source="claim", source_id=cast.shift.id)
    answer = await visit("li_tenant").send_form(f"/service/{cast.service.id}/object", objection="不对")
    assert answer.status_code == 404
    assert not await Notice.exists(kind="objected")


async def test_whoever_scans_the_code_signed_out_comes_back_with_it(visit, cast, hands):
    page = (await visit(None).get(f"/shifts/{cast.shift.id}?code=123456")).text
    assert f"/sign-in?next=/shifts/{cast.shift.id}%3Fcode%3D123456" in page
