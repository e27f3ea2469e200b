"""Meetings, motions, the console and the screen."""

from portal.routes.meetings import (
    calling,
    coming,
    deliveries,
    electorate,
    evening,
    hands,
    outcome,
    papers,
    proxies,
    rehearsal,
    room,
    running,
    silence,
    voting,
)
from portal.web.routing import Door, LiveDoor

ROUTES: list[Door | LiveDoor] = [
    *calling.ROUTES,
    *coming.ROUTES,
    *room.ROUTES,
    *electorate.ROUTES,
    *voting.ROUTES,
    *hands.ROUTES,
    *rehearsal.ROUTES,
    *silence.ROUTES,
    *papers.ROUTES,
    *deliveries.ROUTES,
    *proxies.ROUTES,
    *running.ROUTES,
    *outcome.ROUTES,
    *evening.ROUTES,
]
