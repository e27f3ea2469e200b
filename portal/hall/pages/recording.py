"""The pages on which somebody's words are written down, witnessed, and taken back."""

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.hall import rules
from portal.hall.actions import recording as acting
from portal.hall.forms.recording import EnterChain, PasteChain, RecordMatter, RecordVoice
from portal.hall.models import Matter
from portal.hall.queries import recording as queries
from portal.hall.queries.recording import Batch, Voice
from portal.hall.rules.recording import CONSENTS, NothingChosen
from portal.kit import jielong, sealing
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.places import queries as places
from portal.policy import CONFIRMERS
from portal.web.input import Form, filled
from portal.web.routing import KEY
from portal.web.templates import F_, absolute, redirect, render

RECORDED = F_("记下来了。请另一个人扫码见证，见证了才算。")
WITNESSED = F_("见证好了，和别人说的一样算。")
TAKEN_BACK = F_("撤下了，不再显示，也不算了。")
CLAIMED = F_("归到您名下了，以后您自己改。")


async def record_form(request: Request, matter: Matter) -> Response:
    return await _record(request, matter, Form[RecordVoice]())


async def _record(request: Request, matter: Matter, form: Form[RecordVoice], status: int = 200) -> Response:
    return await render(request, "hall/record.html", status=status, matter=matter, form=form, tab="hall")


async def record_voice(request: Request, matter: Matter) -> Response:
    form = await filled(request, RecordVoice)
    if form.data is not None:
        try:
            batch = await acting.record_voice(request.user, matter, form.data)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(request, "hall.recorded", batch=batch, say=RECORDED)
    return await _record(request, matter, form, 422)


async def record_matter_form(request: Request) -> Response:
    return await _record_matter(request, Form[RecordMatter]())


async def _record_matter(request: Request, form: Form[RecordMatter], status: int = 200) -> Response:
    held = [held.path for held in request.user.roles if held.role in CONFIRMERS]
    categories = [(key, _(name)) for key, name in rules.CATEGORIES.items()]
    return await render(
        request, "hall/record_matter.html", status=status, form=form, areas=await places.estates_and_buildings(held),
        categories=categories, tab="hall",
    )  # fmt: skip


async def record_matter(request: Request) -> Response:
    form = await filled(request, RecordMatter)
    if form.data is not None:
        try:
            batch = await acting.record_matter(request.user, form.data)
        except Refused as refusal:
            form.refuse("area_id" if isinstance(refusal, rules.UnknownPlace) else "body", refusal)
        else:
            return redirect(request, "hall.recorded", batch=batch, say=RECORDED)
    return await _record_matter(request, form, 422)


async def paste_form(request: Request, matter: Matter) -> Response:
    return await _paste(request, matter, Form[PasteChain]())


async def _paste(request: Request, matter: Matter, form: Form[PasteChain], status: int = 200) -> Response:
    chain = jielong.read(form.typed.get("text", ""))
    return await render(request, "hall/paste.html", status=status, matter=matter, form=form, chain=chain, tab="hall")


async def preview_chain(request: Request, matter: Matter) -> Response:
    """What the text would become. Nothing is written yet."""
    form = await filled(request, PasteChain)
    if form.data is not None and not jielong.read(form.data.text).entries:
        form.refuse("text", NothingChosen())
    return await _paste(request, matter, form, 422 if form.errors else 200)


async def record_chain(request: Request, matter: Matter) -> Response:
    form = await filled(request, EnterChain)
    if form.data is not None:
        try:
            batch = await acting.record_chain(request.user, matter, form.data)
        except Refused as refusal:
            form.refuse("text", refusal)
        else:
            return redirect(request, "hall.recorded", batch=batch, say=RECORDED)
    return await _paste(request, matter, form, 422)  # type: ignore[arg-type] # the longer form is the shorter one too


async def recorded(request: Request, batch: Batch) -> Response:
    """What was written down: to be witnessed by whoever scans it from this screen, and the slips to leave."""
    link = absolute(request, request.url_for("hall.witness_form", batch=batch.name).path)
    return await render(request, "hall/recorded.html", batch=batch, link=link, consents=CONSENTS, tab="hall")


async def recorded_list(request: Request) -> Response:
    waiting = await queries.waiting_to_be_witnessed(request.user)
    return await render(request, "hall/recorded_list.html", waiting=waiting, tab="hall")


async def witness_form(request: Request, batch: Batch) -> Response:
    return await render(request, "hall/witness.html", batch=batch, consents=CONSENTS, tab="hall")


async def witness_voices(request: Request, batch: Batch) -> Response:
    await acting.witness_voices(request.user, batch)
    return redirect(request, "hall.witness_form", batch=batch.name, say=WITNESSED)


async def print_slip(request: Request, voice: Voice) -> Response:
    """The paper that stays with whoever spoke. Printed anew, an older one no longer works."""
    # Of the form's own key: sent twice, it is one paper, and no copy of what stands on it is kept anywhere.
    key = f"{voice.recorded.id}:{(await request.form())[KEY]}"
    token = sealing.fingerprint(settings.current().secret, "voice-slip", key)[:32]
    await acting.print_slip(request.user, voice.recorded.id, token)
    link = absolute(request, request.url_for("hall.voice", token=token).path)
    return await render(request, "hall/voice_slip.html", voice=voice, link=link)


async def voice(request: Request, voice: Voice) -> Response:
    return await render(request, "hall/voice.html", voice=voice, tab="hall")


async def take_back_voice(request: Request, voice: Voice) -> Response:
    await acting.take_back_voice(request.user, voice.recorded.id)
    return redirect(request, "hall.voice", token=voice.token, say=TAKEN_BACK)


async def take_back_for(request: Request, voice: Voice) -> Response:
    """Whoever spoke came with the paper, or without, and the community does it for them."""
    await acting.take_back_voice(request.user, voice.recorded.id)
    return redirect(request, "hall.recorded", batch=voice.recorded.batch, say=TAKEN_BACK)


async def claim_voice(request: Request, voice: Voice) -> Response:
    number = await acting.claim_voice(request.user, voice.recorded.id)
    return redirect(request, "hall.thread", number=number, say=CLAIMED)
