"""Put the portal together: settings, bus, middleware, routes, and what lives as long as the server does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from portal import unit_of_work
from portal.accounts import queries as accounts
from portal.accounts.actions import recognising
from portal.accounts.actions.drafts import keep_draft
from portal.accounts.events import SIGN_OUTS
from portal.accounts.pages import chart, leaving, privacy
from portal.channels import mailbox
from portal.channels.carrier import Carrier
from portal.channels.logged import Logged
from portal.channels.mail import Mail
from portal.channels.sms import Sms
from portal.database.connection import opened
from portal.hall import queries as hall
from portal.hall.queries import wordlist
from portal.kit import workdays
from portal.kit.errors import Refused
from portal.ledger import queries as ledger
from portal.live.bus import Bus, MemoryBus
from portal.live.leaving import SignOuts
from portal.live.room import Rooms
from portal.meetings import queries as meetings
from portal.notices import queries as notices
from portal.places import queries as places
from portal.reactions import REACTIONS
from portal.reporting import queries as reporting
from portal.retention import DATA
from portal.routes import ROUTES
from portal.schedule import schedule
from portal.settings import Settings
from portal.venues import queries as venues
from portal.volunteers import queries as volunteers
from portal.volunteers.pages import chart as teams
from portal.web import drafts, health, templates
from portal.web.errors import note_hanging_up, show_fault, show_refusal, show_status
from portal.web.guard import AnswerOnlyToOurName, CarryHeaders, RefuseOtherSites, RefuseTooMuch
from portal.web.identity import CookieBackend
from portal.web.language import SpeakTheirLanguage
from portal.web.log import WriteDown
from portal.web.routing import Door, House
from portal.worker import work

BIGGEST_BODY = 2 * 1024 * 1024


LARGER = [door for door in ROUTES if isinstance(door, Door) and door.most]


def largest_body(scope: Scope) -> int:
    """How large a body may be: as the door itself says, where one takes more than the others."""
    if Headers(scope=scope).get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return BIGGEST_BODY  # words alone
    return next((door.most or 0 for door in LARGER if door.matches(scope)[0] == Match.FULL), BIGGEST_BODY)


def is_pageless(scope: Scope) -> bool:
    """Whether a post there may come from no page at all, as the door itself says."""
    doors = (door for door in ROUTES if isinstance(door, Door) and door.pageless)
    return any(door.matches(scope)[0] == Match.FULL for door in doors)


class Files(StaticFiles):
    """Files named with their version never change."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def for_ever(message: Any) -> None:
            if message["type"] == "http.response.start" and b"v=" in scope.get("query_string", b""):
                message["headers"].append((b"cache-control", b"public, max-age=31536000, immutable"))
            if message["type"] == "http.response.start" and scope["path"].endswith("-worker.js"):
                message["headers"].append((b"service-worker-allowed", b"/"))  # it stands in a folder, for pages outside
            await send(message)

        await super().__call__(scope, receive, for_ever)


def bus_for(settings: Settings) -> Bus:
    if settings.on_sqlite:
        return MemoryBus()
    from portal.live.postgres_bus import PostgresBus

    return PostgresBus(settings.database_url)


def carriers(settings: Settings) -> dict[str, Carrier]:
    mail: Carrier = Mail(settings) if settings.smtp_host else Logged()
    if settings.demo:
        # No gateway stands behind a demo: its short messages land in its mailbox.
        return {"email": mail, "sms": Mail(settings, domain="sms.demo.invalid")}
    sms: Carrier = Sms(settings) if settings.sms_url else Logged()
    return {"email": mail, "sms": sms}


def _to_mailbox(settings: Settings, port: int) -> Settings:
    return replace(settings, smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", smtp_user="")


def hosts(settings: Settings) -> set[str]:
    named = {name.strip() for name in settings.hosts.split(",") if name.strip()}
    return named | {urlsplit(settings.public_url).hostname or ""} - {""}


async def _unread(request: Request) -> dict[str, object]:
    return {"unread": await notices.unread_of(request.user)}


async def _reported(request: Request) -> dict[str, object]:
    """Whether this reader has reported in as a member: told to nobody but themselves."""
    actor = request.user
    return {"reported": actor.by_id is None and await reporting.is_member(actor)}


# Which rooms keep something of people, and the query by which each tells a person everything of theirs.
OWN_DATA = [
    ("accounts", accounts.own_data),
    ("venues", venues.own_data),
    ("hall", hall.own_data),
    ("meetings", meetings.own_data),
    ("volunteers", volunteers.own_data),
    ("reporting", reporting.own_data),
    ("ledger", ledger.own_data),
    ("notices", notices.own_data),
]


def build(settings: Settings, *, alive: bool = True) -> Starlette:
    """The application. `alive` False leaves out what its lifespan starts: a test brings its own database."""
    bus = bus_for(settings) if alive else MemoryBus()
    unit_of_work.follow(REACTIONS, ring=bus.ring)
    templates.surround([_unread, _reported])
    places.count_also([accounts.offices_bound_to, meetings.meetings_ahead])
    chart.show_also([teams.teams_on_chart])
    health.mention_also(wordlist.faults, workdays.faults)
    with suppress(workdays.NotAList):  # /readyz says so, and the list we bring goes on
        workdays.use(Path(settings.holidays) if settings.holidays else None)
    drafts.keep_in(keep_draft)
    leaving.gather(OWN_DATA)
    privacy.show(looks=[accounts.looks_of, reporting.looks_of], kept=DATA)
    app = Starlette(
        routes=[House(ROUTES), Mount("/static", Files(directory=templates.STATIC), name="static")],
        middleware=_middleware(settings),
        exception_handlers={
            Refused: show_refusal, ClientDisconnect: note_hanging_up, 404: show_status, 405: show_status, 413: show_status, 400: show_status,
            500: show_fault,
        },
        lifespan=lambda app: _alive(app, settings) if alive else _still(app),
    )  # fmt: skip
    app.state.bus = bus
    app.state.rooms = Rooms(bus, most_phones=settings.most_phones, door=SignOuts(SIGN_OUTS, accounts.ended_among))
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    ours = hosts(settings)
    return [
        Middleware(WriteDown),
        Middleware(CarryHeaders),
        Middleware(AnswerOnlyToOurName, hosts=lambda: ours),
        Middleware(RefuseOtherSites, pageless=is_pageless),
        Middleware(RefuseTooMuch, most=largest_body),
        Middleware(RequestBodyLimitMiddleware, max_body_size=BIGGEST_BODY),
        Middleware(SpeakTheirLanguage),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        Middleware(AuthenticationMiddleware, backend=CookieBackend(recognising.who_holds)),
    ]


@asynccontextmanager
async def _still(app: Starlette) -> AsyncIterator[None]:
    yield
    await app.state.rooms.close()


@asynccontextmanager
async def _alive(app: Starlette, settings: Settings) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(opened(settings.database_url))
        await app.state.bus.open()
        stack.push_async_callback(app.state.bus.close)
        if settings.demo:
            folder = Path(settings.var) / "mailbox"
            settings = _to_mailbox(settings, await stack.enter_async_context(mailbox.serving(folder)))
        if settings.worker or settings.on_sqlite:
            await stack.enter_async_context(_working(app.state.bus, settings))
        stack.push_async_callback(app.state.rooms.close)
        yield


@asynccontextmanager
async def _working(bus: Bus, settings: Settings) -> AsyncIterator[None]:
    task = asyncio.create_task(work(schedule(carriers(settings)), bus))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
