"""What is kept of the hall, and how names leave it."""

from portal.database.keeping import Sweep, ago
from portal.hall.models import Objection
from portal.places import queries as places


async def _unname(objections: list[Objection]) -> None:
    for objection in objections:
        label = f"{await places.building_at(objection.opinion.matter.path)}居民"
        await Objection.filter(id=objection.id).update(said_as=label)


OBJECTION_NAMES = Sweep(
    lambda: (
        Objection.filter(at__lt=ago(days=730)).exclude(said_as__endswith="居民").select_related("opinion__matter__area")
    ),
    "at",
    _unname,
)
