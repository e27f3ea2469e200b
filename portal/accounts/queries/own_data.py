"""Everything that this room keeps of one person, for that person."""

from typing import Any

from tortoise.expressions import Q

from portal import settings
from portal.accounts.models import (
    Appointment,
    Consent,
    Contact,
    DataCorrection,
    Holding,
    Mandate,
    NameChange,
    Person,
    Recovery,
    ResidenceRequest,
    Residency,
    SecondFactor,
    Session,
    Slip,
    SlipBatch,
    SpareCode,
)
from portal.accounts.queries.privacy import looks_of
from portal.database.reading import rows_of
from portal.kit import sealing

MOST_LOOKS = 10_000


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """By table. Tokens and hashes are not data of the person, and are left out."""
    return {
        "person": await rows_of(Person.filter(id=person_id), "name", "shown_as", "joined_at"),
        "contact": await _contacts(person_id),
        "session": await rows_of(Session.filter(person_id=person_id), "device", "began_at", "expires_at", "ended_at"),
        "residency": await rows_of(
            Residency.filter(person_id=person_id), "home__label", "kind", "level", "since", "until"
        ),
        "residence_request": await rows_of(
            ResidenceRequest.filter(person_id=person_id), "home__label", "kind", "stage", "asked_at", "decided_at"
        ),
        "holding": await rows_of(Holding.filter(person_id=person_id), "owner__name", "since", "until"),
        "appointment": await rows_of(
            Appointment.filter(person_id=person_id), "role", "area__name", "since", "until"
        ),
        "consent": await rows_of(Consent.filter(person_id=person_id), "purpose", "version", "digest", "given", "at"),
        "name_change": await rows_of(
            NameChange.filter(person_id=person_id), "old", "new", "stage", "asked_at", "decided_at"
        ),
        "data_correction": await rows_of(
            DataCorrection.filter(person_id=person_id), "home__label", "what", "text", "stage", "answer", "asked_at",
            "answered_at",
        ),
        "look": await _looks(person_id),
        "second_factor": await rows_of(SecondFactor.filter(person_id=person_id), "made_at", "confirmed_at"),
        "spare_code": await rows_of(SpareCode.filter(person_id=person_id), "used_at"),
        "mandate": await rows_of(
            Mandate.filter(Q(principal_id=person_id) | Q(helper_id=person_id)), "way", "since", "until", "ended_at"
        ),
        "recovery": await rows_of(Recovery.filter(person_id=person_id), "issued_at", "used_at", "stopped_at", "done_at"),
        "slip": await rows_of(Slip.filter(used_by_id=person_id), "home__label", "used_at"),
        "slip_batch": await rows_of(SlipBatch.filter(made_by_id=person_id), "area__name", "made_at", "count"),
    }  # fmt: skip


async def _contacts(person_id: int) -> list[dict[str, Any]]:
    secret = settings.current().secret
    return [
        {"channel": each.channel, "address": sealing.unseal(secret, each.sealed), "verified_at": str(each.verified_at)}
        for each in await Contact.filter(person_id=person_id).order_by("id")
    ]


async def _looks(person_id: int) -> list[dict[str, Any]]:
    """Who looked is told as on the page: by office."""
    return [
        {"at": seen.at.isoformat(), "who": seen.who, "what": seen.what, "why": seen.why}
        for seen in await looks_of(person_id, MOST_LOOKS)
    ]
