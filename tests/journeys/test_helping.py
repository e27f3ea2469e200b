"""Neighbours help: a Saturday from the sign-up to the true minutes, and a need from the asking to the thanks."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from portal import settings
from portal.accounts.models import Appointment
from portal.channels.models import Letter
from portal.kit import sealing
from portal.places.models import Area
from portal.reporting import queries as reporting
from portal.reporting.models import Claim, Need
from portal.volunteers.models import Activity, ServiceTime, Shift, SignUp
from portal.volunteers.rules import codes

pytestmark = pytest.mark.browser


def saturday(clock_time: str) -> datetime:
    hour, minute = map(int, clock_time.split(":"))
    return datetime(2026, 11, 28, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def press(page: Page, name: str) -> None:
    async with page.expect_navigation():
        await page.get_by_role("button", name=name, exact=True).first.click()


async def type_code(page: Page, code: str, button: str) -> None:
    await page.get_by_label("六位数字").fill(code)
    await press(page, button)


async def code_on(leader: Page, phones, shift_id: int) -> str:
    await leader.goto(phones.url(f"/shifts/{shift_id}/code"))
    return await leader.locator("#code").inner_text()


# A1 周六楼道清杂物


async def test_a1_signed_up_in_three_taps_and_her_minutes_are_true(phones, cast, hands):
    page, leader = await phones.of("tang_laoshi"), await phones.of("he_chunmei", width=360)
    await page.goto(phones.url("/"))
    await page.get_by_role("link", name="志愿").first.click()  # one
    await page.get_by_role("link", name="周六楼道清杂物").first.click()  # two
    await press(page, "报名这一班")  # three
    await expect(page.get_by_role("status")).to_contain_text("报上了")
    hands.at = saturday("8:55")
    code = await code_on(leader, phones, cast.shift.id)
    await page.goto(phones.url(f"/shifts/{cast.shift.id}?code={code}"))  # what the QR opens
    await press(page, "签到")
    await expect(page.get_by_role("status")).to_contain_text("签到了")
    hands.at = saturday("9:30")
    await page.goto(phones.url(f"/shifts/{cast.shift.id}"))
    await expect(page.locator(".ring__n")).to_have_text("0:30")
    hands.at = saturday("11:16")
    await type_code(page, await code_on(leader, phones, cast.shift.id), "签退")
    await expect(page.get_by_text("2 小时 16 分钟")).to_be_visible()
    await leader.goto(phones.url("/"))
    await leader.get_by_role("link", name="有人的时长等您确认").first.click()
    row = leader.locator("section.card", has_text="唐老师").first
    await row.get_by_role("button", name="确认", exact=True).click()
    await page.goto(phones.url("/record"))
    await expect(page.locator(".rep__n").first).to_contain_text("2.5")


async def test_a1_a_minor_comes_with_a_guardians_consent_and_keeps_what_was_typed(phones, cast):
    page, leader = await phones.of("zhou_shifu", script=False), await phones.of("he_chunmei")
    await page.goto(phones.url(f"/activities/{cast.activity.id}"))
    await page.get_by_text("我还没满 18 岁").click()
    await page.get_by_label("我 14 到 17 岁").check()
    await page.get_by_label("监护人是谁").fill("妈妈周淑芬")
    await press(page, "报名这一班")
    await expect(page.get_by_text("要监护人同意").first).to_be_visible()
    await expect(page.get_by_label("监护人是谁")).to_have_value("妈妈周淑芬")
    await page.get_by_label("他知道这件事，同意我参加").check()
    await press(page, "报名这一班")
    await leader.goto(phones.url(f"/shifts/{cast.shift.id}/roster"))
    await expect(leader.get_by_text("监护人：妈妈周淑芬")).to_be_visible()


# A3 垃圾分类晚间督导


async def test_a3_a_leader_plans_publishes_and_a_member_serves_it_as_a_party_task(phones, cast, hands):
    leader, member = await phones.of("he_chunmei", width=360), await phones.of("luo_member")
    await leader.goto(phones.url(f"/teams/{cast.team.id}"))
    await leader.get_by_role("link", name="办一次活动").click()
    for label, words in {
        "叫什么": "垃圾分类晚间督导", "做什么": "晚上七点到九点在投放点帮大家分。", "在哪里集合": "2栋投放点",
        "可能遇到什么": "站着累，蚊子多。",
    }.items():  # fmt: skip
        await leader.get_by_label(label).fill(words)
    await press(leader, "存草稿，下一步排班")
    await expect(leader.get_by_text("还没有排班")).to_be_visible()
    await expect(leader.get_by_role("button", name="发布，让邻居报名")).to_have_count(0)
    await leader.get_by_label("哪一天").fill("2026-11-25")
    await leader.get_by_label("几点开始").fill("19:00")
    await leader.get_by_label("几点结束").fill("21:00")
    await leader.get_by_label("要几个人").fill("6")
    await press(leader, "加上")
    await press(leader, "发布，让邻居报名")
    activity = await Activity.get(title="垃圾分类晚间督导")
    shift = await Shift.get(activity_id=activity.id)
    await member.goto(phones.url(f"/activities/{activity.id}"))
    await member.get_by_label("党员任务").check()
    await press(member, "报名这一班")
    assert (await SignUp.get(shift_id=shift.id)).ledger == "party_duty"
    # The leader's roster says who comes, and not as what.
    await leader.goto(phones.url(f"/shifts/{shift.id}/roster"))
    await expect(leader.get_by_text("罗党员")).to_be_visible()
    assert "党员任务" not in await leader.content()
    hands.at = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    await leader.reload()
    await press(leader, "帮他签到")
    hands.go(minutes=90)
    await leader.reload()
    await press(leader, "帮他签退")
    await press(leader, "确认")
    await member.goto(phones.url("/record"))
    await expect(member.locator(".hrs")).to_contain_text("党员任务")
    await expect(member.locator(".rep__n").first).to_contain_text("1.5")


# A5 家电义务维修日


async def test_a5_full_then_a_place_comes_to_whoever_waits_and_an_offline_phone_finishes(phones, cast, hands):
    await Shift.filter(id=cast.shift.id).update(places=1)
    waiting, holder = await phones.of("tang_laoshi"), await phones.of("li_tenant")
    leader = await phones.of("he_chunmei")
    await waiting.goto(phones.url(f"/activities/{cast.activity.id}"))
    await press(waiting, "候补这一班")
    await expect(waiting.get_by_text("前面还有", exact=False)).to_be_visible()
    await holder.goto(phones.url(f"/shifts/{cast.shift.id}"))
    await holder.get_by_text("去不了，要退").click()
    await press(holder, "退掉这一班")
    await waiting.goto(phones.url("/inbox"))
    await expect(waiting.get_by_text("候补轮到您了", exact=False)).to_be_visible()
    hands.at = saturday("9:00")
    await waiting.goto(phones.url(f"/shifts/{cast.shift.id}"))
    await type_code(waiting, await code_on(leader, phones, cast.shift.id), "签到")
    hands.at = saturday("10:30")
    spoken = await code_on(leader, phones, cast.shift.id)
    await waiting.reload()
    await waiting.context.set_offline(True)
    await waiting.get_by_label("六位数字").fill(spoken)
    await waiting.get_by_role("button", name="签退").click()
    await expect(waiting.get_by_text("存在这台手机上了", exact=False)).to_be_visible()
    hands.at = saturday("11:40")
    await waiting.context.set_offline(False)
    await expect(waiting.get_by_text("1 小时 30 分钟")).to_be_visible()
    assert (await ServiceTime.get(source_id=cast.shift.id)).minutes == 90


async def test_a_screenshot_of_the_code_does_not_last(phones, cast, hands):
    page, leader = await phones.of("li_tenant"), await phones.of("he_chunmei")
    hands.at = saturday("9:00")
    old = await code_on(leader, phones, cast.shift.id)
    hands.go(minutes=2)
    await page.goto(phones.url(f"/shifts/{cast.shift.id}?code={old}"))
    await press(page, "签到")
    await expect(page.get_by_role("alert")).to_contain_text("已经换了")
    await type_code(page, codes.code_at(cast.shift.secret, hands.at), "签到")
    await expect(page.get_by_role("status")).to_contain_text("签到了")


# Needs


async def ask(page: Page, phones, **typed: str) -> Need:
    await page.goto(phones.url(f"/needs/ask?matter={typed.pop('matter', '')}"))
    kind = typed.pop("kind", "")
    for label, words in typed.items():
        await page.get_by_label(label, exact=True).fill(words)
    if kind:
        await page.get_by_label("要人还是要资源").select_option(kind)
    await press(page, "发布")
    return await Need.all().order_by("-id").first()


async def claim(page: Page, phones, need: Need, staff: Page) -> Claim:
    await page.goto(phones.url(f"/needs/{need.id}"))
    await press(page, "我来")
    found = await Claim.filter(need_id=need.id).order_by("-id").first()
    await staff.goto(phones.url("/reporting/desk"))
    await staff.locator(f"a[href='/claims/{found.id}']").click()
    await press(staff, "就定他")
    return found


async def test_n1_medicine_for_a_household_without_an_account_by_link_and_by_slip(phones, cast, hands):
    staff, one, two = await phones.of("chen_guifang"), await phones.of("zhou_shifu"), await phones.of("tang_laoshi")
    typed = {
        "一句话": "每周代购一次药品", "说清楚一点": "住 3栋1单元502", "哪天前要": "2026-12-01", "要几个人": "2",
        "帮谁（帮自己就不填）": "杨婆婆", "门牌": "3栋1单元502", "手机号或邮箱": "12000000077",
    }  # fmt: skip
    await ask(staff, phones, **typed)
    # A door in public words is held with a hint, and everything typed is still there.
    await expect(staff.get_by_role("alert")).to_contain_text("像是有门牌")
    await expect(staff.get_by_label("门牌", exact=True)).to_have_value("3栋1单元502")
    await staff.get_by_label("说清楚一点").fill("医院开好的药，取了送到家。")
    await press(staff, "发布")
    need = await Need.get(title="每周代购一次药品")
    first = await claim(one, phones, need, staff)
    letter = sealing.unseal(
        settings.current().secret, (await Letter.get(dedupe__startswith=f"help_coming:{first.id}")).body
    )
    spoken, _slip, token = reporting.codes_of(await Claim.get(id=first.id))
    assert spoken in letter
    await one.goto(phones.url(f"/claims/{first.id}"))
    assert "502" not in await one.content()
    await press(one, "看门牌和电话")
    await expect(one.get_by_text("3栋1单元502")).to_be_visible()
    await press(one, "到了，开始")
    hands.go(minutes=40)
    await one.reload()
    await one.get_by_text("他没有数字，先签退").click()
    await press(one, "签退，等他确认")
    grandma = await phones.of(None, width=320, mode="elder")  # no account, no sign-in
    await grandma.goto(phones.url(f"/thanks/{token}"))
    await grandma.get_by_label("想说一句（可以不填）").fill("谢谢小周")
    await press(grandma, "帮过了")
    await one.reload()
    await expect(one.get_by_text("谢谢小周", exact=False)).to_be_visible()
    # The second helper is confirmed by a paper slip.
    second = await claim(two, phones, need, staff)
    await two.goto(phones.url(f"/claims/{second.id}"))
    await press(two, "到了，开始")
    hands.go(minutes=30)
    await two.reload()
    await two.get_by_text("他没有数字，先签退").click()
    await press(two, "签退，等他确认")
    await staff.goto(phones.url(f"/claims/{second.id}"))
    await press(staff, "打印纸条")
    number = await staff.locator(".slipno").inner_text()
    await Appointment.create(
        person=cast.people["wu_retired"], role="community_staff", area=await Area.get(kind="community"), since=hands.at
    )
    colleague = await phones.of("wu_retired")
    await colleague.goto(phones.url(f"/claims/{second.id}"))
    await colleague.get_by_label("纸条上的编号").fill(number)
    await colleague.get_by_label("纸条上有本人签字").check()
    await press(colleague, "录纸条")
    assert [c.confirmed_how for c in await Claim.filter(need_id=need.id).order_by("id")] == ["tap", "slip"]


async def test_n4_advice_on_a_matter_shows_on_its_timeline_and_waits_on_the_front_page(phones, cast, hands):
    staff, helper = await phones.of("chen_guifang"), await phones.of("luo_member")
    need = await ask(
        staff, phones, matter=cast.matter.number,
        **{"一句话": "看一看电梯合同", "说清楚一点": "请懂合同的人看看。", "哪天前要": "2026-12-01",
           "手机号或邮箱": "wang_degui@demo.invalid", "门牌": "3栋门口"},
    )  # fmt: skip
    await helper.goto(phones.url(f"/needs/{need.id}"))
    await helper.get_by_label("党员任务").check()
    made = await claim(helper, phones, need, staff)
    assert made.ledger in ("party_duty", "voluntary")
    await helper.goto(phones.url(f"/claims/{made.id}"))
    await press(helper, "到了，开始")
    hands.go(minutes=50)
    await helper.reload()
    await helper.get_by_text("他没有数字，先签退").click()
    await press(helper, "签退，等他确认")
    head = await phones.of("wang_degui")
    await head.goto(phones.url("/"))
    await head.get_by_role("link", name="说帮过您了，请您点一下").click()
    await press(head, "帮过了")
    stranger = await phones.of(None)
    await stranger.goto(phones.url(f"/matters/{cast.matter.number}"))
    await expect(stranger.get_by_text("帮过了，本人确认：看一看电梯合同")).to_be_visible()
    assert "罗党员" not in await stranger.content()


async def test_n5_a_unit_reports_in_gets_its_receipt_and_lends_forty_places_to_park(phones, cast, hands):
    liaison, staff, head = (
        await phones.of("he_stranger"),
        await phones.of("chen_guifang"),
        await phones.of("wang_degui"),
    )
    await liaison.goto(phones.url("/reporting"))
    await liaison.get_by_role("link", name="我替单位来报到").click()
    await liaison.get_by_label("单位叫什么").fill("市某局（演示）")
    await liaison.get_by_label("能出什么").fill("停车场 40 个车位，晚上 7 点到早上 7 点。")
    await press(liaison, "送到社区")
    await staff.goto(phones.url("/reporting/desk"))
    await staff.get_by_role("link", name="市某局（演示）").click()
    await staff.get_by_label("从哪天结对").fill("2026-11-24")
    await staff.get_by_label("到哪天").fill("2027-11-24")
    await press(staff, "收下，给回执")
    await liaison.reload()
    await expect(liaison.get_by_text("BD-2026-0001")).to_be_visible()
    need = await ask(
        staff, phones, kind="resource",
        **{"一句话": "错时停车位 40 个", "说清楚一点": "晚上七点到早上七点。", "哪天前要": "2026-12-06",
           "手机号或邮箱": "wang_degui@demo.invalid", "门牌": "北门"},
    )  # fmt: skip
    made = await claim(liaison, phones, need, staff)
    await liaison.goto(phones.url(f"/claims/{made.id}"))
    await press(liaison, "办到了，请对方确认")
    await head.goto(phones.url("/"))
    await head.get_by_role("link", name="说帮过您了，请您点一下").click()
    await expect(head.get_by_role("heading", name="市某局（演示）帮过您吗？")).to_be_visible()
    await press(head, "帮过了")
    assert (await Claim.get(id=made.id)).stage == "confirmed"


async def test_n8_a_night_walk_finished_without_network_by_the_spoken_digits(phones, cast, hands):
    staff, helper = await phones.of("chen_guifang"), await phones.of("luo_member")
    nurse = await phones.of("chen_xiuying")  # she asked, and she confirms by saying four digits
    await staff.goto(phones.url(f"/claims/{cast.claim.id}"))
    await press(staff, "就定他")
    await nurse.goto(phones.url("/inbox"))
    await nurse.get_by_role("link", name="要来帮您").click()
    spoken = await nurse.locator(".spoken").inner_text()
    await helper.clock.set_fixed_time(hands.at)
    await helper.goto(phones.url(f"/claims/{cast.claim.id}"))
    await press(helper, "到了，开始")
    hands.go(minutes=25)
    await helper.clock.set_fixed_time(hands.at)
    await helper.context.set_offline(True)
    await helper.get_by_label("四位数字").fill(spoken)
    await helper.get_by_role("button", name="签退并确认").click()
    await expect(helper.get_by_text("存在这台手机上了", exact=False)).to_be_visible()
    hands.go(minutes=35)
    await helper.context.set_offline(False)
    await expect(helper.get_by_text("他确认了。", exact=False)).to_be_visible()
    service = await ServiceTime.get(source="claim", source_id=cast.claim.id)
    assert (service.minutes, service.confirmed_how, service.ledger) == (25, "spoken", "party_duty")
    await nurse.goto(phones.url(f"/needs/{cast.need.id}"))
    await expect(nurse.get_by_text("已确认")).to_be_visible()


async def test_a_member_reports_in_once_with_consent_and_ends_it(phones, cast):
    page, staff = await phones.of("tang_laoshi", script=False), await phones.of("chen_guifang")
    await page.goto(phones.url("/reporting"))
    await page.get_by_role("link", name="我是在职党员").click()
    await press(page, "报到")
    await expect(page.get_by_role("alert")).to_contain_text("要您同意")
    await page.get_by_label("我自愿告诉社区", exact=False).check()
    await press(page, "报到")
    await staff.goto(phones.url("/reporting/desk"))
    await staff.locator("a.card", has_text="唐*师").click()
    await staff.get_by_label("核对住处和名字").check()
    await press(staff, "看一眼")
    await expect(staff.get_by_text("唐老师")).to_be_visible()
    await press(staff, "是的")
    await page.goto(phones.url("/"))
    await page.get_by_role("navigation", name="主导航").get_by_role("link", name="报到").click()
    await expect(page.get_by_text("已报到")).to_be_visible()
    await page.get_by_text("结束报到").click()
    await press(page, "结束")
    await expect(page.get_by_role("link", name="我是在职党员")).to_be_visible()


async def test_a_newcomer_says_where_they_live_and_the_head_confirms(phones, cast):
    page, head = await phones.of("sun_moved", script=False, width=320), await phones.of("wang_degui", width=360)
    await page.goto(phones.url("/me"))
    await page.get_by_role("link", name="说一声我住哪一户").click()
    await page.get_by_label("哪个小区").select_option("桂圆林苑")
    await press(page, "下一步")
    await page.get_by_label("哪一栋").select_option("3栋")
    await press(page, "下一步")
    await page.get_by_label("哪一户").select_option("3栋1单元601")
    await page.get_by_label("怎么住").select_option("租户")
    await press(page, "我住这一户")
    await head.goto(phones.url("/building"))
    await head.locator("a.card", has_text="孙*走").click()
    await head.get_by_label("核对住处和名字").check()
    await press(head, "看一眼")
    await expect(head.get_by_text("孙搬走")).to_be_visible()
    await press(head, "认得，确认")
    await page.goto(phones.url("/me/looks"))
    await expect(page.get_by_text("楼栋长 · 3栋 · 王德贵")).to_be_visible()
    await page.goto(phones.url("/me"))
    await expect(page.get_by_text("住在这里")).to_be_visible()
