"""What feeds and posters tell of the hall: to everybody, so only what neighbours see."""

from portal.hall.models import Matter, Passage
from portal.hall.queries.listing import Listing, listed
from portal.hall.queries.seeing import SHOWN
from portal.kit.errors import Missing
from portal.kit.shapes import number_in
from portal.places import queries as places
from portal.policy import Actor

MOST_STEPS = 30


async def shown_matter(_actor: Actor, number: str) -> Matter:
    """A matter that everybody may read. Raises Missing for one that is held or put away, also to its author."""
    matter = await Matter.filter(number=number, shown=SHOWN).select_related("area").first()
    if matter is None:
        raise Missing()
    return matter


async def changed_lately(area: str, hall: str) -> tuple[str, list[Matter]]:
    """The last changed matters of an area (its id) or a hall, or of all; and the name of the area.

    Raises Missing for an area that is not there.
    """
    path, name = "", ""
    if area:
        found = await places.area_found(number_in(area) or 0)
        if found is None:
            raise Missing()
        path, name = found.path, await places.full_name(found.path)
    return name, (await listed(Listing(path=path, hall_id=number_in(hall)))).matters


async def steps_of(matter: Matter) -> list[Passage]:
    """The last steps of its way, the newest first."""
    return await Passage.filter(matter_id=matter.id).order_by("-id").limit(MOST_STEPS)
