"""Photos and voice notes: taken from a form, shown to whoever may see them, heard at the community's desk."""

import re
from typing import TypeVar

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from portal.documents import photos, sounds
from portal.hall.actions import media as actions
from portal.hall.forms.media import PublishVoice, RefuseVoice
from portal.hall.models import Attachment, AttachmentFile, Matter
from portal.hall.queries import media as found
from portal.hall.queries.there import There
from portal.hall.rules import media as rules
from portal.hall.rules.media import MOST_PHOTOS, NOTHING, ONLY_VOICE, Brought
from portal.kit.errors import Refused
from portal.places import queries as places
from portal.policy import STAFF, Actor
from portal.web.files import SEALED, chosen, looked_at
from portal.web.input import Form, asked_number, filled
from portal.web.templates import F_, redirect, render

T = TypeVar("T", bound=BaseModel)
PUBLISHED = F_("发布了，邻居听得到了。")
REFUSED = F_("没有发布，理由告诉他了。")


async def filled_with_media(request: Request, shape: type[T]) -> tuple[Form[T], Brought]:
    """What was typed and what came with it. A file that cannot be used has its sentence among the errors.

    Whoever only speaks has typed nothing: their words are `ONLY_VOICE`.
    """
    given = await request.form()
    pictures, voices = chosen(given.getlist("photos")), chosen(given.getlist("voice"))
    form = await filled(request, shape, **({"body": ONLY_VOICE} if voices else {}))
    brought = NOTHING
    if form.data is not None and (pictures or voices):
        brought = await _looked_at(request, form, pictures, voices)
    if pictures or voices:
        form.typed["files_again"] = "yes"  # no page can put a file back into a form
    if form.typed.get("body") == ONLY_VOICE and form.errors:
        form.typed["body"] = ""
    return form, brought


async def _looked_at(request: Request, form: Form[T], pictures: list[UploadFile], voices: list[UploadFile]) -> Brought:
    drawn: list[photos.Photo] = []
    voice: sounds.Sound | None = None
    try:
        if len(pictures) > MOST_PHOTOS:
            raise rules.TooManyPhotos()
        for picture in pictures:
            drawn.append(await looked_at(request, picture, photos.MOST_BYTES, photos.drawn_anew))
    except Refused as refusal:
        form.refuse("photos", refusal)
    try:
        if voices:
            voice = await looked_at(request, voices[0], sounds.MOST_BYTES, _listened_to)
    except Refused as refusal:
        form.refuse("voice", refusal)
    return Brought(drawn, voice)


def _listened_to(data: bytes, _name: str) -> sounds.Sound:
    return sounds.listened_to(data)


# For this one browser, not for what stands between: a photo that is hidden later is gone for the next who asks.
_FOR_LONG = {"cache-control": "private, max-age=31536000, immutable"}


async def media(request: Request, file: AttachmentFile) -> Response:
    """One file. A player on a phone asks for a part of a sound first, and goes away where it gets the whole."""
    headers = SEALED | (_FOR_LONG if found.is_public(file.attachment) else {})
    whole = len(file.data)
    if file.attachment.kind != "voice":
        return Response(file.data, headers=headers, media_type=file.type)
    headers |= {"accept-ranges": "bytes"}
    part = part_of(request.headers.get("range", ""), whole)
    if part is None:
        return Response(file.data, headers=headers, media_type=file.type)
    first, last = part
    if first > last:
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{whole}"})
    headers |= {"content-range": f"bytes {first}-{last}/{whole}"}
    return Response(file.data[first : last + 1], 206, headers, file.type)


def part_of(asked: str, whole: int) -> tuple[int, int] | None:
    """The first and last byte that `Range: bytes=…` asks for; None where it asks for none that we know.

    The first is behind the last where nothing of it is there (RFC 9110 §14).
    """
    said = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", asked.strip())
    if said is None or said[0] == "bytes=-":
        return None
    if not said[1]:
        return (max(0, whole - int(said[2])), whole - 1) if int(said[2]) else (1, 0)
    first, last = int(said[1]), min(int(said[2]) if said[2] else whole - 1, whole - 1)
    if first >= whole:
        return (1, 0)
    return (first, last) if first <= last else None


async def part(actor: Actor, matter: Matter, there: There) -> dict[str, object]:
    """For the thread's page: what is attached to the matter (under 0) and to each post."""
    return {"media": await found.media_of(actor, matter, there), "voice_reasons": rules.REASONS}


async def voices(request: Request) -> Response:
    """What waits to be heard, where this actor is staff."""
    return await _voices(request, None, Form[PublishVoice](), 200)


async def _voices(request: Request, about: Attachment | None, form: Form[T], status: int) -> Response:
    paths = tuple(sorted({held.path for held in request.user.roles if held.role in STAFF}))
    waiting = await found.voices_waiting(paths, asked_number(request, "after") or 0)
    return await render(
        request, "hall/voices.html", status=status, waiting=waiting, reasons=rules.REASONS, form=form,
        about=about.id if about else 0, only_voice=ONLY_VOICE,
        where="、".join([await places.full_name(path) for path in paths]),
    )  # fmt: skip


async def publish_voice(request: Request, voice: Attachment) -> Response:
    form = await filled(request, PublishVoice)
    if form.data is not None:
        try:
            await actions.publish_voice(request.user, voice.id, form.data)
        except Refused as refusal:
            form.refuse("words", refusal)
        else:
            return redirect(request, "hall.voices", say=PUBLISHED)
    return await _voices(request, voice, form, 422)


async def refuse_voice(request: Request, voice: Attachment) -> Response:
    form = await filled(request, RefuseVoice)
    if form.data is None:
        return await _voices(request, voice, form, 422)
    await actions.refuse_voice(request.user, voice.id, form.data)
    return redirect(request, "hall.voices", say=REFUSED)
