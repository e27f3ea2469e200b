"""Reporting in once, where one lives; moving; ending; and what a unit does."""

import asyncio
from datetime import date, timedelta

import pytest

from portal.accounts.models import Residency
from portal.database.keeping import sweep_away
from portal.kit import clock
from portal.kit.errors import Missing
from portal.places.actions.areas import add_area
from portal.places.models import Area, Home
from portal.policy import STRANGER
from portal.reporting import queries, rules
from portal.reporting.actions import claims, keeping, reports
from portal.reporting.forms import AcceptUnit, ClaimNeed, ReportIn, ReportUnit
from portal.reporting.models import Claim, Need, Report


async def community() -> Area:
    return await Area.get(name="龙眼坡社区")


async def said(kind: str = "member", **more) -> ReportIn:
    return ReportIn(
        kind=kind, area_id=more.pop("area_id", (await community()).id), consent=more.pop("consent", "yes"), **more
    )


async def test_declared_then_confirmed_by_the_community(app, cast, hands):
    actor = await cast.actor("tang_laoshi")
    report_id = await reports.report_in(actor, await said())
    assert not await queries.is_member(actor)
    await reports.confirm_report(await cast.actor("chen_guifang"), report_id)
    assert await queries.is_member(actor)
    with pytest.raises(rules.NothingToConfirm):
        await reports.decline_report(await cast.actor("chen_guifang"), report_id)


async def test_reporting_in_twice_or_fifty_times_at_once_is_once(app, cast, hands):
    actor = await cast.actor("tang_laoshi")
    form = await said()
    answers = await asyncio.gather(*(reports.report_in(actor, form) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(each, int) for each in answers) == 1
    assert all(isinstance(each, (int, rules.AlreadyReported)) for each in answers)
    assert await Report.filter(person_id=actor.id).count() == 1


async def test_in_another_community_without_consent_or_living_nowhere_it_is_refused(app, cast, hands):
    elsewhere = await add_area("community", "新望社区", "51-9", await Area.get(kind="city"))
    actor = await cast.actor("tang_laoshi")
    with pytest.raises(rules.NotYourCommunity):
        await reports.report_in(actor, await said(area_id=elsewhere.id))
    with pytest.raises(rules.NotYourCommunity):
        await reports.report_in(actor, await said(area_id=cast.building.id))
    with pytest.raises(rules.NoConsent):
        await reports.report_in(actor, await said(consent=""))
    with pytest.raises(rules.LivesNowhere):
        await reports.report_in(await cast.actor("he_stranger"), await said())


async def test_a_courier_reports_in_where_they_ride(app, cast, hands):
    await reports.report_in(await cast.actor("he_stranger"), await said("new_worker"))
    assert not await queries.is_member(await cast.actor("he_stranger"))


async def test_moving_house_moves_the_report_and_nothing_is_proved_twice(app, cast, hands):
    elsewhere = await add_area("community", "新望社区", "51-9", await Area.get(kind="city"))
    estate = await add_area("estate", "望江", "51-9-S4", elsewhere)
    person = cast.people["luo_member"]
    home = await Home.create(
        estate=estate, building=estate, label="1栋101", floor=1, kind="flat", size=6800, size_source="register",
        state="delivered", path=estate.path,
    )  # fmt: skip
    await Residency.filter(person=person).update(until=clock.now() - timedelta(hours=1))
    await reports.follow_moves(STRANGER)  # nowhere to go yet: the report stays
    assert (await Report.get(slot=person.id)).area_id == (await community()).id
    await Residency.create(person=person, home=home, kind="tenant", since=clock.now() - timedelta(minutes=1))
    for _ in range(2):
        await reports.follow_moves(STRANGER)
    report = await Report.get(slot=person.id)
    assert (report.area_id, report.stage) == (elsewhere.id, "confirmed")
    assert await Report.filter(person=person).count() == 2


async def test_it_ends_without_ceremony_and_is_forgotten_after_a_year(app, cast, hands):
    actor = await cast.actor("luo_member")
    await reports.end_report(actor)
    assert not await queries.is_member(actor)
    await reports.report_in(actor, await said())  # and may begin again
    await reports.end_report(actor)
    hands.go(days=364)
    await sweep_away(keeping.REPORTS)
    assert await Report.exists(person_id=actor.id)
    hands.go(days=2)
    await sweep_away(keeping.REPORTS)
    assert not await Report.exists(person_id=actor.id)


async def test_a_unit_gets_a_receipt_and_a_period(app, cast, hands):
    liaison, staff = await cast.actor("he_stranger"), await cast.actor("chen_guifang")
    form = ReportUnit(name="某局（演示）", area_id=(await community()).id, offers="车位 40 个")
    unit_id = await reports.report_unit(liaison, form)
    with pytest.raises(rules.UnitKnown):
        await reports.report_unit(liaison, form)
    with pytest.raises(rules.WrongPeriod):
        await reports.accept_unit(
            staff, unit_id, AcceptUnit(paired_from=date(2027, 1, 1), paired_until=date(2026, 1, 1))
        )
    await reports.accept_unit(staff, unit_id, AcceptUnit(paired_from=date(2026, 12, 1), paired_until=date(2027, 12, 1)))
    unit = await queries.unit_with(unit_id)
    assert (unit.stage, unit.receipt) == ("accepted", "BD-2026-0001")
    await reports.end_unit(liaison, unit_id)
    with pytest.raises(rules.UnitEnded):
        await reports.end_unit(liaison, unit_id)


async def test_a_unit_may_report_again_once_its_pairing_is_over_or_was_declined(app, cast, hands):
    liaison, staff = await cast.actor("he_stranger"), await cast.actor("chen_guifang")
    form = ReportUnit(name="某局（演示）", area_id=(await community()).id, offers="车位 40 个")
    first = await reports.report_unit(await cast.actor("tang_laoshi"), form)  # not the unit's own liaison
    await reports.decline_unit(staff, first)
    with pytest.raises(rules.NothingToConfirm):
        await reports.decline_unit(staff, first)
    second = await reports.report_unit(liaison, form)
    period = AcceptUnit(paired_from=date(2026, 12, 1), paired_until=date(2027, 1, 1))
    await reports.accept_unit(staff, second, period)
    hands.go(days=60)
    assert await reports.report_unit(liaison, form) not in (first, second)
    assert (await queries.unit_with(second)).stage == "ended"


async def test_an_unconfirmed_report_opens_no_foreign_community(app, cast, hands):
    actor = await cast.actor("he_stranger")
    await reports.report_in(actor, await said("new_worker"))
    assert await queries.where_i_help(actor) == []
    with pytest.raises(Missing):
        await queries.need_for(actor, cast.need.id)
    await reports.confirm_report(await cast.actor("chen_guifang"), (await Report.get(slot=actor.id)).id)
    assert [area.id for area in await queries.where_i_help(actor)] == [(await community()).id]


async def test_with_the_report_ends_what_only_the_report_allowed(app, cast, hands):
    actor = await cast.actor("he_stranger")
    await reports.report_in(actor, await said("new_worker"))
    await reports.confirm_report(await cast.actor("chen_guifang"), (await Report.get(slot=actor.id)).id)
    far = await claims.claim_need(actor, cast.need.id, ClaimNeed())
    await reports.end_report(actor)
    assert (await Claim.get(id=far)).stage == "withdrawn"
    neighbour = await cast.actor("luo_member")  # lives there: what they claimed stays
    await reports.end_report(neighbour)
    assert (await Claim.get(id=cast.claim.id)).stage == "claimed"
    assert (await Need.get(id=cast.need.id)).taken == 1
