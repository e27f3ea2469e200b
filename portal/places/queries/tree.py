"""The tree of areas as those who keep it see it, and as it was at any moment."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from portal.database.reading import column
from portal.kit.errors import Missing
from portal.kit.words import N_
from portal.places import rules
from portal.places.models import Area, AreaSpell, AreaSuccession, Estate, Facility, Home, HomeMove
from portal.places.queries.areas import above
from portal.places.rules import AreaKind
from portal.policy import Act, Actor, permits

PER_PAGE = 60
MOST_PARENTS = 300


def own_id(path: str) -> int:
    """The area that a path leads to."""
    return int(path.rstrip("/").rsplit("/", 1)[-1])


async def names_under(parent_id: int | None) -> set[str]:
    return {str(name) for name in await column(Area.filter(parent_id=parent_id, ended_at=None), "name")}


# Then


def at(moment: datetime) -> Q:
    """A spell that covers this moment."""
    begun, lasting = Q(Q(since=None) | Q(since__lte=moment)), Q(Q(until=None) | Q(until__gt=moment))
    return Q(begun, lasting)


async def paths_at(areas: Collection[int], moment: datetime) -> dict[int, str]:
    """Where these areas stood then; an area that was not there then is left out."""
    spells = await AreaSpell.filter(at(moment), area_id__in=sorted(areas)).order_by("id")
    return {spell.area_id: spell.path for spell in spells}


async def path_at(area_id: int, moment: datetime) -> str | None:
    return (await paths_at([area_id], moment)).get(area_id)


async def home_paths_at(homes: Collection[int], moment: datetime) -> dict[int, str]:
    """Where these homes lay then, by the building or stairwell they were in and where that stood."""
    lie = {home.id: own_id(home.path) for home in await Home.filter(id__in=sorted(homes))}
    later = await HomeMove.filter(home_id__in=sorted(homes), at__gt=moment).order_by("-at", "-id")
    lie |= {move.home_id: move.from_area_id for move in later}
    paths = await paths_at(set(lie.values()), moment)
    return {home: paths[area] for home, area in lie.items() if area in paths}


# Now


@dataclass(frozen=True)
class Branch:
    """One area and what is directly in it. `next` is where the list goes on, `history` its spells, the newest first."""

    area: Area
    trail: list[Area]
    children: list[Area]
    next: int | None
    homes: int
    estate: Estate | None
    history: list[AreaSpell]
    into: list[AreaSuccession]
    out_of: list[AreaSuccession]


async def branch_of(area: Area, after: int | None = None) -> Branch:
    below = Area.filter(parent_id=area.id, ended_at=None, id__gt=after or 0)
    children = await below.order_by("id").limit(PER_PAGE + 1)
    went = AreaSuccession.filter(of_id=area.id).select_related("into")
    came = AreaSuccession.filter(into_id=area.id).select_related("of")
    return Branch(
        area=area,
        trail=(await above(area.path))[:-1],
        children=children[:PER_PAGE],
        next=children[PER_PAGE - 1].id if len(children) > PER_PAGE else None,
        homes=await Home.filter(path__startswith=area.path).count(),
        estate=await Estate.get_or_none(area_id=area.id),
        history=await AreaSpell.filter(area_id=area.id).order_by("-id").limit(20),
        into=await went.order_by("-id").limit(20),
        out_of=await came.order_by("-id").limit(20),
    )


async def roots_of(actor: Actor, roles: Collection[str]) -> list[Area]:
    """The areas for which this actor holds one of these roles."""
    paths = {held.path for held in actor.roles if held.role in roles}
    return await Area.filter(path__in=sorted(paths), ended_at=None).order_by("path") if paths else []


@dataclass(frozen=True)
class Consequence:
    """Something that a change of an area touches: a word for it, and how many."""

    word: str
    count: int


Count = Callable[[str], Awaitable[Consequence]]
_also: list[Count] = []


def count_also(counts: Sequence[Count]) -> None:
    """What upper rooms have in an area, for whoever is about to change it. Put in by `app`."""
    _also[:] = counts


async def consequences(area: Area) -> list[Consequence]:
    """What a change of this area touches."""
    inside = await Area.filter(path__startswith=area.path, ended_at=None).exclude(id=area.id).count()
    homes = await Home.filter(path__startswith=area.path).count()
    own = [Consequence(N_("里面的地方"), inside), Consequence(N_("户（套、车位）"), homes)]
    return own + [await count(area.path) for count in _also]


async def possible_parents(actor: Actor, area: Area) -> list[tuple[int, str]]:
    """Where this actor may put it: areas of the right kind in their care, each with the names above it."""
    wanted = sorted(rules.PARENTS[area.kind])
    care = [held.path for held in actor.roles]
    found = Area.filter(kind__in=wanted, ended_at=None).exclude(id=area.parent_id)
    within = Q(*(Q(path__startswith=path) for path in care), join_type="OR") if care else Q(id=0)
    areas = await found.filter(within).exclude(path__startswith=area.path).order_by("path").limit(MOST_PARENTS)
    return await named([each for each in areas if permits(actor, Act.CREATE_AREA, each)])


async def named(areas: Sequence[Area]) -> list[tuple[int, str]]:
    """Each area with the names above it, without the city's: two estates of one name are told apart."""
    ids = {int(part) for area in areas for part in area.path.strip("/").split("/")}
    known = {a.id: a for a in await Area.filter(id__in=sorted(ids)).exclude(kind=AreaKind.CITY)}
    return [
        (area.id, " ".join(known[i].name for i in map(int, area.path.strip("/").split("/")) if i in known) or area.name)
        for area in areas
    ]


