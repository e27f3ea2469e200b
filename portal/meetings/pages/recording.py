"""Recording ballots on paper: find the door, enter what stands there, and have somebody else read it again."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Refused
from portal.meetings import queries
from portal.meetings.actions import papers as acting
from portal.meetings.models import Motion, PaperBallot, Right
from portal.meetings.pages import choosing
from portal.meetings.pages.picturing import photo_in, shown
from portal.meetings.queries import papers as found
from portal.meetings.rules.papers import PaperDiffers
from portal.policy import Act, permits
from portal.web.files import chosen
from portal.web.input import asked, asked_number
from portal.web.templates import F_, redirect, render

RECORDED = F_("录好了，请另一个人核对。")
COUNTED = F_("两个人读的一样，这一票已计入。")
WITHDRAWN = F_("撤回了，可以重新录。")


async def papers(request: Request, motion: Motion) -> Response:
    said = asked(request, "door", 40).strip()
    doors = await found.doors_like(motion.id, said)
    looks = permits(request.user, Act.LOOK_AT_PAPER, motion)
    return await render(
        request,
        "meetings/papers.html",
        motion=motion,
        papers=await found.papers_of(request.user, motion.id),
        said=said,
        doors=doors,
        looks=looks,
        photographed=await found.photographed(motion, doors) if looks else [],
        tab="meetings",
    )


async def record_form(request: Request, motion: Motion) -> Response:
    number = asked_number(request, "right")
    if number is None:  # no door chosen yet: that is the list's page
        return redirect(request, "meetings.papers", motion_id=motion.id)
    return await _form(request, motion, await found.right_in(motion, number))


async def _form(
    request: Request, motion: Motion, right: Right, paper: PaperBallot | None = None, refused: str = ""
) -> Response:
    typed = await request.form()
    return await render(
        request,
        "meetings/paper.html",
        status=422 if refused else 200,
        motion=motion,
        right=right,
        paper=paper,
        refused=refused,
        marked=choosing.marks_in(typed),
        photo=await found.has_photo(paper.id) if paper else False,
        again=bool(chosen(typed.getlist("photo"))),  # no page can put a file back into a form
        tab="meetings",
    )


async def record_paper(request: Request, motion: Motion) -> Response:
    typed = await request.form()
    right = await found.right_in(motion, choosing.number_of(typed, "right"))
    try:
        choice = choosing.choice_in(typed, queries.question_of(motion))
        await acting.record_paper(request.user, motion.id, right.id, choice, await photo_in(request))
    except Refused as refusal:
        return await _form(request, motion, right, refused=str(refusal))
    return redirect(request, "meetings.papers", motion_id=motion.id, say=RECORDED)


async def witness_form(request: Request, paper: PaperBallot) -> Response:
    """The door and the ballot's text, and nothing of what the first person read."""
    return await _form(request, paper.motion, paper.right, paper)


async def paper_photo(request: Request, paper: PaperBallot) -> Response:
    """For the second reader, who has the paper no longer, or never had it."""
    return shown(await found.photo_of(paper.id))


async def look_at_paper(request: Request, paper: PaperBallot) -> Response:
    """For who works here, when somebody doubts what was read. A post, because it leaves a trace."""
    await acting.look_at_paper(request.user, paper.id)
    return shown(await found.photo_of(paper.id))


async def witness_paper(request: Request, paper: PaperBallot) -> Response:
    try:
        choice = choosing.choice_in(await request.form(), queries.question_of(paper.motion))
        receipt = await acting.witness_paper(request.user, paper.id, choice)
    except Refused as refusal:
        return await _form(request, paper.motion, paper.right, paper, str(refusal))
    if not receipt:
        return await _form(request, paper.motion, paper.right, paper, str(PaperDiffers()))
    return redirect(request, "meetings.papers", motion_id=paper.motion_id, say=COUNTED)


async def withdraw_paper(request: Request, paper: PaperBallot) -> Response:
    await acting.withdraw_paper(request.user, paper.id)
    return redirect(request, "meetings.papers", motion_id=paper.motion_id, say=WITHDRAWN)
