"""What came out of the demo's meetings: results that lie open, minutes of two meetings, and the roof of T8 shared."""

from __future__ import annotations

from dataclasses import astuple
from datetime import timedelta

from portal.accounts.models import Person
from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.kit import clock
from portal.ledger.models import Promise, Step
from portal.meetings import queries
from portal.meetings.actions.minutes import seal
from portal.meetings.models import (
    ActionItem,
    AgendaItem,
    CostPlan,
    Meeting,
    Minutes,
    Motion,
    ResultNotice,
    ResultObjection,
)
from portal.meetings.rules import publishing, sharing
from portal.meetings.rules.bundle import bundle_hash, without_codes

# M4 was held: which matter each item is about, what was said of it, and what was agreed (what, who, days from now).
M4 = "学院路三方联席会"
M4_ITEMS: tuple[tuple[int | None, str, tuple[str, str, int] | None], ...] = (
    (4, "三家都同意先看三个备选点，周六上午请邻居一起看。", ("三个备选点现场看，定一个", "网格员和物业（演示）", 5)),
    (9, "共享空间可以用，先试三个月。", ("老年食堂的消防、排烟请专业的人看", "学院路社区（演示）", 12)),
    (3, "等正式表决，先把报价贴出来。", ("充电点三家报价贴到公告栏", "物业（演示）", 4)),
    (11, "先通知，再一起清。", ("楼道杂物贴通知，两周后清", "物业和楼栋长（演示）", 14)),
    (None, "坏的两处这周修好。", ("修好两处门禁", "物业（演示）", 3)),
    (None, "每季度公示一次，下次联席会看。", None),
)
M3_NOTES = {"1": "养犬居民和家长都说了话，公约加了早上放风的时间。", "2": "有代表说晚上没人守，这次没有通过。"}
ROOF_COST = 4_610_000  # 分: the lowest of three offers


async def conclude(town: Town) -> None:
    for motion in await Motion.filter(stage="closed").order_by("id").select_related("area", "item", "meeting"):
        await _lay_open(town, motion)
    await _doubt(town)
    await _m3(town)
    await _m4(town)
    await _share_roof(town)


async def _lay_open(town: Town, motion: Motion) -> None:
    assert motion.closed_at is not None
    figures = await queries.bundle_of(motion)
    published = min(town.now, motion.closed_at + timedelta(hours=2))
    notice = await ResultNotice.create(
        motion=motion, state="published", published_at=published, published_by_id=motion.meeting.convener_id,
        until=publishing.period_of(motion.rule_code).end(published), figures=without_codes(figures), bundle_hash=bundle_hash(figures),
    )  # fmt: skip
    if motion.item.matter_number and notice.until:
        facts: dict[str, object] = {"until": notice.until.isoformat(), "motion_id": motion.id}
        await _step(motion.item.matter_number, published, "decide", "result_published", facts)


async def _step(number: str, at: object, stage: str, kind: str, facts: dict[str, object]) -> None:
    await Step.create(matter_number=number, at=at, stage=stage, kind=kind, facts=facts)


async def _doubt(town: Town) -> None:
    """酒城锦绣: one asked whether shops were counted, and was answered."""
    notice = await ResultNotice.filter(motion__meeting__title="酒城锦绣业主大会临时会议").order_by("id").first()
    assert notice is not None and notice.published_at is not None
    at = min(town.now, notice.published_at + timedelta(hours=3))
    await ResultObjection.create(
        notice=notice, person=town.people["郑浩"], text="商铺的面积算进去没有？", at=at, due_at=publishing.result_reply_due(at),
        upheld=False, answer="算进去了：48 间商铺都在名册上，总面积 125,411.28 ㎡ 就是连商铺的。", answered_at=town.now,
        answered_by_id=town.people["学院路社区小田"].id,
    )  # fmt: skip


async def _m3(town: Town) -> None:
    meeting = await Meeting.get(title="新望社区居民代表会议").select_related("area")
    await Meeting.filter(id=meeting.id).update(came=30)
    meeting.came = 30
    host, recorder = town.people["新望社区小文"], town.people["何秀英"]
    await _minutes(meeting, host, recorder, M3_NOTES, "居民代表 30 人，列席 2 人", 6)


async def _m4(town: Town) -> None:
    """The last tri-party meeting was held some weeks ago, on the same weekday, and what was agreed is promised."""
    meeting = await Meeting.get(title=M4).select_related("area")
    back = timedelta(weeks=4) * (1 + (meeting.ends_at - town.now) // timedelta(weeks=4))
    meeting.starts_at, meeting.ends_at = meeting.starts_at - back, meeting.ends_at - back
    meeting.called_at, meeting.came = meeting.starts_at - timedelta(days=5), 9
    await meeting.save()
    staff, notes = town.people["学院路社区小田"], {}
    for item in await AgendaItem.filter(meeting=meeting).order_by("position"):
        matter, note, agreed = M4_ITEMS[item.position - 1]
        notes[str(item.position)] = note
        if matter is not None:
            await AgendaItem.filter(id=item.id).update(matter_number=number_of(matter))
        if agreed is not None:
            await ActionItem.create(
                meeting=meeting, item=item, what=agreed[0], owner=agreed[1], due_on=clock.today() + timedelta(days=agreed[2]),
                added_by=staff, added_at=meeting.ends_at,
            )  # fmt: skip
    minutes = await _minutes(meeting, staff, town.people["李文博"], notes, "社区、业委会、物业三方 9 人", 7)
    await _promise(minutes)


async def _promise(minutes: Minutes) -> None:
    """As the ledger does: what has a number is promised. The matters stay where the demo has them."""
    for each in await queries.actions_agreed_in(minutes.id):
        number = each.item.matter_number
        if number is None:
            continue
        area = (await Meeting.get(id=each.meeting_id)).area_id
        await Promise.create(
            matter_number=number, area_id=area, what=each.what, owner=each.owner, made_by_id=each.added_by_id,
            made_at=minutes.frozen_at, due_on=each.due_on, stage="open",
        )  # fmt: skip
        facts: dict[str, object] = {"what": each.what, "owner": each.owner, "due": each.due_on.isoformat()}
        await _step(number, minutes.frozen_at, "do", "promised", facts)


async def _minutes(
    meeting: Meeting, host: Person, recorder: Person, notes: dict[str, str], present: str, speakers: int
) -> Minutes:
    at = meeting.ends_at + timedelta(hours=1)
    minutes = await Minutes.create(
        meeting=meeting, version=1, slot=meeting.id, present=present, speakers=speakers, notes=notes, recorder=recorder,
        written_at=at, recorder_confirmed_at=at, host=host, host_confirmed_at=at + timedelta(minutes=20),
    )  # fmt: skip
    await seal(meeting, minutes, at + timedelta(minutes=20))
    return minutes


async def _share_roof(town: Town) -> None:
    area = town.areas["S1-5栋"]
    found = sharing.shared(ROOF_COST, await queries.homes_sharing(area.path))
    await CostPlan.create(
        area=area, title="5栋屋顶防水", matter_number=number_of(8), cost=ROOF_COST, made_by=town.people["罗素华"],
        made_at=town.now - timedelta(days=1), shares=[list(astuple(share)) for share in found],
    )  # fmt: skip