async def unit_names(ids: Sequence[int]) -> dict[int, str]:
    """By id, how stairwells and buildings are called within their estate: 3栋 1单元."""
    units = {area.id: area for area in await Area.filter(id__in=list(ids) or [0])}
    above = {int(part) for area in units.values() for part in area.path.strip("/").split("/")}
    inside = (AreaKind.BUILDING, AreaKind.STAIRWELL)
    known = {area.id: area.name for area in await Area.filter(id__in=sorted(above) or [0], kind__in=inside)}
    return {
        unit: " ".join(known[i] for i in map(int, area.path.strip("/").split("/")) if i in known) or area.name
        for unit, area in units.items()
    }


async def siblings_of(area: Area) -> list[Area]:
    beside = Area.filter(parent_id=area.parent_id, kind=area.kind, ended_at=None).exclude(id=area.id)
    return await beside.order_by("id").limit(MOST_PARENTS) if area.parent_id else []


async def parts_of(area: Area) -> tuple[list[Area], list[Home]]:
    """What a split can choose from: the areas directly in it, and the homes directly in it."""
    children = await Area.filter(parent_id=area.id, ended_at=None).order_by("id").limit(MOST_PARENTS)
    return children, await Home.filter(path=area.path).order_by("floor", "id").limit(1000)


async def areas_with(ids: Collection[int]) -> list[Area]:
    return await Area.filter(id__in=sorted(ids)).order_by("id")


async def facility_for(_actor: Actor, facility_id: int) -> Facility:
    facility = await Facility.filter(id=facility_id, removed_at=None).select_related("estate").first()
    if facility is None:
        raise Missing()
    return facility


async def estate_for(_actor: Actor, area_id: int) -> Area:
    """An estate that there is now."""
    area = await Area.get_or_none(id=area_id, kind=AreaKind.ESTATE, ended_at=None)
    if area is None:
        raise Missing()
    return area


async def facilities_of(estate_id: int) -> list[Facility]:
    return await Facility.filter(estate_id=estate_id, removed_at=None).order_by("kind", "id").limit(200)


async def estate_of(area_id: int) -> Estate | None:
    return await Estate.get_or_none(area_id=area_id)
