"""Who is asking, and whom it concerns."""

from portal.accounts.queries.actors import (
    actor_at,
    actor_of,
    actor_with_session,
    belonging_to,
    holding,
    in_force,
    name_to_neighbours,
    own_building,
    shown_name_of,
)
from portal.accounts.queries.chart import Chart, chart_of
from portal.accounts.queries.offices import (
    desk_of,
    heading,
    heads_of,
    held_twice,
    holding_office,
    members_of,
    offices_below,
)
from portal.accounts.queries.people import Address, addresses_of, fingerprint, person_of_address, sessions_of, stand_ins
from portal.accounts.queries.privacy import consenting, has_consented
from portal.accounts.queries.residence import Asked, own_request, request_for, request_with, requests_for
from portal.accounts.queries.waiting import Waiting, residences_waiting

__all__ = [
    "Address",
    "Asked",
    "Chart",
    "actor_at",
    "chart_of",
    "consenting",
    "desk_of",
    "held_twice",
    "holding_office",
    "offices_below",
    "Waiting",
    "actor_of",
    "actor_with_session",
    "addresses_of",
    "belonging_to",
    "fingerprint",
    "has_consented",
    "heading",
    "heads_of",
    "holding",
    "in_force",
    "members_of",
    "name_to_neighbours",
    "own_building",
    "own_request",
    "person_of_address",
    "request_for",
    "request_with",
    "requests_for",
    "residences_waiting",
    "sessions_of",
    "shown_name_of",
    "stand_ins",
]
