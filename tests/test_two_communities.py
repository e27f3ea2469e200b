"""Who works for one community is told nothing of another: no page, no export, no deed, no socket."""

import pytest
import websockets

from portal.accounts.models import Appointment
from portal.kit import sealing
from portal.meetings.actions import running
from portal.places.models import Area
from portal.policy import POLICY, Actor
from portal.policy.predicates import signed_in
from portal.routes import ROUTES
from portal.web.routing import LiveDoor
from tests.notices.test_desk import another_community
from tests.test_every_page import DEEDS, PAGES, address, expected

WORKER = "he_stranger"
OF_THE_CAST = ("桂圆林苑", "龙眼坡")


@pytest.fixture
async def worker(cast, hands):
    """Works for the other community, and has no other tie to anything."""
    await another_community(cast)
    community = await Area.get(code="51-2")
    await Appointment.create(person=cast.people[WORKER], role="community_staff", area=community, since=hands.at)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    await running.make_display(await cast.actor("wang_degui"), cast.meeting.id, sealing.digest("screen"))
    return await cast.actor(WORKER)


async def is_open(door, cast, display="-") -> bool:
    """Whether anybody with an account may: such a door hides nothing."""
    return await expected(door, Actor(id=cast.people[WORKER].id), cast, display) == 200


def may_be_told(door, answer: int) -> bool:
    """404; or 403, where the act is one that anybody may come to do once they live there."""
    return answer == 404 or (answer == 403 and any(signed_in in row for row in POLICY[door.act]))


async def test_no_page_and_no_export_of_another_community(visit, cast, worker):
    browser, hidden = visit(WORKER), 0
    for door in PAGES:
        if "{token" in door.path or await is_open(door, cast):  # a link with a token in it says who may
            continue
        answer = await browser.get(address(door.path, cast, "screen"))
        if "{" in door.path:
            hidden += 1
            assert may_be_told(door, answer.status_code), f"{door.name}: {answer.status_code}"
        assert not any(name in answer.text for name in OF_THE_CAST), door.name
    assert hidden > 40


async def test_no_deed_in_another_community(visit, cast, worker):
    browser, hidden = visit(WORKER), 0
    for door in DEEDS:
        if "{" not in door.path or await is_open(door, cast):
            continue
        hidden += 1
        answer = await browser.send_form(address(door.path, cast, "-"))
        assert may_be_told(door, answer.status_code), f"{door.name}: {answer.status_code}"
        assert not any(name in answer.text for name in OF_THE_CAST), door.name
    assert hidden > 60


async def test_no_part_of_the_tree_of_another_community(visit, cast, worker):
    community = await Area.get(id=cast.estate.parent_id)
    for door in PAGES:
        if "{area_id" not in door.path or await is_open(door, cast):
            continue
        for area in (community, cast.building, cast.stairwell):
            path = address(door.path, cast, "-").replace(f"/{cast.estate.id}", f"/{area.id}", 1)
            answer = await visit(WORKER).get(path)
            assert may_be_told(door, answer.status_code), f"{door.name} of {area.name}: {answer.status_code}"


async def test_no_socket_of_another_community(server, cast, worker):
    headers = {"Cookie": f"portal_session={cast.token(WORKER)}"}
    doors = [door for door in ROUTES if isinstance(door, LiveDoor) and not await is_open(door, cast, "screen")]
    assert doors
    for door in doors:
        url = f"ws://{server}{address(door.path, cast, 'guess')}"
        with pytest.raises(websockets.InvalidStatus) as refused:
            async with websockets.connect(url, origin=f"http://{server}", additional_headers=headers, proxy=None):
                pass
        assert refused.value.response.status_code == 404, door.name
