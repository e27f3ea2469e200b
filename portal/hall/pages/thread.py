"""A thread's page: kept whole for readers without an account, put together from kept posts for everybody else."""

import gzip
from collections.abc import Hashable
from functools import cached_property
from secrets import token_hex
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.hall import actions, forms, queries
from portal.hall.actions import posts as acting
from portal.hall.forms.posts import TakeStance
from portal.hall.models import Attachment, Matter, Review
from portal.hall.pages.media import filled_with_media
from portal.hall.pages.parts import parts_of
from portal.hall.pages.standing import HELD
from portal.hall.queries.posts import Said
from portal.hall.queries.there import there_is
from portal.hall.queries.threads import thread_of
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.media import REASONS as VOICE_REASONS
from portal.hall.rules.moderation import REASONS
from portal.hall.rules.posts import OPEN_UP_TO, ORDERS, Order
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.lately import Lately
from portal.policy import Act, Actor, permits
from portal.web.input import Form, asked, asked_number, filled
from portal.web.language import looks_of
from portal.web.templates import F_, fragment, redirect, render

SAID = F_("发出去了。")
SAID_WITH_VOICE = F_("发出去了。语音等社区听过再发布。")
TAKEN = F_("记下了，您随时可以改。")
TAKEN_BACK = F_("收回了。")


class Kept:
    """A page as it is sent, and packed as soon as somebody takes it so."""

    def __init__(self, page: bytes) -> None:
        self.page = page

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.page, 5, mtime=0)


MOST_PAGES, MOST_POSTS = 256, 10_000  # some 10 MiB of pages, and as much of posts
SEPARATOR = f"\x1e{token_hex(8)}"  # which nobody can type, since nobody knows it
_posts: Lately[Markup] = Lately(MOST_POSTS)


