"""What follows from what is promised and done."""

from portal.ledger.events import DoneReported, ProgressDue, PromiseLapsed, PromiseLate, PromiseMade, PromiseReopened
from portal.notices.actions import deliberating as notices
from portal.notices.actions import settling
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
    PromiseLate: (settling.tell_of_late_promise,),
    ProgressDue: (settling.ask_for_progress,),
    PromiseLapsed: (settling.tell_of_silence,),
    PromiseMade: (notices.tell_of_promise,),
    DoneReported: (notices.ask_whether_done,),
    PromiseReopened: (notices.tell_of_reopening,),
}
