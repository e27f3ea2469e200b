"""Follow a matter, a place or a hall with one tap, take it back with another, and see what one follows."""

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import following as acting
from portal.hall.forms.following import FollowPlace
from portal.hall.models import Hall, Matter
from portal.hall.queries import following as queries
from portal.hall.queries.there import There
from portal.policy import Actor
from portal.web.input import asked_number, filled
from portal.web.templates import F_, redirect, render

if TYPE_CHECKING:
    from portal.places.models import Area

FOLLOWED = F_("关注了，有进展告诉您。")
PLACE_FOLLOWED = F_("关注了，那里有人提事就告诉您。")
PLACE_UNFOLLOWED = F_("不关注了，那里的事不再告诉您。")
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
    """The places and halls first, then the matters; the later pages are of matters alone."""
    before = asked_number(request, "before")
    found = await queries.followed_by(request.user, before)
    places = await queries.places_followed_by(request.user) if before is None else []
    return await render(request, "hall/followed.html", found=found, places=places, tab="me")


async def follow_area(request: Request, area: "Area") -> Response:
    await acting.follow_place(request.user, area_id=area.id)
    return await _back(request, "hall.threads", PLACE_FOLLOWED)


async def unfollow_area(request: Request, area: "Area") -> Response:
    await acting.unfollow_place(request.user, area_id=area.id)
    return await _back(request, "hall.threads", PLACE_UNFOLLOWED)


async def follow_hall(request: Request, hall: Hall) -> Response:
    await acting.follow_place(request.user, hall_id=hall.id)
    return await _back(request, "hall.hall", PLACE_FOLLOWED, hall_id=hall.id)


async def unfollow_hall(request: Request, hall: Hall) -> Response:
    await acting.unfollow_place(request.user, hall_id=hall.id)
    return await _back(request, "hall.hall", PLACE_UNFOLLOWED, hall_id=hall.id)


async def _back(request: Request, page: str, say: str, **params: object) -> Response:
    """To the page on which it was tapped: the list of what one follows, the place's list, or the hall's page."""
    asked_from = (await filled(request, FollowPlace)).data or FollowPlace()
    if asked_from.back == "followed":
        return redirect(request, "hall.followed", say=say)
    anchor = f"?place={asked_from.place}#follow" if asked_from.place else "#follow"
    return redirect(request, page, say=say, anchor=anchor, **params)
