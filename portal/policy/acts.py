"""Everything that can be asked of the portal."""

from enum import StrEnum


class Act(StrEnum):
    """Everything that can be asked of the portal. Named verb first, as the action is."""

    # Everywhere
    LOOK = "look"
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    STEP_INTO = "step-into"
    # Accounts
    READ_OWN = "read-own"
    CONFIRM_RESIDENCE = "confirm-residence"
    CONFIRM_OWNER = "confirm-owner"
    # Places
    KEEP_REGISTERS = "keep-registers"
    SEE_REGISTER = "see-register"
    IMPORT_REGISTER = "import-register"
    # The hall
    RAISE_MATTER = "raise-matter"
    SECOND_MATTER = "second-matter"
    REPLY = "reply"
    ANSWER_MATTER = "answer-matter"
    # Meetings
    CALL_MEETING = "call-meeting"
    ENTER_MEETING = "enter-meeting"
    RUN_MEETING = "run-meeting"
    SHOW_DISPLAY = "show-display"
    CAST_BALLOT = "cast-ballot"
    # The ledger
    MAKE_PROMISE = "make-promise"
    REPORT_DONE = "report-done"
    CONFIRM_PROMISE = "confirm-promise"
    # Volunteers
    FOUND_TEAM = "found-team"
    FOUND_TEAM_HERE = "found-team-here"
    JOIN_TEAM = "join-team"
    RUN_TEAM = "run-team"
    SIGN_UP = "sign-up"
    OBJECT_TO_SERVICE = "object-to-service"
    # Double reporting
    REPORT_IN = "report-in"
    RUN_REPORTING = "run-reporting"
    ACCEPT_REPORT = "accept-report"
    SEE_UNIT = "see-unit"
    ASK_FOR_HELP = "ask-for-help"
    SEE_NEED = "see-need"
    PUBLISH_NEED = "publish-need"
    CLOSE_NEED = "close-need"
    CLAIM_NEED = "claim-need"
    SEE_CLAIM = "see-claim"
    ACCEPT_CLAIM = "accept-claim"
    SERVE_CLAIM = "serve-claim"
    GIVE_THANKS = "give-thanks"
    # The floor
    READ_METRICS = "read-metrics"
