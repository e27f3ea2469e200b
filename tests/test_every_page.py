"""Everybody asks for everything: each answer is what the policy says, and nothing breaks."""

import re

import pytest
import websockets

from portal.kit import sealing
from portal.kit.errors import Refused
from portal.meetings.actions import running
from portal.notices.queries.choosing import stop_token
from portal.policy import STRANGER, Act, require
from portal.reporting import queries
from portal.routes import ROUTES
from portal.web.routing import Door, LiveDoor
from tests.cast import PEOPLE

pytestmark = pytest.mark.usefixtures("something_said", "something_decided")
PAGES = [door for door in ROUTES if isinstance(door, Door) and "GET" in (door.methods or set())]
DEEDS = [door for door in ROUTES if isinstance(door, Door) and "POST" in (door.methods or set())]


OF_RESULT = {"result", "publish", "object", "objections", "annul", "bundle.json", "export"}


def params_of(door_path: str, cast, token: str) -> dict[str, object]:
    """What stands in for each part of an address: the cast's own matter, meeting, shift, need …"""
    known = {
        "number": cast.matter.number, "meeting_id": cast.meeting.id, "motion_id": cast.motion.id, "promise_id": 1,
        "team_id": cast.team.id, "activity_id": cast.activity.id, "shift_id": cast.shift.id,
        "sign_up_id": cast.sign_up.id, "service_id": cast.service.id, "unit_id": cast.unit.id,
        "report_id": cast.report.id, "need_id": cast.need.id, "claim_id": cast.claim.id, "request_id": cast.request.id,
        "area_id": cast.estate.id, "facility_id": cast.facility.id, "inspection_id": cast.inspection.id,
        "building_id": cast.building.id, "objection_id": cast.objection.id,
        "venue_id": cast.venue.id, "exception_id": cast.unlike.id, "booking_id": cast.booking.id,
        "item_id": cast.item.id, "correction_id": cast.correction.id,
        "batch_id": cast.batch.id, "office_id": cast.office.id, "code": "ABCDE-FGHJK",
        "change_id": cast.change.id, "data_correction_id": cast.data_correction.id,
        "person_id": cast.people["chen_guifang"].id,
        "import_id": cast.brought.id,
        "appeal_id": 1, "hall_id": cast.hall.id,
        "batch": cast.recorded.batch, "recorded_id": cast.recorded.id,
        "review_id": cast.review.id, "kind": "matter", "thing_id": cast.matter.id,
        "voice_id": cast.voice.id, "media_id": cast.photo.id, "variant": "small.jpg",
        "post_id": cast.post.id if cast.post else 1,
        "token": queries.codes_of(cast.claim)[2] if door_path.startswith("/thanks")
        else stop_token(cast.people["tang_laoshi"].id) if door_path.startswith("/letters") else token,
        "statement_id": cast.statement.id,
        "edition": 1, "topic_id": cast.topic.id, "poll_id": cast.poll.id, "option_id": cast.option.id,
    }  # fmt: skip
    others = ("result_objection_id", "action_id", "plan_id", "paper_id", "proxy_id", "disposition_id", "delivery_id")
    known |= dict.fromkeys(others, 1)
    if cast.closed:  # once something was decided
        known |= {"result_objection_id": cast.result_objection.id, "action_id": cast.action.id, "plan_id": cast.plan.id}
        known["motion_id"] = cast.closed.id if door_path.rsplit("/", 1)[-1] in OF_RESULT else cast.motion.id
        known["meeting_id"] = cast.held.id if "minutes" in door_path else cast.meeting.id
    return {found[1]: known[found[1]] for found in re.finditer(r"\{(\w+)(?::\w+)?\}", door_path)}


def address(path: str, cast, token: str) -> str:
    params = params_of(path, cast, token)
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: str(params[found[1]]), path)


async def expected(door: Door, actor, cast, display: str) -> int:
    """200 or so where the policy allows, 403 where it does not, 404 where there is nothing to find, or to be told of."""
    params = params_of(door.path, cast, display)
    find = next(
        (
            cell.cell_contents
            for cell in door.endpoint.__closure__ or ()
            if callable(cell.cell_contents) and ".queries" in cell.cell_contents.__module__
        ),
        None,
    )
    try:
        require(actor, door.act, await find(actor, **params) if find else None)
    except Refused as refusal:
        return refusal.status
    return 200


def stray_words(page: str) -> str:
    """What stands in the head of a page outside of its tags: a browser shows that above everything else."""
    head = page.partition("<head>")[2].partition("</head>")[0]
    return re.sub(r"<(title|script|style)\b.*?</\1>|<[^>]*>", "", head, flags=re.DOTALL).strip()


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_every_page_answers_everybody_as_the_policy_says(visit, cast, who):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    display = "a-link-for-the-screen"
    await running.make_display(await cast.actor("wang_degui"), cast.meeting.id, sealing.digest(display))
    actor = await cast.actor(who) if who else STRANGER
    browser = visit(who)
    for door in PAGES:
        if door.name in ("meetings.enter_by_code", "web.metrics", "notices.demo_mailbox"):
            continue
        answer = await browser.get(address(door.path, cast, display))
        want = await expected(door, actor, cast, display)
        got = 200 if answer.status_code in (200, 303) else answer.status_code
        assert got == want, f"{who} at {door.name}: {answer.status_code}, not {want}"
        if answer.headers.get("content-type") == "application/pdf":
            continue  # a font names its maker in it
        assert "http://" not in re.sub(r"http://(portal\.test|www\.w3\.org)", "", answer.text), door.name
        assert not stray_words(answer.text), door.name


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_every_deed_is_refused_to_whom_the_policy_refuses_it(visit, cast, who):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    actor = await cast.actor(who) if who else STRANGER
    browser = visit(who)
    for door in DEEDS:
        if door.act in (Act.SIGN_OUT, Act.STEP_INTO):
            continue
        want = await expected(door, actor, cast, "-")
        if want == 200:
            continue
        answer = await browser.send_form(address(door.path, cast, "-"))
        assert answer.status_code == want, f"{who} at {door.name}: {answer.status_code}, not {want}"


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_every_socket_lets_in_whom_the_policy_lets_in(server, cast, who):
    await running.make_display(await cast.actor("wang_degui"), cast.meeting.id, sealing.digest("screen"))
    actor = await cast.actor(who) if who else STRANGER
    headers = {"Cookie": f"portal_session={cast.token(who)}"} if who else {}
    for door in (door for door in ROUTES if isinstance(door, LiveDoor)):
        for display, want in (
            ("screen", await expected(door, actor, cast, "screen")),
            ("guess", await expected(door, actor, cast, "guess")),
        ):
            url = f"ws://{server}{address(door.path, cast, display)}"
            try:
                async with websockets.connect(url, origin=f"http://{server}", additional_headers=headers, proxy=None):
                    got = 200
            except websockets.InvalidStatus as refused:
                got = refused.response.status_code
            assert got == want, f"{who} at {door.name}"


def test_every_act_is_judged():
    from portal.policy import POLICY

    assert set(POLICY) == set(Act)


def test_every_door_names_its_act_and_names_are_unique():
    names = [door.name for door in ROUTES]
    assert len(names) == len(set(names))
    assert all(isinstance(door, (Door, LiveDoor)) and isinstance(door.act, Act) for door in ROUTES)
