"""送达: home by home, and from door to door."""

from portal.meetings import queries as meetings
from portal.meetings.pages import deliveries as pages
from portal.meetings.pages.blanks import blank_ballots
from portal.meetings.queries.deliveries import delivery_for, doors_for
from portal.policy import Act
from portal.web.files import MOST_WITH_PHOTO
from portal.web.routing import Door, LiveDoor, get, post

DELIVER = Act.DELIVER_NOTICE
ROUTES: list[Door | LiveDoor] = [
    get("/meetings/{meeting_id:int}/doors", pages.doors, DELIVER, find=doors_for),
    get("/meetings/{meeting_id:int}/doors/unit", pages.doors_unit, DELIVER, find=doors_for),
    get("/meetings/{meeting_id:int}/doors/home", pages.doors_home, DELIVER, find=doors_for),
    get("/meetings/{meeting_id:int}/doors/list.pdf", pages.doors_list, DELIVER, find=doors_for),
    get("/meetings/{meeting_id:int}/ballots.pdf", blank_ballots, DELIVER, find=doors_for),
    post(
        "/meetings/{meeting_id:int}/doors",
        pages.deliver_notice,
        DELIVER,
        find=doors_for,
        most=MOST_WITH_PHOTO,
    ),
    get("/deliveries/{delivery_id:int}/photo", pages.delivery_photo, DELIVER, find=delivery_for),
    post("/meetings/{meeting_id:int}/doors/look", pages.look_at_doors, DELIVER, find=doors_for),
    post("/deliveries/{delivery_id:int}/strike", pages.strike_delivery, DELIVER, find=delivery_for),
    post("/meetings/{meeting_id:int}/door-helpers", pages.name_door_helper, Act.RUN_MEETING, find=meetings.meeting_for),
    post(
        "/meetings/{meeting_id:int}/door-helpers/end", pages.end_door_helper, Act.RUN_MEETING, find=meetings.meeting_for
    ),
]
