"""What can happen in a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InMeeting:
    meeting_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"meeting:{self.meeting_id}",)


@dataclass(frozen=True)
class MeetingCalled(InMeeting):
    pass


@dataclass(frozen=True)
class TopicAdded(InMeeting):
    item_id: int


@dataclass(frozen=True)
class Arrived(InMeeting):
    pass


@dataclass(frozen=True)
class MotionOpened(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class OptionsOffered(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class OfHands(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class HandsOpened(OfHands):
    pass


@dataclass(frozen=True)
class HandsCounted(OfHands):
    pass


@dataclass(frozen=True)
class HandsEntered(OfHands):
    pass


@dataclass(frozen=True)
class HandsDiffered(OfHands):
    pass


@dataclass(frozen=True)
class HandsRecounted(OfHands):
    pass


@dataclass(frozen=True)
class SilenceSet(InMeeting):
    motion_id: int
    edition: int


@dataclass(frozen=True)
class RehearsalOpened(InMeeting):
    pass


@dataclass(frozen=True)
class RehearsalEnded(InMeeting):
    pass


@dataclass(frozen=True)
class OfPaper(InMeeting):
    motion_id: int
    paper_id: int


@dataclass(frozen=True)
class PaperRecorded(OfPaper):
    pass


@dataclass(frozen=True)
class PaperCounted(OfPaper):
    pass


@dataclass(frozen=True)
class PaperDiffered(OfPaper):
    pass


@dataclass(frozen=True)
class PaperWithdrawn(OfPaper):
    pass


@dataclass(frozen=True)
class PaperLookedAt(OfPaper):
    pass


@dataclass(frozen=True)
class OfProxy(InMeeting):
    proxy_id: int


@dataclass(frozen=True)
class ProxyGiven(OfProxy):
    pass


@dataclass(frozen=True)
class ProxyAccepted(OfProxy):
    pass


@dataclass(frozen=True)
class ProxyRevoked(OfProxy):
    pass


@dataclass(frozen=True)
class ComingSaid(InMeeting):
    pass


@dataclass(frozen=True)
class ComingEntered(InMeeting):
    """For neighbours who said so in a chat."""

    count: int


@dataclass(frozen=True)
class PresenceTaken(InMeeting):
    """`way`: by a tick at the door, or from a sheet of paper."""

    way: str


@dataclass(frozen=True)
class PresenceUndone(InMeeting):
    pass


@dataclass(frozen=True)
class AtDoors:
    """Of who was reached at home: no open room looks different for it."""

    meeting_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class NoticeDelivered(AtDoors):
    delivery_id: int


@dataclass(frozen=True)
class DeliveryStruck(AtDoors):
    delivery_id: int


@dataclass(frozen=True)
class DoorHelperNamed(AtDoors):
    person_id: int


@dataclass(frozen=True)
class DoorHelperEnded(AtDoors):
    person_id: int


@dataclass(frozen=True)
class DoorsLookedAt(AtDoors):
    """`why`: the code of a reason."""

    why: str


@dataclass(frozen=True)
class Reminded(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class MotionClosed(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class DisplayMade(InMeeting):
    pass


# What comes out of it.


@dataclass(frozen=True)
class OfResult(InMeeting):
    motion_id: int


@dataclass(frozen=True)
class ResultPublished(OfResult):
    notice_id: int


@dataclass(frozen=True)
class ResultObjected(OfResult):
    objection_id: int


@dataclass(frozen=True)
class ResultObjectionAnswered(OfResult):
    objection_id: int


@dataclass(frozen=True)
class ResultHeldUp(OfResult):
    """The days are over, and an objection still waits."""

    notice_id: int


@dataclass(frozen=True)
class ResultFinal(OfResult):
    notice_id: int


@dataclass(frozen=True)
class ResultAnnulled(OfResult):
    notice_id: int


@dataclass(frozen=True)
class MinutesWritten(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class MinutesConfirmed(InMeeting):
    """One of the two hands."""

    minutes_id: int


@dataclass(frozen=True)
class MinutesFrozen(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class MinutesReopened(InMeeting):
    minutes_id: int


@dataclass(frozen=True)
class ActionAdded(InMeeting):
    action_id: int


@dataclass(frozen=True)
class ActionDropped(InMeeting):
    action_id: int


@dataclass(frozen=True)
class DispositionAdded(InMeeting):
    disposition_id: int


@dataclass(frozen=True)
class DispositionDropped(InMeeting):
    disposition_id: int


@dataclass(frozen=True)
class OfPlan:
    plan_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class CostShared(OfPlan):
    pass


@dataclass(frozen=True)
class VoteExported(OfResult):
    pass


@dataclass(frozen=True)
class MeetingChanged(InMeeting):
    """Another time or place; `anew` where the days of notice are counted from now."""

    edition: int
    anew: bool


@dataclass(frozen=True)
class MeetingCancelled(InMeeting):
    edition: int


@dataclass(frozen=True)
class ItemAdded(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class WordingChanged(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class ItemWithdrawn(InMeeting):
    item_id: int
    edition: int


@dataclass(frozen=True)
class StandInNamed(InMeeting):
    person_id: int | None


@dataclass(frozen=True)
class MeetingTakenOver(InMeeting):
    person_id: int


@dataclass(frozen=True)
class MeetingComing(InMeeting):
    """`which`: 1 a day before, 2 two hours before."""

    which: int


@dataclass(frozen=True)
class OnTimes:
    poll_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"times:{self.poll_id}",)


@dataclass(frozen=True)
class TimesAsked(OnTimes):
    pass


@dataclass(frozen=True)
class TimeTapped(OnTimes):
    pass


@dataclass(frozen=True)
class TimeChosen(OnTimes):
    option_id: int


@dataclass(frozen=True)
class OnRoll:
    inspection_id: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"roll:{self.inspection_id}",)


@dataclass(frozen=True)
class RollOpened(OnRoll):
    pass


@dataclass(frozen=True)
class RollObjected(OnRoll):
    objection_id: int


@dataclass(frozen=True)
class RollObjectionAnswered(OnRoll):
    objection_id: int


@dataclass(frozen=True)
class HandRaised(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class HandLowered(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class SpeakerCalled(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class SpeechEnded(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class HandSkipped(InMeeting):
    hand_id: int


@dataclass(frozen=True)
class ListClosed(InMeeting):
    pass


@dataclass(frozen=True)
class ListOpened(InMeeting):
    pass


@dataclass(frozen=True)
class Announced(InMeeting):
    pass


@dataclass(frozen=True)
class HelpAsked(InMeeting):
    call_id: int


@dataclass(frozen=True)
class HelpAnswered(InMeeting):
    call_id: int


@dataclass(frozen=True)
class MotionExtended(InMeeting):
    motion_id: int
