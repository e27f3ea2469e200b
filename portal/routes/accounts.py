"""Accounts, and who lives where."""

from portal.accounts import queries as accounts
from portal.accounts.pages import chart, own, residence, signing_in
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
    post("/demo/step-into", signing_in.step_into, Act.STEP_INTO),
]
