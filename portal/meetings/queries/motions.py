"""What is asked of motions and of the rights in them. Before the close nothing here says how anybody voted."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from portal.accounts import queries as accounts
from portal.database import bulk
from portal.database.reading import column
from portal.kit.errors import Missing
from portal.meetings import rules
from portal.meetings.models import Ballot, Motion, Proxy, Right, RightHolder
from portal.policy import Actor

RECEIPTS_PER_PAGE = 120


@dataclass(frozen=True)
class OwnRight:
    """A right this actor may use, and the receipt of the ballot that counts now, if there is one. `shared`: somebody who
    holds it too has voted with it."""

    right: Right
    receipt: str
    revision: int
    cast_at: datetime | None
    proxy: Proxy | None = None
    shared: bool = False


@dataclass(frozen=True)
class MotionFor:
    """A motion as one actor finds it."""

    motion: Motion
    rights: list[OwnRight]

    @property
    def path(self) -> str:
        return self.motion.path

    @property
    def waits(self) -> bool:
        """Whether a vote of this actor is still to be cast."""
        return self.motion.stage == rules.Stage.OPEN and any(not own.receipt for own in self.rights)


def question_of(motion: Motion) -> rules.Question | None:
    """What is chosen between, by the numbers that the ballot prints; None where one agrees, opposes or abstains."""
    if not motion.options:
        return None
    return rules.asked(**asked_in(motion))


def asked_in(motion: Motion) -> dict[str, Any]:
    """The options and how one may choose between them, as they are published."""
    return {name: getattr(motion, name) for name in ("method", "options", "least", "most", "seats", "seed")}


async def motion_with(motion_id: int) -> Motion:
    motion = await Motion.filter(id=motion_id).select_related("area", "item", "meeting").first()
    if motion is None:
        raise Missing()
    return motion


async def motion_of(item_id: int) -> Motion | None:
    """The motion of an item of an agenda, where it has one."""
    return await Motion.filter(item_id=item_id).select_related("area", "item", "meeting").first()


async def motion_for(actor: Actor, motion_id: int) -> MotionFor:
    motion = await motion_with(motion_id)
    return MotionFor(motion, await rights_of(actor, [motion.id]))


@dataclass(frozen=True)
class CastFor:
    """A motion as somebody casts in it: the rights they may use, each with the proxy under which they do, or None where
    it is their own."""

    motion: Motion
    rights: dict[int, int | None]


async def motion_cast_in(actor: Actor, motion_id: int) -> CastFor:
    """What a ballot is judged by, and no more: a thousand come in one minute. Raises Missing."""
    motion = await Motion.filter(id=motion_id).first()
    if motion is None:
        raise Missing()
    own = dict.fromkeys(await _rights_under(motion_id, actor.holders))
    return CastFor(motion, await _rights_held(actor, motion) | own)


async def _rights_held(actor: Actor, motion: Motion) -> dict[int, int | None]:
    """The rights of neighbours who gave this actor a proxy that stands; the earliest, where two co-owners gave one.
    It carries what the principal still holds, and nothing where one has to vote oneself."""
    found: dict[int, int | None] = {}
    given = await bulk.records(
        "SELECT id, keys, principal_id FROM proxy WHERE holder_id = ? AND meeting_id = ? AND revoked_at IS NULL ORDER BY id",
        actor.id, motion.meeting_id,
    )  # fmt: skip
    if not given or not rules.rule_of(motion.rule_code).proxies:
        return found
    held = await accounts.names_held_by({int(principal) for _id, _keys, principal in given})
    for proxy, keys, principal in given:
        for right in await _rights_under(motion.id, held.get(int(principal), set()).intersection(json.loads(keys))):
            found.setdefault(right, int(proxy))
    return found


async def _rights_under(motion_id: int, holders: Collection[str]) -> list[int]:
    if not holders:
        return []
    marks = ", ".join("?" * len(holders))
    rows = await bulk.records(
        "SELECT DISTINCT r.id FROM voting_right r JOIN right_holder h ON h.right_id = r.id"  # noqa: S608
        f" WHERE r.motion_id = ? AND h.holder IN ({marks})",
        motion_id, *sorted(holders),
    )  # fmt: skip
    return [int(row[0]) for row in rows]


async def motion_result(_actor: Actor, motion_id: int) -> Motion:
    return await motion_with(motion_id)


async def motion_run_by(_actor: Actor, motion_id: int) -> Motion:
    """A motion as its convener finds it: RUN_MEETING is judged by the meeting's."""
    return await motion_with(motion_id)


