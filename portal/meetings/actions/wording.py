"""What everybody will read of a meeting holds nobody's number and accuses nobody."""

from collections.abc import Mapping

from portal.hall.actions.moderating import must_be_fit
from portal.kit.errors import Refused


async def must_be_fit_to_post(path: str, words: Mapping[str, str]) -> None:
    """A step, with `words` by the form's fields: a refusal says in `details` which field it is about.

    Raises PrivateNumbers, NamesSomebody, UnwantedWords.
    """
    try:
        await must_be_fit(path, *words.values())
    except Refused:
        for field, text in words.items():
            await _look_at(path, field, text)
        raise


async def _look_at(path: str, field: str, text: str) -> None:
    try:
        await must_be_fit(path, text)
    except Refused as refusal:
        refusal.details["field"] = field
        raise
