"""In which language words are said. Msgids are Chinese; other languages have a catalogue in `portal/locale`."""

from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("zh", "en")
language: ContextVar[str] = ContextVar("language", default="zh")


def N_(message: str) -> str:
    """Mark a msgid that is translated later, where it is shown."""
    return message


def _(message: str, **details: object) -> str:
    text = _catalogue(language.get()).get(message) or message
    return text % details if details else text


def pgettext(context: str, message: str) -> str:
    """A word that is one in Chinese and several in English: 反对 is "No" on a ballot and "Against" in a thread."""
    return _catalogue(language.get()).get(f"{context}\x04{message}") or message


def ngettext(one: str, many: str, number: int, **details: object) -> str:
    """Chinese has one form; English picks by number."""
    chosen = one if number == 1 and language.get() == "en" else many
    return _(chosen, **({"num": number} | details))


@cache
def _catalogue(code: str) -> dict[str, str]:
    """Read a catalogue when its language is first asked for; Chinese needs none."""
    path = Path(__file__).parents[1] / "locale" / code / "LC_MESSAGES" / "portal.po"
    if not path.exists():
        return {}
    from babel.messages.pofile import read_po  # a third of a second saved at every Chinese-only start

    with path.open("rb") as lines:
        entries = [entry for entry in read_po(lines) if entry.id and entry.string]
    return {(f"{e.context}\x04{e.id}" if e.context else str(e.id)): str(e.string) for e in entries}
