"""Meetings, their agenda, the motions put to the vote, who may vote, and every ballot cast; and the roll inspected."""

from portal.meetings.models.evening import Hand, HelpCall
from portal.meetings.models.inspection import RollInspection, RollObjection
from portal.meetings.models.meetings import AgendaItem, Arrival, Display, Meeting
from portal.meetings.models.motions import Ballot, Motion, Right, RightHolder

__all__ = [
    "AgendaItem",
    "Arrival",
    "Ballot",
    "Display",
    "Hand",
    "HelpCall",
    "Meeting",
    "Motion",
    "Right",
    "RightHolder",
    "RollInspection",
    "RollObjection",
]
