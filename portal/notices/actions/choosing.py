"""Choose which letters come, and when."""

from portal.kit import clock
from portal.notices.events import DigestResumed, DigestStopped, LettersChosen
from portal.notices.forms import ChooseLetters
from portal.notices.models import NoticeChoice
from portal.notices.queries.choosing import choice_of
from portal.notices.rules.choosing import NEVER, USUAL, Choice
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def choose_letters(actor: Actor, said: ChooseLetters) -> None:
    assert actor.id is not None
    weekday = said.weekday if said.weekday >= 0 else NEVER
    await _keep(actor.id, Choice(weekday, said.quiet_from * 60, said.quiet_until * 60))
    happened(LettersChosen(actor.id))


@action
async def stop_digest(_actor: Actor, person_id: int) -> None:
    """No weekly letter from now on. Whoever holds the letter may: doing it again changes nothing."""
    before = await choice_of(person_id)
    await _keep(person_id, Choice(NEVER, before.quiet_from, before.quiet_until))
    happened(DigestStopped(person_id))


@action
async def resume_digest(_actor: Actor, person_id: int) -> None:
    """The weekly letter comes again, on the usual day."""
    before = await choice_of(person_id)
    if before.weekday is NEVER:
        await _keep(person_id, Choice(USUAL.weekday, before.quiet_from, before.quiet_until))
    happened(DigestResumed(person_id))


async def _keep(person_id: int, choice: Choice) -> None:
    chosen = {
        "weekday": choice.weekday, "quiet_from": choice.quiet_from, "quiet_until": choice.quiet_until,
        "chosen_at": clock.now(),
    }  # fmt: skip
    # Two taps at once are one row: the second waits for the first, and then writes the same.
    await NoticeChoice.bulk_create([NoticeChoice(person_id=person_id, **chosen)], ignore_conflicts=True)
    await NoticeChoice.filter(person_id=person_id).update(**chosen)
