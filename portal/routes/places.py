"""The tree of areas, what an estate has, and its register with the files brought into it."""

from portal.places import queries as places
from portal.places.pages import estates, importing, register, tree
from portal.places.rules.importing import LARGEST_FILE
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

HERE = "/estates/{area_id:int}/register"
ONE = HERE + "/imports/{import_id:int}"
SEE, BRING = Act.SEE_REGISTER, Act.IMPORT_REGISTER
WRAPPING = 64 * 1024  # what a form puts around a file
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
    get("/registers", register.registers, Act.KEEP_REGISTERS),
    get(HERE, register.register, SEE, find=places.estate_kept_by),
    get(HERE + "/template.xlsx", register.template_spreadsheet, SEE, find=places.estate_kept_by),
    get(HERE + "/template.csv", register.template_text, SEE, find=places.estate_kept_by),
    # Bringing a file
    get(HERE + "/upload", register.upload_form, BRING, find=places.estate_kept_by),
    post(HERE + "/upload", register.upload, BRING, find=places.estate_kept_by, most=LARGEST_FILE + WRAPPING),
    post(HERE + "/begin", register.begin_import, BRING, find=places.estate_kept_by),
    get(ONE + "/bytes", importing.pieces, BRING, find=places.import_for),
    post(ONE + "/bytes", importing.receive_bytes, BRING, find=places.import_for, keyless=True),
    post(ONE + "/received", importing.open_received, BRING, find=places.import_for),
    # One import
    get(ONE, importing.one_import, BRING, find=places.import_for),
    get(ONE + "/progress", importing.progress, BRING, find=places.import_for),
    post(ONE + "/columns", importing.match_columns, BRING, find=places.import_for),
    post(ONE + "/names", importing.join_names, BRING, find=places.import_for),
    get(ONE + "/problems", importing.problems, BRING, find=places.import_for),
    get(ONE + "/problems.xlsx", importing.problems_spreadsheet, BRING, find=places.import_for),
    get(ONE + "/changes", importing.list_changes, BRING, find=places.import_for),
    get(ONE + "/commit", importing.commit_form, BRING, find=places.import_for),
    post(ONE + "/commit", importing.commit_register, BRING, find=places.import_for),
    post(ONE + "/withdraw", importing.withdraw_import, BRING, find=places.import_for),
]
