"""What follows from meetings, votes and rolls."""

from portal.ledger import actions as ledger
from portal.meetings.events import (
    MeetingCalled,
    MotionClosed,
    MotionOpened,
    Reminded,
    RollObjected,
    RollObjectionAnswered,
    RollOpened,
    TopicAdded,
)
from portal.notices.actions import deliberating as notices
from portal.notices.actions import inspecting
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
    MeetingCalled: (
        ledger.note_meeting,
        notices.tell_of_meeting,
    ),
    TopicAdded: (ledger.note_topic,),
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
}
