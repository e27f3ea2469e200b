"""What follows from what. Read across: when this happened, these run, in the same transaction."""

from portal.accounts.events import (
    ContactAdded,
    ContactRemoved,
    FactorReset,
    MandateEnded,
    MandateGiven,
    RecoveryDone,
    RecoveryIssued,
    RecoveryStopped,
    ResidenceAsked,
    ResidenceConfirmed,
    ResidenceDeclined,
    ResidenceEnded,
)
from portal.channels.events import BudgetLow, BudgetSpent
from portal.hall.events import LineReached, MatterAnswered, MatterRaised, MatterSeconded, Replied
from portal.ledger import actions as ledger
from portal.ledger.events import DoneReported, PromiseMade, PromiseReopened
from portal.meetings.events import MeetingCalled, MotionClosed, MotionOpened, Reminded
from portal.notices.actions import deliberating as notices
from portal.notices.actions import guarding, helping
from portal.reporting.actions import reports
from portal.reporting.events import (
    ClaimAccepted,
    ClaimConfirmed,
    ClaimDeclined,
    ClaimDone,
    ClaimNotDone,
    NeedClosed,
    NeedPublished,
    ReportConfirmed,
    ReportMoved,
    UnitAccepted,
)
from portal.unit_of_work import DoneForAnother, Reactions
from portal.volunteers.events import (
    ActivityPublished,
    ObjectionAnswered,
    PlaceFound,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceForgotten,
    ServiceObjected,
    ShiftCancelled,
    ShiftChanged,
    ShiftComing,
    SignedUp,
)

REACTIONS: Reactions = {
    DoneForAnother: (guarding.tell_of_deed,),
    ContactAdded: (guarding.tell_of_address,),
    ContactRemoved: (guarding.tell_of_removal,),
    MandateGiven: (guarding.tell_of_mandate,),
    MandateEnded: (guarding.tell_of_end,),
    RecoveryIssued: (guarding.warn_of_recovery,),
    RecoveryStopped: (guarding.tell_of_stop,),
    RecoveryDone: (guarding.tell_of_recovery,),
    FactorReset: (guarding.tell_of_reset,),
    BudgetLow: (guarding.warn_of_budget,),
    BudgetSpent: (guarding.tell_of_spent_budget,),
    ResidenceAsked: (helping.ask_who_knows_them,),
    ResidenceConfirmed: (helping.tell_of_residence, reports.follow_home),
    ResidenceDeclined: (helping.tell_not_known,),
    ResidenceEnded: (reports.follow_home,),
    MatterRaised: (ledger.note_raised,),
    MatterSeconded: (ledger.note_seconded,),
    LineReached: (ledger.note_line_reached,),
    Replied: (ledger.note_reply, notices.tell_of_reply),
    MatterAnswered: (ledger.note_answer, notices.tell_of_answer),
    MeetingCalled: (ledger.note_meeting, notices.tell_of_meeting),
    MotionOpened: (ledger.note_vote_opened, notices.tell_of_vote),
    Reminded: (notices.remind,),
    MotionClosed: (ledger.note_vote_closed, notices.tell_of_result),
    PromiseMade: (notices.tell_of_promise,),
    DoneReported: (notices.ask_whether_done,),
    PromiseReopened: (notices.tell_of_reopening,),
    ActivityPublished: (ledger.note_activity, helping.tell_of_activity),
    SignedUp: (reports.must_be_open_to,),
    PlaceFound: (helping.tell_of_place,),
    ShiftChanged: (helping.tell_of_change,),
    ShiftCancelled: (helping.tell_of_cancelling,),
    ShiftComing: (helping.remind_of_shift,),
    ServiceForgotten: (helping.ask_organiser,),
    ServiceConfirmed: (helping.tell_of_confirmation,),
    ServiceObjected: (helping.tell_of_objection,),
    ServiceCorrected: (helping.tell_of_correction,),
    ObjectionAnswered: (helping.tell_of_objection_answer,),
    ReportConfirmed: (helping.tell_of_report,),
    ReportMoved: (helping.tell_of_move,),
    UnitAccepted: (helping.tell_of_receipt,),
    NeedPublished: (ledger.note_need, helping.tell_of_publishing),
    NeedClosed: (helping.tell_of_closing,),
    ClaimAccepted: (helping.tell_of_acceptance,),
    ClaimDeclined: (helping.tell_of_declining,),
    ClaimDone: (helping.ask_the_served,),
    ClaimConfirmed: (ledger.note_helped, helping.pass_on_thanks),
    ClaimNotDone: (helping.tell_not_done,),
}
