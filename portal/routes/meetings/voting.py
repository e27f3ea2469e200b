"""One motion: the ballot, the receipt, the result."""

from portal.meetings import queries as meetings
from portal.meetings.pages import voting as voting_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/motions/{motion_id:int}/ballot", voting_pages.ballot, Act.CAST_BALLOT, find=meetings.motion_for),
    post(
        "/motions/{motion_id:int}/ballot",
        voting_pages.cast_ballot,
        Act.CAST_BALLOT,
        find=meetings.motion_cast_in,
        keyless=True,
    ),
    post(
        "/motions/{motion_id:int}/ballots",
        voting_pages.cast_every_ballot,
        Act.CAST_BALLOT,
        find=meetings.motion_cast_in,
        keyless=True,
    ),
    get("/motions/{motion_id:int}/receipt", voting_pages.receipt, Act.CAST_BALLOT, find=meetings.motion_for),
    get("/motions/{motion_id:int}/result", voting_pages.result, Act.LOOK, find=meetings.motion_result),
    get("/motions/{motion_id:int}/options", voting_pages.options_form, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/options", voting_pages.offer_options, Act.RUN_MEETING, find=meetings.motion_run_by),
]
