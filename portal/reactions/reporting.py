"""What follows from reports, needs and claims."""

from portal.ledger import actions as ledger
from portal.notices.actions import helping
from portal.reporting.actions import claims
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
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
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
}
