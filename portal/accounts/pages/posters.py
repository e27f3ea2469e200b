"""How to join: a page for whoever scans the poster of a building, and the poster itself."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.documents.pdf import pdf, qr
from portal.kit.words import _
from portal.places import queries as places
from portal.web.templates import absolute, render


async def join(request: Request, area: Any) -> Response:
    """The start page of a place: three steps, and the way to each."""
    return await render(request, "accounts/join.html", place=await places.full_name(area.path), tab="home")


async def poster(request: Request, area: Any) -> Response:
    paper = await pdf("poster", await _poster(request, area))
    headers = {"content-disposition": f'inline; filename="poster-{area.id}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _poster(request: Request, area: Any) -> dict[str, object]:
    homes = await places.homes_below(area.path)
    return {
        "title": _("怎么加入百言堂"),
        "place": await places.full_name(area.path),
        "head": _("邻居的事，邻居商量"),
        "says": _("先扫一扫，看看大家在说什么。"),
        "qr": qr(absolute(request, f"/join/{area.id}")),
        "scan": _("扫一扫"),
        "scan_hint": _("先看不用登录"),
        "steps": [
            {"verb": _("用手机号登录"), "hint": _("收一个 6 位验证码，没有账号也行")},
            {"verb": _("确认我住哪一户"), "hint": _("填门牌纸条上的码，或请楼栋长当面确认")},
            {"verb": _("说话、投票、帮邻居"), "hint": _("没有手机，找楼栋长一样办")},
        ],
        "homes": homes,
        "windows": _("%(place)s %(n)s 户，一户一扇窗。您家这一扇，等您来点亮。", place=area.name, n=homes),
        "foot": _("要问：%(phone)s", phone=settings.current().complaints_phone),
    }
