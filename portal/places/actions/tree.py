"""Make, rename, move, split and merge areas. What an area was before stays known."""

from collections.abc import Sequence

from portal.database.reading import column
from portal.kit import clock
from portal.places import queries, rules
from portal.places.actions.areas import (
    add_area,
    begin_spells,
    end_spells,
    enter_register,
    hold_tree,
    put_under,
    stand_still,
)
from portal.places.events import AreaCreated, AreaMerged, AreaMoved, AreaRenamed, AreaSplit
from portal.places.forms import CreateArea, MergeAreas, MoveArea, RenameArea, SplitArea
from portal.places.models import Area, AreaSuccession, Estate, Facility, Home, HomeMove, Owner
from portal.places.rules import AreaKind
from portal.policy import Act, Actor, permits
from portal.unit_of_work import action, happened


@action
async def create_area(actor: Actor, parent_id: int, said: CreateArea) -> int:
    """Raises AreaEnded, WrongParent, NameTaken, CodeTaken and what `code_of` raises."""
    parent = await stand_still(parent_id)
    rules.must_stand_under(said.kind, parent.kind)
    return (await _create(actor, said.kind, said.name, said.code, parent, said)).id


async def _create(
    actor: Actor, kind: str, name: str, typed: str, parent: Area, estate: CreateArea | None = None, why: str = ""
) -> Area:
    rules.must_be_free(name, await queries.names_under(parent.id))
    code = rules.code_of(kind, typed, parent.code)
    if await Area.exists(code=code):
        raise rules.CodeTaken(code=code)
    area = await add_area(kind, name, code, parent, since=clock.now(), why=why, by=actor.id)
    if kind == AreaKind.ESTATE and estate is not None:
        await Estate.create(area=area, type=estate.type, parking_counts=bool(estate.parking))
    happened(AreaCreated(area.id, parent.id))
    return area


@action
async def rename_area(actor: Actor, area_id: int, said: RenameArea) -> None:
    """Raises AreaEnded, NameTaken."""
    area = await _held(area_id)
    if said.name != area.name:
        rules.must_be_free(said.name, await queries.names_under(area.parent_id))
        area.name = said.name
        await area.save(update_fields=["name"])
        await begin_spells(area.path, said.why, actor.id, alone=True)
        happened(AreaRenamed(area.id))


@action
async def move_area(actor: Actor, area_id: int, said: MoveArea) -> None:
    """Put it, with all that is below it, under another area.

    Raises AreaEnded, NotYours, UnderItself, SamePlace, WrongParent, NameTaken.
    """
    area = await _held(area_id)
    parent = await Area.get_or_none(id=said.parent_id)
    if parent is None or not permits(actor, Act.CREATE_AREA, parent):
        raise rules.NotYours()
    parent, before = await stand_still(parent.id), area.parent_id
    rules.must_move(area.path, area.path.removesuffix(f"{area.id}/"), parent.path)
    rules.must_stand_under(area.kind, parent.kind)
    rules.must_be_free(area.name, await queries.names_under(parent.id))
    await put_under(area, parent, said.why, actor.id)
    happened(AreaMoved(area.id, before or 0, parent.id))


@action
async def split_area(actor: Actor, area_id: int, said: SplitArea) -> int:
    """Part of it becomes an area of its own beside it: the chosen areas in it, or the chosen homes.

    Raises AreaEnded, NothingChosen, EverythingChosen, NotInside, NameTaken, CodeTaken.
    """
    area = await _held(area_id)
    children = await Area.filter(parent_id=area.id, ended_at=None).order_by("id")
    homes = await Home.filter(path=area.path).order_by("id")
    inside = [*(child.id for child in children), *(-home.id for home in homes)]
    rules.must_leave_some([*said.children, *(-home for home in said.homes)], inside)
    parent = await Area.get(id=area.parent_id)
    new = await _create(actor, area.kind, said.name, said.code, parent, why=said.why)
    if area.kind == AreaKind.ESTATE:
        old = await Estate.get(area_id=area.id)
        await Estate.create(area=new, type=old.type, parking_counts=old.parking_counts)
    for child in children:
        if child.id in said.children:
            await put_under(child, new, said.why, actor.id)
    await _carry([home for home in homes if home.id in said.homes], new)
    await _succeed(actor, area, new, "split", said.why)
    happened(AreaSplit(area.id, new.id))
    return new.id


@action
async def merge_areas(actor: Actor, area_id: int, said: MergeAreas) -> None:
    """Several areas beside this one become part of it, and end.

    Raises AreaEnded, NothingChosen, NotSiblings, NameTaken where two of what is in them have one name.
    """
    area = await _held(area_id)
    others = await Area.filter(id__in=said.areas, ended_at=None).exclude(id=area.id).order_by("id")
    if not others:
        raise rules.NothingChosen()
    if any((other.kind, other.parent_id) != (area.kind, area.parent_id) for other in others):
        raise rules.NotSiblings()
    for other in others:
        await _absorb(actor, area, other, said.why)


async def _absorb(actor: Actor, area: Area, other: Area, why: str) -> None:
    await hold_tree(other)
    for child in await Area.filter(parent_id=other.id, ended_at=None).order_by("id"):
        rules.must_be_free(child.name, await queries.names_under(area.id))
        await put_under(child, area, why, actor.id)
    await _carry(await Home.filter(path=other.path), area)
    await Facility.filter(estate_id=other.id).update(estate_id=area.id)
    await enter_register(await column(Owner.filter(estate_id=other.id).order_by("id"), "id"), other.id, area.id)
    other.ended_at = clock.now()
    await other.save(update_fields=["ended_at"])
    await end_spells([other.id])
    await _succeed(actor, other, area, "merge", why)
    happened(AreaMerged(other.id, area.id))


async def _carry(homes: Sequence[Home], into: Area) -> None:
    """These homes lie directly in another building or stairwell now. Where they lay before is noted."""
    if not homes:
        return
    building = into.parent_id if into.kind == AreaKind.STAIRWELL else into.id
    ids = [home.id for home in homes]
    await Home.filter(id__in=ids).update(path=into.path, building_id=building)
    at = clock.now()
    moves = [
        HomeMove(home_id=h.id, from_area_id=queries.own_id(h.path), into_area_id=into.id, at=at) for h in homes
    ]  # fmt: skip
    await HomeMove.bulk_create(moves, batch_size=500)


async def _succeed(actor: Actor, of: Area, into: Area, kind: str, why: str) -> None:
    await AreaSuccession.create(of_id=of.id, into_id=into.id, kind=kind, why=why, by_id=actor.id, at=clock.now())


async def _held(area_id: int) -> Area:
    """The area, with the tree held still around it. Raises AreaEnded."""
    area = await Area.get(id=area_id)
    await hold_tree(area)
    if area.ended_at is not None:
        raise rules.AreaEnded()
    return area
