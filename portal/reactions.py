"""What follows from what. Read across: when this happened, these run, in the same transaction."""

from portal.accounts.actions import budgets, closing, names, offices
from portal.accounts.events import (
    AccountClosed,
    AccountErased,
    ConsentWithdrawn,
    ContactAdded,
    ContactRemoved,
    DataCorrectionAnswered,
    DataCorrectionAsked,
    DeputyNamed,
    FactorReset,
    MandateEnded,
    MandateGiven,
    NameChangeAsked,
    NameChangeDecided,
    OfficeEnded,
    OfficeEnding,
    OfficeGiven,
    OfficeResigned,
    RecoveryDone,
    RecoveryIssued,
    RecoveryStopped,
    ResidenceAsked,
    ResidenceConfirmed,
    ResidenceDeclined,
    ResidenceEnded,
    ResidenceEnding,
    ResidenceLapsed,
    ResidencesChecked,
    SlipTaken,
)
from portal.channels.events import BudgetLow, BudgetSpent
from portal.hall import actions as hall
from portal.hall.actions import indexing
from portal.hall.events import LineReached, MatterAnswered, MatterMoved, MatterRaised, MatterSeconded, Replied
from portal.ledger import actions as ledger
from portal.ledger.events import DoneReported, PromiseMade, PromiseReopened
from portal.meetings.actions import leaving as convening
from portal.meetings.actions import running as meetings
from portal.meetings.events import (
    MeetingCalled,
    MotionClosed,
    MotionOpened,
    Reminded,
    RollObjected,
    RollObjectionAnswered,
    RollOpened,
)
from portal.notices.actions import belonging, guarding, helping, inspecting, visiting
from portal.notices.actions import deliberating as notices
from portal.notices.actions import own_data as told
from portal.places.events import AreaMerged, AreaMoved, AreaSplit
from portal.reporting.actions import claims, reports
from portal.reporting.actions import leaving as reporting
from portal.reporting.events import (
    ClaimAccepted,
    ClaimConfirmed,
    ClaimDeclined,
    ClaimDone,
    ClaimNotDone,
    NeedClosed,
    NeedPublished,
    ReportConfirmed,
    ReportEnded,
    ReportMoved,
    UnitAccepted,
    UnitDeclined,
)
from portal.unit_of_work import DoneForAnother, Reactions
from portal.venues.actions import leaving as leaving_rooms
from portal.venues.events import BookingCancelled, BookingConfirmed, CorrectionReplied
from portal.volunteers.actions import leaving as volunteers
from portal.volunteers.actions import teams
from portal.volunteers.events import (
    ActivityChanged,
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
    TeamHandedOver,
)

REACTIONS: Reactions = {
    AreaSplit: (meetings.must_not_be_voting,),
    AreaMoved: (
        names.follow_area,
        budgets.follow_area,
        indexing.follow_area,
    ),
    AreaMerged: (
        meetings.must_not_be_voting,
        offices.end_offices_of,
        names.follow_area,
        budgets.follow_area,
        meetings.follow_merge,
        hall.follow_merge,
        indexing.follow_area,
        teams.follow_merge,
        reports.follow_merge,
        ledger.follow_merge,
        leaving_rooms.follow_merge,
    ),
    ResidenceAsked: (
        helping.ask_who_knows_them,
        belonging.ask_family,
    ),
    ResidenceConfirmed: (
        helping.tell_of_residence,
        reports.follow_home,
        belonging.tell_household,
    ),
    ResidenceDeclined: (helping.tell_not_known,),
    ResidenceEnded: (reports.follow_home,),
    BookingConfirmed: (visiting.tell_of_booking,),
    BookingCancelled: (visiting.tell_of_lost_booking,),
    CorrectionReplied: (visiting.tell_of_reply,),
    MatterRaised: (
        indexing.note_raised,
        ledger.note_raised,
    ),
    MatterMoved: (indexing.note_moved,),
    MatterSeconded: (ledger.note_seconded,),
    LineReached: (ledger.note_line_reached,),
    Replied: (
        indexing.note_post,
        ledger.note_reply,
        notices.tell_of_reply,
    ),
    MatterAnswered: (
        indexing.note_answer,
        ledger.note_answer,
        notices.tell_of_answer,
    ),
    MeetingCalled: (
        ledger.note_meeting,
        notices.tell_of_meeting,
    ),
    MotionOpened: (
        ledger.note_vote_opened,
        notices.tell_of_vote,
    ),
    Reminded: (notices.remind,),
    MotionClosed: (
        ledger.note_vote_closed,
        notices.tell_of_result,
    ),
    RollOpened: (inspecting.tell_of_roll,),
    RollObjected: (inspecting.tell_of_roll_objection,),
    RollObjectionAnswered: (inspecting.tell_of_roll_answer,),
    PromiseMade: (notices.tell_of_promise,),
    DoneReported: (notices.ask_whether_done,),
    PromiseReopened: (notices.tell_of_reopening,),
    ActivityPublished: (
        ledger.note_activity,
        helping.tell_of_activity,
    ),
    SignedUp: (reports.must_be_open_to,),
    ActivityChanged: (helping.tell_of_new_words,),
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
    NeedPublished: (
        ledger.note_need,
        helping.tell_of_publishing,
    ),
    NeedClosed: (
        claims.call_off,
        helping.tell_of_closing,
    ),
    ReportEnded: (claims.give_up_far,),
    UnitDeclined: (helping.tell_of_unit_declined,),
    ClaimAccepted: (helping.tell_of_acceptance,),
    ClaimDeclined: (helping.tell_of_declining,),
    ClaimDone: (helping.ask_the_served,),
    ClaimConfirmed: (
        ledger.note_helped,
        helping.pass_on_thanks,
    ),
    ClaimNotDone: (helping.tell_not_done,),
    ResidencesChecked: (belonging.tell_of_check,),
    ResidenceEnding: (belonging.tell_of_ending,),
    ResidenceLapsed: (belonging.tell_of_lapse,),
    SlipTaken: (
        belonging.tell_household,
        reports.follow_home,
    ),
    OfficeGiven: (belonging.tell_of_office,),
    DeputyNamed: (belonging.tell_of_office,),
    OfficeEnded: (belonging.tell_of_office_end,),
    OfficeResigned: (belonging.tell_of_resignation,),
    OfficeEnding: (belonging.remind_of_office,),
    ConsentWithdrawn: (reports.end_withdrawn,),
    NameChangeAsked: (told.ask_to_confirm_name,),
    NameChangeDecided: (told.tell_of_name,),
    DataCorrectionAsked: (told.ask_to_correct,),
    DataCorrectionAnswered: (told.tell_of_correction,),
    AccountClosed: (
        volunteers.must_be_free_to_leave,
        convening.must_not_convene,
    ),
    AccountErased: (
        told.forget_person,
        reporting.forget_person,
        volunteers.forget_person,
        hall.forget_person,
        leaving_rooms.forget_person,
        closing.forget_person,
    ),
    TeamHandedOver: (helping.tell_new_leader,),
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
}
