"""Every template in the browser: nothing serious for axe, nothing wider than the phone, in all modes."""

import pytest
from axe_playwright_python.async_playwright import Axe

from portal.kit import sealing
from portal.meetings.actions import running
from portal.policy import STRANGER
from portal.reporting import queries

pytestmark = pytest.mark.browser

PAGES = {
    None: ["/", "/hall", "/hall/{number}", "/matters/{number}", "/meetings", "/meetings/{meeting}", "/sign-in", "/about", "/nothing", "/volunteers", "/teams", "/teams/{team}", "/activities/{activity}", "/thanks/{thanks}"],
    "chen_xiuying": ["/", "/inbox", "/me", "/hall/raise", "/hall/{number}", "/meetings/{meeting}/room", "/meetings/{meeting}/arrive",
                     "/motions/{motion}/ballot", "/motions/{motion}/ballot?choice=oppose", "/motions/{motion}/receipt",
                     "/me/home?estate={estate}&building={building}", "/needs", "/needs/{need}", "/needs/{need}/close", "/needs/ask", "/reporting", "/reporting/report", "/reporting/unit", "/record"],
    "he_chunmei": ["/", "/activities/{activity}/plan", "/activities/{activity}/cancel", "/shifts/{shift}/change", "/shifts/{shift}/roster", "/shifts/{past}/roster",
                   "/shifts/{shift}/code", "/shifts/{shift}/sheet", "/teams/{team}/plan"],
    "li_tenant": ["/shifts/{shift}", "/record", "/needs/{need}"],
    "luo_member": ["/reporting", "/claims/{claim}", "/activities/{activity}", "/needs"],
    "wang_degui": ["/meetings/{meeting}/console", "/meetings/{meeting}/door-code", "/meetings/call", "/meetings/{meeting}/desk", "/building"],
    "chen_guifang": ["/hall/{number}/answer", "/matters/{number}/promise", "/teams/new", "/reporting/desk", "/claims/{claim}", "/claims/{claim}/slip", "/reporting/units/{unit}", "/needs/ask",
                     "/registers", "/estates/{estate}/register", "/estates/{estate}/register/upload", "/estates/{estate}/register/imports/{brought}",
                     "/estates/{estate}/register/imports/{brought}/problems", "/estates/{estate}/register/imports/{brought}/changes",
                     "/estates/{estate}/register/imports/{brought}/commit"],
    "he_stranger": ["/", "/meetings/{meeting}/room", "/me", "/me/home"],
}  # fmt: skip


async def paths(cast, who):
    known = {
        "number": cast.matter.number, "meeting": cast.meeting.id, "motion": cast.motion.id, "team": cast.team.id,
        "activity": cast.activity.id, "shift": cast.shift.id, "past": cast.service.source_id, "need": cast.need.id,
        "claim": cast.claim.id, "unit": cast.unit.id, "estate": cast.estate.id, "building": cast.building.id, "brought": cast.brought.id, "thanks": queries.codes_of(cast.claim)[2],
    }  # fmt: skip
    return [path.format(**known) for path in PAGES[who]]


@pytest.mark.parametrize("who", PAGES)
async def test_no_page_has_a_serious_barrier(phones, cast, who):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    page = await phones.of(who)
    axe, found = Axe(), []
    for path in await paths(cast, who):
        await page.goto(phones.url(path))
        report = await axe.run(page)
        found += [
            (path, v["id"], v["nodes"][0]["html"][:120])
            for v in report.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    phones.trouble[:] = [t for t in phones.trouble if "404" not in t and "403" not in t]
    assert found == []


@pytest.mark.parametrize("mode", [{}, {"mode": "elder"}, {"lang": "en"}])
@pytest.mark.parametrize("who", PAGES)
async def test_no_page_is_wider_than_a_small_phone(phones, cast, who, mode):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    page = await phones.of(who, width=320, **mode)
    wide = []
    for path in await paths(cast, who):
        if path.endswith("/desk"):
            continue
        await page.goto(phones.url(path))
        if await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    phones.trouble[:] = [t for t in phones.trouble if "404" not in t and "403" not in t]
    assert wide == []


async def test_what_only_some_moments_show_has_no_serious_barrier(phones, cast):
    """Opening a vote, entering a code, a promise made, done and asked about."""
    axe, found = Axe(), []

    async def look(page) -> None:
        report = await axe.run(page)
        found.extend(
            (page.url, v["id"]) for v in report.response["violations"] if v["impact"] in ("serious", "critical")
        )

    head, staff = await phones.of("wang_degui"), await phones.of("chen_guifang")
    await head.goto(phones.url(f"/motions/{cast.motion.id}/open"))
    await look(head)
    await staff.goto(phones.url(f"/matters/{cast.matter.number}/promise"))
    await staff.get_by_label("办什么").fill("量井道尺寸")
    await staff.get_by_label("谁负责").fill("设计院")
    await staff.get_by_label("哪天前办好").fill("2026-12-01")
    await staff.get_by_role("button", name="答应").click()
    await look(staff)
    await staff.get_by_role("link", name="办完了，报上去").click()
    await look(staff)
    stranger = await phones.of(None)
    await stranger.goto(phones.url("/sign-in"))
    await stranger.get_by_label("手机号，或邮箱").fill("12000000001")
    await stranger.get_by_role("button", name="发验证码").click()
    await look(stranger)
    assert found == []


async def test_the_screen_in_the_hall_has_no_serious_barrier(phones, cast):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await running.make_display(await cast.actor("wang_degui"), cast.meeting.id, sealing.digest("screen"))
    page = await phones.of(None, width=1280)
    await page.goto(phones.url("/display/screen"))
    report = await Axe().run(page)
    assert [v["id"] for v in report.response["violations"] if v["impact"] in ("serious", "critical")] == []


async def test_the_result_page_and_the_screen_hold_too(phones, cast, hands):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    page = await phones.of(None, width=320)
    await page.goto(phones.url(f"/motions/{cast.motion.id}/result"))
    assert not await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    report = await Axe().run(page)
    assert [v["id"] for v in report.response["violations"] if v["impact"] in ("serious", "critical")] == []
