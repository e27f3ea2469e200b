"""数举手: say that one counts, enter what one has counted, and count again where the two differ."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import forms
from portal.meetings.actions import hands as acting
from portal.meetings.models import Motion
from portal.meetings.pages.console import back_to_console
from portal.meetings.queries import has_arrived
from portal.meetings.queries.hands import counting_of
from portal.meetings.rules.hands import Hands, MoreHandsThanPeople
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

COUNT = F_("好，等举手了再数。")
WAITS = F_("记下了，等另一位数完。")
AGREED = F_("两个人数的一样，结果出来了。")
DIFFERS = F_("两个人数的不一样，请举手再数一遍。")
RECOUNT = F_("请另外两位来数。")


async def hands(request: Request, motion: Motion) -> Response:
    return await _hands(request, motion, Form[forms.EnterHands]())


async def _hands(
    request: Request, motion: Motion, form: Form[forms.EnterHands], refused: str = "", status: int = 200
) -> Response:
    counting = await counting_of(request.user, motion.id)
    return await render(
        request, "meetings/hands.html", status=status, motion=motion, counting=counting, form=form, refused=refused,
        arrived=await has_arrived(request.user, motion.meeting_id), tab="meetings",
    )  # fmt: skip


async def count_hands(request: Request, motion: Motion) -> Response:
    try:
        await acting.count_hands(request.user, motion.id)
    except Refused as refusal:
        return await _hands(request, motion, Form[forms.EnterHands](), str(refusal), refusal.status)
    return redirect(request, "meetings.hands", motion_id=motion.id, say=COUNT)


async def enter_hands(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.EnterHands)
    if form.data is None:
        return await _hands(request, motion, form, status=422)
    try:
        came = await acting.enter_hands(request.user, motion.id, Hands(**form.data.model_dump()))
    except MoreHandsThanPeople as refusal:
        return await _hands(request, motion, form.refuse("agree", refusal), status=422)
    except Refused as refusal:
        return await _hands(request, motion, form, str(refusal), refusal.status)
    if came == "agreed":
        return redirect(request, "meetings.result", motion_id=motion.id, say=AGREED)
    return redirect(request, "meetings.hands", motion_id=motion.id, say=WAITS if came == "waits" else DIFFERS)


async def recount_hands(request: Request, motion: Motion) -> Response:
    await acting.recount_hands(request.user, motion.id)
    return back_to_console(request, motion.meeting_id, RECOUNT)
