"""Text as people mean it: one spelling for what looks the same, and nothing in it that cannot be seen.

Characters that turn the direction of what follows, or that take no room, can make a text read other than it is
stored, or make an empty one pass as something said. Those of Unicode 15 that have no other use in Chinese or English
are taken out. The joiner stays within an emoji (a family is one picture), and nowhere else.
"""

import re
import unicodedata

MOST_MARKS = 4  # marks upon one letter: more are no letter of any language, and cover the lines around them

_ENDS_OF_LINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Controls but for line and tab; lone surrogates; soft hyphen; fillers without a shape; turns of direction; spaces of no
# width; the blank of braille; tags. The joiner (200D) is looked at below.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
_PICTURE = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\u00a9\u00ae\U0001f000-\U0001faff]"
_LOOSE_JOINER = re.compile(f"(?<!{_PICTURE})(?<!\ufe0f)\u200d+|\u200d+(?!{_PICTURE})")
_BLANK_LINES = re.compile("\n{3,}")


def plain(text: str) -> str:
    """The text as it is kept (NFC): idempotent. Empty where nothing in it could be seen or read."""
    text = _BLANK_LINES.sub("\n\n", _ENDS_OF_LINES.sub("\n", text))
    before = None
    while before != text:  # what was taken out may have stood between two that belong together
        before, text = text, _once(text)
    return text if any(unicodedata.category(each)[0] in "LNPS" for each in text) else ""


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", _UNSEEN.sub("", text)))
    return "".join(_few_marks(text)).strip()


def _few_marks(text: str) -> list[str]:
    kept, marks = [], 0
    for each in text:
        marks = marks + 1 if unicodedata.category(each) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(each)
    return kept
