"""A show of hands as the two who count find it, and as everybody does: never what one of them has counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts import queries as accounts
from portal.meetings.models import HandCount, HandVote
from portal.meetings.rules.hands import Hands
from portal.policy import Actor

COUNTERS = 2


@dataclass(frozen=True)
class Counting:
    """`mine` is the actor's own place in this round, and `names` who counts. `again` says that the two differed."""

    vote: HandVote
    names: list[str]
    entered: int
    mine: HandCount | None

    @property
    def full(self) -> bool:
        return len(self.names) == COUNTERS

    @property
    def again(self) -> bool:
        return self.vote.round > 1


async def counting_of(actor: Actor | None, motion_id: int) -> Counting | None:
    """Where this motion is voted on by hands; None where it is not."""
    vote = await HandVote.get_or_none(motion_id=motion_id)
    if vote is None:
        return None
    counts = await counts_of(vote)
    return Counting(
        vote,
        [await accounts.shown_name_of(each.counter_id) for each in counts],
        sum(each.entered_at is not None for each in counts),
        next((each for each in counts if actor is not None and each.counter_id == actor.id), None),
    )


async def counts_of(vote: HandVote) -> list[HandCount]:
    return await HandCount.filter(vote_id=vote.id, round=vote.round).order_by("seat")


async def counted_by_both(motion_id: int) -> Hands | None:
    """What both have counted, or None where they have not agreed."""
    counts = await counts_of(await HandVote.get(motion_id=motion_id))
    said = {(each.agree, each.oppose, each.abstain) for each in counts if each.entered_at is not None}
    whole = len(said) == 1 and sum(each.entered_at is not None for each in counts) == COUNTERS
    return Hands(*(number or 0 for number in said.pop())) if whole else None


async def counters_of(motions: Sequence[int]) -> dict[int, list[str]]:
    """Who counted the hands of these motions in the end, by how neighbours see their names."""
    if not motions:
        return {}
    votes = {vote.id: vote for vote in await HandVote.filter(motion_id__in=list(motions))}
    found: dict[int, list[str]] = {}
    for each in await HandCount.filter(vote_id__in=list(votes)).order_by("vote_id", "seat") if votes else []:
        if each.round == votes[each.vote_id].round:
            name = await accounts.shown_name_of(each.counter_id)
            found.setdefault(votes[each.vote_id].motion_id, []).append(name)
    return found
