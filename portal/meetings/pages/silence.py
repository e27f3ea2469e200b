"""What silence means in a motion of owners, and to which doors its ballots were brought."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms, rules
from portal.meetings.actions import silence as acting
from portal.meetings.models import Motion
from portal.meetings.queries import silence as found
from portal.meetings.rules.silence import may_follow
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

SET = F_("改好了，新的公告发给大家了。")


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
        return await _silence(
            request, motion, form.refuse(str(refusal.details.get("field", "article")), refusal), refusal.status
        )
    return redirect(request, "meetings.agenda", meeting_id=motion.meeting_id, say=SET)
