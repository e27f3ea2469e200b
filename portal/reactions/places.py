"""What follows when areas change."""

from portal.accounts.actions import budgets, names, offices
from portal.hall import actions as hall
from portal.hall.actions import following as followers
from portal.hall.actions import indexing
from portal.ledger import actions as ledger
from portal.meetings.actions import running as meetings
from portal.places.events import AreaMerged, AreaMoved, AreaSplit
from portal.reporting.actions import reports
from portal.unit_of_work import Reactions
from portal.venues.actions import leaving as leaving_rooms
from portal.volunteers.actions import teams

REACTIONS: Reactions = {
    AreaSplit: (meetings.must_not_be_voting,),
    AreaMoved: (
        names.follow_area,
        budgets.follow_area,
        indexing.follow_area,
    ),
    AreaMerged: (
        meetings.must_not_be_voting,
        offices.end_offices_of,
        names.follow_area,
        budgets.follow_area,
        meetings.follow_merge,
        hall.follow_merge,
        followers.follow_merge,
        teams.follow_merge,
        reports.follow_merge,
        ledger.follow_merge,
        leaving_rooms.follow_merge,
        indexing.follow_area,
    ),
}
