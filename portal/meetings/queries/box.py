"""What is in the box, as the count judges it: whose each ballot is, and the ways and receipts of those that count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.meetings import rules
from portal.meetings.models import Ballot, Motion, Proxy, RightHolder
from portal.meetings.rules import Cast, Channel
from portal.meetings.rules.hands import channel_of


async def cast_in(motion: Motion) -> dict[int, list[Cast]]:
    """Every ballot that was cast, by right. Whoever holds a proxy speaks for its principal, as did whoever held one
    before."""
    found: dict[int, list[Cast]] = defaultdict(list)
    principals = await _principals(motion)
    for ballot in await Ballot.filter(motion_id=motion.id).order_by("id"):
        by = str(ballot.cast_by_id or "")
        if ballot.channel == Channel.PROXY:
            by = principals.get((ballot.right_id, ballot.cast_by_id), by)
        cast = Cast(by, ballot.choice, Channel(ballot.channel), ballot.cast_at, ballot.id)
        found[ballot.right_id].append(cast)
    return found


async def _principals(motion: Motion) -> dict[tuple[int, int | None], str]:
    """For whom somebody holds a proxy, by the right and the holder; of two co-owners for the one who gave it first."""
    proxies = await Proxy.filter(meeting_id=motion.meeting_id, holder_id__isnull=False).order_by("-id")
    keys = {key for proxy in proxies for key in proxy.keys}
    rights = RightHolder.filter(right__motion_id=motion.id, holder__in=sorted(keys) or [""])
    return {
        (int(right), proxy.holder_id): f"for:{proxy.principal_id}"
        for right, holder in await rights.values_list("right_id", "holder")
        for proxy in proxies
        if holder in proxy.keys
    }


async def _counted(motions: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """By motion, the way and the receipt of each right's last ballot that counts. Two queries."""
    frozen = {int(id): rule or {} for id, rule in await Motion.filter(id__in=list(motions)).values_list("id", "rule")}
    rows = Ballot.filter(motion_id__in=list(motions)).order_by("id")
    cast: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for motion, right, *ballot in await rows.values_list(
        "motion_id", "right_id", "id", "channel", "receipt", "cast_at"
    ):
        cast[int(motion), int(right)].append(ballot)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (motion, _right), ballots in cast.items():
        found[motion].append(_last(ballots, frozen[motion]))
    return found


def _last(ballots: Iterable[Any], rule: Mapping[str, Any]) -> tuple[str, str]:
    told = {id: (str(channel), str(receipt)) for id, channel, receipt, _at in ballots}
    cast = [Cast("", "", Channel(channel), at, id) for id, channel, _receipt, at in ballots]
    (counts,) = rules.counting(cast, str(rule.get("two_channels", "last_wins")))
    return told[counts.order]


async def receipts_of(motion_id: int) -> list[str]:
    """The codes of the ballots that count, in no order that means anything."""
    return sorted(receipt for _channel, receipt in (await _counted([motion_id])).get(motion_id, []))


async def channels_in(motions: Sequence[int]) -> dict[int, dict[str, int]]:
    """By which way the votes came that count, one per right, for several motions; counts only."""
    counted = await _counted(motions) if motions else {}
    return {motion: dict(Counter(channel for channel, _receipt in each)) for motion, each in counted.items()}


async def channels_of(motion_id: int) -> dict[str, int]:
    """The same of one motion, where it was by hands too."""
    ways = (await channels_in([motion_id])).get(motion_id)
    if ways:
        return ways
    motion = await Motion.filter(id=motion_id).only("id", "result").first()
    return channel_of(motion.result if motion else None)
