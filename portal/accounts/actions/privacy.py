"""Consent and withdraw, look with a reason, take one's own data."""

from collections.abc import Collection

from portal.accounts.actions.steps import in_turn, look_for_a_reason, note_consent
from portal.accounts.events import OwnDataTaken
from portal.accounts.rules import consents
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def give_consent(actor: Actor, purpose: str) -> None:
    """One purpose by itself. Raises UnknownPurpose, GivenElsewhere."""
    assert actor.id is not None
    consents.must_be_given_by_a_tap(purpose)
    await in_turn(actor.id)
    await note_consent(actor.id, purpose, given=True)


@action
async def withdraw_consent(actor: Actor, purpose: str) -> None:
    """As easily as it was given, with no reason. Raises UnknownPurpose."""
    assert actor.id is not None
    await in_turn(actor.id)
    await note_consent(actor.id, purpose, given=False)


@action
async def look_at_person(actor: Actor, person_id: int, what: str, reason: str) -> None:
    """看一眼. Raises NoReason."""
    await look_for_a_reason(actor, person_id, what, reason)


@action
async def look_at_people(actor: Actor, people: Collection[int], what: str, reason: str) -> None:
    """看一眼 at a list: each of them can read it. Raises NoReason."""
    for person_id in sorted(set(people)):
        await look_for_a_reason(actor, person_id, what, reason)


@action
async def take_own_data(actor: Actor) -> None:
    """That it was taken, and by whom, stands in the audit trail."""
    assert actor.id is not None
    happened(OwnDataTaken(actor.id))
