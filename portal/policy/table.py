"""Who may do what. This table is the whole of it; anything not listed is forbidden."""

from portal.policy.acts import Act
from portal.policy.predicates import (
    Test,
    anyone,
    belongs_here,
    belongs_somewhere,
    convener,
    convenes_here,
    convenes_somewhere,
    holds_right,
    is_concerned,
    it_is_anothers,
    it_is_theirs,
    keeps_register_here,
    keeps_register_somewhere,
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
    Act.KEEP_REGISTERS: [[keeps_register_somewhere]],
    Act.SEE_REGISTER: [[keeps_register_here]],
    Act.IMPORT_REGISTER: [[keeps_register_here]],
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
