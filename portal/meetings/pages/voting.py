"""One motion: the ballot, its receipt, what came of it, and what one chooses between."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.kit.errors import Refused
from portal.meetings import forms, queries, rules
from portal.meetings.actions import ballots, offering
from portal.meetings.models import Motion
from portal.meetings.pages import choosing, publishing
from portal.meetings.queries import CastFor, MotionFor
from portal.meetings.queries.hands import counters_of
from portal.web.input import Form, asked, asked_number, filled, sent
from portal.web.templates import F_, redirect, render

EVERY = "all"  # as the right in an address: whatever is in one's hands
CAST = F_("这一票已计入。")
CAST_EVERY = F_("您手上的票都已计入。")
OFFERED = F_("选项定好了。")


async def ballot(request: Request, found: MotionFor) -> Response:
    """The ballot as a plain form: first the choice, then what will be seen by whom, then the vote."""
    right = asked(request, "right", 12)
    own = next((own for own in found.rights if str(own.right.id) == right), found.rights[0] if found.rights else None)
    every = right == EVERY and len(found.rights) > 1
    question = queries.question_of(found.motion)
    try:
        chosen, refused = choosing.choice_in(request.query_params, question), ""
    except Refused as refusal:
        chosen, refused = "", str(refusal)
    return await render(
        request,
        "meetings/ballot.html",
        status=422 if refused else 200,
        found=found,
        own=own,
        hands=found.rights if every else [own] if own else [],
        said_right=EVERY if every else own.right.id if own else "",
        chosen=chosen,
        refused=refused,
        marked=choosing.marks_in(request.query_params),
        rule=rules.rule_of(found.motion.rule_code),
        tab="meetings",
    )


async def cast_ballot(request: Request, found: CastFor) -> Response:
    """A vote. The answer comes after it is on the disk, and names the receipt, never the choice."""
    said = await sent(request, forms.CastBallot)
    right = said.right
    if right not in found.rights:
        raise ballots.NotYourRight()
    rules.must_be_written(queries.question_of(found.motion), said.choice)
    proxy_id = found.rights[right]
    slip = ballots.slip(found.motion.id, right, said.key, said.choice, request.user.id, proxy_id)
    receipt = await ballots.box.cast(slip)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"receipt": receipt.code, "revision": receipt.revision, "right": receipt.right_id})
    return redirect(request, "meetings.receipt", motion_id=found.motion.id, say=CAST)


async def cast_every_ballot(request: Request, found: CastFor) -> Response:
    """The same for every right in one's hands, each with a receipt of its own. Which of them were not counted is told
    by name, with the reason."""
    said = await sent(request, forms.CastEveryBallot)
    rules.must_be_written(queries.question_of(found.motion), said.choice)
    told = await ballots.cast_each(
        [
            ballots.slip(found.motion.id, right, said.key, said.choice, request.user.id, proxy_id)
            for right, proxy_id in sorted(found.rights.items())
        ]
    )
    refused = {right: str(answer) for right, answer in told.items() if isinstance(answer, Refused)}
    if not refused:
        return redirect(request, "meetings.receipt", motion_id=found.motion.id, say=CAST_EVERY)
    whole = await queries.motion_for(request.user, found.motion.id)
    return await render(request, "meetings/receipt.html", status=409, found=whole, refused=refused, tab="meetings")


async def receipt(request: Request, found: MotionFor) -> Response:
    return await render(request, "meetings/receipt.html", found=found, refused={}, tab="meetings")


async def result(request: Request, motion: Motion) -> Response:
    """After the close: the four tests against their marks, and the codes that were counted."""
    if motion.stage != rules.Stage.CLOSED:
        return redirect(request, "meetings.meeting", meeting_id=motion.meeting_id)
    number = max(1, asked_number(request, "page") or 1)
    codes = await queries.receipts_of(motion.id)
    size = queries.RECEIPTS_PER_PAGE
    return await render(
        request,
        "meetings/result.html",
        motion=motion,
        result=motion.result,
        rule=rules.rule_of(motion.rule_code),
        codes=codes[(number - 1) * size : number * size],
        code_count=len(codes),
        page=number,
        pages=max(1, -(-len(codes) // size)),
        channels=await queries.channels_of(motion.id),
        counters=(await counters_of([motion.id])).get(motion.id, []),
        **await publishing.parts(request, motion),
        tab="meetings",
    )


async def options_form(request: Request, motion: Motion) -> Response:
    """What one chooses between, while the motion is a draft."""
    typed = {"method": motion.method, "options": "\n".join(motion.options or ()), "most": str(motion.most)}
    return await _options(request, motion, Form[forms.OfferOptions](typed=typed | {"seats": str(motion.seats)}))


async def _options(request: Request, motion: Motion, form: Form[forms.OfferOptions], status: int = 200) -> Response:
    return await render(request, "meetings/options.html", status=status, motion=motion, form=form, tab="meetings")


async def offer_options(request: Request, motion: Motion) -> Response:
    form = await filled(request, forms.OfferOptions, most="1", seats="1")
    if form.data is None:
        return await _options(request, motion, form, 422)
    try:
        await offering.offer_options(request.user, motion.id, form.data)
    except Refused as refusal:
        named = "method" if isinstance(refusal, rules.MethodDoesNotFit) else "options"
        return await _options(request, motion, form.refuse(named, refusal), 422)
    return redirect(request, "meetings.console", meeting_id=motion.meeting_id, say=OFFERED)
