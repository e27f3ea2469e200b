"""The pages on which the community says where a matter goes, and prepares it."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import triaging as acting
from portal.hall.forms.triage import DecideAppeal, Give, Triage, WriteFacts
from portal.hall.models import Matter
from portal.hall.queries import lifecycle as queries
from portal.hall.queries.lifecycle import AppealFor
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules import triage as rules
from portal.hall.rules.moderation import UNFIT
from portal.hall.rules.standing import STANDS
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.policy import Actor
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

Deed = Callable[[Actor, int, Give], Awaitable[None]]
SENT = F_("定了，提的人看得到理由。")
APPEALED = F_("申诉交上去了，街道 5 个工作日内答复。")
DECIDED = F_("答复了，提的人看得到。")
WRITTEN = F_("写好了，旧的那一版也留着。")
OPENED = F_("开始商量了。")
LAID_ASIDE = F_("先放一放，理由大家看得到。")
RESUMED = F_("接着办了。")


async def way(_actor: Actor, matter: Matter, there: There = PERHAPS) -> dict[str, Any]:
    return {
        "standing": await queries.standing_of(matter, there), "stands": STANDS, "redirects": rules.REDIRECTS,
        "rejections": rules.REJECTIONS,
    }  # fmt: skip


async def triage_desk(request: Request) -> Response:
    which = asked(request, "which", 12)
    desk = await queries.desk_of(request.user, which, asked_number(request, "after"))
    return await render(request, "hall/desk.html", desk=desk, which=which, tab="hall")


async def triage_form(request: Request, matter: Matter) -> Response:
    return await _triage(request, matter, Form[Triage]())


async def _triage(request: Request, matter: Matter, form: Form[Triage], status: int = 200) -> Response:
    rejections = [(code, _(name)) for code, name in rules.REJECTIONS.items()]
    redirects = [(code, _(to.name)) for code, to in rules.REDIRECTS.items()]
    return await render(
        request, "hall/triage.html", status=status, matter=matter, form=form, rejections=rejections, redirects=redirects,
        tab="hall",
    )  # fmt: skip


async def triage_matter(request: Request, matter: Matter) -> Response:
    form = await filled(request, Triage)
    if form.data is not None:
        try:
            await acting.triage_matter(request.user, matter.id, form.data)
        except (rules.NothingToMergeInto, rules.NotIntoItself) as refusal:
            form.refuse("into", refusal)
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=SENT)
    return await _triage(request, matter, form, 422)


async def appeal_form(request: Request, matter: Matter) -> Response:
    return await _appeal(request, matter, Form[Give]())


async def _appeal(request: Request, matter: Matter, form: Form[Give], status: int = 200) -> Response:
    return await render(
        request,
        "hall/appeal.html",
        status=status,
        matter=matter,
        form=form,
        tab="hall",
        **await way(request.user, matter),
    )


async def appeal_triage(request: Request, matter: Matter) -> Response:
    form = await filled(request, Give)
    if form.data is not None:
        try:
            await acting.appeal_triage(request.user, matter.id, form.data)
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=APPEALED)
    return await _appeal(request, matter, form, 422)


async def matter_appeal(request: Request, found: AppealFor) -> Response:
    return await _decide(request, found, Form[DecideAppeal]())


async def _decide(request: Request, found: AppealFor, form: Form[DecideAppeal], status: int = 200) -> Response:
    return await render(
        request, "hall/decide_appeal.html", status=status, found=found, form=form, tab="hall",
        **await way(request.user, found.matter),
    )  # fmt: skip


async def decide_appeal(request: Request, found: AppealFor) -> Response:
    form = await filled(request, DecideAppeal)
    if form.data is not None:
        try:
            number = await acting.decide_appeal(request.user, found.appeal.id, form.data)
        except Refused as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "hall.thread", number=number, say=DECIDED)
    return await _decide(request, found, form, 422)


async def facts(request: Request, matter: Matter) -> Response:
    """What was to be known of a matter, in every version."""
    versions = await queries.facts_of(matter)
    return await render(request, "hall/facts.html", matter=matter, versions=versions, tab="hall")


async def facts_form(request: Request, matter: Matter) -> Response:
    form = Form[WriteFacts](typed={"facts": matter.facts, "options": matter.options})
    return await render(request, "hall/write_facts.html", matter=matter, form=form, tab="hall")


async def write_facts(request: Request, matter: Matter) -> Response:
    form = await filled(request, WriteFacts)
    if form.data is not None:
        try:
            await acting.write_facts(request.user, matter.id, form.data)
        except UNFIT as refusal:
            form.refuse("facts", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=WRITTEN)
    return await render(request, "hall/write_facts.html", status=422, matter=matter, form=form, tab="hall")


async def open_deliberation(request: Request, matter: Matter) -> Response:
    await acting.open_deliberation(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=OPENED)


async def suspend_form(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/suspend.html", matter=matter, form=Form[Give](), tab="hall")


async def suspend_matter(request: Request, matter: Matter) -> Response:
    return await with_reason(request, matter, "hall/suspend.html", acting.suspend_matter, LAID_ASIDE)


async def with_reason(request: Request, matter: Matter, page: str, act: Deed, say: str) -> Response:
    """A deed that needs nothing but a reason; the page once more where that is missing, or not fit to be read."""
    form = await filled(request, Give)
    if form.data is not None:
        try:
            await act(request.user, matter.id, form.data)
        except UNFIT as refusal:
            form.refuse("reason", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=say)
    return await render(request, page, status=422, matter=matter, form=form, tab="hall")


async def resume_matter(request: Request, matter: Matter) -> Response:
    await acting.resume_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=RESUMED)
