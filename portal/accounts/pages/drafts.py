"""What was typed before one had signed in, offered again."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import drafts as acting
from portal.accounts.rules import drafts
from portal.web.identity import BROWSER
from portal.web.input import Form
from portal.web.templates import F_, redirect, redirect_to, render

DROPPED = F_("不发了，写的已经删掉。")


async def kept(request: Request) -> Response:
    """What waits. Who has no home here yet says so on the spot, since it could not be sent before."""
    draft = await queries.draft_in(request.cookies.get(BROWSER, ""))
    if draft is None:
        return redirect(request, "notices.home")
    actor = request.user
    homeless = drafts.needs_a_home(draft.act) and not (actor.lives_at or actor.owns_at or actor.roles)
    return await render(
        request, "accounts/kept.html", draft=draft, shown=drafts.SHOWN, acts=drafts.ACTS, homeless=homeless,
        form=Form[forms.UseSlip](), stays=rules.STAYS, tab="hall",
    )  # fmt: skip


async def send_draft(request: Request) -> Response:
    """Send it on to where it was going, as it is now. The key in the form is for that deed, so this one takes none."""
    browser = request.cookies.get(BROWSER, "")
    draft = await queries.draft_in(browser)
    if draft is None:
        return redirect(request, "notices.home")
    await acting.drop_draft(request.user, browser)
    return RedirectResponse(draft.path, 307)


async def drop_draft(request: Request) -> Response:
    draft = await queries.draft_in(request.cookies.get(BROWSER, ""))
    await acting.drop_draft(request.user, request.cookies.get(BROWSER, ""))
    return redirect_to(draft.back if draft else "/", say=DROPPED)
