"""What is written down of a request: its route, status and time. Never who, what, or any text."""

import json
import logging
import sys
import time
from contextvars import ContextVar
from secrets import token_hex

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

request_id: ContextVar[str] = ContextVar("request_id", default="-")
_log = logging.getLogger("portal.request")
REQUESTS = Counter("portal_requests", "Requests answered", ["route", "status"])
SECONDS = Histogram("portal_request_seconds", "Time to answer", ["route"])


class WriteDown:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request_id.set(token_hex(4))
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            _note(scope, status, time.perf_counter() - began)


def _note(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "name", None) or "-"
    REQUESTS.labels(route, status).inc()
    SECONDS.labels(route).observe(seconds)
    _log.info("answered", extra={"route": route, "status": status, "ms": round(seconds * 1000)})


class AsJson(logging.Formatter):
    """One object a line. Only named numbers and codes are let through, so no personal data can slip in."""

    LET_THROUGH = ("route", "status", "ms", "count", "lane", "seconds")

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage() if record.name.startswith("portal") else record.msg,
            "request": request_id.get(),
        }
        line |= {name: getattr(record, name) for name in self.LET_THROUGH if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            # The trace without the message: a message may quote what a person typed.
            line["problem"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=False)


def _where(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/portal/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return places[-8:]


def set_up(level: int = logging.INFO) -> None:
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(AsJson())
    logging.basicConfig(level=level, handlers=[out], force=True)
    # These write queries with their values, or addresses, at finer levels.
    for name in ("tortoise", "aiosqlite", "asyncio", "uvicorn.access", "httpx2", "httpcore2", "mail.log"):
        logging.getLogger(name).setLevel(logging.WARNING)
