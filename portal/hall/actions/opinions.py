"""Statements are added and mended; neighbours tap what they think; and numbers are told in steps of five people."""

from collections.abc import Sequence

from tortoise.expressions import F

from portal.hall.actions import moderating
from portal.hall.actions.moving import changed, locked
from portal.hall.events import StatementMended, StatementPut, StatementTapped, StatementTold
from portal.hall.forms.opinions import AddStatement, MendStatement
from portal.hall.models import Matter, OpinionMap, Post, Statement, Tap
from portal.hall.rules import moderation
from portal.hall.rules import opinions as rules
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.opinions import Side
from portal.kit import clock
from portal.kit.shapes import number_in
from portal.policy import Actor
from portal.unit_of_work import action, happened


@action
async def add_statement(actor: Actor, matter_id: int, said: AddStatement) -> int:
    """One more statement. Raises NotOpenForTaps, NotShownYet, TooManyStatements, PersonalDetails, UnwantedWords."""
    assert actor.id is not None
    matter = await locked(matter_id)
    moderation.must_be_shown(matter.shown)
    rules.must_be_open(matter.stage)
    mine = Statement.filter(matter_id=matter_id, person_id=actor.id)
    rules.must_have_room(await Statement.filter(matter_id=matter_id).count(), await mine.count())
    verdict = await moderating.pass_words(matter.path, said.body)
    statement = await Statement.create(
        matter_id=matter_id, person_id=actor.id, body=said.body, shown=verdict.shown, put_at=clock.now(),
        post_id=await _remark(matter_id, said.post),
    )  # fmt: skip
    if verdict.traits:
        await moderating.hold(matter, "statement", statement.id, verdict)
    else:
        await changed(matter)
        happened(StatementPut(matter.number, statement.id, actor.id))
    return statement.id


async def _remark(matter_id: int, number: str) -> int | None:
    """The remark it is made of, where that stands in this matter and neighbours see it."""
    found = await Post.filter(id=number_in(number) or 0, matter_id=matter_id, shown=Shown.SHOWN).first()
    return found.id if found else None


@action
async def mend_statement(actor: Actor, statement: Statement, said: MendStatement) -> None:
    """A slip of the pen is mended where everybody sees it: how it first read stays beside it.

    Raises StatementGone, PersonalDetails, UnwantedWords.
    """
    matter = await locked(statement.matter_id)
    found = await _shown(statement.id)
    verdict = await moderating.pass_words(matter.path, said.body)
    if said.body == found.body:
        return
    found.original, found.body = found.original or found.body, said.body
    found.mended_at, found.mended_by_id = clock.now(), actor.id
    await found.save(update_fields=["original", "body", "mended_at", "mended_by_id"])
    if verdict.traits:
        await moderating.hold(matter, "statement", found.id, verdict, was_shown=True)
    await changed(matter)
    happened(StatementMended(matter.number, found.id))


async def _shown(statement_id: int) -> Statement:
    """Raises StatementGone."""
    found = await Statement.get(id=statement_id)
    if found.shown != Shown.SHOWN:
        raise rules.StatementGone()
    return found


@action
async def tap_statement(actor: Actor, statement: Statement, answer: str) -> None:
    """One answer each, changed or taken back whenever one likes. Raises NotOpenForTaps, StatementGone, NotShownYet."""
    assert actor.id is not None
    matter = await locked(statement.matter_id)  # two taps at once come one after the other
    moderation.must_be_shown(matter.shown)
    rules.must_be_open(matter.stage)
    found = await _shown(statement.id)
    await put_tap(found, actor.id, answer)
    if rules.must_be_told_anew(await Tap.filter(statement_id=found.id).exclude(answer=F("told")).count()):
        await tell(matter, found)
    happened(StatementTapped(matter.number, found.id))


async def put_tap(statement: Statement, person_id: int, answer: str) -> None:
    """A step, on a locked matter. An answer taken back stays, empty, as long as it is in the numbers told."""
    tap = await Tap.get_or_none(statement_id=statement.id, person_id=person_id)
    if tap is None and answer:
        await Tap.create(statement_id=statement.id, person_id=person_id, answer=answer, at=clock.now())
    elif tap is not None and not answer and not tap.told:
        await tap.delete()
    elif tap is not None:
        tap.answer, tap.at = answer, clock.now()
        await tap.save(update_fields=["answer", "at"])


async def tell(matter: Matter, statement: Statement) -> None:
    """A step: the numbers of a statement, of all answers as they are now; the groups are to be drawn anew."""
    taps = Tap.filter(statement_id=statement.id)
    await taps.filter(answer="").delete()
    await taps.update(told=F("answer"))
    statement.agreed = await taps.filter(told=Side.AGREE).count()
    statement.disagreed = await taps.filter(told=Side.DISAGREE).count()
    statement.passed = await taps.filter(told=Side.PASS).count()
    await statement.save(update_fields=["agreed", "disagreed", "passed"])
    await OpinionMap.update_or_create({"stale": True}, matter_id=matter.id)
    await changed(matter)
    happened(StatementTold(matter.number, statement.id))


async def shown_and_locked(statement_id: int) -> Statement:
    """A step: the statement, and nobody else changes its matter meanwhile. Raises StatementGone, NotShownYet."""
    matter = await locked((await _shown(statement_id)).matter_id)
    moderation.must_be_shown(matter.shown)
    found = await _shown(statement_id)
    found.matter = matter
    return found


async def let_go(numbers: Sequence[str], meeting: str) -> None:
    """A step: the meeting of this title is not held: what it had taken up of these matters can be taken up again."""
    taken = Statement.filter(matter__number__in=list(numbers), agenda=meeting)
    await Statement.filter(id__in=[each.id for each in await taken.only("id")]).update(agenda="", agenda_at=None)


async def take_up(statement: Statement, meeting: str) -> None:
    """A step: a meeting, whose title is given, takes up a statement of a locked matter."""
    statement.agenda, statement.agenda_at = meeting, clock.now()
    await statement.save(update_fields=["agenda", "agenda_at"])
    await changed(statement.matter)
