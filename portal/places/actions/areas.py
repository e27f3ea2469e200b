"""Steps on the tree of areas: each runs inside the caller's unit of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pypika_tortoise import terms
from tortoise.expressions import Function

from portal.database import bulk
from portal.kit import clock
from portal.kit.words import N_
from portal.places import rules
from portal.places.models import Area, AreaSpell, Home, Ownership
from portal.places.rules import AreaKind

CITY = N_("全市")
AT_ONCE = 1000  # owners
NUMBER_LENGTH = 40


class _Replace(terms.Function):
    def __init__(self, *parts: object, **more: Any) -> None:
        super().__init__("REPLACE", *parts, **more)


class Replace(Function):
    """REPLACE(text, old, new), which both databases have."""

    database_func = _Replace


async def city() -> Area:
    """A step: the root of the tree, made when there is none yet."""
    root = await Area.get_or_none(parent=None)
    return root or await add_area(AreaKind.CITY, CITY, "51", None)


async def add_area(
    kind: str,
    name: str,
    code: str,
    parent: Area | None,
    *,
    since: datetime | None = None,
    why: str = "",
    by: int | None = None,
) -> Area:
    """A step: one more node of the tree, with the path that everything below it begins with. `since` None: as ever."""
    area = await Area.create(kind=kind, name=name, code=code, parent=parent, path="", since=since)
    area.path = f"{parent.path if parent else '/'}{area.id}/"
    await area.save(update_fields=["path"])
    await AreaSpell.create(
        area_id=area.id, above_id=area.parent_id, name=name, path=area.path, since=since, why=why, by_id=by
    )
    return area


async def stand_still(area_id: int) -> Area:
    """A step: lock an area while something is put there, so that its path stays what it is until the commit.

    Raises AreaEnded.
    """
    area = await Area.filter(id=area_id).select_for_update(no_key=True).get()
    if area.ended_at is not None:
        raise rules.AreaEnded()
    return area


async def hold_tree(area: Area) -> None:
    """A step: nobody else changes the tree, and nobody puts anything at or below `area`, until the commit."""
    # `no_key`: a row that only refers to an area need not wait, and so cannot be waited for in a circle.
    # One change at a time: two moves that cross each other would else leave paths that lead nowhere.
    await Area.filter(parent_id=None).order_by("id").select_for_update(no_key=True)
    await Area.filter(path__startswith=area.path).order_by("id").select_for_update(no_key=True)
    await area.refresh_from_db()


async def put_under(area: Area, parent: Area, why: str, by: int | None) -> None:
    """A step: `area` and all that is below it stand under `parent` from now on, in every table that keeps a path."""
    old, was_under = area.path, area.parent_id
    area.parent_id, area.path = parent.id, f"{parent.path}{area.id}/"
    await area.save(update_fields=["parent_id", "path"])
    # Ids are unique, so that the old path occurs in another only at its beginning.
    for table in (Area, Home):
        await table.filter(path__startswith=old).update(path=Replace("path", old, area.path))
    await begin_spells(area.path, why, by)
    if was_under != parent.id:
        await _house(area, parent)


async def begin_spells(path: str, why: str, by: int | None, *, alone: bool = False) -> None:
    """A step: from now on the areas at or below `path` are what their rows say; `alone` only the one at `path`."""
    now = clock.now()
    here = Area.filter(path=path) if alone else Area.filter(path__startswith=path)
    areas = await here.filter(ended_at=None)
    await end_spells([area.id for area in areas])
    await AreaSpell.bulk_create(
        [
            AreaSpell(area_id=a.id, above_id=a.parent_id, name=a.name, path=a.path, since=now, why=why, by_id=by)
            for a in areas
        ],
        batch_size=500,
    )


async def end_spells(areas: list[int]) -> None:
    await AreaSpell.filter(area_id__in=areas, until=None).update(until=clock.now())


async def _house(area: Area, parent: Area) -> None:
    """What is moved into another estate or building takes its homes, and the owners who own nothing else, along."""
    homes = Home.filter(path__startswith=area.path)
    if area.kind == AreaKind.STAIRWELL:
        await homes.update(building_id=parent.id)
        parent = await Area.get(id=parent.parent_id)
    if area.kind not in (AreaKind.BUILDING, AreaKind.STAIRWELL):
        return
    before = await homes.exclude(estate_id=parent.id).distinct().values_list("estate_id", flat=True)
    await homes.update(estate_id=parent.id)
    for estate_id in before:
        await _follow_homes(int(str(estate_id)), parent.id)


async def _follow_homes(old: int, new: int) -> None:
    """Owners of the old estate's register all of whose homes are in the new estate now stand in its register."""
    left = Ownership.filter(owner__estate_id=old, home__estate_id=old)
    came = Ownership.filter(owner__estate_id=old, home__estate_id=new)
    stay = {int(str(o)) for o in await left.distinct().values_list("owner_id", flat=True)}
    come = {int(str(o)) for o in await came.distinct().values_list("owner_id", flat=True)}
    await enter_register(sorted(come - stay), old, new)


async def enter_register(owners: Sequence[int], old: int, new: int) -> None:
    """A step: owners of one estate's register stand in another's. A number that is taken there gets the old estate's id
    behind it, and is given up where that is too long or taken too."""
    for start in range(0, len(owners), AT_ONCE):
        some = ", ".join(str(int(each)) for each in owners[start : start + AT_ONCE])
        await bulk.change(
            f"UPDATE owner SET number = (SELECT o.number || '/{int(old)}' FROM owner o WHERE o.id = owner.id "
            f"AND LENGTH(o.number || '/{int(old)}') <= {NUMBER_LENGTH} AND NOT EXISTS (SELECT 1 FROM owner t "
            f"WHERE t.estate_id IN (?, ?) AND t.number = o.number || '/{int(old)}')) WHERE id IN ({some}) "
            "AND number IN (SELECT t.number FROM owner t WHERE t.estate_id = ?)",
            old,
            new,
            new,
        )
        await bulk.change(f"UPDATE owner SET estate_id = ? WHERE id IN ({some})", new)
