"""What follows from meetings, votes and rolls."""

from portal.ledger import actions as ledger
from portal.ledger.actions import calling_off
from portal.ledger.actions import concluding as results
from portal.meetings.actions import deliveries
from portal.meetings.events import (
    ItemAdded,
    ItemWithdrawn,
    MeetingCalled,
    MeetingCancelled,
    MeetingChanged,
    MeetingComing,
    MeetingTakenOver,
    MinutesConfirmed,
    MinutesFrozen,
    MotionClosed,
    MotionExtended,
    MotionOpened,
    Reminded,
    ResultAnnulled,
    ResultFinal,
    ResultHeldUp,
    ResultObjected,
    ResultObjectionAnswered,
    ResultPublished,
    RollObjected,
    RollObjectionAnswered,
    RollOpened,
    StandInNamed,
    TimesAsked,
    TopicAdded,
    WordingChanged,
)
from portal.notices.actions import concluding, convened, inspecting
from portal.notices.actions import deliberating as notices
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
    MeetingCalled: (
        ledger.note_meeting,
        notices.tell_of_meeting,
        deliveries.note_by_portal,
    ),
    TopicAdded: (ledger.note_topic,),
    MotionOpened: (
        ledger.note_vote_opened,
        notices.tell_of_vote,
    ),
    Reminded: (notices.remind,),
    MotionExtended: (notices.tell_of_extension,),
    MotionClosed: (
        ledger.note_vote_closed,
        notices.tell_of_result,
    ),
    RollOpened: (inspecting.tell_of_roll,),
    RollObjected: (inspecting.tell_of_roll_objection,),
    RollObjectionAnswered: (inspecting.tell_of_roll_answer,),
    ResultPublished: (
        results.note_publication,
        concluding.tell_of_publication,
    ),
    ResultObjected: (concluding.tell_of_objection,),
    ResultObjectionAnswered: (concluding.tell_of_answer,),
    ResultHeldUp: (concluding.tell_of_delay,),
    ResultFinal: (
        results.note_final,
        concluding.tell_of_end,
    ),
    ResultAnnulled: (
        results.take_back,
        concluding.tell_of_end,
    ),
    MinutesConfirmed: (concluding.ask_other_hand,),
    MinutesFrozen: (
        results.promise_what_was_agreed,
        concluding.tell_of_minutes,
    ),
    MeetingChanged: (
        convened.tell_of_change,
        deliveries.note_again_by_portal,
    ),
    MeetingCancelled: (
        calling_off.call_off_meeting,
        convened.tell_of_cancelling,
    ),
    ItemAdded: (
        ledger.note_topic,
        convened.tell_of_item,
        deliveries.note_by_portal,
    ),
    WordingChanged: (
        convened.tell_of_wording,
        deliveries.note_by_portal,
    ),
    ItemWithdrawn: (
        calling_off.call_off_item,
        convened.tell_of_withdrawal,
    ),
    StandInNamed: (convened.ask_to_stand_in,),
    MeetingTakenOver: (convened.tell_of_take_over,),
    MeetingComing: (convened.remind_of_meeting,),
    TimesAsked: (convened.ask_which_time,),
}
