"""Whoever opens somebody's details gives a reason, and that person reads who it was, when, what and why."""

import pytest

from portal.accounts.models import Look
from portal.reporting.actions import needs

OPENED = [
    ("wang_degui", "/residences/{request}", "he_stranger", "何路人", "楼栋长 · 3栋 · 王德贵"),
    ("chen_guifang", "/residences/{request}", "he_stranger", "何路人", "社区工作者 · 龙眼坡社区 · 陈桂芳"),
    ("chen_guifang", "/name-changes/{change}", "li_tenant", "李租客客", "社区工作者 · 龙眼坡社区 · 陈桂芳"),
    ("chen_guifang", "/data-corrections/{correction}", "li_tenant", "面积少写了。", "社区工作者 · 龙眼坡社区 · 陈桂芳"),
]


@pytest.mark.parametrize(("who", "path", "whom", "hidden", "told"), OPENED)
async def test_masked_until_a_reason_is_given_and_then_told(visit, cast, who, path, whom, hidden, told):
    path = path.format(request=cast.request.id, change=cast.change.id, correction=cast.data_correction.id)
    staff, person = visit(who), visit(whom)
    assert hidden not in (await staff.get(path)).text
    refused = await staff.send_form(f"{path}/look", reason="")
    assert refused.status_code == 422 and hidden not in refused.text and not await Look.all().count()
    shown = await staff.send_form(f"{path}/look", reason="check")
    assert shown.status_code == 200 and hidden in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert hidden not in (await staff.get(path)).text  # the next look is a look again
    page = (await person.get("/me/looks")).text
    assert told in page and "核对住处和名字" in page
    assert told not in (await visit("tang_laoshi").get("/me/looks")).text


async def test_a_declared_report_is_masked_on_the_desk_and_opened_with_a_reason(visit, cast):
    cast.people["luo_member"].shown_as = "building"
    await cast.people["luo_member"].save(update_fields=["shown_as"])
    cast.report.stage = "declared"
    await cast.report.save(update_fields=["stage"])
    staff, path = visit("chen_guifang"), f"/reporting/reports/{cast.report.id}"
    desk = (await staff.get("/reporting/desk")).text
    assert "罗*员" in desk and "罗党员" not in desk
    assert "罗党员" not in (await staff.get(path)).text
    assert "罗党员" in (await staff.send_form(f"{path}/look", reason="handle")).text
    assert "陈桂芳" in (await visit("luo_member").get("/me/looks")).text


async def test_a_look_at_the_door_is_told_too(visit, cast):
    await needs.look_at_door(await cast.actor("chen_guifang"), cast.need.id)
    page = (await visit("chen_xiuying").get("/me/looks")).text
    assert "您留的名字、门牌和电话" in page and "陈桂芳" in page


async def test_looks_page_and_the_oldest_is_reached(visit, cast, hands):
    for n in range(65):
        hands.go(minutes=1)
        await Look.create(
            viewer_id=cast.people["chen_guifang"].id, viewer_as="community_staff", person=cast.people["tang_laoshi"],
            what="contact", why=f"第{n}次", at=hands(),
        )  # fmt: skip
    browser, found = visit("tang_laoshi"), ""
    for start in (0, 30, 60):
        page = (await browser.get(f"/me/looks?start={start}")).text
        assert page.count("看了：") == (30 if start < 60 else 5)
        found += page
    assert all(f"第{n}次" in found for n in range(65))


async def test_a_strange_start_is_the_first_page(visit, cast):
    for start in ("x", "-1", "9" * 30):
        assert (await visit("tang_laoshi").get(f"/me/looks?start={start}")).status_code == 200
