"""Where one looks: the own building, the own estate, or everywhere; kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from portal.kit.words import N_, _
from portal.places import queries as places
from portal.web.input import asked

BUILDING, ESTATE, EVERYWHERE = "building", "estate", "city"
NAMES = {ESTATE: N_("本小区"), EVERYWHERE: N_("全市")}


@dataclass(frozen=True)
class Scope:
    """One of the places that can be looked at. `path` is empty for everywhere."""

    key: str
    name: str
    path: str

    @property
    def area_id(self) -> int:
        """0 for everywhere."""
        return int(self.path.rstrip("/").rsplit("/", 1)[-1]) if self.path else 0


async def scopes_of(request: Request) -> list[Scope]:
    """What this reader can choose from, the nearest first. A reader without a home here has everywhere alone."""
    mine = request.user.lives_at or request.user.owns_at
    areas = await places.above(mine[0]) if mine else []
    near = {area.kind: area for area in areas}
    found = [
        Scope(kind, near[kind].name if kind == BUILDING else _(NAMES[kind]), near[kind].path)
        for kind in (BUILDING, ESTATE)
        if kind in near
    ]
    return [*found, Scope(EVERYWHERE, _(NAMES[EVERYWHERE]), "")]


def chosen(request: Request, scopes: list[Scope], otherwise: str) -> Scope:
    """The one that the address names; else the usual one, or everywhere."""
    by_key = {scope.key: scope for scope in scopes}
    return by_key.get(asked(request, "place"), by_key.get(otherwise, scopes[-1]))


def one_of(request: Request, name: str, allowed: Mapping[str, str] | list[str]) -> str:
    """What the address asks for, where it is one of what is possible."""
    value = asked(request, name)
    return value if value in allowed else ""


def address(asked_for: Mapping[str, object], **otherwise: object) -> str:
    """The query of a link that keeps what is asked for and changes some of it. Nothing empty is in it."""
    kept = {name: value for name, value in {**asked_for, **otherwise}.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"
