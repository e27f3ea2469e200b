"""Who may do what. This table is the whole of it; anything not listed is forbidden."""

from portal.policy.acts import Act
from portal.policy.predicates import (
    Test,
    administers_above,
    administers_here,
    administers_somewhere,
    anyone,
    belongs_here,
    belongs_somewhere,
    convener,
    convenes_here,
    convenes_somewhere,
    holds_local_areas,
    holds_right,
    is_concerned,
    is_local_area,
    it_is_anothers,
    it_is_theirs,
    keeps_estates_here,
    knows_neighbours_here,
    leads,
    made_it,
    may_help,
    responds_here,
    signed_in,
    staff_here,
    staff_somewhere,
)

# An act is allowed when every test in any one row holds.
POLICY: dict[Act, list[list[Test]]] = {
    # Everywhere
    Act.LOOK: [[anyone]],
    Act.SIGN_IN: [[anyone]],
    Act.SIGN_OUT: [[signed_in]],
    Act.STEP_INTO: [[anyone]],
    # Accounts
    Act.READ_OWN: [[signed_in]],
    Act.CONFIRM_OWNER: [[staff_here, it_is_anothers]],
    Act.CONFIRM_RESIDENCE: [[knows_neighbours_here, it_is_anothers]],
    # Places
    Act.BROWSE_AREAS: [[administers_somewhere], [staff_somewhere]],
    Act.SEE_AREA: [[administers_here], [staff_here]],
    Act.CREATE_AREA: [[administers_here], [keeps_estates_here, holds_local_areas]],
    Act.CHANGE_AREA: [[administers_above], [keeps_estates_here, is_local_area]],
    Act.KEEP_DESK: [[staff_here]],
    # The hall
    Act.RAISE_MATTER: [[signed_in, belongs_somewhere], [signed_in, convenes_somewhere]],
    Act.SECOND_MATTER: [[signed_in, belongs_here]],
    Act.REPLY: [[signed_in, belongs_here], [signed_in, responds_here], [signed_in, convenes_here]],
    Act.ANSWER_MATTER: [[responds_here]],
    # Meetings
    Act.CALL_MEETING: [[convenes_somewhere]],
    Act.ENTER_MEETING: [[belongs_here], [convenes_here], [convener]],
    Act.RUN_MEETING: [[convener], [staff_here]],
    Act.SHOW_DISPLAY: [[anyone]],
    Act.CAST_BALLOT: [[signed_in, holds_right]],
    Act.COUNT_ELECTORATE: [[convenes_somewhere]],
    Act.COUNT_ELECTORATE_HERE: [[convenes_here]],
    Act.OPEN_ROLL: [[convenes_here]],
    Act.INSPECT_ROLL: [[belongs_here], [convenes_here]],
    Act.OBJECT_TO_ROLL: [[signed_in, belongs_here]],
    Act.KEEP_ROLL: [[keeps_estates_here]],
    Act.ANSWER_ROLL_OBJECTION: [[keeps_estates_here, it_is_anothers]],
    # The ledger
    Act.MAKE_PROMISE: [[convenes_here], [responds_here]],
    Act.REPORT_DONE: [[made_it], [staff_here]],
    Act.CONFIRM_PROMISE: [[signed_in, is_concerned]],
    # Volunteers
    Act.FOUND_TEAM: [[staff_somewhere]],
    Act.FOUND_TEAM_HERE: [[staff_here]],
    Act.JOIN_TEAM: [[signed_in]],
    Act.RUN_TEAM: [[leads], [staff_here]],
    Act.SIGN_UP: [[signed_in]],
    Act.OBJECT_TO_SERVICE: [[it_is_theirs]],
    # Double reporting
    Act.REPORT_IN: [[signed_in]],
    Act.RUN_REPORTING: [[staff_somewhere]],
    Act.ACCEPT_REPORT: [[staff_here, it_is_anothers]],
    Act.SEE_UNIT: [[it_is_theirs], [staff_here]],
    Act.ASK_FOR_HELP: [[signed_in, belongs_somewhere], [staff_somewhere]],
    Act.SEE_NEED: [[may_help], [it_is_theirs], [staff_here]],
    Act.PUBLISH_NEED: [[staff_here]],
    Act.CLOSE_NEED: [[it_is_theirs], [staff_here]],
    Act.CLAIM_NEED: [[signed_in, may_help]],
    Act.SEE_CLAIM: [[it_is_theirs], [staff_here]],
    Act.ACCEPT_CLAIM: [[staff_here, it_is_anothers]],
    Act.SERVE_CLAIM: [[it_is_theirs]],
    Act.GIVE_THANKS: [[anyone]],
    # The floor
    Act.READ_METRICS: [[anyone]],
}
