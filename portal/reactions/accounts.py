"""What follows when people move, hold office, act for one another, change what is known of them, and leave."""

from portal.accounts.actions import closing
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
from portal.hall.actions import following as followers
from portal.meetings.actions import leaving as convening
from portal.notices.actions import belonging, guarding, helping
from portal.notices.actions import own_data as told
from portal.reporting.actions import leaving as reporting
from portal.reporting.actions import reports
from portal.unit_of_work import DoneForAnother, Reactions
from portal.venues.actions import leaving as leaving_rooms
from portal.volunteers.actions import leaving as volunteers

REACTIONS: Reactions = {
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
        followers.forget_person,
        leaving_rooms.forget_person,
        closing.forget_person,
    ),
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
