"""What is odd about the register of an area, for those who keep it."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from fractions import Fraction

from tortoise.expressions import Q

from portal.database.reading import column
from portal.kit import clock
from portal.places.models import Area, Home, Owner, Ownership
from portal.places.rules import HomeKind, oddities
from portal.places.rules.oddities import Claim

Twice = Callable[[Collection[int]], Awaitable[list[list[int]]]]


@dataclass(frozen=True)
class Oddities:
    """By the labels of the homes concerned, never by a name: ghost rights first, then double ones."""

    without_owner: list[str]
    without_home: int
    ended: list[str]
    of_one_name: list[list[str]]
    owned_too_much: list[str]
    held_twice: list[list[str]]

    @property
    def any(self) -> bool:
        return bool(self.without_home or self.without_owner or self.ended or self.doubles)

    @property
    def doubles(self) -> bool:
        return bool(self.of_one_name or self.owned_too_much or self.held_twice)


async def oddities_of(path: str, held_twice: Twice) -> Oddities:
    """`held_twice` says, of entries of the register, which one account holds together."""
    homes = {home.id: home for home in await Home.filter(path__startswith=path).exclude(kind=HomeKind.PARKING)}
    claims = await _claims(path)
    ended = set(await column(Area.filter(path__startswith=path, ended_at__isnull=False), "path"))
    of_owner: dict[int, set[int]] = {}
    for claim in claims:
        of_owner.setdefault(claim.owner, set()).add(claim.home)

    def labels(ids: Collection[int]) -> list[str]:
        return [homes[id].label for id in sorted(ids) if id in homes]

    twice = [set().union(*(of_owner[o] for o in each)) for each in await held_twice(list(of_owner))]
    return Oddities(
        without_owner=labels(oddities.without_owner(list(homes), claims)),
        without_home=len(oddities.without_home(await _entries(path), claims)),
        ended=[home.label for home in homes.values() if home.path in ended],
        of_one_name=[labels(group) for group in oddities.of_one_name(claims)],
        owned_too_much=labels(oddities.owned_too_much(claims)),
        held_twice=[labels(group) for group in twice if len(group) > 1],
    )


async def _claims(path: str) -> list[Claim]:
    lasting = Q(Q(until=None) | Q(until__gt=clock.today()))
    within = Ownership.filter(lasting, home__path__startswith=path)
    rows = await within.exclude(home__kind=HomeKind.PARKING).values_list(
        "home_id", "owner_id", "owner__name", "since", "share_num", "share_den"
    )
    return [
        Claim(int(home), int(owner), str(name), since, Fraction(num, den) if num and den else None)
        for home, owner, name, since, num, den in rows
    ]


async def _entries(path: str) -> list[int]:
    """The entries of the registers of the estates at or below `path`; none where it is only a part of an estate. An entry
    that owns a bay and nothing else owns something all the same."""
    estates = await column(Area.filter(path__startswith=path, kind="estate"), "id")
    if not estates:
        return []
    bays = Ownership.filter(owner__estate_id__in=estates, until=None, home__kind=HomeKind.PARKING)
    owners = set(await column(Owner.filter(estate_id__in=estates), "id"))
    return [int(owner) for owner in owners - set(await column(bays, "owner_id"))]
