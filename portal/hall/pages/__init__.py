"""The hall, as residents see it."""

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import actions, forms
from portal.hall.models import Matter
from portal.hall.rules.moderation import UNFIT
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

SECONDED = F_("附议好了，谢谢您。")
ANSWERED = F_("答复发出去了，关心这件事的邻居都会收到。")


async def second_matter(request: Request, matter: Matter) -> Response:
    await actions.second_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=SECONDED)


async def answer_form(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/answer.html", matter=matter, form=Form[forms.AnswerMatter](), tab="hall")


async def answer_matter(request: Request, matter: Matter) -> Response:
    form = await filled(request, forms.AnswerMatter)
    if form.data is not None:
        try:
            await actions.answer_matter(request.user, matter.id, form.data)
        except UNFIT as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(request, "hall.thread", number=matter.number, say=ANSWERED)
    return await render(request, "hall/answer.html", status=422, matter=matter, form=form, tab="hall")
