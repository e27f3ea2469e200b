"""One post by itself: to reply to it, to word it anew, to read what it said before, and to find that it has a point."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import posts as acting
from portal.hall.forms.posts import EditPost, NodAt, ReplyToPost
from portal.hall.models import Matter, Post
from portal.hall.pages.thread import SAID, is_newcomer, said_in
from portal.hall.queries.media import media_of
from portal.hall.queries.posts import looks_at_said, nodded_by, revisions_of, talk_under
from portal.hall.rules.posts import Order
from portal.kit.errors import Malformed, Refused
from portal.policy import Actor
from portal.web.input import Form, asked, filled
from portal.web.templates import F_, redirect, redirect_to, render

EDITED = F_("改好了。原来怎么写的，大家点“改过”看得到。")
WITHDRAWN = F_("收回了，别人只看得到这里有过一条。")


async def post(request: Request, post: Post) -> Response:
    return await _post(request, post, Form[ReplyToPost]())


async def _post(request: Request, post: Post, form: Form[Any], status: int = 200) -> Response:
    matter = post.matter
    talk = await talk_under(post, asked(request, "after", 12), request.user)
    nodded, looks = await nodded_by(request.user, talk.every), await looks_at_said(talk.every)
    found = await media_of(request.user, matter)
    said = said_in(request, matter, talk.every, nodded, found, looks)
    return await render(
        request, "hall/post.html", status=status, matter=matter, post=post, talk=talk, said=said, form=form,
        newcomer=is_newcomer(request.user), tab="hall",
    )  # fmt: skip


async def reply_to_post(request: Request, post: Post) -> Response:
    form = await filled(request, ReplyToPost)
    if form.data is not None:
        try:
            said = await acting.reply_to_post(request.user, post, form.data)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(
                request, "hall.post", number=post.matter.number, post_id=post.id, say=SAID, anchor=f"#p{said}"
            )
    return await _post(request, post, form, 422)


async def nod(request: Request, matter: Matter) -> Response:
    return await _nod(request, matter, acting.nod)


async def take_back_nod(request: Request, matter: Matter) -> Response:
    return await _nod(request, matter, acting.take_back_nod)


async def _nod(request: Request, matter: Matter, act: Callable[[Actor, Matter, int], Awaitable[None]]) -> Response:
    """Back to where it was tapped, in the order that was chosen there."""
    form = await filled(request, NodAt)
    if form.data is None:
        raise Malformed()
    await act(request.user, matter, form.data.post)
    return redirect_to(_page_of(request, matter, form) + f"#p{form.data.post}")


def _page_of(request: Request, matter: Matter, form: Form[NodAt]) -> str:
    router, under = request.scope["router"], form.typed.get("under", "")
    if under.isdecimal() and len(under) < 10:
        return str(router.url_path_for("hall.post", number=matter.number, post_id=under))
    kept = {name: form.typed[name][:30] for name in ("order", "after") if form.typed.get(name)}
    kept = {} if kept.get("order", Order.NEWEST) not in list(Order) else kept
    return str(router.url_path_for("hall.thread", number=matter.number)) + (f"?{urlencode(kept)}" if kept else "")


async def edit_post_form(request: Request, post: Post) -> Response:
    return await _edit(request, post, Form[EditPost](typed={"body": post.body}))


async def _edit(request: Request, post: Post, form: Form[EditPost], status: int = 200) -> Response:
    return await render(request, "hall/edit_post.html", status=status, post=post, form=form, tab="hall")


async def edit_post(request: Request, post: Post) -> Response:
    form = await filled(request, EditPost)
    if form.data is not None:
        try:
            await acting.edit_post(request.user, post, form.data)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            return redirect(
                request, "hall.post", number=post.matter.number, post_id=post.id, say=EDITED, anchor=f"#p{post.id}"
            )
    return await _edit(request, post, form, 422)


async def withdraw(request: Request, post: Post) -> Response:
    await acting.withdraw(request.user, post)
    return redirect(request, "hall.thread", number=post.matter.number, say=WITHDRAWN, anchor="#posts")


async def wordings(request: Request, post: Post) -> Response:
    """What it said before each edit, for everybody."""
    return await render(request, "hall/wordings.html", post=post, revisions=await revisions_of(post), tab="hall")
