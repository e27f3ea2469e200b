"""办事指南: find it, print it, say what is wrong with it; and, for the community, keep it right."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.policy import STAFF
from portal.venues import forms, queries
from portal.venues.actions import guide as deeds
from portal.venues.models import Correction, GuideItem
from portal.venues.rules import guide as rules
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

ADDED = F_("写好了，邻居查得到了。")
CHANGED = F_("改好了，核对日期也更新了。")
CHECKED = F_("记下了：今天核对过。")
ENDED = F_("收起来了，查不到了。")
SENT = F_("谢谢您指出来。社区看过会告诉您。")
REPLIED = F_("答复发出去了。")


async def guide(request: Request) -> Response:
    words, category = asked(request, "q", 40), asked(request, "category")
    if category not in list(rules.Category):
        category = ""
    found = await queries.guide_of(
        request.user, words=words, category=category, everywhere=bool(asked(request, "all")),
        after=asked_number(request, "after"),
    )  # fmt: skip
    return await render(
        request, "venues/guide.html", found=found, words=words, category=category, categories=rules.GUIDE_CATEGORIES,
        asked_for_all=bool(asked(request, "all")),
    )  # fmt: skip


async def item(request: Request, item: GuideItem) -> Response:
    return await _item(request, item, Form[forms.SendCorrection]())


async def _item(request: Request, item: GuideItem, form: Form[forms.SendCorrection], status: int = 200) -> Response:
    at = None
    if item.venue is not None:
        at = await queries.venue_page(await queries.venue_for(request.user, item.venue.id))
    return await render(
        request, "venues/item.html", status=status, item=item, at=at, form=form, categories=rules.GUIDE_CATEGORIES,
        materials=rules.listed(item.materials), stale=rules.is_stale(item.checked_on, clock.today()),
    )  # fmt: skip


async def add_to_guide_form(request: Request) -> Response:
    return await _write(request, None, Form[forms.AddToGuide]())


async def _write(
    request: Request, item: GuideItem | None, form: Form[forms.AddToGuide] | Form[forms.WriteGuide], status: int = 200
) -> Response:
    return await render(
        request, "venues/write.html", status=status, item=item, form=form, categories=rules.GUIDE_CATEGORIES,
        areas=[] if item else await queries.areas_to_open_in(request.user),
        venues=await queries.places_of_guide(request.user),
    )  # fmt: skip


async def add_to_guide(request: Request) -> Response:
    form = await filled(request, forms.AddToGuide)
    if form.data is not None:
        try:
            item_id = await deeds.add_to_guide(request.user, form.data)
        except Missing as refusal:
            form.refuse("area_id", refusal)
        except rules.WrongVenue as refusal:
            form.refuse("venue_id", refusal)
        else:
            return redirect(request, "venues.item", item_id=item_id, say=ADDED)
    return await _write(request, None, form, 422)


async def edit_guide_form(request: Request, item: GuideItem) -> Response:
    facts = {name: getattr(item, name) for name in forms.WriteGuide.model_fields}
    typed = {name: "" if fact is None else str(fact) for name, fact in facts.items()}
    return await _write(request, item, Form[forms.WriteGuide](typed=typed))


async def edit_guide(request: Request, item: GuideItem) -> Response:
    form = await filled(request, forms.WriteGuide)
    if form.data is not None:
        try:
            await deeds.edit_guide(request.user, item.id, form.data)
        except Refused as refusal:
            form.refuse("venue_id" if isinstance(refusal, rules.WrongVenue) else "title", refusal)
        else:
            return redirect(request, "venues.item", item_id=item.id, say=CHANGED)
    return await _write(request, item, form, 422)


async def check_guide(request: Request, item: GuideItem) -> Response:
    await deeds.check_guide(request.user, item.id)
    return redirect(request, "venues.item", item_id=item.id, say=CHECKED)


async def end_guide(request: Request, item: GuideItem) -> Response:
    await deeds.end_guide(request.user, item.id)
    return redirect(request, "venues.item", item_id=item.id, say=ENDED)


async def correct_guide(request: Request, item: GuideItem) -> Response:
    form = await filled(request, forms.SendCorrection)
    if form.data is not None:
        try:
            await deeds.correct_guide(request.user, item.id, form.data)
        except Refused as refusal:
            form.refuse("what", refusal)
        else:
            return redirect(request, "venues.item", item_id=item.id, say=SENT)
    return await _item(request, item, form, 422)


async def corrections(request: Request) -> Response:
    """What neighbours say is wrong, where this actor is staff."""
    paths = [held.path for held in request.user.roles if held.role in STAFF]
    waiting = await queries.corrections_waiting(paths, asked_number(request, "after") or 0)
    stale, items = await queries.stale_items(paths, 50)
    return await render(request, "venues/corrections.html", waiting=waiting, stale=stale, items=items)


async def correction(request: Request, correction: Correction) -> Response:
    return await _correction(request, correction, Form[forms.ReplyCorrection]())


async def _correction(
    request: Request, correction: Correction, form: Form[forms.ReplyCorrection], status: int = 200
) -> Response:
    return await render(request, "venues/correction.html", status=status, correction=correction, form=form)


async def reply_to_correction(request: Request, correction: Correction) -> Response:
    form = await filled(request, forms.ReplyCorrection)
    if form.data is None:
        return await _correction(request, correction, form, 422)
    await deeds.reply_to_correction(request.user, correction.id, form.data)
    return redirect(request, "venues.corrections", say=REPLIED)
