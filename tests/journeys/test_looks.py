"""Every template in the browser: nothing serious for axe, nothing wider than the phone, in all modes."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe

from portal.kit import sealing
from portal.meetings.actions import running
from portal.policy import STRANGER
from tests.cast import PEOPLE
from tests.test_every_page import PAGES as DOORS
from tests.test_every_page import address, expected, params_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("something_decided")]
NAMES = sorted({name for door in DOORS for name in re.findall(r"{(\w+)", door.path)} - {"token"})

# Every page is looked at by the first of these whom the policy lets in; and some again, as others see them.
EYES = [None, "chen_xiuying", "li_tenant", "he_chunmei", "luo_member", "wang_degui", "chen_guifang", *PEOPLE]
EYES = list(dict.fromkeys(EYES))
AGAIN = {
    None: ["/nothing", "/shifts/{shift_id}?code=123456", "/venues?kind=station&step_free=1", "/guide?q=电梯", "/guide?q=没有"],
    "chen_xiuying": ["/", "/hall/{number}", "/motions/{motion_id}/ballot?choice=oppose", "/me/home?estate={estate}&building={building}"],
    "he_chunmei": ["/", "/shifts/{past}/roster"],
    "li_tenant": ["/shifts/{shift_id}", "/record", "/needs/{need_id}"],
    "luo_member": ["/reporting", "/claims/{claim_id}", "/activities/{activity_id}", "/needs"],
    "wang_degui": ["/", "/meetings/{meeting_id}"],
    "chen_guifang": ["/", "/claims/{claim_id}", "/needs/{need_id}", "/venues/{venue_id}", "/bookings/{booking_id}", "/desk/search?q=电梯"],
    "he_stranger": ["/", "/meetings/{meeting_id}/room", "/me"],
}  # fmt: skip
NO_PAGES = re.compile(
    r"\.(xlsx|csv|ics|zip|pdf|atom|json)$|/(part|state|news|similar|bytes|progress|poster|calendar\.ics|screen)$|^/(favicon\.ico|healthz|readyz|metrics|demo/|hall/media/|display/|code$)"
)


async def paths(cast, who) -> list[str]:
    """The pages that fall to `who`: those that nobody before them may see, and their own second looks."""
    earlier = [await _actor(cast, each) for each in EYES[: EYES.index(who)]]
    me, found = await _actor(cast, who), []
    for door in DOORS:
        if NO_PAGES.search(door.path):
            continue
        seen = [await expected(door, each, cast, "-") == 200 for each in earlier]
        if not any(seen) and await expected(door, me, cast, "-") == 200:
            found.append(address(door.path, cast, "-"))
    known = params_of(" ".join(f"{{{name}}}" for name in NAMES), cast, "-")
    known |= {"past": cast.service.source_id, "estate": cast.estate.id, "building": cast.building.id}
    return found + [path.format(**known) for path in AGAIN.get(who, [])]


async def _actor(cast, who):
    return await cast.actor(who) if who else STRANGER


@pytest.mark.parametrize("who", EYES)
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
@pytest.mark.parametrize("who", EYES)
async def test_no_page_is_wider_than_a_small_phone(phones, cast, who, mode):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    page = await phones.of(who, width=320, **mode)
    wide = []
    for path in await paths(cast, who):
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
