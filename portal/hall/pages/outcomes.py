"""The pages of an opinion: written, laid open, objected to, adopted or not."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import outcomes as acting
from portal.hall.forms.outcomes import Object, ReplyToObjection, WriteOpinion
from portal.hall.forms.triage import Give
from portal.hall.models import Matter, Opinion
from portal.hall.pages.triage import with_reason
from portal.hall.queries import lifecycle as queries
from portal.hall.queries.lifecycle import ObjectionFor
from portal.hall.queries.there import PERHAPS, There
from portal.hall.rules import outcomes as rules
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.policy import Actor
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

DRAFTED = F_("写好了。看一遍，再公示。")
PUBLISHED = F_("公示开始了。")
OBJECTED = F_("记下了，社区 3 个工作日内答复。")
REPLIED = F_("答复了，大家看得到。")
BACK = F_("退回去再商量，理由大家看得到。")
TO_VOTE = F_("转去投票了，理由大家看得到。")
ANNULLED = F_("撤销了，理由大家看得到。")
WRONG = {
    rules.MinorityMissing: "minority", rules.MinorityReplyMissing: "minority_reply", rules.DeadlineInThePast: "deadline",
    rules.NotAnAmount: "budget",
}  # fmt: skip


async def outcome(actor: Actor, matter: Matter, there: There = PERHAPS) -> dict[str, Any]:
    found = await queries.outcome_of(actor, matter, there)
    return {"outcome": found, "fund_sources": rules.FUND_SOURCES}


async def opinion_form(request: Request, matter: Matter) -> Response:
    found = await queries.outcome_of(request.user, matter)
    typed: dict[str, str] = {}
    if found.opinion and found.opinion.published_at is None:
        typed = _typed(found.opinion)
    return await _opinion(request, matter, Form[WriteOpinion](typed=typed))


def _typed(opinion: Opinion) -> dict[str, str]:
    return {
        "body": opinion.body, "executor": opinion.executor, "budget": f"{opinion.budget // 100}.{opinion.budget % 100:02}",
        "fund_source": opinion.fund_source, "deadline": opinion.deadline.isoformat(), "minority": opinion.minority,
        "minority_reply": opinion.minority_reply, "common_parts": "yes" if opinion.common_parts else "",
    }  # fmt: skip


async def _opinion(request: Request, matter: Matter, form: Form[WriteOpinion], status: int = 200) -> Response:
    sources = [(code, _(name)) for code, name in rules.FUND_SOURCES.items()]
    return await render(
        request, "hall/opinion.html", status=status, matter=matter, form=form, sources=sources, tab="hall",
        **await outcome(request.user, matter),
    )  # fmt: skip


async def write_opinion(request: Request, matter: Matter) -> Response:
    form = await filled(request, WriteOpinion)
    if form.data is not None:
        try:
            await acting.write_opinion(request.user, matter.id, form.data)
        except Refused as refusal:
            form.refuse(WRONG.get(type(refusal), "body"), refusal)
        else:
            return redirect(request, "hall.opinion_form", number=matter.number, say=DRAFTED)
    return await _opinion(request, matter, form, 422)


async def publish_opinion(request: Request, matter: Matter) -> Response:
    await acting.publish_opinion(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=PUBLISHED, anchor="#opinion")


async def object_form(request: Request, matter: Matter) -> Response:
    return await _object(request, matter, Form[Object]())


async def _object(request: Request, matter: Matter, form: Form[Object], status: int = 200) -> Response:
    parts = await outcome(request.user, matter)
    return await render(request, "hall/object.html", status=status, matter=matter, form=form, tab="hall", **parts)


async def object_to_opinion(request: Request, matter: Matter) -> Response:
    form = await filled(request, Object)
    if form.data is not None:
        try:
            await acting.object_to_opinion(request.user, matter.id, form.data)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=OBJECTED, anchor="#opinion")
    return await _object(request, matter, form, 422)


async def opinion_objection(request: Request, found: ObjectionFor) -> Response:
    return await _reply(request, found, Form[ReplyToObjection]())


async def _reply(request: Request, found: ObjectionFor, form: Form[ReplyToObjection], status: int = 200) -> Response:
    return await render(request, "hall/objection.html", status=status, found=found, form=form, tab="hall")


async def reply_to_objection(request: Request, found: ObjectionFor) -> Response:
    form = await filled(request, ReplyToObjection)
    if form.data is not None:
        try:
            number = await acting.reply_to_objection(request.user, found.objection.id, form.data)
        except Refused as refusal:
            form.refuse("reply", refusal)
        else:
            return redirect(request, "hall.thread", number=number, say=REPLIED, anchor="#opinion")
    return await _reply(request, found, form, 422)


async def turn_form(request: Request, matter: Matter) -> Response:
    """Where an opinion goes instead of being adopted: back, or to a vote."""
    return await render(request, "hall/turn.html", matter=matter, form=Form[Give](), tab="hall")


async def deliberate_again(request: Request, matter: Matter) -> Response:
    return await with_reason(request, matter, "hall/turn.html", acting.deliberate_again, BACK)


async def hand_to_vote(request: Request, matter: Matter) -> Response:
    return await with_reason(request, matter, "hall/turn.html", acting.hand_to_vote, TO_VOTE)


async def annul_form(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/annul.html", matter=matter, form=Form[Give](), tab="hall")


async def annul_opinion(request: Request, matter: Matter) -> Response:
    return await with_reason(request, matter, "hall/annul.html", acting.annul_opinion, ANNULLED)
