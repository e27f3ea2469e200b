"""Looking at words: held, published, put away, shown again; and the one appeal against it."""

from portal.accounts import queries as accounts
from portal.hall.actions.moving import changed, count_reply, locked
from portal.hall.events import HidingAppealed, HidingHeard, WordsHidden, WordsPublished, WordsRestored
from portal.hall.forms.moderation import AppealHiding, HearAppeal, HideWords
from portal.hall.models import Matter, Review
from portal.hall.queries import wordlist
from portal.hall.queries.things import KINDS, Thing, thing_with
from portal.hall.rules import moderation as rules
from portal.hall.rules.clocks import clock_of
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.moderation import Cause, Judgement, Ruling
from portal.hall.rules.publishing import Writer
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened


async def pass_words(path: str, *texts: str) -> Judgement:
    """A step: whether what somebody wrote at `path` is shown at once or looked at first.

    Create the thing with `shown=verdict.shown`, then call `hold` where `verdict.traits` says something. Raises
    PersonalDetails, UnwantedWords: then nothing is kept, and what was typed stays in the form.
    """
    return rules.judge(*texts, in_office=await accounts.names_in_office(path), words=wordlist.current())


async def must_be_fit(path: str, *texts: str, writer: Writer = Writer.OFFICE) -> None:
    """A step: whether what is written at `path` can be published as it is; nobody looks at it first.

    Raises PersonalDetails, PrivateNumbers, NamesSomebody, UnwantedWords.
    """
    names, words = await accounts.names_in_office(path), wordlist.current()
    rules.judge(*texts, writer=writer, in_office=names, words=words)


async def hold(matter: Matter, kind: str, thing_id: int, verdict: Judgement, *, was_shown: bool = False) -> None:
    """A step: somebody looks at it by the end of the next working day; until then it is its author's alone.

    `was_shown` where neighbours had seen it before, as with an edit: then it is no longer counted.
    """
    thing = await thing_with(kind, thing_id, matter)
    review = await Review.get_or_none(slot=thing.slot)
    if review is None:
        review = await _open(thing, Cause.HELD, codes=verdict.codes, was_shown=was_shown)
    else:  # reported, and then edited
        await Review.filter(id=review.id).update(codes=verdict.codes)
    if was_shown:
        await _turn(thing, Shown.HELD, -1)
    happened(KINDS[kind].held(*_ids_of(thing, review.id)))


def _ids_of(thing: Thing, last: int) -> tuple[str, int, int]:
    return thing.matter.number, thing.id, last


async def _open(thing: Thing, cause: Cause, *, codes: str = "", was_shown: bool = True) -> Review:
    now = clock.now()
    return await Review.create(
        matter_id=thing.matter.id, kind=thing.kind, thing_id=thing.id, person_id=thing.person_id, origin=cause,
        codes=codes, was_shown=was_shown, opened_at=now, due_at=rules.look_due(now), slot=thing.slot,
    )  # fmt: skip


async def open_step(thing: Thing, cause: Cause) -> Review:
    """A step: the undecided look at something shown; a new one where there is none. Its matter is locked."""
    rules.must_be_visible(thing.shown)
    return await Review.get_or_none(slot=thing.slot) or await _open(thing, cause)


async def withdraw_look(kind: str, thing_id: int) -> None:
    """A step: whoever said it took it back; nobody need look any more."""
    await Review.filter(slot=f"{kind}:{thing_id}").update(outcome=Ruling.WITHDRAWN, slot=None, due_at=None)


async def under_review(review_id: int) -> tuple[Review, Thing]:
    """A step: the look and what it is about; the lock on its matter lets one decide at a time."""
    matter = await locked((await Review.get(id=review_id)).matter_id)
    review = await Review.get(id=review_id)
    return review, await thing_with(review.kind, review.thing_id, matter)


@action
async def publish_words(actor: Actor, review_id: int) -> None:
    """What was held is shown, and what was reported stays. Raises AlreadyDecided, TakenBack."""
    review, thing = await under_review(review_id)
    rules.must_be_undecided(review.outcome, thing.shown)
    held = thing.shown == Shown.HELD
    if held:
        await _show(review, thing)
    await _decide(review, actor, Ruling.PUBLISHED if held else Ruling.KEPT)
    happened(WordsPublished(thing.matter.number, review.id))


