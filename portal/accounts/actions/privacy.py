"""Consent and withdraw, look with a reason, take one's own data."""

from portal.accounts.actions.steps import in_turn, note_consent, note_look
from portal.accounts.events import OwnDataTaken
from portal.accounts.rules import consents, privacy
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
    """看一眼: for a reason that the person can read. Raises NoReason."""
    why = privacy.REASONS.get(reason)
    if why is None:
        raise privacy.NoReason()
    await note_look(actor, person_id, what, why)


@action
async def take_own_data(actor: Actor) -> None:
    """That it was taken, and by whom, stands in the audit trail."""
    assert actor.id is not None
    happened(OwnDataTaken(actor.id))
