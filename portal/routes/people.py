"""Who lives where, how that is known, who holds which office, and the trail of what was done."""

from portal.accounts import queries as accounts
from portal.accounts.pages import drafts, offices, posters, slips, trail, verifying
from portal.places import queries as places
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    # Door code slips
    get("/slips", slips.sheets, Act.MAKE_SLIPS),
    post("/slips", slips.make_slips, Act.MAKE_SLIPS),
    get("/slips/{batch_id:int}", slips.sheet, Act.RUN_SLIPS, find=accounts.batch_for),
    post("/slips/{batch_id:int}/fetch", slips.fetch_sheet, Act.FETCH_SHEET, find=accounts.batch_for),
    post("/slips/{batch_id:int}/revoke", slips.revoke_batch, Act.RUN_SLIPS, find=accounts.batch_for),
    post("/slips/{batch_id:int}/revoke-one", slips.revoke_slip, Act.RUN_SLIPS, find=accounts.batch_for),
    get("/slip", slips.slip, Act.LOOK),
    get("/slip/{code}", slips.slip_coded, Act.LOOK),
    post("/slip", slips.use_slip, Act.USE_SLIP),
    # How to join
    get("/join/{area_id:int}", posters.join, Act.LOOK, find=places.area_for),
    get("/areas/{area_id:int}/poster", posters.poster, Act.PRINT_POSTER, find=places.area_for),
    # How sure the portal is of somebody
    get("/me/verify", verifying.verify, Act.KEEP_ACCOUNT),
    post("/me/home/renew", verifying.ask_renewal, Act.KEEP_ACCOUNT),
    post(
        "/residences/{request_id:int}/vouch",
        verifying.vouch_for_family,
        Act.VOUCH_FOR_FAMILY,
        find=accounts.request_for,
    ),
    get("/areas/{area_id:int}/check", verifying.check_form, Act.COUNTER_CHECK, find=places.area_for),
    post("/areas/{area_id:int}/check/look", verifying.look_at_residences, Act.COUNTER_CHECK, find=places.area_for),
    post("/areas/{area_id:int}/check", verifying.check_residences, Act.COUNTER_CHECK, find=places.area_for),
    # Offices
    get("/offices", offices.offices, Act.GRANT_OFFICE),
    post("/offices", offices.give_office, Act.GRANT_OFFICE),
    get("/offices/{office_id:int}/end", offices.end_form, Act.END_OFFICE, find=accounts.office_for),
    post("/offices/{office_id:int}/end", offices.end_office, Act.END_OFFICE, find=accounts.office_for),
    get("/me/offices", offices.own_offices, Act.KEEP_ACCOUNT),
    post("/offices/{office_id:int}/resign", offices.resign, Act.KEEP_OFFICE, find=accounts.office_for),
    get("/offices/{office_id:int}/deputy", offices.deputy_form, Act.KEEP_OFFICE, find=accounts.office_for),
    post("/offices/{office_id:int}/deputy", offices.name_deputy, Act.KEEP_OFFICE, find=accounts.office_for),
    # The trail
    get("/audit", trail.trail, Act.READ_AUDIT),
    post("/audit/export", trail.export_trail, Act.READ_AUDIT),
    post("/audit/check", trail.check_trail, Act.READ_AUDIT),
    # What waits in this browser
    get("/kept", drafts.kept, Act.LOOK),
    post("/kept/send", drafts.send_draft, Act.LOOK, keyless=True),
    post("/kept/drop", drafts.drop_draft, Act.LOOK),
]
