"""What comes out of a vote and of a meeting: the result laid open, its figures, the minutes, and shared costs."""

from portal.meetings import queries as meetings
from portal.meetings.pages import minutes as minutes_pages
from portal.meetings.pages import publishing as publishing_pages
from portal.meetings.pages import sharing as sharing_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

MOTION, MEETING = "/motions/{motion_id:int}", "/meetings/{meeting_id:int}"
ROUTES: list[Door | LiveDoor] = [
    post(MOTION + "/publish", publishing_pages.publish_result, Act.PUBLISH_RESULT, find=meetings.motion_closed),
    get(MOTION + "/object", publishing_pages.object_form, Act.OBJECT_TO_RESULT, find=meetings.closed_motion_for),
    post(MOTION + "/object", publishing_pages.object_to_result, Act.OBJECT_TO_RESULT, find=meetings.closed_motion_for),
    get(MOTION + "/objections", publishing_pages.result_objections, Act.KEEP_RESULT, find=meetings.motion_closed),
    post(
        "/result-objections/{result_objection_id:int}/answer",
        publishing_pages.answer_result_objection,
        Act.ANSWER_RESULT_OBJECTION,
        find=meetings.result_objection_for,
    ),
    post(MOTION + "/annul", publishing_pages.annul_result, Act.ANNUL_RESULT, find=meetings.motion_closed),
    get(MOTION + "/bundle.json", publishing_pages.bundle, Act.LOOK, find=meetings.motion_closed),
    get(MOTION + "/export", publishing_pages.export_page, Act.EXPORT_VOTE, find=meetings.motion_closed),
    post(MOTION + "/export", publishing_pages.export_vote, Act.EXPORT_VOTE, find=meetings.motion_closed, keyless=True),
    get(MEETING + "/minutes", minutes_pages.minutes, Act.LOOK, find=meetings.meeting_for),
    get(MEETING + "/minutes/write", minutes_pages.minutes_form, Act.WRITE_MINUTES, find=meetings.meeting_for),
    post(MEETING + "/minutes/write", minutes_pages.write_minutes, Act.WRITE_MINUTES, find=meetings.meeting_for),
    post(MEETING + "/minutes/confirm", minutes_pages.confirm_minutes, Act.CONFIRM_MINUTES, find=meetings.meeting_for),
    post(MEETING + "/minutes/correct", minutes_pages.correct_minutes, Act.WRITE_MINUTES, find=meetings.meeting_for),
    get(MEETING + "/minutes.pdf", minutes_pages.minutes_paper, Act.LOOK, find=meetings.minutes_confirmed_of),
    post(MEETING + "/actions", minutes_pages.add_action, Act.WRITE_MINUTES, find=meetings.meeting_for),
    post("/actions/{action_id:int}/drop", minutes_pages.drop_action, Act.WRITE_MINUTES, find=meetings.action_for),
    post(MEETING + "/dispositions", minutes_pages.add_disposition, Act.WRITE_MINUTES, find=meetings.meeting_for),
    post(
        "/dispositions/{disposition_id:int}/drop",
        minutes_pages.drop_disposition,
        Act.WRITE_MINUTES,
        find=meetings.disposition_for,
    ),
    get("/areas/{area_id:int}/shares", sharing_pages.share_form, Act.SHARE_COST, find=meetings.area_counted),
    post("/areas/{area_id:int}/shares", sharing_pages.share_cost, Act.SHARE_COST, find=meetings.area_counted),
    get("/shares/{plan_id:int}", sharing_pages.cost_plan, Act.LOOK, find=meetings.plan_for),
    get("/shares/{plan_id:int}/table.csv", sharing_pages.cost_table, Act.LOOK, find=meetings.plan_for),
]
