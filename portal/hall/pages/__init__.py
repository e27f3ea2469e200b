"""The hall, as residents see it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.hall import actions, forms, queries
from portal.hall.models import Matter
from portal.hall.pages.media import filled_with_media
from portal.hall.pages.parts import parts_of
from portal.kit import clock
from portal.kit.errors import Refused
from portal.web.input import Form, asked_number, filled
from portal.web.language import looks_of
from portal.web.templates import F_, redirect, render

SAID = F_("发出去了。")
HELD = F_("收到了。社区看过就发出来，最晚下一个工作日。")
SAID_WITH_VOICE = F_("发出去了。语音等社区听过再发布。")
SECONDED = F_("附议好了，谢谢您。")
ANSWERED = F_("答复发出去了，关心这件事的邻居都会收到。")


async def thread(request: Request, matter: Matter) -> Response:
    """The page of a matter. A reader without account who has it already is told so, before anything is rendered."""
    if request.user.is_authenticated:
        return await _thread(request, matter, Form[forms.Reply]())
    # The minute is in it, since the page says how long ago things were.
    mark = f'W/"{matter.version}-{looks_of(request)}-{clock.now():%d%H%M}-{request.query_params.get("before", "")}"'
    headers = {"etag": mark, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == mark and "flash" not in request.cookies:
        return Response(status_code=304, headers=headers)
    response = await _thread(request, matter, Form[forms.Reply]())
    response.headers.update(headers)
    return response


async def _thread(request: Request, matter: Matter, form: Form[forms.Reply], status: int = 200) -> Response:
    thread = await queries.thread_of(request.user, matter, asked_number(request, "before"))
    parts = await parts_of(request.user, matter)
    return await render(request, "hall/thread.html", status=status, thread=thread, form=form, tab="hall", **parts)


async def news(request: Request, matter: Matter) -> Response:
    """How many have spoken since: what the open page asks when its bell rings, or every while."""
    count = await queries.posts_since(matter, asked_number(request, "since") or 0)
    return JSONResponse({"new": count})


async def second_matter(request: Request, matter: Matter) -> Response:
    await actions.second_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=SECONDED)


async def reply(request: Request, matter: Matter) -> Response:
    form, brought = await filled_with_media(request, forms.Reply)
    if form.data is not None and not form.errors:
        try:
            post_id = await actions.reply(request.user, matter.id, form.data, brought)
            held = await queries.is_held("post", id=post_id)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            said = HELD if held else SAID_WITH_VOICE if brought.voice else SAID
            return redirect(request, "hall.thread", number=matter.number, say=said, anchor="#posts")
    return await _thread(request, matter, form, 422)


async def answer_form(request: Request, matter: Matter) -> Response:
    return await render(request, "hall/answer.html", matter=matter, form=Form[forms.AnswerMatter](), tab="hall")


async def answer_matter(request: Request, matter: Matter) -> Response:
    form = await filled(request, forms.AnswerMatter)
    if form.data is None:
        return await render(request, "hall/answer.html", status=422, matter=matter, form=form, tab="hall")
    await actions.answer_matter(request.user, matter.id, form.data)
    return redirect(request, "hall.thread", number=matter.number, say=ANSWERED)
