"""Change one's name and how neighbours see it; say what is wrong in the register; answer both."""

from portal.accounts import queries
from portal.accounts.actions.steps import in_turn
from portal.accounts.events import (
    DataCorrectionAnswered,
    DataCorrectionAsked,
    NameChangeAsked,
    NameChanged,
    NameChangeDecided,
)
from portal.accounts.forms import AnswerCorrection, AskCorrection, ChangeName
from portal.accounts.models import DataCorrection, NameChange, Person
from portal.accounts.rules import privacy
from portal.accounts.rules.privacy import Stage
from portal.database import bulk
from portal.kit import clock
from portal.places import queries as places_queries
from portal.places.events import AreaMerged, AreaMoved
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def change_name(actor: Actor, said: ChangeName) -> str:
    """At once; once a residence is confirmed, the name waits for the community. Raises NameAlreadyAsked.

    Says what became of it: `shown`, `changed` or `asked`.
    """
    assert actor.id is not None
    await in_turn(actor.id)
    person = await Person.get(id=actor.id)
    await Person.filter(id=actor.id).update(shown_as=said.shown_as)
    if said.name == person.name:
        return "shown"
    if await NameChange.exists(slot=actor.id):
        raise privacy.NameAlreadyAsked()
    home = next(iter(actor.lives_at + actor.owns_at), "")
    change = await NameChange.create(
        person_id=actor.id, old=person.name, new=said.name, path=home, asked_at=clock.now(),
        stage=Stage.ASKED if home else Stage.CONFIRMED, slot=actor.id if home else None,
    )  # fmt: skip
    if home:
        happened(NameChangeAsked(actor.id, change.id))
        return "asked"
    await _rename(change)
    return "changed"


async def _rename(change: NameChange) -> None:
    await Person.filter(id=change.person_id, erased_at=None).update(name=change.new)
    happened(NameChanged(change.person_id))


@action
async def decide_name(actor: Actor, change_id: int, *, yes: bool) -> None:
    """By the community, which has seen the person. Raises AlreadyAnswered."""
    change = await NameChange.filter(id=change_id).select_for_update().get()
    if change.stage != Stage.ASKED:
        raise privacy.AlreadyAnswered()
    stage = Stage.CONFIRMED if yes else Stage.DECLINED
    decided = {"stage": stage, "slot": None, "decided_by_id": actor.id, "decided_at": clock.now()}
    await NameChange.filter(id=change_id).update(**decided)
    if yes:
        await _rename(change)
    happened(NameChangeDecided(change.person_id, change.id))


@action
async def ask_correction(actor: Actor, said: AskCorrection) -> int:
    """Of one's own home in the register. Raises NotYourHome."""
    assert actor.id is not None
    own = {home.id: home for home in await queries.own_homes(actor)}
    home = own.get(said.home_id)
    if home is None:
        raise privacy.NotYourHome()
    asked = await DataCorrection.create(
        person_id=actor.id, home_id=home.id, path=home.path, what=said.what, text=said.text, stage=Stage.ASKED,
        asked_at=clock.now(),
    )  # fmt: skip
    happened(DataCorrectionAsked(actor.id, asked.id))
    return asked.id


@action
async def answer_correction(actor: Actor, correction_id: int, said: AnswerCorrection) -> None:
    """The community has looked into its register, and says so. Raises AlreadyAnswered."""
    asked = await DataCorrection.filter(id=correction_id).select_for_update().get()
    if asked.stage != Stage.ASKED:
        raise privacy.AlreadyAnswered()
    asked.stage = Stage.CORRECTED if said.corrected == "yes" else Stage.DECLINED
    asked.answer, asked.answered_by_id, asked.answered_at = said.answer, actor.id, clock.now()
    await asked.save(update_fields=["stage", "answer", "answered_by_id", "answered_at"])
    happened(DataCorrectionAnswered(asked.person_id, asked.id))


async def follow_area(event: AreaMoved | AreaMerged) -> None:
    """A step: what was asked where an area stood is seen and answered where it stands now, and there only."""
    old, new = await places_queries.way_of(event)
    for table in (NameChange, DataCorrection):
        await bulk.follow_path(table._meta.db_table, old, new)
