"""Read what a person typed; keep it, and say what is wrong with it where it cannot be used."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request

from portal.kit.errors import Malformed, Refused
from portal.kit.shapes import number_in, numbered
from portal.kit.words import N_, _

T = TypeVar("T", bound=BaseModel)

# Pydantic's kinds of error, in our own words.
EMPTY = N_("这一项还没填。")
SENTENCES = {
    "missing": EMPTY,
    "string_too_short": N_("写得太短，至少 %(min_length)s 个字。"),
    "string_too_long": N_("写了 %(length)s 个字，最多 %(max_length)s 个，请删短一点。"),
    "string_pattern_mismatch": N_("格式不对，请再看一遍。"),
    "enum": N_("请从给出的选项里选一个。"),
    "literal_error": N_("请从给出的选项里选一个。"),
    "int_parsing": N_("这里要填数字。"),
    "date_from_datetime_parsing": N_("日期要写成 2026-11-24 这样。"),
    "datetime_from_date_parsing": N_("时间要写成 2026-11-24 19:30 这样。"),
    "greater_than_equal": N_("不能小于 %(ge)s。"),
    "less_than_equal": N_("不能大于 %(le)s。"),
}
OTHERWISE = N_("这一项填得不对，请改一改。")


@dataclass
class Form(Generic[T]):
    """What was typed, what is wrong by field, and the shape it makes when nothing is."""

    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    data: T | None = None

    def refuse(self, field_name: str, refusal: Refused) -> "Form[T]":
        """A rule was broken by what stands in `field_name`: show it there, and keep what was typed."""
        self.errors[field_name] = str(refusal)
        return self


def asked(request: Request, name: str, most: int = 100) -> str:
    """What the address asks: `?name=…`, as much of it as could mean anything."""
    return request.query_params.get(name, "").replace("\x00", "")[:most]


def asked_number(request: Request, name: str) -> int | None:
    return number_in(asked(request, name))


async def filled(request: Request, shape: type[T], **instead: str) -> Form[T]:
    """What the form's text fields hold. `instead` fills those that were left empty. Files are for who expects them."""
    given = (await request.form()).items()
    typed = {key: value.replace("\x00", "") for key, value in given if isinstance(value, str)}
    typed |= {key: value for key, value in instead.items() if not typed.get(key, "").strip()}
    try:
        return Form(typed=typed, data=shape.model_validate(typed))
    except ValidationError as wrong:
        return Form(typed=typed, errors={_where(e): sentence(e) for e in wrong.errors(include_url=False)})


async def sent(request: Request, shape: type[T]) -> T:
    """What a button sends with it, where nobody types anything. Raises Malformed: no page of ours leaves it out."""
    form = await filled(request, shape)
    if form.data is None:
        raise Malformed()
    return form.data


def _where(error: ErrorDetails) -> str:
    """The name of the field; of one in a row, the name that it has in that row."""
    where = error["loc"]
    if len(where) > 2 and isinstance(where[1], int):
        return numbered(str(where[2]), where[1] + 1)
    return str(where[0]) if where else ""


def sentence(error: ErrorDetails) -> str:
    if error["type"] == "string_too_short" and not str(error.get("input", "")).strip():
        return _(EMPTY)
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    length = len(str(error.get("input", "")).strip())
    return _(SENTENCES.get(error["type"], OTHERWISE), **({"length": length} | error.get("ctx", {})))
