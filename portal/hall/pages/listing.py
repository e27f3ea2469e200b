"""The hall's list of matters."""

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import rules
from portal.hall.pages.scoping import BUILDING, ESTATE, Scope, address, chosen, one_of, scopes_of
from portal.hall.queries import listing as queries
from portal.hall.queries.following import follows_place
from portal.hall.queries.listing import Listing
from portal.hall.rules.listing import Order, Waiting
from portal.kit.words import N_
from portal.places import queries as places
from portal.web.input import asked
from portal.web.templates import render

WAITING = {Waiting.ANSWER: N_("等社区答复的"), Waiting.LATE: N_("超了时限的")}
ORDERS = {Order.CHANGED: N_("最近有动静的在前"), Order.RAISED: N_("新提的在前")}


async def threads(request: Request) -> Response:
    scopes = await scopes_of(request)
    place = chosen(request, scopes, ESTATE)
    choices = {name: (label, options) for name, label, options in await _choices(scopes, place) if options}
    asked_for = {"stage": one_of(request, "stage", list(rules.STAGES)), "place": asked(request, "place") and place.key}
    asked_for |= {name: one_of(request, name, options) for name, (_, options) in choices.items()}
    narrowed = any(asked_for[name] for name in choices if name != "order")
    return await render(
        request, "hall/threads.html", found=await queries.listed(_listing(asked_for, scopes, place), asked(request, "after", 30)),
        counts=await queries.counts_by_stage(place.path), stage=asked_for["stage"], scopes=scopes, place=place,
        follows=await follows_place(request.user, area_id=place.area_id) if place.path else False,
        asked_for=asked_for, choices=choices, narrowed=narrowed, picked=sum(bool(asked_for[name]) for name in choices), address=address, tab="hall",
    )  # fmt: skip


async def _choices(scopes: list[Scope], place: Scope) -> list[tuple[str, str, dict[str, str]]]:
    """What the list can be narrowed down by, besides stage and place: field, label, options."""
    halls = {str(id): name for id, name in await queries.open_halls()}
    return [
        ("building", N_("哪一栋"), await _buildings(place)),
        ("category", N_("哪一类"), rules.CATEGORIES),
        ("hall", N_("哪个议事厅"), halls),
        ("waiting", N_("在等什么"), {str(key): word for key, word in WAITING.items()}),
        ("order", N_("怎么排"), {str(key): word for key, word in ORDERS.items()}),
    ]


async def _buildings(place: Scope) -> dict[str, str]:
    """The buildings of the estate that is looked at, to choose one from."""
    if place.key != ESTATE:
        return {}
    return {str(id): name for id, name in await places.buildings_in(place.area_id)}


def _listing(asked_for: dict[str, str], scopes: list[Scope], place: Scope) -> Listing:
    building = asked_for.get(BUILDING, "")
    return Listing(
        path=f"{place.path}{building}/" if building else place.path,
        stage=asked_for["stage"],
        category=asked_for["category"],
        hall_id=int(asked_for.get("hall") or 0) or None,
        waiting=asked_for["waiting"],
        order=asked_for["order"] or Order.CHANGED,
    )
