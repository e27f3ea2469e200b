"""Running a meeting, and the screen in the hall."""

from portal.meetings import live as meetings_live
from portal.meetings import queries as meetings
from portal.meetings.pages import console as console_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, live, post

ROUTES: list[Door | LiveDoor] = [
    get("/meetings/{meeting_id:int}/console", console_pages.console, Act.RUN_MEETING, find=meetings.meeting_for),
    get(
        "/meetings/{meeting_id:int}/console/part",
        console_pages.console_part,
        Act.RUN_MEETING,
        find=meetings.meeting_for,
    ),
    get("/meetings/{meeting_id:int}/desk", console_pages.desk, Act.RUN_MEETING, find=meetings.meeting_for),
    get("/meetings/{meeting_id:int}/desk/part", console_pages.desk_part, Act.RUN_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/topics", console_pages.add_topic, Act.RUN_MEETING, find=meetings.meeting_for),
    post("/meetings/{meeting_id:int}/display", console_pages.make_display, Act.RUN_MEETING, find=meetings.meeting_for),
    get("/motions/{motion_id:int}/open", console_pages.confirm_opening, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/open", console_pages.open_motion, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/remind", console_pages.remind, Act.RUN_MEETING, find=meetings.motion_run_by),
    post("/motions/{motion_id:int}/close", console_pages.close_early, Act.RUN_MEETING, find=meetings.motion_run_by),
    get("/display/{token}", console_pages.display, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    get("/display/{token}/part", console_pages.display_part, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    get("/display/{token}/state", console_pages.display_state, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
    live("/display/{token}/live", meetings_live.live_display, Act.SHOW_DISPLAY, find=meetings.meeting_shown),
]
