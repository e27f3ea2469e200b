"""The hall, as residents see it."""

from starlette.requests import Request
from starlette.responses import Response

from portal.hall import actions, forms, queries, rules
from portal.hall.models import Matter
from portal.kit.errors import Refused
from portal.kit.words import _
from portal.places import queries as places
from portal.policy import Actor
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, redirect, render

RAISED = F_("提出去了。满了附议就上会。")
SECONDED = F_("附议好了，谢谢您。")
ANSWERED = F_("答复发出去了，关心这件事的邻居都会收到。")


async def threads(request: Request) -> Response:
    stage = asked(request, "stage") if asked(request, "stage") in rules.STAGES else ""
    mine = request.user.lives_at or request.user.owns_at
    area = "" if asked(request, "all") or not mine else await places.estate_path(mine[0])
    return await render(
        request,
        "hall/threads.html",
        found=await queries.matters(stage, area, asked(request, "after", 30)),
        counts=await queries.counts_by_stage(area),
        stage=stage,
        everywhere=not area,
        tab="hall",
    )


async def raise_form(request: Request) -> Response:
    return await _raise(request, Form[forms.RaiseMatter]())


async def _raise(request: Request, form: Form[forms.RaiseMatter], status: int = 200) -> Response:
    areas = await _own_areas(request.user)
    categories = [(key, _(name)) for key, name in rules.CATEGORIES.items()]
    return await render(
        request, "hall/raise.html", status=status, form=form, areas=areas, categories=categories, tab="hall"
    )


async def _own_areas(actor: Actor) -> list[tuple[int, str]]:
    """The stairwell, building and estate of the actor, the nearest first; for an office, what it is bound to."""
    paths = [*actor.lives_at, *actor.owns_at] or [held.path for held in actor.roles]
    return await places.choices_around(paths)


async def raise_matter(request: Request) -> Response:
    form = await filled(request, forms.RaiseMatter)
    if form.data is not None:
        try:
            number = await actions.raise_matter(request.user, form.data)
        except Refused as refusal:
            form.refuse("area_id" if isinstance(refusal, rules.UnknownPlace) else "body", refusal)
        else:
            return redirect(request, "hall.thread", number=number, say=RAISED)
    return await _raise(request, form, 422)


async def second_matter(request: Request, matter: Matter) -> Response:
    await actions.second_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=SECONDED)


async def answer_form(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/answer.html", matter=matter, form=Form[forms.AnswerMatter](), tab="hall")


async def answer_matter(request: Request, matter: Matter) -> Response:
    form = await filled(request, forms.AnswerMatter)
    if form.data is None:
        return await render(request, "hall/answer.html", status=422, matter=matter, form=form, tab="hall")
    await actions.answer_matter(request.user, matter.id, form.data)
    return redirect(request, "hall.thread", number=matter.number, say=ANSWERED)
