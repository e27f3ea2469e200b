"""One's own choice of letters, and the way out that stands in each weekly one."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.words import _
from portal.notices.actions import choosing as acting
from portal.notices.forms import ChooseLetters
from portal.notices.queries import choosing as queries
from portal.notices.queries.choosing import StopLink
from portal.notices.rules.choosing import WEEKDAYS
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

KEPT = F_("记下了，以后照这样来。")


async def letters(request: Request) -> Response:
    choice = await queries.choice_of(request.user.id)
    typed = {
        "weekday": str(-1 if choice.weekday is None else choice.weekday),
        "quiet_from": str(choice.quiet_from // 60), "quiet_until": str(choice.quiet_until // 60),
    }  # fmt: skip
    return await _letters(request, Form[ChooseLetters](typed=typed))


async def _letters(request: Request, form: Form[ChooseLetters], status: int = 200) -> Response:
    days = [("-1", _("不要")), *((str(day), _("每%(day)s晚上", day=_(name))) for day, name in WEEKDAYS.items())]
    hours = [(str(hour), f"{hour}:00") for hour in range(24)]
    return await render(request, "notices/letters.html", status=status, form=form, days=days, hours=hours, tab="me")


async def choose_letters(request: Request) -> Response:
    form = await filled(request, ChooseLetters)
    if form.data is None:
        return await _letters(request, form, 422)
    await acting.choose_letters(request.user, form.data)
    return redirect(request, "notices.letters", say=KEPT)


async def stop(request: Request, link: StopLink) -> Response:
    """Asks, and does nothing: a link's preview comes here too."""
    choice = await queries.choice_of(link.person_id)
    return await render(request, "notices/stop.html", link=link, stopped=choice.weekday is None)


async def stop_digest(request: Request, link: StopLink) -> Response:
    """Answered with the page itself: a mail program follows no redirection here (RFC 8058)."""
    await acting.stop_digest(request.user, link.person_id)
    return await render(request, "notices/stop.html", link=link, stopped=True)


async def resume_digest(request: Request, link: StopLink) -> Response:
    await acting.resume_digest(request.user, link.person_id)
    return redirect(request, "notices.stop", token=link.token)
