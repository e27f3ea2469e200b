"""采纳情况: after a hearing everybody reads what was said there, whether it was adopted, and why."""

from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings.rules.convening import MeetingForm

MOST = 60
OUTCOMES = {"adopted": N_("采纳"), "partly": N_("部分采纳"), "refused": N_("不采纳")}


class TooManyDispositions(Refused):
    message = N_("意见太多了，最多 60 条。请把差不多的并成一条。")


class DispositionsMissing(Refused):
    message = N_("听证会要写明每条意见采纳没采纳、为什么。先写好再确认。")


def must_answer_what_was_said(form: str, dispositions: int) -> None:
    """A hearing without its table of opinions is not over. Raises DispositionsMissing."""
    if form == MeetingForm.HEARING and dispositions == 0:
        raise DispositionsMissing()
