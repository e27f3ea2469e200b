"""The tree of areas."""

from portal.kit.words import N_
from portal.places.models import Area
from portal.places.rules import AreaKind

CITY = N_("全市")


async def city() -> Area:
    """A step: the root of the tree, made when there is none yet."""
    root = await Area.get_or_none(parent=None)
    return root or await add_area(AreaKind.CITY, CITY, "51", None)


async def add_area(kind: str, name: str, code: str, parent: Area | None) -> Area:
    """A step: one more node of the tree, with the path that everything below it begins with."""
    area = await Area.create(kind=kind, name=name, code=code, parent=parent, path="")
    area.path = f"{parent.path if parent else '/'}{area.id}/"
    await area.save(update_fields=["path"])
    return area
