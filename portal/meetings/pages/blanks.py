"""纸质票: blank ballots on A4, for those who vote on paper, and what the silent have to know."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.documents.pdf import pdf, qr
from portal.kit.errors import Missing
from portal.kit.words import _, pgettext
from portal.meetings import queries, rules
from portal.meetings.models import Motion
from portal.meetings.pages.notice import STAMP_NAMES, WHO
from portal.meetings.queries.deliveries import DoorsFor, units_of
from portal.meetings.queries.papers import motions_on_paper
from portal.meetings.queries.silence import articles_of
from portal.meetings.rules.papers import NothingOnPaper
from portal.meetings.rules.silence import WARNING
from portal.web import formats
from portal.web.input import asked_number
from portal.web.templates import absolute


async def blank_ballots(request: Request, found: DoorsFor) -> Response:
    """A page for each question: with no door on it, or for every door of one stairwell.

    Raises NothingOnPaper, Missing where that stairwell is none of this vote's.
    """
    meeting, number = found.meeting, asked_number(request, "unit")
    motions = await motions_on_paper(meeting.id)
    if not motions:
        raise NothingOnPaper()
    units = [unit for unit in await units_of(meeting) if unit.id == number] if number is not None else []
    if number is not None and not units:
        raise Missing()
    doors = [home.label for unit in units for home in unit.homes] or [""]
    articles = await articles_of(meeting.id)
    edition = await queries.edition_in_force(request.user, meeting.id)
    address = absolute(request, f"/meetings/{meeting.id}")
    paper = await pdf(
        "ballot",
        {
            "title": _("纸质票"), "head": _("纸质票"), "meeting": meeting.title, "qr": qr(address), "address": address,
            "pages": [_page(motion, articles, door) for door in doors for motion in motions], "hash": edition.hash,
            "scan": _("想用手机投，扫这里"),
            "twice": _("交回的票由两个人录：一个人录，另一个人再读一遍，两遍一样才计入。召集人不录票。"),
            "labels": {
                "door": _("门牌"), "sign": _("投票人签名"), "day": _("几月几号"), "collected": _("收票人签名"), "hash": _("公告校验码"),
            },
        },
    )  # fmt: skip
    headers = {"content-disposition": f'inline; filename="ballots-{meeting.id}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


def _page(motion: Motion, articles: dict[int, str], door: str) -> dict[str, Any]:
    rule = rules.rule_of(motion.rule_code)
    numbered = [f"{n}. {option}" for n, option in enumerate(motion.options or (), 1)]
    abstain = pgettext("ballot", "弃权")
    return {
        "stamp": _(STAMP_NAMES[motion.kind]) + (_("（%(what)s）", what=_("意向")) if motion.indicative else ""),
        "wording": motion.wording,
        "how": _how(motion),
        "choices": [*(numbered or [pgettext("ballot", "同意"), pgettext("ballot", "反对")]), abstain],
        "silent": _(WARNING, article=articles[motion.id]) if motion.id in articles else "",
        "lines": [_(WHO[rule.basis]), _("最晚 %(when)s 交回，晚了不算。", when=_when(motion.closes_at))],
        "door": door,
    }


def _when(moment: datetime) -> str:
    return f"{formats.date_of(moment)} {formats.time(moment)}"


def _how(motion: Motion) -> str:
    """How one marks it, as the phone says it."""
    said = {
        "yes_no": _("只选一样，在框里打勾。空着、看不清的算弃权。"),
        "single": _("只选一样，在框里打勾。空着、看不清的算弃权。"),
        "multiple": _("在框里打勾，最多 %(n)s 样。空着、看不清的算弃权。", n=motion.most),
        "approval": _("您能接受的都打勾，几样都行。空着的算弃权。"),
        "score": _("在框里写 0 到 10 分。全空着的算弃权。"),
        "ranked": _("最想要的写 1，其次写 2，不想要的不写。全空着的算弃权。"),
    }
    return said[motion.method]
