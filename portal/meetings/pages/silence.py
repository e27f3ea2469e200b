"""What silence means in a motion of owners, and to which doors its ballots were brought."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms, rules
from portal.meetings.actions import silence as acting
from portal.meetings.models import Motion
from portal.meetings.queries import silence as found
from portal.meetings.rules.silence import HOW, may_follow
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

SET = F_("改好了，新的公告发给大家了。")
BROUGHT = F_("记下了。")


async def silence(request: Request, motion: Motion) -> Response:
    return await _silence(request, motion, Form[forms.SetSilence](typed={"article": await found.article_of(motion.id)}))


async def _silence(request: Request, motion: Motion, form: Form[forms.SetSilence], status: int = 200) -> Response:
    return await render(
        request, "meetings/silence.html", status=status, motion=motion, form=form, tab="meetings",
        possible=may_follow(rules.rule_of(motion.rule_code), options=bool(motion.options)),
    )  # fmt: skip


async def set_silence(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.SetSilence)
    if form.data is None:
        return await _silence(request, motion, form, 422)
    try:
        await acting.set_silence(request.user, motion.id, form.data)
    except Refused as refusal:
        return await _silence(request, motion, form.refuse("article", refusal), refusal.status)
    return redirect(request, "meetings.agenda", meeting_id=motion.meeting_id, say=SET)


async def deliveries(request: Request, motion: Motion) -> Response:
    return await _deliveries(request, motion, Form[forms.RecordDeliveries]())


async def _deliveries(
    request: Request, motion: Motion, form: Form[forms.RecordDeliveries], status: int = 200
) -> Response:
    return await render(
        request, "meetings/deliveries.html", status=status, motion=motion, form=form, how=HOW,
        found=await found.deliveries_of(motion), tab="meetings",
    )  # fmt: skip


async def record_deliveries(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.RecordDeliveries)
    if form.data is None:
        return await _deliveries(request, motion, form, 422)
    try:
        await acting.record_deliveries(request.user, motion.id, form.data)
    except Refused as refusal:
        return await _deliveries(request, motion, form.refuse("doors", refusal), refusal.status)
    return redirect(request, "meetings.deliveries", motion_id=motion.id, say=BROUGHT)
