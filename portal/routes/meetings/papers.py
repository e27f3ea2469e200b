"""Ballots on paper."""

from portal.meetings import queries as meetings
from portal.meetings.pages import recording as papers_pages
from portal.meetings.queries.papers import paper_for, paper_waiting
from portal.policy import Act
from portal.web.files import MOST_WITH_PHOTO
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/motions/{motion_id:int}/papers", papers_pages.papers, Act.RECORD_PAPER, find=meetings.motion_run_by),
    get("/motions/{motion_id:int}/papers/new", papers_pages.record_form, Act.RECORD_PAPER, find=meetings.motion_run_by),
    post(
        "/motions/{motion_id:int}/papers",
        papers_pages.record_paper,
        Act.RECORD_PAPER,
        find=meetings.motion_run_by,
        most=MOST_WITH_PHOTO,
    ),
    get("/papers/{paper_id:int}", papers_pages.witness_form, Act.WITNESS_PAPER, find=paper_for),
    post("/papers/{paper_id:int}", papers_pages.witness_paper, Act.WITNESS_PAPER, find=paper_for),
    get("/papers/{paper_id:int}/photo", papers_pages.paper_photo, Act.WITNESS_PAPER, find=paper_waiting),
    post("/papers/{paper_id:int}/photo", papers_pages.look_at_paper, Act.LOOK_AT_PAPER, find=paper_for),
    post("/papers/{paper_id:int}/withdraw", papers_pages.withdraw_paper, Act.WITHDRAW_PAPER, find=paper_for),
]
