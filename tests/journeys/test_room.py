"""The network goes away in the courtyard, in the middle of a vote, and comes back: nobody is told what is not so."""

import re

import pytest
from playwright.async_api import Page, Route, expect

from portal.meetings.models import Ballot, Motion
from tests.journeys.conftest import Phones
from tests.journeys.test_evening import A_SECOND, opened, vote

pytestmark = pytest.mark.browser
RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


async def in_the_room(phones: Phones, who: str) -> Page:
    page = await phones.of(who)
    await page.goto(phones.url(f"/meetings/{phones.cast.meeting.id}/room"))
    await expect(page.locator("[data-conn]")).to_have_text("已连上")
    return page


async def screens(phones: Phones) -> tuple[Page, Page]:
    """The console on the head's phone, and the television that it opens."""
    console, screen = await phones.of("wang_degui", width=360), await phones.of("wang_degui", width=360)
    for page in (console, screen):
        await page.goto(phones.url(f"/meetings/{phones.cast.meeting.id}/console"))
    await screen.get_by_text("打开大屏").click()
    await screen.set_viewport_size({"width": 1280, "height": 800})
    await expect(screen.locator("[data-count]").first).to_have_text("0")
    return console, screen


async def lose_the_answer(page: Page) -> None:
    """The next ballot reaches the server, which stores it; the network goes before the answer comes."""

    async def lose(route: Route) -> None:
        await route.fetch()
        await page.context.set_offline(True)
        await route.abort("internetdisconnected")

    await page.route("**/ballot", lose)


async def test_a_network_cut_in_each_state_of_a_ballot_costs_nobody_a_vote_and_gives_nobody_two(phones, cast):
    await opened(cast)
    chosen, sent, counted = [await in_the_room(phones, who) for who in ("chen_xiuying", "tang_laoshi", "zhou_shifu")]
    console, screen = await screens(phones)

    # One has chosen when the network goes, one has sent, and one holds the receipt.
    await chosen.locator(".own:visible .bl--yes").click()
    await chosen.context.set_offline(True)
    await chosen.locator("[data-yes]").click()
    await lose_the_answer(sent)
    await vote(sent, "no")
    await vote(counted)
    await expect(counted.locator("[data-mine]")).to_contain_text("回执码", timeout=2 * A_SECOND)
    await counted.context.set_offline(True)

    # Cut off, each says what it knows: the first two that it waits, the third that its vote counts.
    for page in (chosen, sent):
        await expect(page.locator("[data-states]")).to_contain_text("没有网")
        await expect(page.locator("[data-states]")).not_to_contain_text("已计入")
    await expect(counted.locator("[data-mine]")).to_contain_text("回执码")
    assert await Ballot.all().count() == 2
    for page in (console, screen):
        await expect(page.locator("[data-count]").first).to_have_text("2", timeout=2 * A_SECOND)

    for page in (chosen, sent, counted):
        await page.unroute_all()
        await page.context.set_offline(False)
    for page in (chosen, sent, counted):
        await expect(page.locator("[data-mine]")).to_contain_text("回执码")
        await expect(page.locator("[data-conn]")).to_have_text("已连上", timeout=20 * A_SECOND)
    for page in (chosen, sent, counted, console, screen):
        await expect(page.locator("[data-count]").first).to_have_text("3", timeout=2 * A_SECOND)

    stored = await Ballot.all()
    assert (len(stored), len({ballot.right_id for ballot in stored})) == (3, 3)
    shown = [RECEIPT.search(await page.locator("[data-mine]").inner_text()) for page in (chosen, sent, counted)]
    assert sorted(found[0] for found in shown if found) == sorted(ballot.receipt for ballot in stored)
    assert (await Motion.get(id=cast.motion.id)).turnout_count == 3
