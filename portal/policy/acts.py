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
    KEEP_ACCOUNT = "keep-account"
    ACT_FOR = "act-for"
    WITNESS_MANDATE = "witness-mandate"
    RECOVER_ACCOUNT = "recover-account"
    SEE_FACTORS = "see-factors"
    RESET_FACTOR = "reset-factor"
    SEE_BUDGET = "see-budget"
    SET_BUDGET = "set-budget"
    CONFIRM_RESIDENCE = "confirm-residence"
    CONFIRM_OWNER = "confirm-owner"
    # Places
    BROWSE_AREAS = "browse-areas"
    SEE_AREA = "see-area"
    CREATE_AREA = "create-area"
    CHANGE_AREA = "change-area"
    KEEP_DESK = "keep-desk"
    # Venues and the guide
    OPEN_VENUE = "open-venue"
    RUN_VENUE = "run-venue"
    BOOK_VENUE = "book-venue"
    SEE_BOOKING = "see-booking"
    RUN_BOOKING = "run-booking"
    CANCEL_BOOKING = "cancel-booking"
    WRITE_GUIDE = "write-guide"
    KEEP_GUIDE = "keep-guide"
    SEND_CORRECTION = "send-correction"
    READ_CORRECTIONS = "read-corrections"
    REPLY_TO_CORRECTION = "reply-to-correction"
    COUNTER_CHECK = "counter-check"
    VOUCH_FOR_FAMILY = "vouch-for-family"
    MAKE_SLIPS = "make-slips"
    RUN_SLIPS = "run-slips"
    FETCH_SHEET = "fetch-sheet"
    USE_SLIP = "use-slip"
    PRINT_POSTER = "print-poster"
    # Offices
    GRANT_OFFICE = "grant-office"
    END_OFFICE = "end-office"
    KEEP_OFFICE = "keep-office"
    READ_AUDIT = "read-audit"
    SEE_CORRECTIONS = "see-corrections"
    CORRECT_DATA = "correct-data"
    KEEP_REGISTERS = "keep-registers"
    SEE_REGISTER = "see-register"
    IMPORT_REGISTER = "import-register"
    # The hall
    RAISE_MATTER = "raise-matter"
    SECOND_MATTER = "second-matter"
    REPLY = "reply"
    TAKE_STANCE = "take-stance"
    NOD = "nod"
    CHANGE_POST = "change-post"
    ANSWER_MATTER = "answer-matter"
    TRIAGE_MATTER = "triage-matter"
    DECIDE_APPEAL = "decide-appeal"
    RUN_MATTER = "run-matter"
    SUSPEND_MATTER = "suspend-matter"
    WRITE_OPINION = "write-opinion"
    ANNUL_OPINION = "annul-opinion"
    APPEAL_TRIAGE = "appeal-triage"
    OBJECT_TO_OPINION = "object-to-opinion"
    REPLY_TO_OBJECTION = "reply-to-objection"
    OPEN_HALL = "open-hall"
    KEEP_HALL = "keep-hall"
    RECORD_VOICE = "record-voice"
    RECORD_MATTER = "record-matter"
    SEE_RECORDED = "see-recorded"
    WITNESS_VOICES = "witness-voices"
    PRINT_SLIP = "print-slip"
    TAKE_BACK_VOICE = "take-back-voice"
    CLAIM_VOICE = "claim-voice"
    MODERATE = "moderate"
    COMPLAIN = "complain"
    OPEN_REVIEW = "open-review"
    READ_OWN_REVIEW = "read-own-review"
    APPEAL_HIDING = "appeal-hiding"
    HEAR_APPEAL = "hear-appeal"
    HEAR_VOICES = "hear-voices"
    HEAR_VOICE = "hear-voice"
    # Meetings
    CALL_MEETING = "call-meeting"
    ENTER_MEETING = "enter-meeting"
    RUN_MEETING = "run-meeting"
    SHOW_DISPLAY = "show-display"
    CAST_BALLOT = "cast-ballot"
    COUNT_ELECTORATE = "count-electorate"
    COUNT_ELECTORATE_HERE = "count-electorate-here"
    OPEN_ROLL = "open-roll"
    INSPECT_ROLL = "inspect-roll"
    OBJECT_TO_ROLL = "object-to-roll"
    KEEP_ROLL = "keep-roll"
    ANSWER_ROLL_OBJECTION = "answer-roll-objection"
    # The ledger
    MAKE_PROMISE = "make-promise"
    REPORT_DONE = "report-done"
    CONFIRM_PROMISE = "confirm-promise"
    KEEP_PROMISE = "keep-promise"
    # Volunteers
    FOUND_TEAM = "found-team"
    FOUND_TEAM_HERE = "found-team-here"
    JOIN_TEAM = "join-team"
    RUN_TEAM = "run-team"
    SIGN_UP = "sign-up"
    SERVE_SHIFT = "serve-shift"
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
    # The desk
    OPEN_DESK = "open-desk"
    # The floor
    READ_METRICS = "read-metrics"


# What residents do: who may not is asked there which home they live in, and comes back to it.
NEEDS_A_HOME = frozenset(
    {
        Act.RAISE_MATTER, Act.SECOND_MATTER, Act.REPLY, Act.ENTER_MEETING, Act.CAST_BALLOT, Act.SIGN_UP,
        Act.ASK_FOR_HELP, Act.OBJECT_TO_OPINION,
        Act.RAISE_MATTER, Act.SECOND_MATTER, Act.REPLY, Act.TAKE_STANCE, Act.NOD, Act.ENTER_MEETING,
        Act.CAST_BALLOT, Act.SIGN_UP, Act.ASK_FOR_HELP,
    }
)  # fmt: skip
