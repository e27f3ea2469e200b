"""The front page, where what waits for me comes first, and the inbox."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from portal import settings
from portal.accounts import queries as accounts
from portal.channels import mailbox
from portal.hall import queries as hall
from portal.kit.errors import Missing
from portal.ledger import queries as ledger
from portal.meetings import queries as meetings
from portal.notices import queries, rules
from portal.notices.actions import telling
from portal.notices.queries.waiting import todo_of
from portal.places import queries as places
from portal.policy import Act, Actor, permits
from portal.reporting import queries as reporting
from portal.reporting.rules import ClaimStage
from portal.volunteers import queries as volunteers
from portal.web.input import asked_number
from portal.web.templates import redirect, render


async def home(request: Request) -> Response:
    if not request.user.is_authenticated:
        return await _welcome(request)
    actor = request.user
    path = next(iter([*actor.lives_at, *actor.owns_at, *(held.path for held in actor.roles)]), "")
    votes = await meetings.votes_waiting_for(actor) if actor.by_id is None else []  # a vote is cast by oneself alone
    return await render(
        request,
        "notices/home.html",
        votes=[vote for vote in votes if vote.waits],
        voted=[vote for vote in votes if not vote.waits],
        coming=await meetings.next_meetings_for(actor),
        threads=await hall.waiting_for(actor),
        asking=await ledger.asking(actor),
        running=await volunteers.running_of(actor),
        shifts=await volunteers.next_shifts_of(actor, 2),
        to_confirm=await volunteers.shifts_to_confirm(actor),
        served=await reporting.asking(actor) if actor.by_id is None else [],
        helping=[claim for claim in (await reporting.claims_of(actor)).under_way if claim.stage == ClaimStage.ACCEPTED],
        desk=(await reporting.desk_of(actor)).waiting if permits(actor, Act.RUN_REPORTING) else 0,
        building=await _building(actor, path) if path else None,
        to_agree=await accounts.to_ask(actor),
        finished=await ledger.recently_done(await places.estate_path(path)) if path else [],
        tab="home",
    )


async def _building(actor: Actor, path: str) -> dict[str, object]:
    """The building of the page's foot: its name, head, homes, and how many matters are under way and done."""
    building = await places.building_of(path)
    heads = await accounts.heads_of(building.path)
    under_way, done = await ledger.counts(building.path)
    return {
        "name": await places.full_name(building.path),
        "head": heads[0] if heads else "",
        "homes": await places.homes_below(building.path),
        "under_way": under_way,
        "done": done,
        "estate": await places.estate_at(path),
    }


async def building(request: Request) -> Response:
    """My building: who heads it, what is talked of, what is promised, and which meetings come."""
    actor = request.user
    path = _own_path(actor)
    if not path:
        return await render(request, "notices/building.html", building=None, tab="building")
    here = await places.building_of(path)
    return await render(
        request,
        "notices/building.html",
        building=await _building(actor, path),
        found=await hall.matters(area=here.path),
        promises=await ledger.open_below(here.path),
        asked=await accounts.requests_for(actor),
        listed=await meetings.meetings_listed([here.path]),
        tab="building",
    )


def _own_path(actor: Actor) -> str:
    """Where the actor is at home here: what they head comes first, then where they live or own."""
    held = [held.path for held in actor.roles]
    return next(iter([*held, *actor.lives_at, *actor.owns_at]), "")


async def _welcome(request: Request) -> Response:
    demo = settings.current().demo
    return await render(
        request,
        "notices/welcome.html",
        people=await accounts.stand_ins([name for name, _ in _people]) if demo else [],
        sentences=dict(_people) if demo else {},
        found=await hall.matters(),
        tab="home",
    )


_people: list[tuple[str, str]] = []


def introduce(people: list[tuple[str, str]]) -> None:
    """Say whom one can step into in a demo, and what to try as them."""
    _people[:] = people


async def inbox(request: Request) -> Response:
    """First what only this person can do, then what they were told. The later pages are of what was told alone."""
    before = asked_number(request, "before")
    return await render(
        request, "notices/inbox.html", inbox=await queries.inbox_of(request.user, before), sentences=rules.SENTENCES,
        todo=await todo_of(request.user) if before is None else [], first=before is None, tab="home",
    )  # fmt: skip


async def mark_all_read(request: Request) -> Response:
    await telling.mark_all_read(request.user)
    return redirect(request, "notices.inbox")


async def about(request: Request) -> Response:
    return await render(request, "notices/about.html")


async def demo_mailbox(request: Request) -> Response:
    """Where the demo's mail lands, for everybody to read: only a demo has it."""
    if not settings.current().demo:
        raise Missing()
    letters = mailbox.letters(Path(settings.current().var) / "mailbox")
    return await render(request, "notices/mailbox.html", letters=letters)
