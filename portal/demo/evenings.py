"""The six meetings of the demo: one tonight, one closed yesterday, and the others around them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.demo.town import Tell, Town
from portal.demo.voices import number_of
from portal.kit import clock, sealing
from portal.ledger.models import Step
from portal.meetings import rules
from portal.meetings.actions.counting import count
from portal.meetings.actions.running import freeze
from portal.meetings.models import AgendaItem, Ballot, Delivery, Meeting, Motion, Right
from portal.places import queries as places
from portal.places.models import Home, Ownership
from portal.places.queries import RollEntry

# 3栋1单元: what the ten who have voted chose, by the label of their home.
AGREED = ("301", "401", "501", "202", "302", "502", "602")
OPPOSED = ("601", "701", "102")

# 酒城锦绣, of those who took part: how many, and how many of them agreed, by what they own.
M2_TOOK_PART = {"double": (11, 4), 9841: (226, 151), 12675: (239, 230), 14120: (208, 128)}
M2_SECOND = (500, 150, 34)
# The interim committee of 龙马新城: four owners, and three who are not.
M5_MEMBERS = ("业主代表 1", "业主代表 2", "业主代表 3", "社区代表", "街道代表", "业主代表 4", "建设单位代表")


@dataclass(frozen=True)
class Put:
    """A motion to be put, and who may vote on it."""

    wording: str
    rule: str
    closes_at: datetime
    area: str


def evening(now: datetime) -> tuple[datetime, datetime]:
    """Tonight 19:30 to 20:30 in the city; once that has begun, from half an hour ago until an hour from now."""
    local = clock.in_city(now)
    starts = local.replace(hour=19, minute=30, second=0, microsecond=0)
    if local >= starts - timedelta(minutes=30):
        starts = local.replace(second=0, microsecond=0) - timedelta(minutes=30)
        return starts, starts + timedelta(minutes=90)
    return starts, starts + timedelta(hours=1)


async def hold(town: Town, tell: Tell) -> None:
    for n, each in enumerate((_m1, _m2, _m3, _m4, _m5, _m6), 1):
        await each(town)
        tell("会议和表决", n, 6)


async def _meeting(
    town: Town, form: str, title: str, area: str, place: str, by: str, starts: datetime, ends: datetime
) -> Meeting:
    return await Meeting.create(
        form=form, title=title, area=town.areas[area], place=place, starts_at=starts, ends_at=ends, convener=town.people[by],
        called_at=min(town.now, starts) - timedelta(days=17),
    )  # fmt: skip


async def _put(town: Town, meeting: Meeting, position: int, title: str, matter: int | None, put: Put) -> Motion:
    number = number_of(matter) if matter else None
    item = await AgendaItem.create(meeting=meeting, position=position, title=title, matter_number=number)
    kind, indicative = rules.STAMPS[put.rule]
    return await Motion.create(
        item=item, meeting=meeting, area=town.areas[put.area], wording=put.wording, wording_hash=sealing.digest(put.wording),
        kind=kind, indicative=indicative, rule_code=put.rule, stage="draft", closes_at=put.closes_at,
        lights=secrets.randbelow(1 << 30),
    )  # fmt: skip


async def _open(motion: Motion, roll: Sequence[RollEntry], at: datetime) -> dict[str, Right]:
    await motion.fetch_related("area", "meeting")
    await freeze(motion, roll)
    motion.stage, motion.opened_at = rules.Stage.OPEN, at
    await motion.save()
    return {right.key: right for right in await Right.filter(motion_id=motion.id)}


async def _fill(motion: Motion, cast: Sequence[tuple[Right, str]], at: datetime) -> None:
    ballots = [
        Ballot(
            motion_id=motion.id, right_id=right.id, revision=1, key=sealing.digest(f"seed:{motion.id}:{right.id}"), choice=choice,
            channel="electronic", cast_at=at, receipt=rules.receipt_code(secrets.token_bytes(16)),
        )
        for right, choice in cast
    ]  # fmt: skip
    await Ballot.bulk_create(ballots, batch_size=500)
    motion.turnout_count, motion.turnout_size = len(cast), sum(right.size for right, _ in cast)
    await motion.save(update_fields=["turnout_count", "turnout_size"])


async def _close(motion: Motion, at: datetime) -> None:
    motion.stage, motion.closed_at, motion.result = rules.Stage.CLOSED, at, await count(motion)
    await motion.save(update_fields=["stage", "closed_at", "result"])


async def _step(number: int, at: datetime, kind: str, /, **facts: object) -> None:
    await Step.create(matter_number=number_of(number), at=at, stage="decide", kind=kind, facts=facts)


async def _m1(town: Town) -> None:
    """3栋1单元: fourteen rights, ten have voted; two more agreeing make twelve and nine."""
    starts, closes = evening(town.now)
    meeting = await _meeting(town, "baba", "3栋1单元加装电梯坝坝会", "S1-3栋", "1栋前坝子", "王德贵", starts, closes)
    put = Put("是否同意 3 栋 1 单元申请加装电梯？", "straw_poll", closes, "S1-3栋-1")
    motion = await _put(town, meeting, 1, "3栋1单元加装电梯", 1, put)
    opened = town.now - timedelta(hours=1)
    rights = await _open(motion, await places.owners_roll(town.areas["S1-3栋-1"].path), opened)
    choices = {label: "agree" for label in AGREED} | {label: "oppose" for label in OPPOSED}
    keys = {key: f"owner:{town.owner_of[town.homes[('S1', f'3栋1单元{key}')].id]}" for key in choices}
    await _fill(motion, [(rights[keys[label]], choice) for label, choice in choices.items()], opened)
    put = Put("是否同意 3 栋每月第一个周四开一次坝坝会？", "households", closes, "S1-3栋")
    await _put(town, meeting, 2, "坝坝会每月开一次", None, put)
    await _bring(town, meeting)
    where = {
        "meeting": meeting.title,
        "meeting_id": meeting.id,
        "starts_at": starts.isoformat(),
        "place": meeting.place,
    }
    await _step(1, meeting.called_at, "on_agenda", **where)
    await _step(1, opened, "vote_opened", kind=motion.kind, indicative=False, rights=14)


async def _bring(town: Town, meeting: Meeting) -> None:
    """The head went from door to door the day before yesterday; two of 3栋 were out."""
    doors = [home for (estate, label), home in town.homes.items() if estate == "S1" and label.startswith("3栋")]
    out, at = {"3栋1单元701", "3栋2单元602"}, town.now - timedelta(days=2)
    await Delivery.bulk_create(
        [
            Delivery(
                meeting_id=meeting.id, home_id=home.id, method="handed", outcome="absent" if home.label in out else "delivered",
                occurred_at=at, logged_at=at, by_id=town.people["王德贵"].id,
            )
            for home in doors
        ],
        batch_size=500,
    )  # fmt: skip


async def _m2(town: Town) -> None:
    """酒城锦绣: exactly two thirds of heads and of area took part; exactly three quarters of the heads agreed."""
    closes = town.now - timedelta(days=1)
    meeting = await _meeting(
        town,
        "owners_assembly",
        "酒城锦绣业主大会临时会议",
        "S2",
        "架空层共享空间",
        "李文博",
        closes - timedelta(days=15),
        closes,
    )
    special = Put("是否同意把6栋架空层充电点迁建到北门，占用公共空地？", "owners_special", closes, "S2")
    ordinary = Put("是否同意用公共收益 11.8 万元做充电点改造？", "owners_ordinary", closes, "S2")
    first = await _put(town, meeting, 1, "充电点迁建", 3, special)
    second = await _put(town, meeting, 2, "公共收益使用", 3, ordinary)
    roll = await places.owners_roll(town.areas["S2"].path)
    part = await _m2_part(town)
    agree, oppose, _abstain = M2_SECOND
    others = ["agree"] * agree + ["oppose"] * oppose + ["abstain"] * M2_SECOND[2]
    for motion, choices in ((first, [choice for _, choice in part]), (second, others)):
        rights = await _open(motion, roll, closes - timedelta(days=15))
        await _fill(
            motion,
            [(rights[key], choice) for (key, _), choice in zip(part, choices, strict=True)],
            closes - timedelta(days=2),
        )
        await _close(motion, closes)
        verdict = motion.result["verdict"] if motion.result else ""
        await _step(3, closes, "vote_closed", verdict=verdict, kind=motion.kind, indicative=True, motion_id=motion.id)


async def _m2_part(town: Town) -> list[tuple[str, str]]:
    """Who took part and what they chose on the first motion, as (key of the right, choice)."""
    homes = {home.id: home for home in await Home.filter(estate_id=town.areas["S2"].id, state="delivered")}
    owned: dict[int, list[int]] = {}
    for home_id, owner_id in (
        await Ownership.filter(home__estate_id=town.areas["S2"].id).order_by("id").values_list("home_id", "owner_id")
    ):
        if home_id in homes:
            owned.setdefault(int(owner_id), []).append(homes[int(home_id)].size)
    part: list[tuple[str, str]] = []
    for kind, (took_part, agreed) in M2_TOOK_PART.items():
        owners = [o for o, sizes in owned.items() if (len(sizes) == 2 if kind == "double" else sizes == [kind])][
            :took_part
        ]
        part += [(f"owner:{owner}", "agree" if n < agreed else "oppose") for n, owner in enumerate(owners)]
    return part


async def _m3(town: Town) -> None:
    """新望: of forty-five representatives thirty came; sixteen agree and it passes, fifteen and it does not."""
    local = clock.in_city(town.now).replace(hour=9, minute=30, second=0, microsecond=0)
    starts = local - timedelta(days=(local.weekday() - 5) % 7 or 7)
    closes = starts + timedelta(hours=2)
    meeting = await _meeting(
        town, "residents_reps", "新望社区居民代表会议", "xw", "党群服务中心二楼", "新望社区小文", starts, closes
    )
    roll = [RollEntry(f"person:rep-{n:02}", f"代表 {n:02}", 0, ()) for n in range(1, 46)]
    for position, (title, wording, agree) in enumerate(
        (
            ("《文明养犬公约》", "是否通过《文明养犬公约》？", 16),
            ("新望议事厅开放时间", "是否同意新望议事厅每月 10 日、25 日晚上开放？", 15),
        ),
        1,
    ):
        motion = await _put(town, meeting, position, title, None, Put(wording, "residents_reps", closes, "xw"))
        rights = list((await _open(motion, roll, starts)).values())
        await _fill(
            motion, [(right, "agree" if n < agree else "oppose") for n, right in enumerate(rights[:30])], starts
        )
        await _close(motion, closes)


def coming(now: datetime, weekday: int, hour: int) -> datetime:
    """The next such weekday (Monday is 0), not today."""
    day = clock.in_city(now).replace(hour=hour, minute=0, second=0, microsecond=0)
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def second_wednesday(now: datetime, hour: int) -> datetime:
    """The next second Wednesday of a month, not today."""
    day = coming(now, 2, hour)
    while not 8 <= day.day <= 14:
        day += timedelta(days=7)
    return day


async def _m4(town: Town) -> None:
    """学院路: every second Wednesday of the month; what neighbours raised, and who sees to it. Nothing is voted on."""
    starts = second_wednesday(town.now, 16)
    meeting = await _meeting(
        town, "tri_party", "学院路三方联席会", "xyl", "共享空间", "学院路社区小田", starts, starts + timedelta(hours=2)
    )
    topics = (
        ("充电点迁建跟进：物业报工期", 3), ("垃圾投放点搬到哪里：社区选点", 4), ("老年食堂场地：街道找铺面", 9),
        ("楼道杂物：物业每周清一次", None), ("门禁维修：业委会询价", None), ("公共收益公示：业委会每季一次", None),
    )  # fmt: skip
    for position, (topic, matter) in enumerate(topics, 1):
        number = number_of(matter) if matter else None
        await AgendaItem.create(meeting=meeting, position=position, title=topic, matter_number=number)


async def _m5(town: Town) -> None:
    """龙马新城: seven members, five came, three of them of the owners; four agree, over half of all seven."""
    starts = coming(town.now - timedelta(days=8), 1, 20)  # yesterday at the latest
    closes = starts + timedelta(hours=1)
    meeting = await _meeting(
        town, "pmc", "龙马新城物管会会议", "S5", "物业办公室，也可线上", "星光社区小余", starts, closes
    )
    put = Put("是否同意 3 月底前召开首次业主大会？", "pmc", closes, "S5")
    motion = await _put(town, meeting, 1, "筹备首次业主大会", None, put)
    roll = [
        RollEntry(f"person:pmc-{n}", name, int(name.startswith("业主代表")), ()) for n, name in enumerate(M5_MEMBERS, 1)
    ]
    rights = list((await _open(motion, roll, starts)).values())[:5]
    await _fill(motion, [(right, "agree" if n < 4 else "oppose") for n, right in enumerate(rights)], starts)
    await _close(motion, closes)


async def _m6(town: Town) -> None:
    """江月: eleven neighbours speak three minutes each, before anything is decided."""
    starts = coming(town.now, 6, 15)
    meeting = await _meeting(
        town,
        "hearing",
        "江月社区居民听证会：梯坎改造",
        "jy",
        "党群服务中心",
        "街道老何",
        starts,
        starts + timedelta(hours=2),
    )
    for position, topic in enumerate(
        ("梯坎改造方案：设计院来讲", "11 位居民发言，每人 3 分钟", "哪些采纳、哪些不采纳，为什么"), 1
    ):
        await AgendaItem.create(meeting=meeting, position=position, title=topic)
