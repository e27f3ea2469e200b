"""Meetings, their agenda, the motions put to the vote, who may vote, and every ballot cast; and the roll inspected."""

from portal.meetings.models.coming import Coming, Presence
from portal.meetings.models.deliveries import Delivery, DeliveryPhoto, DoorHelper, DoorLook, RightHome
from portal.meetings.models.evening import Hand, HelpCall
from portal.meetings.models.hands import HandCount, HandVote
from portal.meetings.models.inspection import RollInspection, RollObjection
from portal.meetings.models.meetings import AgendaItem, Arrival, Display, Meeting
from portal.meetings.models.motions import Ballot, Motion, Right, RightHolder
from portal.meetings.models.notice import PostedNotice
from portal.meetings.models.outcome import ActionItem, CostPlan, Disposition, Minutes, ResultNotice, ResultObjection
from portal.meetings.models.papers import PaperBallot, PaperPhoto
from portal.meetings.models.proxies import Proxy
from portal.meetings.models.rehearsal import Rehearsal, RehearsalTry
from portal.meetings.models.silence import SilentRule
from portal.meetings.models.times import TimeAnswer, TimeOption, TimePoll

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Arrival",
    "Ballot",
    "Coming",
    "CostPlan",
    "Delivery",
    "DeliveryPhoto",
    "Display",
    "Disposition",
    "DoorHelper",
    "DoorLook",
    "Hand",
    "HandCount",
    "HandVote",
    "HelpCall",
    "Meeting",
    "Minutes",
    "Motion",
    "PaperBallot",
    "PaperPhoto",
    "PostedNotice",
    "Presence",
    "Proxy",
    "Rehearsal",
    "RehearsalTry",
    "ResultNotice",
    "ResultObjection",
    "Right",
    "RightHolder",
    "RightHome",
    "RollInspection",
    "RollObjection",
    "SilentRule",
    "TimeAnswer",
    "TimeOption",
    "TimePoll",
]
