"""Everything that can be asked of the portal, and by which act it is judged: one table for each room."""

from portal.routes import accounts, floor, hall, ledger, meetings, notices, places, reporting, volunteers
from portal.web.routing import Door, LiveDoor

ROUTES: list[Door | LiveDoor] = [
    *notices.ROUTES,
    *accounts.ROUTES,
    *places.ROUTES,
    *hall.ROUTES,
    *meetings.ROUTES,
    *volunteers.ROUTES,
    *reporting.ROUTES,
    *ledger.ROUTES,
    *floor.ROUTES,
]
