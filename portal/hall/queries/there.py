"""What a matter has at all, asked in one go: what is not there is not asked for."""

from dataclasses import dataclass

from portal.database import bulk
from portal.hall.models import Matter
from portal.hall.rules.lifecycle import Shown


@dataclass(frozen=True, slots=True)
class There:
    """`newest` is the id of the last post that can be seen; the others say whether there is any."""

    newest: int = 0
    answers: bool = True
    media: bool = True
    opinion: bool = True
    statements: bool = True
    merged: bool = True


PERHAPS = There()  # where nobody has looked
_LOOK = f"""SELECT (SELECT MAX(id) FROM post WHERE matter_id = ? AND shown = '{Shown.SHOWN}') AS newest,
 EXISTS (SELECT 1 FROM answer WHERE matter_id = ?) AS answers, EXISTS (SELECT 1 FROM attachment WHERE matter_id = ?) AS media,
 EXISTS (SELECT 1 FROM opinion WHERE matter_id = ?) AS opinion, EXISTS (SELECT 1 FROM statement WHERE matter_id = ?) AS statements,
 EXISTS (SELECT 1 FROM matter WHERE merged_into_id = ?) AS merged"""  # noqa: S608


async def there_is(matter: Matter) -> There:
    found = await bulk.one(_LOOK, *[matter.id] * _LOOK.count("?"))
    return There(**found | {"newest": found["newest"] or 0})
