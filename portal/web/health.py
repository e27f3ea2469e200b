"""Whether this process lives, whether it can serve, and how it fares."""

import secrets

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from portal import settings
from portal.database.connection import reachable
from portal.kit.errors import Missing

PHONES = Gauge("portal_phones", "Live connections")


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """200 where a request can be served now; 503 with what is missing otherwise."""
    state = {"database": await reachable(), "bus": bool(request.app.state.bus.healthy)}
    return JSONResponse(state, 200 if all(state.values()) else 503)


async def metrics(request: Request) -> Response:
    token = settings.current().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    if not (secrets.compare_digest(given, token) if token else here):
        raise Missing()
    PHONES.set(request.app.state.rooms.phones)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
