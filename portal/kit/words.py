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
        return {str(entry.id): str(entry.string) for entry in read_po(lines) if entry.id and entry.string}
