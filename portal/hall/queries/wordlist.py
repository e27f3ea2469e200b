"""The operator's list of words, read anew when its file has changed."""

from pathlib import Path

from portal import settings
from portal.hall.rules import wordlist
from portal.hall.rules.wordlist import EMPTY, WordList

_Stamp = tuple[str, int, int]
_last: tuple[_Stamp, WordList] | None = None


def current() -> WordList:
    """The list as its file says now. One that cannot be read leaves the last good one in force."""
    global _last
    path = settings.current().words
    if not path:
        return EMPTY
    try:
        stat = Path(path).stat()
        stamp = (path, stat.st_mtime_ns, stat.st_size)
        if _last is None or _last[0] != stamp:
            _last = (stamp, wordlist.read(Path(path).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return _last[1] if _last is not None and _last[0][0] == path else EMPTY
    return _last[1]


def faults() -> list[str]:
    """What is wrong with the list, by number of line; nothing where it is well, or none is set."""
    path = settings.current().words
    if not path:
        return []
    try:
        Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        return [f"PORTAL_WORDS cannot be read: {type(problem).__name__}"]
    return [f"PORTAL_WORDS {broken}" for broken in current().broken]
