"""What is odd about a register: rights that stand for nobody, and people who would count twice. Pure, and no verdict:
somebody looks at it before a vote."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Claim:
    """One entry that owns one home now. `share` is None where the register says nothing of it."""

    home: int
    owner: int
    name: str
    since: date | None = None
    share: Fraction | None = None


def without_owner(homes: Collection[int], claims: Iterable[Claim]) -> list[int]:
    """Ghost rights: homes that nobody owns."""
    return sorted(set(homes) - {claim.home for claim in claims})


def without_home(owners: Collection[int], claims: Iterable[Claim]) -> list[int]:
    """Ghost rights: entries that own nothing."""
    return sorted(set(owners) - {claim.owner for claim in claims})


def of_one_name(claims: Iterable[Claim]) -> list[list[int]]:
    """Double rights: several entries with one name. The homes of each group: the same person is one head."""
    named: dict[str, dict[int, set[int]]] = {}
    for claim in claims:
        named.setdefault(claim.name.strip(), {}).setdefault(claim.owner, set()).add(claim.home)
    groups = [owners for name, owners in named.items() if name and len(owners) > 1]
    # A couple of one name who own one home together are two entries of one home, and one right: nothing is double.
    homes = [sorted({home for each in owners.values() for home in each}) for owners in groups]
    return sorted(group for group in homes if len(group) > 1)


def owned_too_much(claims: Iterable[Claim]) -> list[int]:
    """Double rights: homes whose owners overlap. Their shares make more than one, an entry stands there twice, or they
    began on different days, as where a home was sold and the seller was left on the register."""
    of_home: dict[int, list[Claim]] = {}
    for claim in claims:
        of_home.setdefault(claim.home, []).append(claim)
    return sorted(home for home, each in of_home.items() if len(each) > 1 and _overlap(each))


def _overlap(claims: list[Claim]) -> bool:
    shares = [claim.share for claim in claims if claim.share is not None]
    if sum(shares, Fraction(0)) > 1 or len({claim.owner for claim in claims}) < len(claims):
        return True
    return not shares and len({claim.since for claim in claims}) > 1
