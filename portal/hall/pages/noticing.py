"""The public notice of an opinion: one page to be printed, and a paper with a mark for the notice board."""

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.documents.pdf import pdf, qr
from portal.hall.models import Matter, Opinion
from portal.hall.pages.outcomes import outcome
from portal.hall.queries.noticing import Notice, notice_mark
from portal.hall.rules.noticing import spoken
from portal.hall.rules.outcomes import FUND_SOURCES
from portal.kit import clock
from portal.kit.words import _
from portal.places import queries as places
from portal.web import formats
from portal.web.templates import absolute, render


async def notice(request: Request, matter: Matter) -> Response:
    """As a page; the paper is better on the board."""
    parts = await outcome(request.user, matter)
    opinion = parts["outcome"].opinion
    published = opinion is not None and opinion.published_at is not None
    mark = spoken(notice_mark(matter, opinion)) if published else ""
    return await render(request, "hall/notice.html", matter=matter, mark=mark, **parts)


async def notice_paper(request: Request, found: Notice) -> Response:
    """A4, black on white, with page numbers. A sign that the font has not is told, and nothing is left out."""
    paper = await pdf("opinion", await _paper(request, found))
    name = f"notice-{found.matter.number}.pdf"
    headers = {"content-disposition": f'inline; filename="{name}"', "cache-control": "public, max-age=300"}
    return Response(paper, media_type="application/pdf", headers=headers)


async def _paper(request: Request, found: Notice) -> dict[str, object]:
    matter, opinion = found.matter, found.opinion
    address = absolute(request, f"/hall/{matter.number}")
    phone = settings.current().complaints_phone
    return {
        "title": matter.title, "head": _("协商意见公示"), "number": matter.number, "place": await places.full_name(matter.path),
        "span": _("公示期：%(start)s – %(end)s", start=_start(opinion), end=_end(opinion)),
        "heads": {"body": _("协商意见"), "minority": _("不同意的怎么说"), "reply": _("怎么答复他们")},
        "body": _lines(opinion.body), "rows": _rows(opinion),
        "minority": _lines(opinion.minority) or [_("没有人反对")], "reply": _lines(opinion.minority_reply),
        "qr": qr(address), "address": address, "scan": _("扫一扫，说不同意见"),
        "how": _("有不同意见，公示期内扫码说，或者告诉社区：%(phone)s。", phone=phone),
        "mark": _("核对码：%(mark)s", mark=spoken(found.mark)), "hash": found.mark,
        "mark_hint": _("和网页上的核对码一样，就没有被改过。"), "page": _("第 {n} 页，共 {all} 页"),
    }  # fmt: skip


def _start(opinion: Opinion) -> str:
    assert opinion.published_at is not None
    return _full(clock.in_city(opinion.published_at).date())


def _end(opinion: Opinion) -> str:
    assert opinion.notice_until is not None
    return _full(clock.in_city(opinion.notice_until - timedelta(seconds=1)).date())


def _full(day: date) -> str:
    """With its year: a paper hangs for long, and is filed."""
    return _("%(year)s年%(month)s月%(day)s日", year=day.year, month=day.month, day=day.day)


def _rows(opinion: Opinion) -> list[dict[str, str]]:
    money = _("%(n)s 元", n=formats.yuan(opinion.budget)) + " · " if opinion.budget else ""
    return [
        {"name": _("谁来办"), "said": opinion.executor},
        {"name": _("哪天前"), "said": _full(opinion.deadline)},
        {"name": _("花多少"), "said": money + _(FUND_SOURCES[opinion.fund_source])},
    ]


def _lines(text: str) -> list[str]:
    """Its paragraphs, without those that are empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]
