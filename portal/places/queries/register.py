"""Which homes there are, who owns them, and who could vote for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tortoise.expressions import Q

from portal.database.reading import column
from portal.places import rules
from portal.places.models import Home, Ownership


async def homes_of_owners(owners: Sequence[int]) -> list[Home]:
    return await Home.filter(ownerships__owner_id__in=list(owners), ownerships__until=None).distinct()


async def homes_with(ids: Sequence[int]) -> list[Home]:
    return await Home.filter(id__in=list(ids)).order_by("id")


async def owners_below(path: str) -> list[int]:
    rows = await column(Ownership.filter(home__path__startswith=path, until=None).distinct(), "owner_id")
    return [int(row) for row in rows]


async def homes_below(path: str) -> int:
    return await Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT).count()


@dataclass(frozen=True)
class RollEntry:
    """One right of an electorate: its key, what stands on the roll, its area in 0.01 m², and who may use it."""

    key: str
    label: str
    size: int
    holders: tuple[str, ...]


async def owners_roll(path: str) -> list[RollEntry]:
    """The owners below `path` as an electorate (解释 art. 9): an owner of several homes is one, all the developer's
    unsold or undelivered homes together are one. Parking counts where the estate's own rule says so."""
    counts = ~Q(kind=rules.HomeKind.PARKING) | Q(estate__estate__parking_counts=True)
    homes = {h.id: h for h in await Home.filter(counts, path__startswith=path)}
    owned: dict[int, list[int]] = {}
    for home_id, owner_id in await Ownership.filter(home__path__startswith=path, until=None).values_list(
        "home_id", "owner_id"
    ):
        owned.setdefault(int(home_id), []).append(int(owner_id))
    units = [
        rules.Unit(str(h.id), h.size, tuple(f"owner:{o}" for o in sorted(owned.get(h.id, []))), h.state)
        for h in homes.values()
    ]
    return [
        RollEntry(e.key, "、".join(homes[int(u)].label for u in e.unit_ids[:3]), e.area, e.owners)
        for e in rules.entitlements(units)
    ]


async def homes_roll(path: str) -> list[RollEntry]:
    """The homes below `path` as an electorate: one vote each, used by who lives there. Shops and bays have none."""
    homes = await Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT).order_by("id")
    return [RollEntry(f"home:{h.id}", h.label, h.size, (f"home:{h.id}",)) for h in homes]


async def homes_in(building_id: int) -> list[tuple[int, str]]:
    """The homes of one building, to choose one from."""
    found = Home.filter(building_id=building_id, kind=rules.HomeKind.FLAT).order_by("id")
    return [(home.id, home.label) for home in await found.limit(1000)]


async def owner_names(home_id: int) -> list[str]:
    """Whose names stand in the register for a home: for who compares them, and nobody else."""
    return [str(name) for name in await column(Ownership.filter(home_id=home_id, until=None), "owner__name")]


async def owner_named(home_id: int, name: str) -> int | None:
    """The owner of this home who has exactly this name."""
    found = await Ownership.filter(home_id=home_id, until=None, owner__name=name).first()
    return found.owner_id if found else None
