"""Before a vote: how large the electorate is, and its roll laid open."""

from portal.meetings import queries as meetings
from portal.meetings.pages import electorate as electorate_pages
from portal.meetings.pages import inspection as inspection_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/electorate", electorate_pages.choose_electorate, Act.COUNT_ELECTORATE),
    get(
        "/electorate/{area_id:int}",
        electorate_pages.electorate,
        Act.COUNT_ELECTORATE_HERE,
        find=meetings.area_counted,
    ),
    get("/rolls", inspection_pages.rolls, Act.READ_OWN),
    get("/areas/{area_id:int}/roll", inspection_pages.open_roll_form, Act.OPEN_ROLL, find=meetings.area_counted),
    post("/areas/{area_id:int}/roll", inspection_pages.open_roll, Act.OPEN_ROLL, find=meetings.area_counted),
    get("/rolls/{inspection_id:int}", inspection_pages.roll, Act.INSPECT_ROLL, find=meetings.inspection_for),
    get(
        "/rolls/{inspection_id:int}/buildings/{building_id:int}",
        inspection_pages.roll_building,
        Act.INSPECT_ROLL,
        find=meetings.building_on_roll,
    ),
    post(
        "/rolls/{inspection_id:int}/object",
        inspection_pages.object_to_roll,
        Act.OBJECT_TO_ROLL,
        find=meetings.inspection_for,
    ),
    get("/rolls/{inspection_id:int}/desk", inspection_pages.keep_roll, Act.KEEP_ROLL, find=meetings.inspection_for),
    post(
        "/roll-objections/{objection_id:int}/answer",
        inspection_pages.answer_roll_objection,
        Act.ANSWER_ROLL_OBJECTION,
        find=meetings.objection_for,
    ),
]
