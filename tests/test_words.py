"""The English catalogue lacks nothing, and nothing in it is stale."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from portal.kit import words
from portal.kit.words import _, language

pytestmark = pytest.mark.anywhere
HERE = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "F_": None, "gettext": None, "pgettext": ((1, "c"), 2)}


def said() -> set[str]:
    found = set()
    for folder, method in (("portal", "python"), ("templates", "jinja2")):
        rows = extract_from_dir(
            HERE / folder, [("**.*", method)] if method == "jinja2" else [("**.py", method)], keywords=KEYWORDS
        )
        found |= {f"{row[4]}\x04{row[2]}" if row[4] else str(row[2]) for row in rows}
    return found


def catalogue() -> dict[str, str]:
    with (HERE / "portal/locale/en/LC_MESSAGES/portal.po").open("rb") as lines:
        entries = [entry for entry in read_po(lines) if entry.id]
    return {(f"{e.context}\x04{e.id}" if e.context else str(e.id)): str(e.string) for e in entries}


def test_every_sentence_has_its_english():
    known = catalogue()
    assert len(known) > 400
    assert sorted(text for text in said() if not known.get(text)) == []


def test_no_sentence_in_the_catalogue_is_stale():
    assert sorted(set(catalogue()) - said()) == []


def test_the_english_fills_the_same_blanks():
    def blanks(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)s", text))

    assert [zh for zh, en in catalogue().items() if blanks(zh) != blanks(en)] == []


def test_a_msgid_is_its_own_chinese_and_has_english():
    assert _("首页") == "首页"
    token = language.set("en")
    try:
        assert _("首页") == "Home"
        assert (_("反对"), words.pgettext("ballot", "反对")) == ("Against", "No")
        assert words.ngettext("%(num)s thing", "%(num)s things", 2) == "2 things"
    finally:
        language.reset(token)
