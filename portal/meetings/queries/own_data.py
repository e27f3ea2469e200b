"""What meetings keep of one person, for whoever asks for their own data."""

from __future__ import annotations

from typing import Any

from tortoise.expressions import Q

from portal.database.reading import rows_of
from portal.meetings.models import (
    Arrival,
    Ballot,
    Coming,
    Delivery,
    DeliveryPhoto,
    DoorHelper,
    DoorLook,
    Hand,
    HandCount,
    HandVote,
    HelpCall,
    Meeting,
    PaperBallot,
    PaperPhoto,
    Presence,
    Proxy,
    RehearsalTry,
    RollInspection,
    RollObjection,
    SilentRule,
    TimeAnswer,
    TimePoll,
)
from portal.meetings.queries.outcome import own_outcomes


async def own_data(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """What this person convened, came to and voted on, by table. A copy that can be saved never shows the choice."""
    return await own_outcomes(person_id) | {
        "meeting": await rows_of(
            Meeting.filter(Q(convener_id=person_id) | Q(deputy_id=person_id)), "form", "title", "place", "starts_at"
        ),
        "time_poll": await rows_of(TimePoll.filter(convener_id=person_id), "title", "asked_at"),
        "time_answer": await rows_of(
            TimeAnswer.filter(person_id=person_id), "option__poll__title", "option__starts_at", "answer", "at"
        ),
        "arrival": await rows_of(Arrival.filter(person_id=person_id), "meeting__title", "at"),
        "coming": await rows_of(
            Coming.filter(Q(person_id=person_id) | Q(entered_by_id=person_id)), "meeting__title", "answer", "at"
        ),
        "presence": await rows_of(
            Presence.filter(Q(person_id=person_id) | Q(entered_by_id=person_id) | Q(undone_by_id=person_id)),
            "meeting__title",
            "label",
            "way",
            "occurred_at",
            "entered_at",
        ),  # fmt: skip
        "ballot": await rows_of(
            Ballot.filter(cast_by_id=person_id), "motion__wording", "channel", "cast_at", "receipt"
        ),
        "paper_photo": await rows_of(
            PaperPhoto.filter(paper__recorded_by_id=person_id), "paper__motion__wording", "taken_at"
        ),
        "paper_ballot": await rows_of(
            PaperBallot.filter(Q(recorded_by_id=person_id) | Q(witness_id=person_id)),
            "motion__wording",
            "right__label",
            "recorded_at",
            "witnessed_at",
            "state",
        ),  # fmt: skip
        "rehearsal_try": await rows_of(RehearsalTry.filter(person_id=person_id), "rehearsal__meeting__title"),
        "silent_rule": await rows_of(SilentRule.filter(set_by_id=person_id), "motion__wording", "article", "set_at"),
        "hand_vote": await rows_of(HandVote.filter(opened_by_id=person_id), "motion__wording", "present"),
        "hand_count": await rows_of(
            HandCount.filter(counter_id=person_id),
            "vote__motion__wording",
            "round",
            "agree",
            "oppose",
            "abstain",
            "entered_at",
        ),  # fmt: skip
        "proxy": await rows_of(
            Proxy.filter(Q(principal_id=person_id) | Q(holder_id=person_id)),
            "meeting__title",
            "given_at",
            "accepted_at",
            "revoked_at",
        ),  # fmt: skip
        "delivery_photo": await rows_of(
            DeliveryPhoto.filter(delivery__by_id=person_id), "delivery__home__label", "taken_at"
        ),
        "delivery": await rows_of(
            Delivery.filter(Q(by_id=person_id) | Q(struck_by_id=person_id)),
            "meeting__title",
            "home__label",
            "method",
            "outcome",
            "note",
            "occurred_at",
            "logged_at",
            "struck_at",
            "why_struck",
        ),  # fmt: skip
        "door_helper": await rows_of(DoorHelper.filter(person_id=person_id), "meeting__title", "named_at", "ended_at"),
        "door_look": await rows_of(DoorLook.filter(person_id=person_id), "meeting__title", "why", "at"),
        "hand": await rows_of(
            Hand.filter(person_id=person_id), "meeting__title", "number", "label", "raised_at", "called_at", "ended"
        ),
        "help_call": await rows_of(HelpCall.filter(person_id=person_id), "meeting__title", "kind", "at", "answered_at"),
        "roll_inspection": await rows_of(
            RollInspection.filter(opened_by_id=person_id), "area__name", "opened_at", "until"
        ),
        "roll_objection": await rows_of(
            RollObjection.filter(person_id=person_id), "kind", "text", "at", "upheld", "answer", "answered_at"
        ),
    }
