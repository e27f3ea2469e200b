"""Who helps in the demo: eight activities, eight needs, members and a unit that have reported in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from portal import settings
from portal.accounts.models import Person
from portal.demo.city import invented_name
from portal.demo.voices import number_of
from portal.kit import clock, sealing
from portal.ledger.models import Step
from portal.reporting import rules as reporting
from portal.reporting.models import Claim, Need, Report, Unit
from portal.volunteers.models import Activity, Membership, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import hours

if TYPE_CHECKING:
    from portal.demo.seed import Tell, Town

CROWD = 24  # neighbours with no account of their own in the demo, who fill the shifts


@dataclass(frozen=True)
class ActivitySpec:
    """`shifts` are (days ahead of this week's Saturday, hour, minutes); `taken` of the first one's places."""

    title: str
    team: tuple[str, str, str, str, str]  # name, kind, area, leader, charter
    place: str
    risk: str
    risks: str
    says: str
    places: int
    shifts: tuple[tuple[int, int, int], ...]
    taken: int = 0
    minimum_age: int = 18
    skill: str = ""
    insured: tuple[str, str] = ("", "")
    stage: str = "published"
    matter: int = 0


GUIYUAN = ("桂圆林苑志愿服务队", "cleaning", "S1", "何春梅", "每周六清一次楼道，谁都能来，来一次算一次。")
CARE = ("助老队", "care", "xyl", "黄子涵", "给老人送餐、陪老人说话、教老人用手机。")
MANNERS = ("文明劝导队", "sorting", "S2", "郑浩", "晚上在投放点帮大家分一分，说话和气。")
WATER = ("水上安全队", "water", "S3", "街道老何", "夏秋两季沿江巡逻，两人一组，不下水。")
REPAIR = ("邻里匠人队", "repair", "S1", "周师傅", "每月修一次小家电，不收钱。")
MEDIATION = ("调解队", "mediation", "xyl", "学院路社区小田", "在皂妈工作室值班，听两边说，不往外说。")
EMERGENCY = ("应急队", "emergency", "lyp", "刘晓敏", "汛期待命，只在应急响应时出动。")

ACTIVITIES = (
    ActivitySpec(
        "周六楼道清杂物", GUIYUAN, "3栋门口", "low", "楼梯滑，搬东西注意腰；灰大，带口罩。", "把楼道里没人要的杂物搬到楼下，分好类。手套口罩队里有。",
        20, ((0, 9, 120), (7, 9, 120), (14, 9, 120)), taken=13, minimum_age=14,
    ),
    ActivitySpec(
        "老年食堂送餐", CARE, "学院路社区党群服务中心", "low", "骑车注意安全，汤烫手。", "把午饭送到走不动的老人手上，一趟四家。先听食品安全说明。",
        8, ((2, 11, 90), (3, 11, 90), (4, 11, 90)), taken=8, matter=9,
    ),
    ActivitySpec("垃圾分类晚间督导", MANNERS, "2栋投放点", "low", "站着累，蚊子多。", "晚上七点到九点在投放点，教大家分一分。", 6, ((0, 19, 120), (1, 19, 120)), taken=4, matter=4),
    ActivitySpec(
        "滨江防溺水巡逻", WATER, "沱江雅苑大门", "danger", "江边路滑水急，只劝不下水，遇险先打 110、119。", "两人一组沿江走三公里，劝下水的人上岸。穿救生衣。",
        10, ((0, 15, 180), (1, 15, 180)), taken=5, insured=("演示财产保险", "YS-2026-0417"),
    ),
    ActivitySpec("家电义务维修日", REPAIR, "1栋前坝子", "low", "用电有危险，通电测试由有证的人做。", "修电风扇、电饭煲这些小家电。修不好的说清楚为什么。", 12, ((1, 9, 240),), taken=6, skill="电工证"),
    ActivitySpec("手机课堂“长辈版怎么用”", CARE, "共享空间", "none", "没有什么危险，要有耐心。", "一对一教老人打电话、看孙子、用长辈版投票。", 6, ((4, 15, 90), (11, 15, 90)), taken=4, minimum_age=14),
    ActivitySpec("邻里纠纷调解值班", MEDIATION, "皂妈工作室", "none", "可能遇到吵架，先劝开。要签保密承诺。", "两人一班，听两边说，记下来，不往外说。", 2, ((0, 9, 150), (3, 9, 150)), taken=1),
    ActivitySpec(
        "防汛沙袋与转移引导", EMERGENCY, "龙眼坡社区党群服务中心", "danger", "涉水、搬重物，听指挥，不单独行动。", "只在应急响应时开放报名。", 60, (), insured=("演示财产保险", "YS-2026-0502"),
        stage="draft",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class NeedSpec:
    """`claims` are (who, stage, thanks); `told` is who is served, and their door and address."""

    title: str
    summary: str
    area: str
    by: str
    told: tuple[str, str, str]
    minutes: int
    people: int
    due_in: int
    category: str
    kind: str = "service"
    skill: str = ""
    matter: int = 0
    recipient: str = ""
    claims: tuple[tuple[str, str, str], ...] = field(default=())


NEEDS = (
    NeedSpec("每周代购一次药", "医院开好的药，每周取一次送到家。", "S1-3栋", "陈桂芳", ("杨婆婆", "3栋2单元501", "yangpopo@demo.invalid"), 60, 2, 5, "care", claims=(("周师傅", "accepted", ""),)),
    NeedSpec("讲讲加装电梯的图纸", "把两个方案的图讲给大家听，看采光和管线。", "S1-3栋", "陈桂芳", ("自管委 张国富", "", "zhangguofu@demo.invalid"), 90, 1, 6, "governance", skill="建筑设计", matter=1, recipient="张国富"),
    NeedSpec("暑期托管班教数学", "在共享空间，社工全程在场，初中数学。", "xyl", "学院路社区小田", ("家长代表 郑浩", "", "zhenghao@demo.invalid"), 90, 4, 20, "culture", recipient="郑浩"),
    NeedSpec("看一看物业合同", "业委会想请人看看合同里的服务标准怎么写。", "S6", "河滨社区小罗", ("业委会", "", "hebin@demo.invalid"), 120, 1, 9, "law", skill="律师", matter=7),
    NeedSpec("错时停车位 40 个", "晚上七点到早上七点，离小区走路十分钟以内。", "S4", "新望社区小文", ("何秀英（楼栋长）", "", "hexiuying@demo.invalid"), 60, 1, 12, "governance", kind="resource", matter=2, recipient="何秀英", claims=(("曾媛", "accepted", ""),)),
    NeedSpec("陪着做充电点消防验收", "新充电点验收，请懂消防的人一起看一遍。", "S2", "学院路社区小田", ("周明强（楼栋长）", "", "zhoumingqiang@demo.invalid"), 120, 1, 10, "safety", skill="消防工程", matter=3, recipient="周明强"),
    NeedSpec("社区义诊量血压", "周六上午在党群服务中心，量血压、说用药。", "xyl", "学院路社区小田", ("学院路社区", "党群服务中心", "xueyuanlu@demo.invalid"), 180, 6, 4, "health", skill="医生、护士", claims=(("郑浩", "confirmed", "量得仔细，说话又慢，听得懂。"),)),
    NeedSpec("夜里看梯坎哪里装灯", "晚上走一遍一百多步梯坎，把黑的地方记下来。", "S3", "街道老何", ("夜班护士", "3栋402", "yebanhushi@demo.invalid"), 60, 3, 2, "safety", matter=10, recipient="夜班护士", claims=()),
)  # fmt: skip


async def lend(town: Town, tell: Tell) -> None:
    crowd = await _crowd(town)
    for n, spec in enumerate(ACTIVITIES, 1):
        await _activity(town, spec, crowd)
        tell("志愿活动", n, len(ACTIVITIES))
    await _reports(town)
    for n, need in enumerate(NEEDS, 1):
        await _need(town, need)
        tell("邻居的需求", n, len(NEEDS))
    await _last_saturday(town, crowd)
    await _records(town)


async def _crowd(town: Town) -> list[Person]:
    names = [invented_name(700 + n) for n in range(CROWD)]
    await Person.bulk_create([Person(name=name, shown_as="surname", joined_at=town.now) for name in names])
    return await Person.filter(name__in=names).order_by("id").limit(CROWD)


def saturday(now: datetime) -> datetime:
    """Midnight in the city before the next Saturday; today's if it is Saturday before eight."""
    local = clock.in_city(now)
    day = local.date() + timedelta(days=(5 - local.weekday()) % 7 or 7)
    return datetime.combine(day, time(), clock.CITY)


async def _team(town: Town, spec: tuple[str, str, str, str, str]) -> Team:
    name, kind, area, leader, charter = spec
    founded = town.now - timedelta(days=200)
    team, made = await Team.get_or_create(
        name=name,
        defaults={
            "kind": kind, "area_id": town.areas[area].id, "leader_id": town.people[leader].id, "charter": charter,
            "founded_at": founded,
        },
    )  # fmt: skip
    if made:
        await Membership.create(team=team, person=town.people[leader], joined_at=founded)
    return team


async def _activity(town: Town, spec: ActivitySpec, crowd: Sequence[Person]) -> None:
    team = await _team(town, spec.team)
    activity = await Activity.create(
        team=team, title=spec.title, description=spec.says, risk=spec.risk, risks=spec.risks, place=spec.place, skill=spec.skill,
        minimum_age=spec.minimum_age, insurer=spec.insured[0], policy_number=spec.insured[1], stage=spec.stage,
        matter_number=number_of(spec.matter) if spec.matter else "", planned_at=town.now - timedelta(days=6),
    )  # fmt: skip
    for n, (days, hour, minutes) in enumerate(spec.shifts):
        starts = saturday(town.now) + timedelta(days=days, hours=hour)
        shift = await Shift.create(
            activity=activity, starts_at=starts, ends_at=starts + timedelta(minutes=minutes), places=spec.places,
            secret=sealing.token(),
        )  # fmt: skip
        await _fill(town, shift, crowd[: spec.taken if n == 0 else spec.taken // 3])
    if spec.matter:
        await _step(town, spec.matter, "activity", title=spec.title, team=team.name, activity_id=activity.id)


async def _fill(town: Town, shift: Shift, people: Sequence[Person]) -> None:
    await SignUp.bulk_create(
        [
            SignUp(
                shift_id=shift.id, person_id=each.id, stage="accepted", ledger="voluntary", position=n,
                signed_up_at=town.now - timedelta(days=1),
            )
            for n, each in enumerate(people, 1)
        ]
    )  # fmt: skip
    shift.taken = shift.queue = len(people)
    await shift.save(update_fields=["taken", "queue"])


async def _step(town: Town, matter: int, kind: str, /, **facts: object) -> None:
    at = town.now - timedelta(hours=20)
    await Step.create(matter_number=number_of(matter), at=at, stage="do", kind=kind, facts=facts)


async def _reports(town: Town) -> None:
    for who, area, unit in (("郑浩", "xyl", "某医院（演示）"), ("曾媛", "xw", "市某局（演示）")):
        person = town.people[who]
        await Report.create(
            person=person, kind="member", area=town.areas[area], unit_name=unit, stage="confirmed", slot=person.id,
            consent=sealing.digest(reporting.CONSENT), reported_at=town.now - timedelta(days=90),
            confirmed_at=town.now - timedelta(days=89),
        )  # fmt: skip
    rider = town.people["蒋小东"]
    await Report.create(
        person=rider, kind="new_worker", area=town.areas["xyl"], stage="declared", slot=rider.id,
        consent=sealing.digest(reporting.CONSENT_WORKER), reported_at=town.now - timedelta(days=1),
    )  # fmt: skip
    today = clock.today()
    await Unit.create(
        person=town.people["曾媛"], area=town.areas["xw"], name="市某局（演示）", offers="停车场 40 个车位，晚上 7 点到早上 7 点。",
        stage="accepted", receipt=f"BD-{today.year}-0001", reported_at=town.now - timedelta(days=60),
        accepted_at=town.now - timedelta(days=58), paired_from=today - timedelta(days=58),
        paired_until=today + timedelta(days=307),
    )  # fmt: skip


async def _need(town: Town, spec: NeedSpec) -> None:
    who, door, address = spec.told
    sealed = json.dumps({"who": who, "door": door, "address": address}, ensure_ascii=False)
    by = town.people[spec.by]
    need = await Need.create(
        area=town.areas[spec.area], title=spec.title, summary=spec.summary, kind=spec.kind, category=spec.category,
        minutes=spec.minutes, people=spec.people, taken=len(spec.claims), by_day=clock.today() + timedelta(days=spec.due_in),
        skill=spec.skill, origin="matter" if spec.matter else "community", stage="open", person=by,
        matter_number=number_of(spec.matter) if spec.matter else "", published_by_id=by.id,
        recipient_id=town.people[spec.recipient].id if spec.recipient else None,
        sealed=sealing.seal(settings.current().secret, sealed), asked_at=town.now - timedelta(days=3),
    )  # fmt: skip
    if spec.matter:
        await _step(town, spec.matter, "need", title=spec.title, people=spec.people)
    for helper, stage, thanks in spec.claims:
        await _claim(town, need, helper, stage, thanks)


async def _claim(town: Town, need: Need, helper: str, stage: str, thanks: str) -> None:
    done = stage == "confirmed"
    claim = await Claim.create(
        need=need, person=town.people[helper], ledger="party_duty" if done else "voluntary", stage=stage,
        claimed_at=town.now - timedelta(days=2), accepted_at=town.now - timedelta(days=2),
        done_at=town.now - timedelta(days=1) if done else None, confirmed_at=town.now if done else None,
        confirmed_how="tap" if done else "", thanks=thanks,
        unit=await Unit.get(person_id=town.people[helper].id) if need.kind == "resource" else None,
    )  # fmt: skip
    if done:
        starts = town.now - timedelta(days=1, hours=6)
        await _served(
            town.people[helper],
            need.title,
            "党群服务中心",
            "学院路社区",
            starts,
            need.minutes,
            "claim",
            claim.id,
            "party_duty",
            "tap",
        )


async def _served(
    person: Person, what: str, place: str, organiser: str, starts: datetime, minutes: int, source: str, source_id: int,
    ledger: str = "voluntary", how: str = "organiser",
) -> None:  # fmt: skip
    """One record; confirmed where somebody is named who did, pending otherwise."""
    ends = starts + timedelta(minutes=minutes)
    await ServiceTime.create(
        person=person, ledger=ledger, source=source, source_id=source_id, what=what, place=place, organiser=organiser,
        stage="confirmed" if how else "pending", started_at=starts, started_by="code", planned_until=ends, finished_at=ends,
        finished_by="code", minutes=minutes, rule=hours.RULE, confirmed_how=how, confirmed_at=ends if how else None,
    )  # fmt: skip


async def _last_saturday(town: Town, crowd: Sequence[Person]) -> None:
    """Over, and five wait for the leader: one of them forgot to sign out."""
    activity = await Activity.get(title="周六楼道清杂物").select_related("team")
    starts = saturday(town.now) - timedelta(days=7) + timedelta(hours=9)
    shift = await Shift.create(
        activity=activity, starts_at=starts, ends_at=starts + timedelta(hours=2), places=20, reminded=True,
        secret=sealing.token(),
    )  # fmt: skip
    came = [town.people["陈秀英"], *crowd[:4]]
    await _fill(town, shift, came)
    for n, person in enumerate(came):
        await _served(
            person, activity.title, activity.place, activity.team.name, starts, 120 - 7 * n, "shift", shift.id, how=""
        )
    await ServiceTime.filter(source_id=shift.id, person_id=came[-1].id).update(
        finished_at=None, finished_by="forgotten", minutes=0
    )


async def _records(town: Town) -> None:
    """A year with lit windows for two of those one can be."""
    year = clock.in_city(town.now).year
    for who, months in (("陈秀英", (1, 3, 4, 6, 8, 9, 10)), ("郑浩", (2, 3, 5, 5, 7, 9, 10))):
        for n, month in enumerate(months):
            starts = datetime(year, month, 6 + 3 * n, 9, 0, tzinfo=clock.CITY)
            if starts < town.now:
                ledger = "party_duty" if who == "郑浩" and n % 2 else "voluntary"
                await _served(
                    town.people[who],
                    "垃圾分类晚间督导",
                    "2栋投放点",
                    "文明劝导队",
                    starts,
                    60 + 16 * n,
                    "shift",
                    0,
                    ledger,
                )
