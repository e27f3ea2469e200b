"""What of this room goes when its time is over (§6.10): ballots after a term and a year, results never."""

from collections import Counter
from typing import Any

from tortoise.expressions import F

from portal.database.keeping import Sweep, ago, deleting, writing
from portal.meetings.models import (
    Arrival,
    Ballot,
    Coming,
    Delivery,
    DeliveryPhoto,
    Display,
    DoorHelper,
    DoorLook,
    Hand,
    HandCount,
    HandVote,
    HelpCall,
    Meeting,
    PaperBallot,
    PaperPhoto,
    Presence,
    Proxy,
    Rehearsal,
    RehearsalTry,
    ResultObjection,
    Right,
    RightHolder,
    RightHome,
    RollInspection,
    RollObjection,
    SilentRule,
    TimeAnswer,
)

YEAR = 365
TERM = 5 * YEAR  # of an owners' committee


async def _count(arrivals: list[Any]) -> None:
    """How many came is kept, who came is not."""
    for meeting_id, number in Counter(each.meeting_id for each in arrivals).items():
        await Meeting.filter(id=meeting_id).update(came=F("came") + number)
    await Arrival.filter(id__in=[each.id for each in arrivals]).delete()


ARRIVALS = Sweep(lambda: Arrival.filter(at__lt=ago(days=YEAR)), "at", _count)
COMING = deleting(lambda: Coming.filter(meeting__ends_at__lt=ago(days=90)), "at")
PRESENCES = deleting(lambda: Presence.filter(meeting__ends_at__lt=ago(days=YEAR)), "entered_at")
PROXIES = deleting(lambda: Proxy.filter(meeting__ends_at__lt=ago(days=TERM + YEAR)), "given_at")
REHEARSAL_TRIES = deleting(lambda: RehearsalTry.filter(rehearsal__ends_at__lt=ago(days=0)), "")
REHEARSALS = deleting(lambda: Rehearsal.filter(ends_at__lt=ago(days=0), tries__id__isnull=True), "ends_at")
SILENT_RULES = deleting(lambda: SilentRule.filter(motion__closed_at__lt=ago(days=TERM + YEAR)), "set_at")
HAND_COUNTS = deleting(lambda: HandCount.filter(vote__motion__closed_at__lt=ago(days=TERM + YEAR)), "entered_at")
HAND_VOTES = deleting(lambda: HandVote.filter(motion__closed_at__lt=ago(days=TERM + YEAR), counts__id__isnull=True), "")
# The papers themselves stay with the community: a picture of them serves until nobody can go to court any more
# (Interpretation on condominium ownership 2020, art. 12: one year).
PAPER_PHOTOS = deleting(lambda: PaperPhoto.filter(paper__motion__closed_at__lt=ago(days=YEAR + 30)), "taken_at")
PAPERS = deleting(
    lambda: PaperBallot.filter(motion__closed_at__lt=ago(days=TERM + YEAR), photo__id__isnull=True), "recorded_at"
)
BALLOTS = deleting(lambda: Ballot.filter(motion__closed_at__lt=ago(days=TERM + YEAR)), "cast_at")
RIGHT_HOLDERS = deleting(lambda: RightHolder.filter(right__motion__closed_at__lt=ago(days=TERM + YEAR)), "")
RIGHT_HOMES = deleting(lambda: RightHome.filter(right__motion__closed_at__lt=ago(days=TERM + YEAR)), "")
DELIVERY_PHOTOS = deleting(lambda: DeliveryPhoto.filter(delivery__meeting__ends_at__lt=ago(days=YEAR + 30)), "taken_at")
DELIVERIES = deleting(
    lambda: Delivery.filter(meeting__ends_at__lt=ago(days=TERM + YEAR), photo__id__isnull=True), "logged_at"
)
DOOR_HELPERS = deleting(lambda: DoorHelper.filter(meeting__ends_at__lt=ago(days=TERM + YEAR)), "named_at")
DOOR_LOOKS = deleting(lambda: DoorLook.filter(meeting__ends_at__lt=ago(days=TERM + YEAR)), "at")
# A right of a person carries a name: needed while the vote can be contested (§280 of the Civil Code with 解释 art. 12: one
# year), and not after. A home's label names nobody, and the electorate's hash is of keys and areas alone.
RIGHT_NAMES = writing(
    lambda: Right.filter(motion__closed_at__lt=ago(days=YEAR), key__startswith="person:").exclude(label=""),
    "",
    label="",
)
RIGHTS = deleting(
    lambda: Right.filter(
        motion__closed_at__lt=ago(days=TERM + YEAR),
        ballots__id__isnull=True,
        holders__id__isnull=True,
        homes__id__isnull=True,
        papers__id__isnull=True,
    ),
    "",
)
TIME_ANSWERS = deleting(lambda: TimeAnswer.filter(at__lt=ago(days=90)), "at")
DISPLAYS = deleting(lambda: Display.filter(expires_at__lt=ago(days=1)), "expires_at")
RESULT_OBJECTIONS = deleting(lambda: ResultObjection.filter(at__lt=ago(days=TERM + YEAR)), "at")
OBJECTIONS = deleting(lambda: RollObjection.filter(at__lt=ago(days=TERM + YEAR)), "at")
INSPECTIONS = deleting(
    lambda: RollInspection.filter(until__lt=ago(days=TERM + YEAR), objections__id__isnull=True), "until"
)
HANDS = deleting(lambda: Hand.filter(raised_at__lt=ago(days=30)), "raised_at")
HELP_CALLS = deleting(lambda: HelpCall.filter(at__lt=ago(days=30)), "at")
