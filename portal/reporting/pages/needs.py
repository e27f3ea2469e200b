"""What neighbours need: ask, look, publish, close, claim."""

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import rules as accounts_rules
from portal.kit.errors import Missing, Refused
from portal.kit.words import N_
from portal.policy import STAFF
from portal.reporting import forms, queries, rules
from portal.reporting.actions import claims, needs
from portal.reporting.queries import NeedFor
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

ASKED = F_("记下了。社区看过以后，邻居就能看到；门牌和电话谁都看不到。")
PUBLISHED = F_("发布了，附近的邻居看得到。")
CLOSED = F_("这件事收起来了。")
CLAIMED = F_("您认领了。社区定下来会通知您，那时才看得到门牌。")


class NoSuchMatter(Refused):
    status = 422
    message = N_("没有这个编号的事，请对一对。")


async def needs_near(request: Request) -> Response:
    return await render(
        request, "reporting/needs.html", tab="reporting",
        page=await queries.needs_near(request.user, asked_number(request, "start") or 0),
        mine=await queries.claims_of(request.user),
    )  # fmt: skip


async def ask_form(request: Request) -> Response:
    typed = {"matter_number": asked(request, "matter", 30), "promise_id": asked(request, "promise", 9)}
    return await _ask(request, Form[forms.AskForHelp](typed=typed))


async def _ask(request: Request, form: Form[forms.AskForHelp], status: int = 200) -> Response:
    actor = request.user
    return await render(
        request, "reporting/ask.html", status=status, form=form, areas=await queries.places_to_ask_for(actor),
        categories=list(rules.CATEGORIES.items()), staff=any(held.role in STAFF for held in actor.roles), tab="reporting",
    )  # fmt: skip


async def ask_for_help(request: Request) -> Response:
    form = await filled(request, forms.AskForHelp)
    if form.data is not None:
        try:
            need_id = await needs.ask_for_help(request.user, form.data)
        except Refused as refusal:
            field, shown = _where(refusal)
            form.refuse(field, shown)
        else:
            return redirect(request, "reporting.need", need_id=need_id, say=ASKED)
    return await _ask(request, form, 422)


def _where(refusal: Refused) -> tuple[str, Refused]:
    if isinstance(refusal, Missing):
        return "matter_number", NoSuchMatter()
    if isinstance(refusal, (accounts_rules.NotAnAddress, accounts_rules.PhoneTooShort)):
        return "address", refusal
    fields = {
        rules.TellsTheDoor: "summary",
        rules.DayGone: "by_day",
        rules.DayTooFar: "by_day",
        rules.UnknownWho: "door",
    }
    return fields.get(type(refusal), "area_id"), refusal


async def need(request: Request, found: NeedFor) -> Response:
    return await _need(request, found, Form[forms.ClaimNeed]())


async def look_at_door(request: Request, found: NeedFor) -> Response:
    """For the community, in this answer alone: the look is kept for whoever asked."""
    await needs.look_at_door(request.user, found.need.id)
    response = await _need(request, found, Form[forms.ClaimNeed](), looking=True)
    response.headers["cache-control"] = "no-store"
    return response


async def _need(
    request: Request, found: NeedFor, form: Form[forms.ClaimNeed], status: int = 200, *, looking: bool = False
) -> Response:
    own = found.person_id == request.user.id
    concerned = own or request.user.holds(STAFF, found.path)
    return await render(
        request, "reporting/need.html", status=status, found=found, form=form, categories=rules.CATEGORIES,
        helping=await queries.helping(found.need) if concerned else [], concerned=concerned,
        looks=await queries.looks_at(found.need) if concerned else [],
        told=queries.told_in(found.need) if own or looking else None, tab="reporting",
    )  # fmt: skip


async def publish_need(request: Request, found: NeedFor) -> Response:
    await needs.publish_need(request.user, found.need.id)
    return redirect(request, "reporting.need", need_id=found.need.id, say=PUBLISHED)


async def close_form(request: Request, found: NeedFor) -> Response:
    return await render(request, "reporting/close.html", found=found, form=Form[forms.CloseNeed](), tab="reporting")


async def close_need(request: Request, found: NeedFor) -> Response:
    form = await filled(request, forms.CloseNeed)
    if form.data is None:
        return await render(request, "reporting/close.html", status=422, found=found, form=form, tab="reporting")
    await needs.close_need(request.user, found.need.id, form.data)
    return redirect(request, "reporting.need", need_id=found.need.id, say=CLOSED)


async def claim_need(request: Request, found: NeedFor) -> Response:
    form = await filled(request, forms.ClaimNeed)
    if form.data is not None:
        try:
            claim_id = await claims.claim_need(request.user, found.need.id, form.data)
        except Refused as refusal:
            form.refuse("ledger", refusal)
        else:
            return redirect(request, "reporting.claim", claim_id=claim_id, say=CLAIMED)
    return await _need(request, found, form, 422)
