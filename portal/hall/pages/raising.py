"""Raising a matter: one question, what seems to have been said before, and the number."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal.accounts import queries as accounts
from portal.hall import actions, forms, rules
from portal.hall import queries as hall
from portal.hall.models import Matter
from portal.hall.pages.media import filled_with_media
from portal.hall.pages.standing import HELD
from portal.hall.queries import raising as queries
from portal.hall.queries.searching import similar_matters
from portal.hall.rules import raising
from portal.kit.errors import Refused
from portal.kit.shapes import number_in
from portal.kit.words import _
from portal.places import queries as places
from portal.policy import Actor
from portal.web.input import Form, asked, asked_number
from portal.web.templates import F_, fragment, redirect, render

RAISED = F_("提出去了。满了附议就上会。")
RAISED_WITH_VOICE = F_("提出去了。语音等社区听过再发布。")
FIELD_OF = {
    rules.UnknownPlace: "area_id", raising.HallClosed: "hall_id", rules.media.VoiceTellsWho: "voice",
    rules.media.TooManyPhotos: "photos",
}  # fmt: skip


async def raise_form(request: Request) -> Response:
    # Who looked for it in vain need not write it again.
    typed = {"body": asked(request, "title", rules.LONGEST_TITLE)} if asked(request, "title", 1) else {}
    return await _raise(request, Form[forms.RaiseMatter](typed=typed))


async def _raise(
    request: Request, form: Form[forms.RaiseMatter], status: int = 200, found: list[Matter] | None = None
) -> Response:
    """The page. What a code in the lift asked for stays chosen when the form comes back."""
    area = asked_number(request, "area") or number_in(form.typed.get("area_id", ""))
    hall = asked(request, "hall", 9) or form.typed.get("hall_id", "")
    place = await queries.place_for(request.user, area)
    return await render(
        request, "hall/raise.html", status=status, form=form, place=place, tab="hall", found=found or [],
        hall=await queries.open_hall(number_in(hall)), hall_asked=hall,
        categories=[("", _("按您写的自动归类")), *((key, _(name)) for key, name in rules.CATEGORIES.items())],
        building=await accounts.own_building(request.user), shown_as=await accounts.name_to_neighbours(request.user),
    )  # fmt: skip


async def raise_matter(request: Request) -> Response:
    form, brought = await filled_with_media(request, forms.RaiseMatter)
    if not form.errors and form.data is not None:
        if found := await _not_looked_at_yet(request.user, form):
            return await _raise(request, form, found=found)
        try:
            number = await actions.raise_matter(request.user, form.data, brought)
        except Refused as refusal:
            form.refuse(FIELD_OF.get(type(refusal), "body"), refusal)
        else:
            held = await hall.is_held("matter", number=number)
            said = HELD if held else RAISED_WITH_VOICE if brought.voice else RAISED
            return redirect(request, "hall.thread", number=number, say=said)
    return await _raise(request, form, 422)


async def _not_looked_at_yet(actor: Actor, form: Form[forms.RaiseMatter]) -> list[Matter]:
    """What seems to be the same, once: not where it was shown already, nor where a file would be lost by asking."""
    if form.data is None or form.typed.get("looked") or form.typed.get("files_again"):
        return []
    form.typed["looked"] = "yes"
    return await _similar(actor, f"{form.data.title} {form.data.body}", form.data.area_id)


async def _similar(actor: Actor, words: str, area_id: int | None) -> list[Matter]:
    """Below the estate of the place it is about: the lift of the next building is the same question."""
    area = await places.area_found(area_id) if area_id else None
    if area is None or len(words.strip()) < 4:
        return []
    found = await similar_matters([await places.estate_path(area.path)], words)
    return [matter for matter in found if matter.raised_by_id != actor.id]


async def similar(request: Request) -> Response:
    """While somebody writes: the title it would have, the kind it seems to be, and what was said before."""
    words = asked(request, "words", rules.LONGEST_BODY)
    title, kind = raising.title_of("", words), raising.category_of(words)
    found = await _similar(request.user, words, asked_number(request, "area"))
    return HTMLResponse(fragment(request, "hall/_similar.html", found=found, title=title, kind=kind))