async def thread(request: Request, matter: Matter) -> Response:
    """The page of a matter. Who has it already is told so, before anything is rendered."""
    if request.user.is_authenticated or "flash" in request.cookies:
        return await show_thread(request, matter, Form[forms.Reply]())
    mark = _mark(request, matter)
    headers = {"etag": mark, "cache-control": "private, no-cache", "vary": "accept-encoding, cookie"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    # A link in it may name the host that was asked.
    key = (mark, matter.number, request.url.netloc)
    pages = _pages_of(request)
    kept = pages.get(key) or pages.put(key, await _made(request, matter))
    return _sent(request, kept, headers)


def _pages_of(request: Request) -> Lately[Kept]:
    """With the application, since another one may have another database."""
    state = request.app.state
    if not hasattr(state, "kept_threads"):
        state.kept_threads = Lately(MOST_PAGES)
    pages: Lately[Kept] = state.kept_threads
    return pages


def _mark(request: Request, matter: Matter) -> str:
    """The hour is in it, since what is still ahead is told in days and hours; no page tells minutes."""
    order, after = asked_order(request), asked(request, "after", 30)
    return f'W/"{matter.version}-{looks_of(request)}-{clock.now():%Y%m%d%H}-{order}-{after.encode().hex()}"'


async def _made(request: Request, matter: Matter) -> Kept:
    return Kept(bytes((await show_thread(request, matter, Form[forms.Reply]())).body))


def _sent(request: Request, kept: Kept, headers: dict[str, str]) -> Response:
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(kept.packed, headers=headers | {"content-encoding": "gzip"}, media_type="text/html")
    return Response(kept.page, headers=headers, media_type="text/html")


def asked_order(request: Request) -> Order:
    asked_for = asked(request, "order", 20)
    return Order(asked_for) if asked_for in ORDERS else Order.NEWEST


async def show_thread(request: Request, matter: Matter, form: Form[Any], status: int = 200) -> Response:
    there = await there_is(matter)
    thread = await thread_of(request.user, matter, there, asked_order(request), asked(request, "after", 30))
    parts = await parts_of(request.user, matter, there)
    said = said_in(request, thread.matter, thread.talk.every, thread.nodded, parts["media"], thread.looks)
    return await render(
        request, "hall/thread.html", status=status, thread=thread, form=form, said=said, orders=ORDERS,
        open_up_to=OPEN_UP_TO, newcomer=is_newcomer(request.user), tab="hall", **parts,
    )  # fmt: skip


def is_newcomer(actor: Actor) -> bool:
    """Whoever lives nowhere yet may write first: who they are is asked when they send, and nothing is lost."""
    return not (actor.lives_at or actor.owns_at or actor.roles)


class May(NamedTuple):
    """What this reader may do with any post of a matter: judged once for all of them."""

    nod: bool
    state: bool
    hide: bool


def said_in(
    request: Request,
    matter: Matter,
    posts: list[Said],
    nodded: set[int],
    media: dict[int, Any],
    looks: dict[int, Review],
) -> dict[int, Markup]:
    """Each post as it stands on the page. What it looks like follows from what is in its key alone: with photos or a
    voice, or looked at by the community, it is drawn each time."""
    actor, seen_as, day = request.user, looks_of(request), clock.today()
    may = _may(actor, matter)
    found: dict[int, Markup] = {}
    missing: list[tuple[Hashable, Drawn]] = []
    for post in posts:
        drawn = Drawn(post, _part(actor, post, nodded, may=may.nod), media.get(post.id, []), looks.get(post.id))
        key: Hashable = None if drawn.items or drawn.look else (post, drawn.part, may, matter.number, seen_as, day)
        kept = _posts.get(key) if key else None
        if kept is None:
            missing.append((key, drawn))
        else:
            found[post.id] = kept
    texts = _drawn(request, matter, may, [drawn for _, drawn in missing])
    for (key, drawn), text in zip(missing, texts, strict=True):
        found[drawn.post.id] = _posts.put(key, text) if key else text
    return found


def _may(actor: Actor, matter: Matter) -> May:
    return May(
        nod=is_newcomer(actor) or permits(actor, Act.NOD, matter),
        state=permits(actor, Act.ADD_STATEMENT, matter),
        hide=permits(actor, Act.TRIAGE_MATTER, matter),
    )


class Drawn(NamedTuple):
    """A post with what stands at it: photos and voices, and the community's look at it."""

    post: Said
    part: str
    items: list[Attachment]
    look: Review | None


def _drawn(request: Request, matter: Matter, may: May, posts: list[Drawn]) -> list[Markup]:
    """All in one go: what is the same in each is made once."""
    if not posts:
        return []
    text = fragment(
        request, "hall/_posts.html", posts=posts, may=may, number=matter.number, separator=SEPARATOR, reasons=REASONS,
        voice_reasons=VOICE_REASONS,
    )  # fmt: skip
    return [Markup(each) for each in text.split(SEPARATOR)[:-1]]  # noqa: S704 - made by a template


def _part(actor: Actor, post: Said, nodded: set[int], *, may: bool) -> str:
    """What a reader can do with it: `mine`, `nodded`, `may` nod, `own` that is not shown, or `look`."""
    mine = actor.is_authenticated and post.author_id == actor.id
    if post.shown != Shown.SHOWN:
        return "own" if mine else "look"
    if mine:
        return "mine"
    if post.id in nodded:
        return "nodded"
    return "may" if may else "look"


async def news(request: Request, matter: Matter) -> Response:
    """How many have spoken since: what the open page asks when its bell rings, or every while."""
    return JSONResponse({"new": await queries.posts_since(matter, asked_number(request, "since") or 0)})


async def take_stance(request: Request, matter: Matter) -> Response:
    """One tap. Words that stand in the field beside it are not sent, and not lost."""
    form = await filled(request, TakeStance)
    if form.data is None:
        return await show_thread(request, matter, form, 422)
    try:
        await acting.take_stance(request.user, matter.id, form.data)
    except Refused as refusal:
        return await show_thread(request, matter, form.refuse("stance", refusal), refusal.status)
    if form.typed.get("body", "").strip():
        await matter.refresh_from_db()
        await matter.fetch_related("area")
        return await show_thread(request, matter, Form[forms.Reply](typed={"body": form.typed["body"]}))
    say = TAKEN_BACK if form.data.stance == "none" else TAKEN
    return redirect(request, "hall.thread", number=matter.number, say=say, anchor="#say")


async def reply(request: Request, matter: Matter) -> Response:
    form, brought = await filled_with_media(request, forms.Reply)
    if form.data is not None and not form.errors:
        try:
            post_id = await actions.reply(request.user, matter.id, form.data, brought)
        except Refused as refusal:
            form.refuse("body", refusal)
        else:
            said = HELD if await queries.is_held("post", id=post_id) else SAID_WITH_VOICE if brought.voice else SAID
            return redirect(request, "hall.thread", number=matter.number, say=said, anchor="#posts")
    return await show_thread(request, matter, form, 422)
