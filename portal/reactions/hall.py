"""What follows from what is raised, said, looked at and decided in the hall."""

from portal.hall.actions import following as followers
from portal.hall.actions import indexing
from portal.hall.events import (
    AppealDecided,
    AppealMade,
    FactsWritten,
    HidingAppealed,
    HidingHeard,
    LineReached,
    MatterAnswered,
    MatterHeld,
    MatterLate,
    MatterMerged,
    MatterMoved,
    MatterRaised,
    MatterSeconded,
    ObjectionReplied,
    OpinionAdopted,
    OpinionObjected,
    OpinionPublished,
    PostHeld,
    Replied,
    StanceTaken,
    StatementHeld,
    VoiceClaimed,
    VoicePublished,
    VoiceRefused,
    VoiceTakenBack,
    WordsHidden,
    WordsPublished,
    WordsReported,
    WordsRestored,
)
from portal.ledger import actions as ledger
from portal.ledger.actions import following
from portal.notices.actions import deliberating as notices
from portal.notices.actions import moderating, settling
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
    MatterRaised: (
        ledger.note_raised,
        indexing.note_raised,
        followers.note_follower,
        notices.tell_of_raising,
    ),
    StanceTaken: (followers.note_follower,),
    MatterSeconded: (
        ledger.note_seconded,
        followers.note_follower,
    ),
    LineReached: (ledger.note_line_reached,),
    Replied: (
        ledger.note_reply,
        notices.tell_of_reply,
        indexing.note_post,
        followers.note_follower,
    ),
    VoiceClaimed: (
        ledger.follow_claim,
        followers.note_follower,
    ),
    MatterMoved: (
        following.note_moved,
        settling.tell_of_move,
        indexing.note_moved,
    ),
    MatterLate: (
        following.note_late,
        settling.tell_of_lateness,
    ),
    MatterMerged: (following.note_merged,),
    AppealMade: (
        following.note_appeal,
        settling.tell_of_appeal,
    ),
    AppealDecided: (
        following.note_appeal_upheld,
        settling.tell_of_appeal_decision,
    ),
    FactsWritten: (indexing.note_moved,),
    VoiceTakenBack: (indexing.note_taken_back,),
    VoicePublished: (notices.tell_of_voice,),
    OpinionPublished: (
        indexing.note_moved,
        following.note_notice,
        settling.tell_of_notice,
    ),
    OpinionObjected: (
        following.note_objection,
        settling.tell_of_objection,
    ),
    ObjectionReplied: (
        following.note_reply,
        settling.tell_of_objection_reply,
    ),
    OpinionAdopted: (following.promise_what_was_adopted,),
    MatterAnswered: (
        ledger.note_answer,
        notices.tell_of_answer,
        following.ask_whether_settled,
        indexing.note_answer,
    ),
    PostHeld: (moderating.tell_of_hold,),
    MatterHeld: (moderating.tell_of_hold,),
    StatementHeld: (moderating.tell_of_hold,),
    WordsReported: (moderating.tell_of_report,),
    WordsPublished: (
        indexing.note_look,
        moderating.tell_of_publishing,
    ),
    WordsHidden: (
        indexing.note_look,
        moderating.tell_of_hiding,
    ),
    WordsRestored: (
        indexing.note_look,
        moderating.tell_of_restoring,
    ),
    HidingAppealed: (moderating.tell_of_appeal,),
    HidingHeard: (moderating.tell_of_hearing,),
    VoiceRefused: (notices.tell_of_voice,),
}
