"""A feed that any reader follows without an account (Atom, RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as xml

SPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """`uid` never changes; `updated` does whenever the words do."""

    uid: str
    title: str
    link: str
    updated: datetime
    published: datetime
    summary: str = ""


@dataclass(frozen=True)
class Feed:
    """`own` is the feed's own address, `link` the page that it tells of."""

    uid: str
    title: str
    own: str
    link: str
    updated: datetime
    entries: Sequence[Entry]


def tag(host: str, what: str) -> str:
    """An id that stays when an address changes (RFC 4151)."""
    return f"tag:{host.partition(':')[0]},2026:{what}"


def atom(feed: Feed) -> bytes:
    """The same bytes for the same feed. What people wrote is text in it, never markup."""
    root = xml.Element("feed", {"xmlns": SPACE, "xml:lang": "zh-CN"})
    _head(root, feed.uid, feed.title, feed.link, feed.updated)
    xml.SubElement(root, "link", {"rel": "self", "href": feed.own, "type": "application/atom+xml"})
    _said(xml.SubElement(root, "author"), "name", "百言堂")
    for each in feed.entries:
        entry = xml.SubElement(root, "entry")
        _head(entry, each.uid, each.title, each.link, each.updated)
        _said(entry, "published", each.published.isoformat())
        if each.summary:
            _said(entry, "summary", each.summary)
    made: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _head(where: xml.Element, uid: str, title: str, link: str, updated: datetime) -> None:
    _said(where, "id", uid)
    _said(where, "title", title)
    _said(where, "updated", updated.isoformat())
    xml.SubElement(where, "link", {"rel": "alternate", "href": link})


def _said(where: xml.Element, name: str, text: str) -> None:
    xml.SubElement(where, name).text = _FORBIDDEN.sub("", text)
