"""代录: write down what somebody without a phone says, witness it, and let them take it back or make it their own."""

from secrets import token_urlsafe

from portal.accounts import queries as accounts
from portal.accounts.actions.steps import add_voice
from portal.database.keeping import ago, deleting
from portal.hall import rules
from portal.hall.actions.moving import changed, locked
from portal.hall.actions.speaking import (
    COUNTERS,
    Speaker,
    drop_second,
    drop_stance,
    put_matter,
    put_post,
    put_second,
    put_stance,
    withdraw_post,
)
from portal.hall.events import VoiceClaimed, VoicesRecorded, VoicesWitnessed, VoiceTakenBack
from portal.hall.forms.recording import EnterChain, RecordMatter, RecordVoice
from portal.hall.models import Matter, Post, RecordedVoice, Second, Stance
from portal.hall.queries.recording import Batch
from portal.hall.rules.recording import (
    MOST_AT_ONCE,
    AlreadyTakenBack,
    AlreadyWitnessed,
    Kind,
    NothingChosen,
    NotWitnessedYet,
    WitnessMissing,
    must_be_fresh,
)
from portal.kit import clock, jielong, sealing
from portal.places import queries as places
from portal.policy import CONFIRMERS, Actor
from portal.unit_of_work import action, happened


@action
async def record_voice(actor: Actor, matter: Matter, said: RecordVoice) -> str:
    """What somebody says of a matter. Returns the batch that is to be witnessed. Raises PersonalDetails, NothingChosen."""
    if said.kind == "say" and not (said.body or said.stance):
        raise NothingChosen()
    rules.must_hold_no_details(said.body)
    return await _record(
        actor, said.consent, [
            RecordedVoice(
                kind=said.kind, area_id=matter.area_id, matter_id=matter.id, name=said.name, body=said.body, stance=said.stance,
            )
        ],
    )  # fmt: skip


@action
async def record_matter(actor: Actor, said: RecordMatter) -> str:
    """A matter that somebody raises. Raises UnknownPlace, PersonalDetails."""
    rules.must_hold_no_details(said.title, said.body)
    area = await places.area_found(said.area_id)
    if area is None or not actor.holds(CONFIRMERS, area.path):
        raise rules.UnknownPlace()
    category = said.category if said.category in rules.CATEGORIES else "other"
    return await _record(
        actor, said.consent, [
            RecordedVoice(
                kind=Kind.RAISE, area_id=area.id, name=said.name, title=said.title, body=said.body, category=category,
                urgent=said.urgent == "yes",
            )
        ],
    )  # fmt: skip


@action
async def record_chain(actor: Actor, matter: Matter, said: EnterChain) -> str:
    """Everything that neighbours wrote in a chat, as one batch. Raises PersonalDetails, NothingChosen."""
    entries = [entry for entry in jielong.read(said.text).entries if entry.words]
    if not entries:
        raise NothingChosen()
    rules.must_hold_no_details(*(entry.words for entry in entries), *(entry.name for entry in entries))
    return await _record(
        actor, said.consent, [
            RecordedVoice(
                kind=Kind.SAY, area_id=matter.area_id, matter_id=matter.id, name=entry.name,
                body=entry.words[: rules.LONGEST_POST], stance=entry.stance,
            )
            for entry in entries[: MOST_AT_ONCE]
        ],
    )  # fmt: skip


async def _record(actor: Actor, consent: str, voices: list[RecordedVoice]) -> str:
    assert actor.id is not None
    batch = token_urlsafe(12)
    for voice in voices:
        voice.batch, voice.consent, voice.collected_at = batch, consent, clock.now()
        voice.collected_by_id = actor.id
        voice.slip = sealing.digest(token_urlsafe(16))  # until the paper is printed nobody holds the slip
    await RecordedVoice.bulk_create(voices)
    first = await RecordedVoice.filter(batch=batch).order_by("id").first().only("id")
    happened(VoicesRecorded(first.id if first else 0, actor.id, len(voices)))
    return batch


