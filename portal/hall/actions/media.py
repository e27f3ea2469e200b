"""Photos and voices: kept with the words they came with, heard by the community, refused with a reason."""

from typing import Any

from tortoise.expressions import F

from portal.database.keeping import Sweep, ago
from portal.documents.photos import Photo
from portal.documents.sounds import Sound
from portal.hall.actions.moving import changed, locked
from portal.hall.events import VoiceHeld, VoicePublished, VoiceRefused
from portal.hall.forms.media import PublishVoice, RefuseVoice
from portal.hall.models import Attachment, AttachmentFile, Matter, Post
from portal.hall.rules import must_hold_no_details
from portal.hall.rules.media import ONLY_VOICE, TITLE_OF_VOICE, Brought, Heard, HeardAlready, WordsMissing
from portal.hall.rules.raising import title_of
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened


async def keep_media(matter: Matter, brought: Brought, person_id: int, post_id: int | None = None) -> None:
    """A step: what came with these words is kept by the same commit as they are."""
    for photo in brought.photos:
        await keep_photo(photo, _of(matter, person_id, post_id))
    if brought.voice:
        voice = await keep_voice(brought.voice, _of(matter, person_id, post_id))
        happened(VoiceHeld(matter.number, voice.id, post_id or 0))


def _of(matter: Matter, person_id: int, post_id: int | None) -> dict[str, Any]:
    return {"matter_id": matter.id, "post_id": post_id, "person_id": person_id, "brought_at": clock.now()}


async def keep_photo(photo: Photo, of: dict[str, Any]) -> Attachment:
    """A step: neighbours see it at once."""
    kept = await Attachment.create(
        kind="photo", type="image/jpeg", width=photo.width, height=photo.height, bytes=photo.bytes, sha256=photo.sha256,
        state=Heard.SHOWN, **of,
    )  # fmt: skip
    for variant, file in photo.files.items():
        await AttachmentFile.create(attachment_id=kept.id, variant=variant, type=file.type, data=file.data)
    return kept


async def keep_voice(voice: Sound, of: dict[str, Any]) -> Attachment:
    """A step: it waits to be heard."""
    kept = await Attachment.create(
        kind="voice", type=voice.type, milliseconds=voice.milliseconds, bytes=voice.bytes, sha256=voice.sha256,
        state=Heard.HELD, **of,
    )  # fmt: skip
    await AttachmentFile.create(attachment_id=kept.id, variant="sound", type=voice.type, data=voice.data)
    return kept


@action
async def publish_voice(actor: Actor, voice_id: int, said: PublishVoice) -> str:
    """Neighbours may hear it. Raises HeardAlready, WordsMissing, PersonalDetails. The number of the matter."""
    must_hold_no_details(said.words)
    voice, matter = await _unheard(voice_id)
    post = voice.post
    spoken = (matter.body if post is None else post.body) == ONLY_VOICE
    if spoken and not said.words:
        raise WordsMissing()
    await _settle(actor, voice, Heard.SHOWN, words=said.words)
    columns: tuple[str, ...] = ()
    if spoken and post is None:
        own = "" if matter.title == TITLE_OF_VOICE else matter.title
        matter.title, matter.body, columns = title_of(own, said.words), said.words, ("title", "body")
    if post is not None:
        await Post.filter(id=post.id).update(version=F("version") + 1)
    await changed(matter, *columns)
    happened(VoicePublished(matter.number, voice.id, voice.person_id))
    return matter.number


@action
async def refuse_voice(actor: Actor, voice_id: int, said: RefuseVoice) -> str:
    """Nobody else hears it; its author reads why. Raises HeardAlready."""
    voice, matter = await _unheard(voice_id)
    await _settle(actor, voice, Heard.REFUSED, reason=said.reason)
    await changed(matter)
    happened(VoiceRefused(matter.number, voice.id, voice.person_id, said.reason))
    return matter.number


async def _unheard(voice_id: int) -> tuple[Attachment, Matter]:
    """The voice, under the lock of its matter: two who listen at once do not both decide."""
    found = await Attachment.get(id=voice_id)
    matter = await locked(found.matter_id)
    voice = await Attachment.get(id=voice_id).select_related("post")
    if voice.state != Heard.HELD:
        raise HeardAlready()
    return voice, matter


async def _settle(actor: Actor, voice: Attachment, state: Heard, *, words: str = "", reason: str = "") -> None:
    voice.state, voice.words, voice.reason = state, words, reason
    voice.heard_by_id, voice.heard_at = actor.id, clock.now()
    await voice.save(update_fields=["state", "words", "reason", "heard_by_id", "heard_at"])


async def _forget(voices: list[Attachment]) -> None:
    """The bytes go with their row."""
    gone = [voice.id for voice in voices]
    await AttachmentFile.filter(attachment_id__in=gone).delete()
    await Attachment.filter(id__in=gone).delete()


# What was never published is nobody's record: thirty days after it came, it goes.
VOICES = Sweep(
    lambda: Attachment.filter(state__in=[Heard.HELD, Heard.REFUSED], brought_at__lt=ago(days=30)), "brought_at", _forget
)
