"""Who comes, and who is here."""

from portal.meetings import queries as meetings
from portal.meetings.pages import chain as chain_pages
from portal.meetings.pages import coming as coming_pages
from portal.meetings.pages import door as door_pages
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

MEETING, _find = "/meetings/{meeting_id:int}", meetings.meeting_for
ROUTES: list[Door | LiveDoor] = [
    post(MEETING + "/coming", coming_pages.say_coming, Act.SAY_COMING, find=_find),
    get(MEETING + "/coming/paste", chain_pages.paste_form, Act.RUN_MEETING, find=_find),
    post(MEETING + "/coming/paste", chain_pages.preview_coming, Act.RUN_MEETING, find=_find),
    post(MEETING + "/coming/enter", chain_pages.enter_coming, Act.RUN_MEETING, find=_find),
    # At the door
    get(MEETING + "/door-code", door_pages.door_code, Act.KEEP_DOOR, find=_find),
    get(MEETING + "/door-code/part", door_pages.door_code_part, Act.KEEP_DOOR, find=_find),
    get(MEETING + "/door", door_pages.door, Act.KEEP_DOOR, find=_find),
    post(MEETING + "/door", door_pages.tick, Act.KEEP_DOOR, find=_find),
    post(MEETING + "/door/untick", door_pages.untick, Act.KEEP_DOOR, find=_find),
    get(MEETING + "/door/signed", door_pages.signed_form, Act.KEEP_DOOR, find=_find),
    post(MEETING + "/door/signed", door_pages.enter_signed, Act.KEEP_DOOR, find=_find),
    get(MEETING + "/door/sheet.pdf", door_pages.sheet, Act.KEEP_DOOR, find=_find),
]
