"""Who helps in the demo: eight activities, eight needs, members and a unit that have reported in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from portal import settings
from portal.accounts.models import Person
from portal.demo.city import invented_name
from portal.demo.deeds import ACTIVITIES, NEEDS, ActivitySpec, NeedSpec
from portal.demo.town import Tell, Town
from portal.demo.voices import number_of
from portal.kit import clock, sealing
from portal.ledger.models import Step
from portal.reporting import rules as reporting
from portal.reporting.models import Claim, Need, Report, Unit
from portal.volunteers.models import Activity, Membership, ServiceTime, Shift, SignUp, Team
from portal.volunteers.rules import hours

CROWD = 24  # neighbours with no account of their own in the demo, who fill the shifts


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
            consent=sealing.digest(reporting.consent_for("member")), reported_at=town.now - timedelta(days=90),
            confirmed_at=town.now - timedelta(days=89),
        )  # fmt: skip
    rider = town.people["蒋小东"]
    await Report.create(
        person=rider, kind="new_worker", area=town.areas["xyl"], stage="declared", slot=rider.id,
        consent=sealing.digest(reporting.consent_for("new_worker")), reported_at=town.now - timedelta(days=1),
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
    """A year with lit windows for two of those one can be, each of a shift that was."""
    year = clock.in_city(town.now).year
    activity = await Activity.get(title="垃圾分类晚间督导").select_related("team")
    for who, months in (("陈秀英", (1, 3, 4, 6, 8, 9, 10)), ("郑浩", (2, 3, 5, 5, 7, 9, 10))):
        for n, month in enumerate(months):
            starts = datetime(year, month, 6 + 3 * n, 9, 0, tzinfo=clock.CITY)
            if starts < town.now:
                ledger = "party_duty" if who == "郑浩" and n % 2 else "voluntary"
                await _past(town, activity, town.people[who], starts, 60 + 16 * n, ledger)


async def _past(town: Town, activity: Activity, person: Person, starts: datetime, minutes: int, ledger: str) -> None:
    shift = await Shift.create(
        activity=activity, starts_at=starts, ends_at=starts + timedelta(minutes=minutes), places=6, reminded=True,
        secret=sealing.token(),
    )  # fmt: skip
    await _fill(town, shift, [person])
    await _served(
        person, activity.title, activity.place, activity.team.name, starts, minutes, "shift", shift.id, ledger
    )
