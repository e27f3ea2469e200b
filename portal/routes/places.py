"""The tree of areas, and what an estate has."""

from portal.places import queries as places
from portal.places.pages import estates, tree
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/areas", tree.areas, Act.BROWSE_AREAS),
    get("/areas/{area_id:int}", tree.area, Act.SEE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/create", tree.create_area_form, Act.CREATE_AREA, find=places.area_for),
    post("/areas/{area_id:int}/create", tree.create_area, Act.CREATE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/rename", tree.rename_area_form, Act.CHANGE_AREA, find=places.area_for),
    post("/areas/{area_id:int}/rename", tree.rename_area, Act.CHANGE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/move", tree.move_area_form, Act.CHANGE_AREA, find=places.area_for),
    post("/areas/{area_id:int}/move", tree.move_area, Act.CHANGE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/split", tree.split_area_form, Act.CHANGE_AREA, find=places.area_for),
    post("/areas/{area_id:int}/split", tree.split_area, Act.CHANGE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/merge", tree.merge_areas_form, Act.CHANGE_AREA, find=places.area_for),
    post("/areas/{area_id:int}/merge", tree.merge_areas, Act.CHANGE_AREA, find=places.area_for),
    get("/areas/{area_id:int}/desk", estates.desk, Act.KEEP_DESK, find=places.area_for),
    post("/areas/{area_id:int}/desk", estates.set_desk, Act.KEEP_DESK, find=places.area_for),
    get("/areas/{area_id:int}/facilities", estates.facilities, Act.KEEP_DESK, find=places.estate_for),
    post("/areas/{area_id:int}/facilities", estates.add_facility, Act.KEEP_DESK, find=places.estate_for),
    post("/facilities/{facility_id:int}/remove", estates.remove_facility, Act.KEEP_DESK, find=places.facility_for),
]
