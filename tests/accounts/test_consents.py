"""Every consent by itself: given and withdrawn with one tap, asked again when its text changes, never a condition."""

import asyncio
from dataclasses import replace

import pytest

from portal.accounts import queries
from portal.accounts.actions import privacy
from portal.accounts.models import Consent
from portal.accounts.rules import consents
from portal.accounts.rules.consents import PURPOSES
from portal.audit.models import AuditRecord
from portal.notices.models import Notice
from portal.reporting.actions import reports
from portal.reporting.models import Report


@pytest.fixture(autouse=True)
async def nothing_said(cast):
    """Nobody has said yes to anything yet."""
    await Consent.all().delete()


async def test_given_and_withdrawn_are_one_tap_each_and_every_line_stays(visit, cast):
    browser = visit("chen_xiuying")
    await browser.send_form("/me/consents/give", purpose="chart")
    assert await queries.has_consented(cast.people["chen_xiuying"].id, "chart")
    page = await browser.get("/me/consents")
    assert "同意了" in page.text
    await browser.send_form("/me/consents/withdraw", purpose="chart")
    assert not await queries.has_consented(cast.people["chen_xiuying"].id, "chart")
    lines = await Consent.filter(person=cast.people["chen_xiuying"]).order_by("id")
    assert [line.given for line in lines] == [True, False]
    assert all(line.digest == PURPOSES["chart"].digest for line in lines)


async def test_saying_the_same_twice_is_one_line(app, cast):
    actor = await cast.actor("chen_xiuying")
    for _ in range(2):
        await privacy.give_consent(actor, "chart")
    for _ in range(2):
        await privacy.withdraw_consent(actor, "chart")
    await privacy.withdraw_consent(actor, "chart_phone")  # never given: nothing to say
    assert await Consent.filter(person_id=actor.id).count() == 2


async def test_one_consent_brings_no_other_along(app, cast):
    actor = await cast.actor("wang_degui")
    await privacy.give_consent(actor, "chart")
    given = [each.purpose.name for each in await queries.standings_of(actor) if each.given]
    assert given == ["chart"]


async def test_a_changed_text_is_asked_again_and_the_old_consent_no_longer_counts(visit, cast, monkeypatch):
    actor, browser = await cast.actor("chen_xiuying"), visit("chen_xiuying")
    await privacy.give_consent(actor, "chart")
    await privacy.give_consent(actor, "terms")
    assert "请看一看" not in (await browser.get("/")).text
    newer = replace(PURPOSES["chart"], version="2027-01", text="换了一段话。")
    monkeypatch.setitem(consents.PURPOSES, "chart", newer)
    assert not await queries.has_consented(actor.id, "chart")
    assert "请看一看：一图示上的名字" in (await browser.get("/")).text
    assert "内容改了，请再看" in (await browser.get("/me/consents")).text
    await privacy.withdraw_consent(actor, "chart")  # of the old text, too
    assert "请看一看" not in (await browser.get("/")).text


async def test_who_consents_to_nothing_is_refused_nothing(visit, cast):
    """Not the terms, not the chart: reading, raising, seconding and signing up go on (PIPL art. 16)."""
    browser = visit("tang_laoshi")
    await browser.send_form("/me/consents/give", purpose="terms")
    await browser.send_form("/me/consents/withdraw", purpose="terms")
    raised = await browser.send_form(
        "/hall/raise", title="楼道灯坏了", body="三楼的灯坏了。", area_id=cast.building.id, category="lighting"
    )
    assert raised.status_code == 303
    assert (
        await browser.send_form(f"/shifts/{cast.shift.id}/sign-up", ledger="voluntary", age="adult")
    ).status_code == 303
    for path in ("/", "/hall", "/meetings", "/volunteers", "/needs", "/me"):
        assert (await browser.get(path)).status_code == 200


@pytest.mark.parametrize("purpose", ["", "x", "' OR 1=1", "长" * 300])
async def test_an_unknown_purpose_is_a_sentence(visit, cast, purpose):
    answer = await visit("tang_laoshi").send_form("/me/consents/give", purpose=purpose)
    assert answer.status_code == 422 and "没有这一项同意" in answer.text


async def test_reporting_in_keeps_its_consent_and_withdrawing_it_ends_the_report_quietly(visit, cast):
    from portal.reporting.forms import ReportIn

    actor = await cast.actor("tang_laoshi")
    community = (await Report.get(id=cast.report.id)).area_id
    report_id = await reports.report_in(actor, ReportIn(kind="member", area_id=community, consent="yes"))
    assert await queries.has_consented(actor.id, "report_member")
    assert (await Report.get(id=report_id)).consent == PURPOSES["report_member"].digest
    told = await Notice.all().count()
    await visit("tang_laoshi").send_form("/me/consents/withdraw", purpose="report_member")
    assert (await Report.get(id=report_id)).stage == "ended"
    assert await Notice.all().count() == told
    assert not await AuditRecord.filter(facts__contains="report_member").exists()


async def test_ending_the_report_takes_the_consent_back(app, cast):
    from portal.reporting.forms import ReportIn

    actor = await cast.actor("tang_laoshi")
    community = (await Report.get(id=cast.report.id)).area_id
    await reports.report_in(actor, ReportIn(kind="member", area_id=community, consent="yes"))
    await reports.end_report(actor)
    assert not await queries.has_consented(actor.id, "report_member")


async def test_a_report_is_not_consented_to_by_a_tap(visit, cast):
    answer = await visit("tang_laoshi").send_form("/me/consents/give", purpose="report_member")
    assert answer.status_code == 422


async def test_twenty_taps_at_once_are_one_line(app, cast):
    actor = await cast.actor("tang_laoshi")
    await asyncio.gather(*(privacy.give_consent(actor, "chart") for _ in range(20)))
    assert await Consent.filter(person_id=actor.id).count() == 1
