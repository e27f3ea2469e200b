"""Who is asking, and whom it concerns."""

from portal.accounts.queries.actors import (
    actor_of,
    actor_with_session,
    belonging_to,
    holding,
    in_force,
    label_of,
    name_to_neighbours,
    own_building,
    own_homes,
    shown_name_of,
)
from portal.accounts.queries.corrections import (
    correction_for,
    corrections_for,
    name_change_for,
    own_corrections,
    own_name_changes,
)
from portal.accounts.queries.offices import heading, heads_of, members_of, staffing
from portal.accounts.queries.own_data import own_data
from portal.accounts.queries.people import Address, addresses_of, fingerprint, person_of_address, sessions_of, stand_ins
from portal.accounts.queries.privacy import (
    Seen,
    Standing,
    consent_with,
    has_consented,
    looks_of,
    presented,
    standings_of,
    to_ask,
)
from portal.accounts.queries.residence import Asked, own_request, request_for, request_with, requests_for

__all__ = [
    "Address",
    "Asked",
    "Seen",
    "Standing",
    "actor_of",
    "actor_with_session",
    "addresses_of",
    "belonging_to",
    "consent_with",
    "correction_for",
    "corrections_for",
    "fingerprint",
    "has_consented",
    "heading",
    "heads_of",
    "holding",
    "in_force",
    "label_of",
    "looks_of",
    "members_of",
    "name_change_for",
    "name_to_neighbours",
    "own_building",
    "own_corrections",
    "own_data",
    "own_homes",
    "own_name_changes",
    "own_request",
    "person_of_address",
    "presented",
    "request_for",
    "request_with",
    "requests_for",
    "sessions_of",
    "shown_name_of",
    "staffing",
    "stand_ins",
    "standings_of",
    "to_ask",
]
