"""Which homes there are, who owns them, and who could vote for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q
from tortoise.functions import Count, Sum

from portal.database.reading import column
from portal.places import rules
from portal.places.models import Estate, Home, Ownership


async def homes_of_owners(owners: Sequence[int]) -> list[Home]:
    return await Home.filter(ownerships__owner_id__in=list(owners), ownerships__until=None).distinct()


async def homes_with(ids: Sequence[int]) -> list[Home]:
    return await Home.filter(id__in=list(ids)).order_by("id")


async def owners_below(path: str) -> list[int]:
    rows = await column(Ownership.filter(home__path__startswith=path, until=None).distinct(), "owner_id")
    return [int(row) for row in rows]


async def homes_below(path: str) -> int:
    return await Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT).count()


async def flats_below(path: str, label: str = "") -> list[int]:
    """The flats below `path`, in order; the one with this label where one is named."""
    found = Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT)
    return [int(home) for home in await column((found.filter(label=label) if label else found).order_by("id"), "id")]


@dataclass(frozen=True)
class RollEntry:
    """One right of an electorate: its key, what stands on the roll, its area in 0.01 m², and who may use it;
    and the homes behind it."""

    key: str
    label: str
    size: int
    holders: tuple[str, ...]
    homes: tuple[int, ...] = ()


async def owners_roll(path: str, *, parking: bool | None = None) -> list[RollEntry]:
    """The owners below `path` as an electorate (解释 art. 9): an owner of several homes is one, all the developer's
    unsold or undelivered homes together are one. `parking` None: bays count where the estate's own rules say so."""
    if parking is None:
        parking = await parking_counts_at(path)
    within = Home.filter(path__startswith=path)
    homes = {h.id: h for h in await (within if parking else within.exclude(kind=rules.HomeKind.PARKING))}
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
        RollEntry(
            e.key,
            "、".join(homes[int(u)].label for u in e.unit_ids[:3]),
            e.area,
            e.owners,
            tuple(int(u) for u in e.unit_ids),
        )
        for e in rules.entitlements(units)
    ]


async def parking_counts_at(path: str) -> bool:
    """Whether the rules of the estate at or above `path` count parking bays (解释 art. 2)."""
    return await Estate.exists(area_id__in=[int(id) for id in path.strip("/").split("/")], parking_counts=True)


async def homes_roll(path: str) -> list[RollEntry]:
    """The homes below `path` as an electorate: one vote each, used by who lives there. Shops and bays have none."""
    homes = await Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT).order_by("id")
    return [RollEntry(f"home:{h.id}", h.label, h.size, (f"home:{h.id}",), (h.id,)) for h in homes]


async def homes_in(building_id: int) -> list[tuple[int, str]]:
    """The homes of one building, to choose one from."""
    found = Home.filter(building_id=building_id, kind=rules.HomeKind.FLAT).order_by("id")
    return [(home.id, home.label) for home in await found.limit(1000)]


async def owner_names(home_id: int) -> list[str]:
    """Whose names stand in the register for a home: for who compares them, and nobody else."""
    return [str(name) for name in await column(Ownership.filter(home_id=home_id, until=None), "owner__name")]


async def owner_names_of(homes: Sequence[int]) -> dict[int, list[str]]:
    """The same for several homes, in one query."""
    found: dict[int, list[str]] = {}
    held = Ownership.filter(home_id__in=list(homes) or [0], until=None).order_by("id")
    for home, name in await held.values_list("home_id", "owner__name"):
        found.setdefault(int(home), []).append(str(name))
    return found


async def owner_named(home_id: int, name: str) -> int | None:
    """The owner of this home who has exactly this name."""
    found = await Ownership.filter(home_id=home_id, until=None, owner__name=name).first()
    return found.owner_id if found else None


async def homes_owned_at(owners: Sequence[int], day: date) -> list[int]:
    """The homes that these entries of the register owned on that day."""
    begun = Q(Q(since=None) | Q(since__lte=day))
    lasting = Q(Q(until=None) | Q(until__gt=day))
    rows = await column(Ownership.filter(begun, lasting, owner_id__in=list(owners)).distinct(), "home_id")
    return [int(row) for row in rows]


async def homes_by_building(path: str) -> dict[int, int]:
    """How many flats each building below `path` has: one household each."""
    flats = Home.filter(path__startswith=path, kind=rules.HomeKind.FLAT)
    rows = await flats.annotate(n=Count("id")).group_by("building_id").values_list("building_id", "n")
    return {int(building): int(n) for building, n in rows}


async def roll_counts(path: str) -> dict[int, tuple[int, int]]:
    """Of each building with a home below `path`: how many homes are on the roll there, and their area in 0.01 m²."""
    within = Home.filter(path__startswith=path)
    counted = within if await parking_counts_at(path) else within.exclude(kind=rules.HomeKind.PARKING)
    rows = counted.annotate(n=Count("id"), area=Sum("size")).group_by("building_id")
    return {int(b): (int(n), int(area)) for b, n, area in await rows.values_list("building_id", "n", "area")}


async def homes_on_roll(path: str, after: int, most: int) -> list[tuple[Home, bool]]:
    """The homes below `path` in the order of the register, each with whether an owner stands there."""
    within = Home.filter(path__startswith=path, id__gt=after)
    counted = within if await parking_counts_at(path) else within.exclude(kind=rules.HomeKind.PARKING)
    homes = await counted.order_by("id").limit(most)
    owned = set(await column(Ownership.filter(home_id__in=[h.id for h in homes], until=None), "home_id"))
    return [(home, home.id in owned) for home in homes]


async def paths_of_owners(owners: Sequence[int]) -> dict[int, set[str]]:
    """By owner, where the homes lie that they own now."""
    found: dict[int, set[str]] = {}
    rows = await Ownership.filter(owner_id__in=list(owners), until=None).values_list("owner_id", "home__path")
    for owner, path in rows:
        found.setdefault(int(owner), set()).add(str(path))
    return found
