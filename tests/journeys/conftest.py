"""A real browser. Without one the journeys are skipped, loudly; in CI that is a failure."""

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.cast import Cast

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    named = os.environ.get("PORTAL_CHROMIUM")
    return named or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: the journeys cannot be walked (set PORTAL_CHROMIUM)")
        pytest.skip("*** NO BROWSER: the journeys were NOT walked; install chromium or set PORTAL_CHROMIUM ***")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@dataclass
class Phones:
    """Phones of the cast, and everything that went wrong on them."""

    browser: Browser
    address: str
    cast: Cast
    trouble: list[str] = field(default_factory=list)

    async def of(
        self, who: str | None, *, width: int = 390, script: bool = True, worker: bool = True, **cookies: str
    ) -> Page:
        """Without its service worker where a test stands in the way of a request: the worker sends past it."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=script,
            locale="zh-CN",
            service_workers="allow" if worker else "block",
        )
        given = {"portal_session": self.cast.token(who)} if who else {}
        await context.add_cookies(
            [{"name": n, "value": v, "url": f"http://{self.address}"} for n, v in (given | cookies).items()]
        )
        context.set_default_timeout(8000)
        page = await context.new_page()
        page.on("console", lambda said: self._note(said.type, f"{said.text} {said.location.get('url', '')}".strip()))
        page.on("pageerror", lambda problem: self.trouble.append(f"pageerror {problem}"))
        page.on("request", lambda asked: self._elsewhere(asked.url))
        return page

    def _note(self, kind: str, text: str) -> None:
        # A phone that is cut off on purpose says so, and a form that is shown again is no trouble either.
        known = ("ERR_INTERNET_DISCONNECTED", "WebSocket", "status of 422")
        if kind == "error" and not any(each in text for each in known):
            self.trouble.append(f"console {text}")

    def _elsewhere(self, url: str) -> None:
        if not url.startswith((f"http://{self.address}", f"ws://{self.address}", "data:", "about:", "blob:")):
            self.trouble.append(f"asked another host: {url}")

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"


@pytest.fixture
async def phones(browser: Browser, server: str, cast: Cast, hands) -> AsyncIterator[Phones]:
    phones = Phones(browser, server, cast)
    yield phones
    assert phones.trouble == []
