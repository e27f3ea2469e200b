"""What silence means in a motion, and how far its ballots have been brought."""

from __future__ import annotations

from portal.database.reading import column
from portal.meetings import rules
from portal.meetings.models import Ballot, PaperBallot, SilentRule
from portal.meetings.rules import silence


async def article_of(motion_id: int) -> str:
    """By which article silent owners follow the majority here; empty where they do not."""
    found = await SilentRule.get_or_none(motion_id=motion_id)
    return found.article if found else ""


async def articles_of(meeting_id: int) -> dict[int, str]:
    """By motion. Where other words or options have since made another vote of it, the article stands for nothing, as
    when the rule is frozen."""
    found = await SilentRule.filter(motion__meeting_id=meeting_id).select_related("motion")
    return {
        each.motion_id: each.article
        for each in found
        if silence.may_follow(rules.rule_of(each.motion.rule_code), options=bool(each.motion.options))
    }


async def spoken_of(motion_id: int) -> set[str]:
    """Whose right has said anything at all, on a phone or on a paper that somebody brought: they are not silent, even
    where what they said does not count."""
    voted = await column(Ballot.filter(motion_id=motion_id, revision=1), "right__key")
    written = await column(PaperBallot.filter(motion_id=motion_id).exclude(state="withdrawn"), "right__key")
    return {str(key) for key in (*voted, *written)}
