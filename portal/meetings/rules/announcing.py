"""What a notice says, and the hash that proves it said so."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum


class Edition(StrEnum):
    """Why a notice was posted."""

    CALLED = "called"
    CHANGED = "changed"
    AGENDA = "agenda"
    EXTENDED = "extended"
    CANCELLED = "cancelled"


def notice_hash(said: Mapping[str, object]) -> str:
    """The same words give the same hash, in whatever order a database keeps them."""
    words = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