async def rights_of(actor: Actor, motions: Sequence[int]) -> list[OwnRight]:
    """The rights this actor may use in these motions, with the receipts that count: the own, and those of neighbours
    who gave a proxy for that meeting; of these only what the actor cast is told. Three queries."""
    if not actor.holders or not motions:
        return []
    given = await proxies_held_by(actor, motions)
    keys = actor.holders | {key for _, key in given}
    mine = Right.filter(motion_id__in=list(motions), holders__holder__in=sorted(keys)).select_related("motion")
    rights = await mine.distinct().prefetch_related("holders").order_by("id")
    ballots = await Ballot.filter(right_id__in=[r.id for r in rights]).order_by("revision") if rights else []
    found = [_own(actor, right, ballots, given) for right in rights]
    return [own for own in found if own is not None]


Given = dict[tuple[int, str], Proxy]


async def proxies_held_by(actor: Actor, motions: Sequence[int]) -> Given:
    """The proxies that stand, by meeting and by the names under which their principals still hold rights."""
    held = await Proxy.filter(holder_id=actor.id, revoked_at=None, meeting__motions__id__in=list(motions)).distinct()
    names = await accounts.names_held_by({proxy.principal_id for proxy in held})
    return {
        (proxy.meeting_id, key): proxy
        for proxy in held
        for key in names.get(proxy.principal_id, set()).intersection(proxy.keys)
    }


def _own(actor: Actor, right: Right, ballots: Sequence[Ballot], given: Given) -> OwnRight | None:
    holders = {each.holder for each in right.holders}
    proxies = rules.rule_of(right.motion.rule_code).proxies  # none where one has to vote oneself
    places = [(right.motion.meeting_id, key) for key in sorted(holders)] if proxies else []
    authorities = [given[place] for place in places if place in given]
    if not holders & actor.holders and not authorities:
        return None
    proxy = None if holders & actor.holders else authorities[0]
    told = [b for b in ballots if b.right_id == right.id and (proxy is None or b.cast_by_id == actor.id)]
    if proxy is None:  # the own one outranks what a proxy cast, whenever that was
        told = [b for b in told if b.channel != rules.Channel.PROXY] or told
    if not told:
        return OwnRight(right, "", 0, None, proxy)
    last = max(told, key=lambda b: (b.cast_at, b.revision))
    others = {b.cast_by_id for b in told if b.channel == rules.Channel.ELECTRONIC} - {actor.id, None}
    return OwnRight(right, last.receipt, last.revision, last.cast_at, proxy, shared=proxy is None and bool(others))


async def votes_waiting_for(actor: Actor) -> list[MotionFor]:
    """The open motions in which this actor may use a right; those not voted in yet come first."""
    if not actor.holders:
        return []
    own = Q(rights__holders__holder__in=sorted(actor.holders))
    given = Q(meeting__proxies__holder_id=actor.id, meeting__proxies__revoked_at=None)
    motions = await Motion.filter(own | given, stage=rules.Stage.OPEN).distinct()
    ids = [motion.id for motion in motions]
    rights = await rights_of(actor, ids)
    full = (
        await Motion.filter(id__in=ids).select_related("area", "item", "meeting").order_by("closes_at") if ids else []
    )
    found = [MotionFor(motion, [own for own in rights if own.right.motion_id == motion.id]) for motion in full]
    return sorted((one for one in found if one.rights), key=lambda one: not one.waits)


async def holders_of(motion_id: int) -> set[str]:
    return {str(h) for h in await column(RightHolder.filter(right__motion_id=motion_id), "holder")}


async def holders_without_ballot(motion_id: int) -> set[str]:
    voted = await column(Ballot.filter(motion_id=motion_id, revision=1), "right_id")
    rows = await RightHolder.filter(right__motion_id=motion_id).values_list("right_id", "holder")
    done = set(voted)
    return {str(holder) for right, holder in rows if right not in done}


async def entitlements_of(motion_id: int) -> list[rules.Entitlement]:
    """The frozen electorate of a motion."""
    rights = await Right.filter(motion_id=motion_id).prefetch_related("holders").order_by("key")
    return [rules.Entitlement(r.key, (), r.size, tuple(sorted(h.holder for h in r.holders))) for r in rights]


async def results_for(number: str) -> list[Motion]:
    """The motions on a matter, the first first."""
    return await Motion.filter(item__matter_number=number).select_related("area", "item", "meeting").order_by("id")
