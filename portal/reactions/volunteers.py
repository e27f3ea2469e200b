"""What follows from activities, shifts and service."""

from portal.ledger import actions as ledger
from portal.notices.actions import helping
from portal.reporting.actions import reports
from portal.unit_of_work import Reactions
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
    TeamHandedOver: (helping.tell_new_leader,),
}
