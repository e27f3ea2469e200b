"""What follows from what. Read across: when this happened, these run, in the same transaction."""

from portal.hall.events import LineReached, MatterAnswered, MatterRaised, MatterSeconded, Replied
from portal.ledger import actions as ledger
from portal.ledger.events import DoneReported, PromiseMade, PromiseReopened
from portal.meetings.events import MeetingCalled, MotionClosed, MotionOpened, Reminded
from portal.notices import actions as notices
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
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
}
