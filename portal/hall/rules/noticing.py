"""The public notice of an opinion on paper: a mark by which a copy can be compared with what the portal shows."""

import hashlib
import json
from collections.abc import Mapping

SHOWN_SIGNS = 16  # of the mark, as a person compares them; in groups of four


def mark_of(said: Mapping[str, object]) -> str:
    """SHA-256 of everything that a notice says, in hexadecimal: one other sign or day makes another mark."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def spoken(mark: str) -> str:
    """The beginning of a mark, as it is read out: 9F3A 0C11 …"""
    short = mark[:SHOWN_SIGNS].upper()
    return " ".join(short[n : n + 4] for n in range(0, SHOWN_SIGNS, 4))
