"""What follows when rooms are booked."""

from portal.notices.actions import visiting
from portal.unit_of_work import Reactions
from portal.venues.events import BookingCancelled, BookingConfirmed, CorrectionReplied

REACTIONS: Reactions = {
    BookingConfirmed: (visiting.tell_of_booking,),
    BookingCancelled: (visiting.tell_of_lost_booking,),
    CorrectionReplied: (visiting.tell_of_reply,),
}
