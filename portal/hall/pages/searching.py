"""Find in the hall by words."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import rules
from portal.hall.pages.scoping import EVERYWHERE, Scope, address, chosen, one_of, scopes_of
from portal.hall.queries import searching as queries
from portal.hall.queries.searching import Hits, Narrowed
from portal.hall.rules import searching
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.web.input import asked, asked_number
from portal.web.templates import render

SOURCES = {"matter": N_("话题"), "post": N_("邻居说的"), "answer": N_("社区答复"), "opinion": N_("协商结果")}
STAGES = {"raise": N_("提议"), "discuss": N_("商量"), "decide": N_("表决"), "do": N_("办理"), "review": N_("评价")}
SPANS = {"7": N_("近一周"), "30": N_("近一月"), "365": N_("近一年")}


async def search(request: Request) -> Response:
    scopes = await scopes_of(request)
    place = chosen(request, scopes, EVERYWHERE)
    words = asked(request, "q", searching.LONGEST_QUESTION)
    asked_for = _asked_for(request, place)
    found, refusal = await _found(request, words, place, asked_for) if "q" in request.query_params else (None, "")
    return await render(
        request, "hall/search.html", words=words, found=found, refusal=refusal, scopes=scopes, place=place,
        asked_for=asked_for, picked=sum(bool(value) for name, value in asked_for.items() if name != "q"), choices=_choices(), address=address, longest=searching.LONGEST_QUESTION, tab="hall",
    )  # fmt: skip


def _asked_for(request: Request, place: Scope) -> dict[str, str]:
    """What narrows the search down, as the address says it."""
    narrowed = {name: one_of(request, name, options) for name, (_label, options) in _choices().items()}
    return {
        "q": asked(request, "q", searching.LONGEST_QUESTION),
        "place": place.key if place.path else "",
        **narrowed,
    }


def _choices() -> dict[str, tuple[str, dict[str, str]]]:
    return {
        "kind": (N_("找什么"), SOURCES),
        "stage": (N_("走到哪一步"), STAGES),
        "category": (N_("哪一类"), rules.CATEGORIES),
        "days": (N_("多久以内"), SPANS),
    }


async def _found(request: Request, words: str, place: Scope, asked_for: dict[str, Any]) -> tuple[Hits | None, str]:
    """What is found; or nothing, and why it could not be looked for."""
    narrowed = Narrowed(
        path=place.path, stage=asked_for["stage"], category=asked_for["category"], source=asked_for["kind"],
        days=int(asked_for["days"] or 0),
    )  # fmt: skip
    try:
        return await queries.search(searching.question(words), narrowed, asked_number(request, "after")), ""
    except Refused as refusal:
        return None, str(refusal)