@action
async def witness_voices(actor: Actor, batch: Batch) -> int:
    """Somebody else heard it: now it counts like everybody's. Returns how many.

    Raises WitnessMissing, AlreadyWitnessed, TooLateToWitness.
    """
    assert actor.id is not None
    if actor.keeper_id == batch.person_id or actor.id == batch.person_id:
        raise WitnessMissing()
    voices = await RecordedVoice.filter(batch=batch.name).select_for_update().order_by("id")
    await RecordedVoice.fetch_for_list(voices, "area")
    for voice in voices:
        if voice.witnessed_at is not None:
            raise AlreadyWitnessed()
        must_be_fresh(voice.collected_at, clock.now())
    for voice in voices:
        await _speak_for(voice)
        voice.witness_id, voice.witnessed_at = actor.id, clock.now()
        await voice.save(update_fields=["witness_id", "witnessed_at", "voice_id", "matter_id", "post_id"])
    happened(VoicesWitnessed(voices[0].id, actor.id, len(voices)))
    return len(voices)


async def _speak_for(voice: RecordedVoice) -> None:
    voice.voice_id = await add_voice(voice.name)
    speaker = Speaker(voice.voice_id, voice.name, recorded=True)
    if voice.kind == Kind.RAISE:
        matter = await put_matter(
            speaker, voice.area, title=voice.title, body=voice.body, category=voice.category, urgent=voice.urgent
        )
        voice.matter_id = matter.id
        return
    matter = await locked(voice.matter_id or 0)
    if voice.kind == Kind.SECOND:
        await put_second(matter, voice.voice_id)
    elif voice.body:
        voice.post_id = (await put_post(matter, speaker, body=voice.body, stance=voice.stance)).id
    else:
        await put_stance(matter, voice.voice_id, voice.stance)
        await changed(matter, *COUNTERS.values())


@action
async def print_slip(actor: Actor, voice_id: int, token: str) -> None:
    """What stands on the paper from now on; an earlier one is worth nothing any more. Only its digest is kept."""
    await RecordedVoice.filter(id=voice_id).update(slip=sealing.digest(token))


@action
async def take_back_voice(actor: Actor, voice_id: int) -> None:
    """Whoever holds the slip says: that was not meant so. What they said is no longer shown and no longer counted.

    Raises NotWitnessedYet, AlreadyTakenBack.
    """
    voice = await _spoken(voice_id)
    assert voice.voice_id is not None
    matter = await locked(voice.matter_id or 0)
    if voice.post_id is not None:
        await withdraw_post(matter, voice.post_id)
    await drop_stance(matter, voice.voice_id)
    if voice.kind == Kind.SECOND:
        await drop_second(matter, voice.voice_id)
    voice.withdrawn_at = clock.now()
    await voice.save(update_fields=["withdrawn_at"])
    happened(VoiceTakenBack(matter.number, voice.id))


@action
async def claim_voice(actor: Actor, voice_id: int) -> str:
    """Who has come with the slip has an account now: what was recorded becomes theirs.

    Where they have taken a stance or seconded themselves, that counts, and the recorded one goes.
    Raises NotWitnessedYet, AlreadyTakenBack.
    """
    assert actor.id is not None
    voice = await _spoken(voice_id)
    assert voice.voice_id is not None
    matter, before = await locked(voice.matter_id or 0), voice.voice_id
    shown = await accounts.name_to_neighbours(actor)
    await Post.filter(matter_id=matter.id, author_id=before).update(author_id=actor.id, said_as=shown)
    if matter.raised_by_id == before:
        matter.raised_by_id, matter.raised_as = actor.id, shown
    if await Stance.exists(matter_id=matter.id, person_id=actor.id):
        await drop_stance(matter, before)
    if await Second.exists(matter_id=matter.id, person_id=actor.id):
        await drop_second(matter, before)
    await Stance.filter(matter_id=matter.id, person_id=before).update(person_id=actor.id)
    await Second.filter(matter_id=matter.id, person_id=before).update(person_id=actor.id)
    await changed(matter, "raised_by_id", "raised_as")
    voice.voice_id, voice.claimed_at = actor.id, clock.now()
    await voice.save(update_fields=["voice_id", "claimed_at"])
    happened(VoiceClaimed(matter.number, before, actor.id))
    return matter.number


async def _spoken(voice_id: int) -> RecordedVoice:
    voice = await RecordedVoice.filter(id=voice_id).select_for_update().get()
    if voice.witnessed_at is None:
        raise NotWitnessedYet()
    if voice.withdrawn_at is not None:
        raise AlreadyTakenBack()
    return voice


UNWITNESSED = deleting(lambda: RecordedVoice.filter(witnessed_at=None, collected_at__lt=ago(days=30)), "collected_at")
