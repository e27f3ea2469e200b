"""How a moment, a line, a key and a number are written."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from portal.kit.shapes import number_in
from portal.kit.words import _


def number(said: object) -> int | None:
    """Of a field that may be left empty, or chosen as nothing."""
    return number_in(str(said).strip())


def reckonable(moment: datetime) -> datetime:
    """A time that one can reckon with, a century hence and in UTC."""
    if not 2000 <= moment.year <= 2200:
        raise ValueError(_("时间要写成 2026-11-24 19:30 这样。"))
    return moment


Moment = Annotated[datetime, AfterValidator(reckonable)]


Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
