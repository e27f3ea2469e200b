"""What lies where, and who owns it."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.database.reading import column
from portal.kit.errors import Missing
from portal.places import rules
from portal.places.models import Area, Home, Ownership
from portal.policy import Actor


async def area_for(_actor: Actor, area_id: int) -> Area:
    area = await Area.get_or_none(id=area_id)
    if area is None:
        raise Missing()
    return area


async def areas_below(paths: Sequence[str], kinds: Sequence[str]) -> list[Area]:
    """Areas of these kinds at or below any of the paths, in the order of the tree."""
    found: dict[int, Area] = {}
    for path in paths:
        found |= {area.id: area for area in await Area.filter(path__startswith=path, kind__in=list(kinds))}
    return sorted(found.values(), key=lambda area: area.path)


def trail(path: str) -> list[str]:
    """The paths from the city down to `path`."""
    ids = path.strip("/").split("/")
    return ["/" + "/".join(ids[: n + 1]) + "/" for n in range(len(ids))]


async def above(path: str) -> list[Area]:
    """The areas from the city down to this one, itself included."""
    return await Area.filter(path__in=trail(path)).order_by("path")


async def building_at(path: str) -> str:
    """The name of the building that contains `path`; the area's own name where none does."""
    areas = await above(path)
    return next((area.name for area in areas if area.kind == rules.AreaKind.BUILDING), areas[-1].name if areas else "")


async def full_name(path: str) -> str:
    """桂圆林苑 3栋 1单元: from the estate down; of larger areas the name alone."""
    areas = await above(path)
    inside = [area.name for area in areas if area.kind in rules.INSIDE_AN_ESTATE]
    return " ".join(inside) if inside else areas[-1].name if areas else ""


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
    unsold or undelivered homes together are one."""
    homes = {h.id: h for h in await Home.filter(path__startswith=path).exclude(kind=rules.HomeKind.PARKING)}
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


async def estate_path(path: str) -> str:
    """The path of the estate that contains `path`; `path` itself where none does."""
    areas = await above(path)
    return next((area.path for area in areas if area.kind == rules.AreaKind.ESTATE), path)


async def choices_around(paths: Sequence[str]) -> list[tuple[int, str]]:
    """The areas from each path up to its estate, nearest first, as (id, full name)."""
    found: dict[int, str] = {}
    for path in paths:
        areas = await above(path)
        inside = [area for area in areas if area.kind in rules.INSIDE_AN_ESTATE] or areas[-1:]
        for n in range(len(inside), 0, -1):
            found.setdefault(inside[n - 1].id, " ".join(area.name for area in inside[:n]))
    return list(found.items())


async def building_of(path: str) -> Area:
    """The building that contains `path`, or the smallest area there is."""
    areas = await above(path)
    return next((area for area in areas if area.kind == rules.AreaKind.BUILDING), areas[-1])


async def communities_of(paths: Sequence[str]) -> list[Area]:
    """The communities that contain these paths."""
    above_them = {each for path in paths for each in trail(path)}
    if not above_them:
        return []
    return await Area.filter(path__in=sorted(above_them), kind=rules.AreaKind.COMMUNITY).order_by("path")


async def communities() -> list[tuple[int, str]]:
    """Every community, to choose one from."""
    return [(area.id, area.name) for area in await Area.filter(kind=rules.AreaKind.COMMUNITY).order_by("path")]


async def estates() -> list[tuple[int, str]]:
    """Every estate, to choose one from."""
    return [(area.id, area.name) for area in await Area.filter(kind=rules.AreaKind.ESTATE).order_by("name")]


async def buildings_in(estate_id: int) -> list[tuple[int, str]]:
    found = Area.filter(parent_id=estate_id, kind=rules.AreaKind.BUILDING)
    return [(area.id, area.name) for area in await found.order_by("id")]


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