@action
async def hide_words(actor: Actor, review_id: int, said: HideWords) -> None:
    """Put away with a reason of the code book; the words are kept. Raises UnknownReason, AlreadyDecided, TakenBack."""
    rules.must_be_a_reason(said.reason_code)
    review, thing = await under_review(review_id)
    rules.must_be_undecided(review.outcome, thing.shown)
    await _turn(thing, Shown.HIDDEN, -1 if thing.shown == Shown.SHOWN else 0)
    await _decide(review, actor, Ruling.HIDDEN, said.reason_code, said.reason)
    happened(WordsHidden(thing.matter.number, review.id, said.reason_code))


async def _decide(review: Review, actor: Actor, outcome: Ruling, code: str = "", reason: str = "") -> None:
    review.outcome, review.decided_by_id, review.decided_at = outcome, actor.id, clock.now()
    review.reason_code, review.reason = code, reason
    review.slot = review.due_at = None  # type: ignore[assignment] # columns that may be empty
    await review.save()


async def _show(review: Review, thing: Thing) -> None:
    """To neighbours: for the first time, which is when it is said, or again."""
    matter = thing.matter
    if not review.was_shown and thing.kind == "matter":  # its clock begins when it is there to be seen
        matter.due_for, due_at = clock_of(matter.state, clock.now())
        matter.due_at = due_at  # type: ignore[assignment] # a column that may be empty
    await _turn(thing, Shown.SHOWN, +1)
    if not review.was_shown:
        happened(KINDS[thing.kind].published(*_ids_of(thing, thing.person_id)))


async def _turn(thing: Thing, shown: Shown, more: int) -> None:
    """Its place, what is counted of it, and the page that neighbours have open."""
    matter, counter = thing.matter, KINDS[thing.kind].counter
    thing.said.shown = shown
    if thing.kind != "matter":
        columns = {"shown", "version"} & thing.said._meta.fields_map.keys()
        if "version" in columns:
            thing.said.version += 1  # a rendered copy of it is another's from now on
        await thing.said.save(update_fields=sorted(columns))
    if thing.kind == "post":
        await count_reply(thing.said.parent_id, more)
    if counter:
        setattr(matter, counter, getattr(matter, counter) + more)
    own = ("shown", "due_for", "due_at") if thing.kind == "matter" else ()
    await changed(matter, *own, *([counter] if counter else []))


@action
async def restore_words(actor: Actor, review_id: int) -> None:
    """Show again what was put away: whoever did it may think better of it. Raises NotHidden."""
    review, thing = await under_review(review_id)
    if review.outcome != Ruling.HIDDEN or thing.shown != Shown.HIDDEN:
        raise rules.NotHidden()
    await _restore(review, thing)
    await review.save()


async def _restore(review: Review, thing: Thing) -> None:
    await _show(review, thing)
    review.outcome, review.restored_at = Ruling.RESTORED, clock.now()
    review.due_at = None  # type: ignore[assignment] # a column that may be empty
    happened(WordsRestored(thing.matter.number, review.id))


@action
async def appeal_hiding(actor: Actor, review_id: int, said: AppealHiding) -> None:
    """Once, and somebody else decides. Raises AlreadyAppealed, NotHidden, TooLateToAppeal."""
    review, thing = await under_review(review_id)
    now = clock.now()
    rules.must_be_open_to_appeal(review.outcome, review.appealed_at, review.decided_at or now, now)
    review.appeal, review.appealed_at, review.due_at = said.appeal, now, rules.hearing_due(now)
    await review.save()
    happened(HidingAppealed(thing.matter.number, review.id))


@action
async def hear_appeal(actor: Actor, review_id: int, said: HearAppeal) -> None:
    """The last word inside the portal. Raises NoAppeal."""
    review, thing = await under_review(review_id)
    rules.must_await_hearing(review.outcome, review.appealed_at, review.heard_at)
    review.heard_by_id, review.heard_at, review.hearing = actor.id, clock.now(), said.hearing
    review.due_at = None  # type: ignore[assignment] # a column that may be empty
    granted = said.granted == "yes"
    if granted and thing.shown == Shown.HIDDEN:
        await _restore(review, thing)
    await review.save()
    happened(HidingHeard(thing.matter.number, review.id, granted))
