"""Follow a matter with one tap, take it back with another, and see what one follows."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import following as acting
from portal.hall.models import Matter
from portal.hall.queries import following as queries
from portal.hall.queries.there import There
from portal.policy import Actor
from portal.web.input import asked_number
from portal.web.templates import F_, redirect, render

FOLLOWED = F_("关注了，有进展告诉您。")
UNFOLLOWED = F_("不关注了，不再告诉您。")


async def part(actor: Actor, matter: Matter, _there: There) -> dict[str, Any]:
    return {"follows": await queries.follows(actor, matter)}


async def follow_matter(request: Request, matter: Matter) -> Response:
    await acting.follow_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=FOLLOWED, anchor="#follow")


async def unfollow_matter(request: Request, matter: Matter) -> Response:
    await acting.unfollow_matter(request.user, matter.id)
    return redirect(request, "hall.thread", number=matter.number, say=UNFOLLOWED, anchor="#follow")


async def followed(request: Request) -> Response:
    found = await queries.followed_by(request.user, asked_number(request, "before"))
    return await render(request, "hall/followed.html", found=found, tab="me")
