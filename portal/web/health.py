"""Whether this process lives, whether it can serve, and how it fares."""

import secrets
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from portal import settings
from portal.database.connection import reachable
from portal.kit.errors import Missing
from portal.web.templates import STATIC

_notes: list[Callable[[], list[str]]] = []


def mention_also(*notes: Callable[[], list[str]]) -> None:
    """Let a room say what an operator should mend, although everybody is served. Put in by `app`."""
    _notes[:] = notes


PHONES = Gauge("portal_phones", "Live connections")


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """200 where a request can be served now; 503 with what is missing otherwise."""
    state: dict[str, object] = {"database": await reachable(), "bus": bool(request.app.state.bus.healthy)}
    status = 200 if all(state.values()) else 503
    if faults := [fault for note in _notes for fault in note()]:
        state["to_mend"] = faults
    return JSONResponse(state, status)


async def favicon(_request: Request) -> Response:
    """Where a browser looks for the icon before it has read a page that names it."""
    return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml", headers={"cache-control": "max-age=86400"})


async def metrics(request: Request) -> Response:
    token = settings.current().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    if not (secrets.compare_digest(given, token) if token else here):
        raise Missing()
    PHONES.set(request.app.state.rooms.phones)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
