"""Meetings, their agenda, the motions put to the vote, who may vote, and every ballot cast; and the roll inspected."""

from portal.meetings.models.evening import Hand, HelpCall
from portal.meetings.models.hands import HandCount, HandVote
from portal.meetings.models.inspection import RollInspection, RollObjection
from portal.meetings.models.meetings import AgendaItem, Arrival, Display, Meeting
from portal.meetings.models.motions import Ballot, Motion, Right, RightHolder
from portal.meetings.models.notice import PostedNotice
from portal.meetings.models.outcome import ActionItem, CostPlan, Minutes, ResultNotice, ResultObjection
from portal.meetings.models.papers import PaperBallot
from portal.meetings.models.proxies import Proxy
from portal.meetings.models.rehearsal import Rehearsal, RehearsalTry
from portal.meetings.models.silence import Delivery, SilentRule
from portal.meetings.models.times import TimeAnswer, TimeOption, TimePoll

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Arrival",
    "Ballot",
    "CostPlan",
    "Delivery",
    "Display",
    "Hand",
    "HandCount",
    "HandVote",
    "HelpCall",
    "Meeting",
    "Minutes",
    "Motion",
    "PostedNotice",
    "ResultNotice",
    "ResultObjection",
    "PaperBallot",
    "Proxy",
    "Rehearsal",
    "RehearsalTry",
    "Right",
    "RightHolder",
    "RollInspection",
    "RollObjection",
    "SilentRule",
    "TimeAnswer",
    "TimeOption",
    "TimePoll",
]
