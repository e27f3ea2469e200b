"""What the phones of 2020 lack is nowhere in the scripts and styles, and pages stay within strict bounds."""

import gzip
import re
from pathlib import Path

import esprima
import pytest

pytestmark = pytest.mark.anywhere
HERE = Path(__file__).parents[1]
SCRIPTS = sorted((HERE / "static").glob("*.js"))
STYLES = sorted((HERE / "static").glob("*.css"))
PAGES = sorted((HERE / "templates").rglob("*.html"))
LACKING_APIS = (
    "replaceChildren",
    "structuredClone",
    ".at(",
    "replaceAll",
    "Array.fromAsync",
    "AbortSignal.timeout",
    "allSettled",
    "BroadcastChannel",
)
LACKING_STYLES = (
    ":is(",
    ":where(",
    ":has(",
    "@container",
    "@layer",
    "aspect-ratio",
    "inset:",
    "dvh",
    "color-mix",
    "accent-color",
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_plain_enough_for_old_engines(path):
    text = path.read_text()
    esprima.parseScript(text)  # reads up to ES2017
    assert [api for api in LACKING_APIS if api in text] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_asks_nothing_that_chromium_80_lacks(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert [word for word in LACKING_STYLES if word in text] == []
    assert "http" not in text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(HERE / "templates")))
def test_a_page_has_no_inline_script_style_or_handler(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text)
    assert "https://" not in text


def test_a_cold_first_view_stays_small():
    sizes = {p.name: len(gzip.compress(p.read_bytes(), 6)) for p in [*STYLES, *SCRIPTS, HERE / "static/icons.svg"]}
    assert sizes["portal.css"] + sizes["screens.css"] + sizes["icons.svg"] + sizes["live.js"] <= 40 * 1024
    assert sizes["live.js"] + sizes["hall.js"] <= 12 * 1024
