"""Meetings, motions, the console and the screen."""

from portal.routes.meetings import (
    calling,
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
    *room.ROUTES,
    *electorate.ROUTES,
    *voting.ROUTES,
    *hands.ROUTES,
    *rehearsal.ROUTES,
    *silence.ROUTES,
    *papers.ROUTES,
    *proxies.ROUTES,
    *running.ROUTES,
    *outcome.ROUTES,
    *evening.ROUTES,
]
