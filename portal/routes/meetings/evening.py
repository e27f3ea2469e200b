"""While the meeting lasts: hands, the speaker, a line for everybody, calls for help."""

from portal.meetings import queries as meetings
from portal.meetings.pages import evening as evening_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, post

_find = meetings.meeting_for
ROUTES: list[Door | LiveDoor] = [
    post("/meetings/{meeting_id:int}/hand", evening_pages.raise_hand, Act.ENTER_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hand/down", evening_pages.lower_hand, Act.ENTER_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/help", evening_pages.ask_help, Act.ENTER_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands", evening_pages.raise_for, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands/next", evening_pages.call_next, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands/end", evening_pages.end_speech, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands/skip", evening_pages.skip_hand, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands/close", evening_pages.close_list, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/hands/open", evening_pages.open_list, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/announcement", evening_pages.announce, Act.RUN_MEETING, find=_find),
    post("/meetings/{meeting_id:int}/help/answer", evening_pages.answer_help, Act.RUN_MEETING, find=_find),
    post("/motions/{motion_id:int}/extend", evening_pages.extend_motion, Act.RUN_MEETING, find=meetings.motion_run_by),
]
