"""What staff may say of a file they bring."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from portal.kit.shapes import text
from portal.places.rules import importing


class BeginImport(BaseModel):
    """A file that comes piece by piece: what it is called, and how many bytes it has."""

    name: Annotated[str, text(120, 1)]
    size: Annotated[int, Field(ge=1, le=2**31 - 1)]


class JoinNames(BaseModel):
    joined: str = ""


class CommitRegister(BaseModel):
    end_gone: str = ""
    seen: Annotated[str, text(3, 3)]


def chosen_columns(typed: Mapping[str, str]) -> dict[int, str]:
    """Which field was chosen for which column: `c3=door`. What is no field is no choice."""
    fields = set(importing.Field)
    said = ((re.fullmatch(r"c(\d{1,2})", name), value) for name, value in typed.items())
    return {int(found[1]): value for found, value in said if found and value in fields}
