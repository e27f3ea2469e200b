"""Accounts, and who lives where."""

from portal.accounts import queries as accounts
from portal.accounts.pages import chart, leaving, looking, names, own, privacy, residence, signing_in
from portal.places import queries as places
from portal.policy import Act
from portal.web.routing import Door, LiveDoor, get, post

ROUTES: list[Door | LiveDoor] = [
    get("/sign-in", signing_in.sign_in, Act.SIGN_IN),
    post("/sign-in", signing_in.ask_for_code, Act.SIGN_IN),
    post("/sign-in/code", signing_in.enter_code, Act.SIGN_IN),
    post("/sign-out", signing_in.sign_out, Act.SIGN_OUT),
    get("/me", own.me, Act.READ_OWN),
    post("/me/end-session", own.end_session, Act.READ_OWN),
    get("/me/home", residence.home_form, Act.READ_OWN),
    post("/me/home", residence.ask_residence, Act.READ_OWN),
    post("/me/home/withdraw", residence.withdraw_request, Act.READ_OWN),
    post("/me/home/move-out", residence.move_out, Act.READ_OWN),
    post(
        "/residences/{request_id:int}/confirm",
        residence.confirm_residence,
        Act.CONFIRM_RESIDENCE,
        find=accounts.request_for,
    ),
    post(
        "/residences/{request_id:int}/decline",
        residence.decline_residence,
        Act.CONFIRM_RESIDENCE,
        find=accounts.request_for,
    ),
    get("/estates/{area_id:int}", chart.chart, Act.LOOK, find=places.estate_for),
    # One's own data
    get("/privacy", privacy.privacy, Act.LOOK),
    get("/me/data", privacy.own_data, Act.READ_OWN),
    get("/me/consents", privacy.consents, Act.READ_OWN),
    post("/me/consents/give", privacy.give_consent, Act.READ_OWN),
    post("/me/consents/withdraw", privacy.withdraw_consent, Act.READ_OWN),
    get("/me/looks", privacy.looks, Act.READ_OWN),
    get("/me/name", names.name_form, Act.READ_OWN),
    post("/me/name", names.change_name, Act.READ_OWN),
    get("/me/correct", names.correction_form, Act.READ_OWN),
    post("/me/correct", names.ask_correction, Act.READ_OWN),
    get("/me/export", leaving.export_form, Act.READ_OWN),
    post("/me/export", leaving.export, Act.READ_OWN),
    get("/me/close", leaving.close_form, Act.READ_OWN),
    post("/me/close", leaving.close_account, Act.READ_OWN),
    # What staff open, with a reason
    get("/residences/{request_id:int}", looking.residence, Act.CONFIRM_RESIDENCE, find=accounts.request_for),
    post(
        "/residences/{request_id:int}/look", looking.look_at_residence, Act.CONFIRM_RESIDENCE, find=accounts.request_for
    ),
    get("/data-corrections", looking.corrections, Act.SEE_CORRECTIONS),
    get(
        "/data-corrections/{data_correction_id:int}", looking.correction, Act.CORRECT_DATA, find=accounts.correction_for
    ),
    post(
        "/data-corrections/{data_correction_id:int}/look",
        looking.look_at_correction,
        Act.CORRECT_DATA,
        find=accounts.correction_for,
    ),
    post(
        "/data-corrections/{data_correction_id:int}/answer",
        looking.answer_correction,
        Act.CORRECT_DATA,
        find=accounts.correction_for,
    ),
    get("/name-changes/{change_id:int}", looking.name_change, Act.CORRECT_DATA, find=accounts.name_change_for),
    post("/name-changes/{change_id:int}/look", looking.look_at_name, Act.CORRECT_DATA, find=accounts.name_change_for),
    post("/name-changes/{change_id:int}/decide", looking.decide_name, Act.CORRECT_DATA, find=accounts.name_change_for),
    post("/demo/step-into", signing_in.step_into, Act.STEP_INTO),
]
