"""What lies where."""

from collections.abc import Collection, Sequence

from portal.database import bulk
from portal.kit.errors import Missing
from portal.places import rules
from portal.places.events import AreaMerged, AreaMoved
from portal.places.models import Area, Estate
from portal.policy import Actor


async def area_for(_actor: Actor, area_id: int) -> Area:
    area = await Area.get_or_none(id=area_id)
    if area is None:
        raise Missing()
    return area


async def area_coded(code: str) -> Area | None:
    """The area of this code, unless it has ended."""
    return await Area.get_or_none(code=code, ended_at=None)


async def area_found(area_id: int) -> Area | None:
    return await Area.get_or_none(id=area_id)


async def areas_below(paths: Sequence[str], kinds: Sequence[str], *, ended: bool = False) -> list[Area]:
    """Areas of these kinds at or below any of the paths, in the order of the tree; `ended` ones only where asked for."""
    found: dict[int, Area] = {}
    for path in paths:
        below = Area.filter(path__startswith=path, kind__in=list(kinds))
        found |= {area.id: area for area in await (below if ended else below.filter(ended_at=None))}
    return sorted(found.values(), key=_place_in_tree)


async def ids_below(path: str) -> list[int]:
    """The ids of the areas at or below `path`, ended ones too."""
    return [int(id) for (id,) in await Area.filter(path__startswith=path).values_list("id")]


def _place_in_tree(area: Area) -> list[int]:
    """As numbers, so that 2栋 comes before 10栋: each was entered before the other."""
    return [int(id) for id in area.path.strip("/").split("/")]


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
    above = trail(path)
    held = ", ".join("?" * len(above))
    areas = await bulk.rows(f"SELECT name, kind FROM area WHERE path IN ({held}) ORDER BY path", *above)  # noqa: S608
    inside = [area["name"] for area in areas if area["kind"] in rules.INSIDE_AN_ESTATE]
    return " ".join(inside) if inside else areas[-1]["name"] if areas else ""


async def estate_path(path: str) -> str:
    """The path of the estate that contains `path`; `path` itself where none does."""
    areas = await above(path)
    return next((area.path for area in areas if area.kind == rules.AreaKind.ESTATE), path)


async def estate_at(path: str) -> int | None:
    """The estate that contains `path`, where one does."""
    return next((area.id for area in await above(path) if area.kind == rules.AreaKind.ESTATE), None)


async def community_names(areas: Collection[int]) -> dict[int, str]:
    """The name of the community that each of these areas lies in; of a larger one, its own."""
    found = await Area.filter(id__in=sorted(areas))
    above = {path for area in found for path in trail(area.path)}
    communities = {each.path: each.name for each in await Area.filter(path__in=sorted(above), kind="community")}
    return {
        area.id: next((communities[path] for path in trail(area.path) if path in communities), area.name)
        for area in found
    }


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
    found = Area.filter(kind=rules.AreaKind.COMMUNITY, ended_at=None)
    return [(area.id, area.name) for area in await found.order_by("path")]


async def estates() -> list[tuple[int, str]]:
    """Every estate, to choose one from."""
    found = Area.filter(kind=rules.AreaKind.ESTATE, ended_at=None)
    return [(area.id, area.name) for area in await found.order_by("name")]


async def buildings_in(estate_id: int) -> list[tuple[int, str]]:
    found = Area.filter(parent_id=estate_id, kind=rules.AreaKind.BUILDING, ended_at=None)
    return [(area.id, area.name) for area in await found.order_by("id")]


async def way_of(event: AreaMoved | AreaMerged) -> tuple[str, str]:
    """The path that an area had before, and the one that it has now or that what it went into has."""
    area = await Area.get(id=event.area_id)
    if isinstance(event, AreaMerged):
        return area.path, (await Area.get(id=event.into_id)).path
    return f"{(await Area.get(id=event.from_id)).path}{area.id}/", area.path


async def payer_above(path: str) -> str:
    """The path of the community that contains `path`; of the city where none does; nothing where there is no area."""
    areas = await above(path) if path else []
    found = [area.path for area in areas if area.kind == rules.AreaKind.COMMUNITY]
    root = await Area.filter(parent_id=None).order_by("id").first() if not found else None
    return found[0] if found else root.path if root else ""


async def estates_and_buildings(paths: Sequence[str]) -> list[tuple[int, str]]:
    """The estates and buildings at or below these paths, to choose one from: 桂圆林苑, 桂圆林苑 3栋."""
    found = await areas_below(paths, (rules.AreaKind.ESTATE, rules.AreaKind.BUILDING))
    names = {area.id: area.name for area in found}
    return [(area.id, " ".join(filter(None, (names.get(area.parent_id or 0), area.name)))) for area in found]


async def type_of_estate(path: str) -> str | None:
    """The type of the estate that contains `path`; None outside of any."""
    estate = await Estate.filter(area__path__in=trail(path)).first()
    return estate.type if estate else None
