"""What follows from what. Read across: when this happened, these run, in the same transaction.

Each room's events have a table of their own.
"""

from portal.reactions import accounts, hall, ledger, meetings, places, reporting, venues, volunteers
from portal.unit_of_work import Reactions

REACTIONS: Reactions = {
    **places.REACTIONS,
    **accounts.REACTIONS,
    **venues.REACTIONS,
    **hall.REACTIONS,
    **ledger.REACTIONS,
    **meetings.REACTIONS,
    **volunteers.REACTIONS,
    **reporting.REACTIONS,
}
