"""What may be said of the tree of areas, and of a file that staff bring."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from portal.kit.shapes import Id, number_in, text
from portal.places.rules import AreaKind, EstateType, importing


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


MOST_CHOSEN = 2000


def chosen(said: object) -> list[int]:
    """The numbers in `3,14,15`: what was ticked, handed on by a page in one field."""
    numbers = [number_in(part.strip()) for part in str(said).split(",")[:MOST_CHOSEN]]
    return [number for number in numbers if number]


Chosen = Annotated[list[int], BeforeValidator(chosen)]
Name = Annotated[str, text(40, 1)]
Code = Annotated[str, text(12, 1)]
Why = Annotated[str, text(200, 2)]


class CreateArea(BaseModel):
    """`type` and `parking` are asked of an estate alone."""

    kind: AreaKind
    name: Name
    code: Code
    type: EstateType = EstateType.MANAGED
    parking: str = ""


class RenameArea(BaseModel):
    name: Name
    why: Why


class MoveArea(BaseModel):
    parent_id: Id
    why: Why


class SplitArea(BaseModel):
    name: Name
    code: Code
    children: Chosen = []
    homes: Chosen = []
    why: Why


class MergeAreas(BaseModel):
    areas: Chosen
    why: Why


class SetDesk(BaseModel):
    phone: Annotated[str, text(20)] = ""


class AddFacility(BaseModel):
    kind: Annotated[str, text(20, 1)]
    name: Annotated[str, text(30, 1)]
    place: Annotated[str, text(60, 1)]
