"""Photos and voices: who may see or hear them, and what waits to be heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.database.reading import below, rows_of
from portal.hall.models import Attachment, AttachmentFile, Matter
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules import Shown
from portal.hall.rules.media import Heard
from portal.kit.errors import Missing
from portal.policy import Act, Actor, permits

PER_PAGE = 20
MOST_ON_A_PAGE = 350  # seven for each of fifty posts


@dataclass(frozen=True)
class Voices:
    """A page of voices that wait to be heard, the one that waits longest first; `next` is where it goes on."""

    voices: list[Attachment]
    next: int | None


async def media_for(actor: Actor, media_id: int, variant: str) -> AttachmentFile:
    """One file of an attachment. Raises Missing for whoever may not see it: its existence is nobody's business."""
    found = Attachment.filter(id=media_id).select_related("matter__area", "post")
    attachment = await found.first()
    if attachment is None or not may_see(actor, attachment):
        raise Missing()
    file = await AttachmentFile.get_or_none(attachment_id=attachment.id, variant=variant)
    if file is None:
        raise Missing()
    file.attachment = attachment
    return file


def is_public(attachment: Attachment) -> bool:
    """Neighbours see it: it is shown itself, and so is what it belongs to."""
    told = attachment.post if attachment.post is not None else attachment.matter
    return attachment.state == Heard.SHOWN and told.shown == Shown.SHOWN == attachment.matter.shown


def may_see(actor: Actor, attachment: Attachment) -> bool:
    own = actor.is_authenticated and attachment.person_id == actor.id
    return own or is_public(attachment) or permits(actor, Act.HEAR_VOICE, attachment)


async def voice_for(_actor: Actor, voice_id: int) -> Attachment:
    found = await Attachment.filter(id=voice_id, kind="voice").select_related("matter__area", "post").first()
    if found is None:
        raise Missing()
    return found


async def voices_waiting(paths: Sequence[str], after: int = 0) -> Voices:
    waiting = Attachment.filter(below("matter__area__path", paths), kind="voice", state=Heard.HELD, id__gt=after)
    rows = await waiting.select_related("matter__area", "post").order_by("id").limit(PER_PAGE + 1)
    more = rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None
    return Voices(rows[:PER_PAGE], more)


async def count_of_waiting(paths: Sequence[str]) -> int:
    return await Attachment.filter(below("matter__area__path", paths), kind="voice", state=Heard.HELD).count()


async def media_of(actor: Actor, matter: Matter, there: There = PERHAPS) -> dict[int, list[Attachment]]:
    """What belongs to the matter (under 0) and to its posts, as far as this reader may see it, in the order it came."""
    if not there.media:
        return {}
    here = Attachment.filter(matter_id=matter.id).select_related("post")
    own = await here.filter(post_id=None).order_by("id").limit(MOST_ON_A_PAGE)
    said = await here.exclude(post_id=None).order_by("-id").limit(MOST_ON_A_PAGE)
    found: dict[int, list[Attachment]] = {}
    for attachment in [*own, *reversed(said)]:
        attachment.matter = matter
        if may_see(actor, attachment):
            found.setdefault(attachment.post_id or 0, []).append(attachment)
    return found


async def own_media(person_id: int) -> list[dict[str, Any]]:
    return await rows_of(
        Attachment.filter(person_id=person_id), "matter__number", "kind", "state", "milliseconds", "bytes", "words",
        "reason", "brought_at",
    )  # fmt: skip
