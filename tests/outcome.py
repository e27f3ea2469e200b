"""A meeting of the cast that was held: a vote that is over and lies open, its minutes, what was agreed, a shared cost."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.kit import clock, sealing
from portal.meetings import queries
from portal.meetings.actions import running
from portal.meetings.models import (
    ActionItem,
    AgendaItem,
    Ballot,
    CostPlan,
    Meeting,
    Minutes,
    Motion,
    ResultNotice,
    ResultObjection,
    Right,
)
from portal.meetings.rules import publishing, rule_of, sharing

if TYPE_CHECKING:
    from tests.cast import Cast

TEXT = "是否同意 3 栋每月开一次坝坝会？"


async def decide(cast: Cast) -> None:
    now, head, staff = clock.now(), cast.people["wang_degui"], cast.people["chen_guifang"]
    starts = now - timedelta(days=2)
    cast.held = await Meeting.create(
        form="baba", title="3栋每月坝坝会", area=cast.building, place="1栋前坝子", starts_at=starts, convener=head,
        ends_at=starts + timedelta(hours=1), called_at=starts - timedelta(days=5), came=9,
    )  # fmt: skip
    item = await AgendaItem.create(meeting=cast.held, position=1, title="坝坝会", matter_number=cast.matter.number)
    cast.closed = await _vote(cast, item)
    notice = await ResultNotice.create(
        motion=cast.closed, state="published", published_at=now, until=publishing.USUAL.end(now), bundle_hash="0" * 64
    )
    cast.result_objection = await ResultObjection.create(
        notice=notice, person=cast.people["tang_laoshi"], text="票数好像少了一张。", at=now, due_at=publishing.result_reply_due(now)
    )  # fmt: skip
    facts = await queries.facts_of(cast.held) | {"recorder": "陈桂芳", "host": "王德贵"}
    await Minutes.create(
        meeting=cast.held, version=1, facts=facts, notes={"1": "都说好。"}, recorder=staff, host=head, hash="1" * 64,
        written_at=now, recorder_confirmed_at=now, host_confirmed_at=now, frozen_at=now,
    )  # fmt: skip
    cast.action = await ActionItem.create(
        meeting=cast.held,
        item=item,
        what="把时间贴出来",
        owner="王德贵",
        due_on=clock.today(),
        added_by=staff,
        added_at=now,
    )
    homes = [(home.id, home.label, home.path, home.size) for home in cast.homes]
    cast.plan = await CostPlan.create(
        area=cast.building, title="坝子的灯", cost=10_000, made_by=head, made_at=now,
        shares=[list(astuple(share)) for share in sharing.shared(10_000, homes)],
    )  # fmt: skip


async def _vote(cast: Cast, item: AgendaItem) -> Motion:
    at = cast.held.ends_at
    motion = await Motion.create(
        item=item, meeting=cast.held, area=cast.building, wording=TEXT, wording_hash=sealing.digest(TEXT),
        kind="deliberative", rule_code="households", stage="draft", closes_at=at, lights=3,
    )  # fmt: skip
    await running.freeze(motion, await queries.roll_of(cast.building.path, rule_of("households")))
    rights = await Right.filter(motion=motion).order_by("id")
    for n, right in enumerate(rights[:8]):
        await Ballot.create(
            motion=motion, right=right, revision=1, key=f"{n:064}", choice="agree" if n < 5 else "oppose",
            channel="electronic", cast_at=at, receipt=f"AAAA-{n:04}",
        )  # fmt: skip
    motion.turnout_count, motion.turnout_size = len(rights[:8]), sum(right.size for right in rights[:8])
    motion.stage, motion.opened_at, motion.closed_at, motion.result = "closed", at, at, await running.count(motion)
    await motion.save()
    return await queries.motion_with(motion.id)
