"""Whose words are published at once, looked at first, or not taken: one table for all that a public page shows.

An office's own telephone and mailbox belong into what it publishes, and a word of the operator's list is there to be
looked at by the very people who write for an office. Somebody's number, plate or illness, and an accusation of
somebody named, are no less harmful in an answer than in a remark. What cannot wait for a look is asked for anew.
"""

from enum import StrEnum

from portal.hall.rules.detecting import Trait


class Writer(StrEnum):
    NEIGHBOUR = "neighbour"  # somebody may look first
    AT_ONCE = "at_once"  # a neighbour's words for which a day is set: an objection, 真的好了吗
    OFFICE = "office"  # an answer, an opinion, facts, a promise, a reason


class Fate(StrEnum):
    FREE = "free"
    LOOKED_AT = "looked_at"
    REFUSED = "refused"


_FREE, _LOOKED_AT, _REFUSED = Fate.FREE, Fate.LOOKED_AT, Fate.REFUSED
#                      neighbour,  at once,  office
FATES: dict[Trait, tuple[Fate, Fate, Fate]] = {
    Trait.PHONE: (_REFUSED, _REFUSED, _REFUSED),
    Trait.LANDLINE: (_REFUSED, _REFUSED, _FREE),
    Trait.ID_NUMBER: (_REFUSED, _REFUSED, _REFUSED),
    Trait.PLATE: (_REFUSED, _REFUSED, _REFUSED),
    Trait.ADDRESS: (_REFUSED, _REFUSED, _FREE),
    Trait.ACCUSATION: (_LOOKED_AT, _REFUSED, _REFUSED),
    Trait.VULNERABLE: (_LOOKED_AT, _REFUSED, _REFUSED),
    Trait.LISTED: (_LOOKED_AT, _REFUSED, _FREE),
}
_COLUMN = {writer: n for n, writer in enumerate(Writer)}


def fate_of(trait: Trait, writer: Writer) -> Fate:
    return FATES[trait][_COLUMN[writer]]


def with_fate(traits: frozenset[Trait], writer: Writer, fate: Fate) -> frozenset[Trait]:
    """Those of what was found that meet this fate."""
    return frozenset(trait for trait in traits if fate_of(trait, writer) == fate)
