"""Give somebody one's vote for one meeting, take it on, and take it back."""

from collections.abc import Iterable

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings.actions import proxies as acting
from portal.meetings.models import Meeting, Motion, Proxy
from portal.meetings.pages import choosing
from portal.meetings.queries import proxies as found
from portal.meetings.queries import question_of
from portal.meetings.rules import Choice
from portal.web.templates import F_, absolute, redirect, render

GIVEN = F_("委托写好了，把链接给您信得过的人。")
TAKEN = F_("接下了。开始表决后，您可以替他投。")
TAKEN_BACK = F_("收回了。您自己投就行。")


async def proxy(request: Request, meeting: Meeting) -> Response:
    return await _proxy(request, meeting)


async def _proxy(
    request: Request, meeting: Meeting, refused: str = "", typed: Iterable[tuple[str, object]] = ()
) -> Response:
    proxies = await found.proxies_of(request.user, meeting.id)
    waiting = proxies.given is not None and proxies.given.holder_id is None
    link = absolute(request, f"/proxy/{found.proxy_token(proxies.given.id)}") if proxies.given and waiting else ""
    return await render(
        request,
        "meetings/proxy.html",
        status=422 if refused else 200,
        meeting=meeting,
        proxies=proxies,
        motions=await found.motions_to_instruct(meeting.id),
        choices=list(Choice),
        typed={f"{name}={value}" for name, value in typed},
        link=link,
        refused=refused,
        tab="meetings",
    )


async def give_proxy(request: Request, meeting: Meeting) -> Response:
    typed = await request.form()
    try:
        instructions = {str(m.id): _instruction(typed, m) for m in await found.motions_to_instruct(meeting.id)}
        await acting.give_proxy(request.user, meeting.id, instructions)
    except Refused as refusal:
        return await _proxy(request, meeting, str(refusal), typed.multi_items())
    return redirect(request, "meetings.proxy", meeting_id=meeting.id, say=GIVEN)


def _instruction(typed: FormData, motion: Motion) -> str:
    """How the holder has to vote, written as a ballot is; nothing where it is theirs to decide. Raises what the rules
    of the ballot refuse."""
    question, field = question_of(motion), f"m_{motion.id}"
    if question is None:
        return str(typed.get(field) or "")
    given = ((name, str(said)) for name, said in typed.multi_items() if name.startswith(f"{field}_") and said)
    marks = [(name.removeprefix(f"{field}_"), said) for name, said in given]
    return choosing.choice_in(QueryParams([*marks, ("look", "1")]), question) if marks else ""


async def proxy_offer(request: Request, proxy: Proxy) -> Response:
    return await _offer(request, proxy)


async def _offer(request: Request, proxy: Proxy, refused: str = "") -> Response:
    motions = await found.motions_to_instruct(proxy.meeting_id)
    return await render(
        request,
        "meetings/proxy_offer.html",
        status=422 if refused else 200,
        proxy=proxy,
        token=found.proxy_token(proxy.id),
        motions=motions,
        most=acting.most_for_one(motions),
        refused=refused,
        tab="meetings",
    )


async def accept_proxy(request: Request, proxy: Proxy) -> Response:
    try:
        await acting.accept_proxy(request.user, proxy.id)
    except Refused as refusal:
        return await _offer(request, proxy, str(refusal))
    return redirect(request, "meetings.meeting", meeting_id=proxy.meeting_id, say=TAKEN)


async def revoke_proxy(request: Request, proxy: Proxy) -> Response:
    await acting.revoke_proxy(request.user, proxy.id)
    return redirect(request, "meetings.proxy", meeting_id=proxy.meeting_id, say=TAKEN_BACK)
