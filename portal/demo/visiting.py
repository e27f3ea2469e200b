"""Places of the demo: service centres, halls with their times, rooms to book, stations to rest; and the guide."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.demo.guidebook import DEMO, GUIDE, GuideSpec
from portal.demo.town import Tell, Town
from portal.kit import clock
from portal.venues.models import Booking, Correction, GuideItem, OpeningException, OpeningHours, Venue
from portal.venues.rules import guide
from portal.venues.rules.opening import spans_in

OFFICE = ("9:00-12:00 14:00-17:30",) * 5 + ("9:00-12:00", "")
EVENINGS = ("9:00-21:00",) * 7
NIGHTS = ("0:00-2:00 8:00-24:00",) * 7


@dataclass(frozen=True)
class VenueSpec:
    """`has` names the flags that are true; `week` is a line for each day, Monday first."""

    area: str
    kind: str
    name: str
    place: str
    week: tuple[str, ...]
    has: tuple[str, ...] = ()
    capacity: int = 0
    notes: str = ""


def _centre(area: str, community: str) -> VenueSpec:
    return VenueSpec(
        area, "service", f"{community}党群服务中心（演示）", f"{community}社区办公楼一楼", OFFICE, ("step_free", "toilet", "water"),
        notes="排队拿号。老人、带娃娃的先办。",
    )  # fmt: skip


VENUES = (
    _centre("lyp", "龙眼坡"), _centre("xyl", "学院路"), _centre("jy", "江月"), _centre("xw", "新望"), _centre("xg", "星光"),
    _centre("hb", "河滨"),
    VenueSpec("lyp", "room", "龙眼坡二楼会议室（演示）", "党群服务中心二楼", EVENINGS, ("lift", "toilet", "bookable", "confirms"), 30),
    VenueSpec("S1", "hall", "百言堂·桂圆林苑（演示）", "1栋前坝子，每周四 19:30 开", ("", "", "", "19:00-21:30", "", "", ""), ("step_free",), 80),
    VenueSpec("S1", "courtyard", "1栋前坝子（演示）", "1栋前，黄桷树旁", EVENINGS, ("step_free", "bookable"), 80, "下雨改到二楼会议室。"),
    VenueSpec("xyl", "hall", "皂妈工作室·学院路（演示）", "党群服务中心后院", ("", "9:00-11:30", "", "", "", "9:00-11:30", ""), ("water",), 12, "调解、议事，周二、周六上午。"),
    VenueSpec("S2", "shared", "共享空间（演示）", "酒城锦绣 6栋架空层", EVENINGS, ("step_free", "toilet", "water", "charging", "bookable"), 40, "用完把桌椅还原。"),
    VenueSpec("xw", "hall", "新望议事厅（演示）", "党群服务中心二楼，每月10日、25日 19:00 开", ("18:30-21:00",) * 7, ("lift", "hearing_loop"), 60),
    VenueSpec("510502", "station", "西城骑士之家（演示）", "西城商圈停车场旁的小屋", NIGHTS, ("step_free", "water", "charging", "microwave", "toilet"), 15, "骑手、快递员、司机都能进来歇，不用登记。"),
    VenueSpec("510504", "station", "货车司机之家（演示）", "物流园东门", ("0:00-24:00",) * 7, ("step_free", "water", "charging", "microwave", "toilet"), 20, "能停大车，能热饭。"),
    VenueSpec("510504", "station", "红立方服务站（演示）", "江边商圈一楼", ("9:00-21:00",) * 7, ("step_free", "lift", "toilet", "water", "charging", "hearing_loop"), 25),
)  # fmt: skip


async def furnish(town: Town, tell: Tell) -> None:
    venues: dict[str, Venue] = {}
    for n, spec in enumerate(VENUES):
        venues[spec.name] = await _venue(town, spec, n)
        tell("去处", n + 1, len(VENUES))
    await _exceptions(town, venues)
    await _bookings(town, venues)
    centre = venues["龙眼坡党群服务中心（演示）"]
    items = [await _item(town, spec, centre) for spec in GUIDE]
    await _item(town, GUIDE[0], venues["学院路党群服务中心（演示）"], "xyl")
    tell("办事指南", len(items), len(items))
    await Correction.create(
        area_id=town.areas["lyp"].id, item_id=items[4].id, person_id=town.people["唐老师"].id,
        what="上周去办，说一寸照片要两张，这里只写了一样。", sent_at=town.now - timedelta(hours=20),
    )  # fmt: skip


async def _venue(town: Town, spec: VenueSpec, n: int) -> Venue:
    flags: dict[str, Any] = dict.fromkeys(spec.has, True)
    venue = await Venue.create(
        area_id=town.areas[spec.area].id, kind=spec.kind, name=spec.name, place=spec.place, capacity=spec.capacity,
        phone=f"120 0000 {n + 1:04}" if spec.kind in ("service", "room") else "", notes=spec.notes,
        opened_at=town.now - timedelta(days=300), **flags,
    )  # fmt: skip
    await OpeningHours.bulk_create(
        [
            OpeningHours(venue_id=venue.id, weekday=day, opens=span.opens, closes=span.closes)
            for day, line in enumerate(spec.week)
            for span in spans_in(line)
        ]
    )
    return venue


async def _exceptions(town: Town, venues: dict[str, Venue]) -> None:
    today = clock.in_city(town.now).date()
    festival = date(today.year + 1, 1, 1)
    for venue in venues.values():
        if venue.kind == "service":
            await OpeningException.create(venue=venue, day=festival, why="元旦放假")
    room = venues["龙眼坡二楼会议室（演示）"]
    await OpeningException.create(venue=room, day=today + timedelta(days=9), hours="9:00-12:00", why="下午检修空调")


async def _bookings(town: Town, venues: dict[str, Venue]) -> None:
    """One that waits for the community, one that is settled, one in the shared space; and one of last week."""
    room, shared = venues["龙眼坡二楼会议室（演示）"], venues["共享空间（演示）"]
    for venue, who, days, hour, length, purpose, title, people, stage in (
        (room, "张国富", 2, 19, 2, "meeting", "自管委商量装扶手", 9, "asked"),
        (room, "何春梅", 3, 9, 2, "learning", "志愿队学急救", 16, "confirmed"),
        (shared, "郑浩", 1, 15, 2, "children", "周末手工", 12, "confirmed"),
        (room, "王德贵", -7, 19, 2, "meeting", "3栋楼栋会", 20, "confirmed"),
    ):
        day = clock.in_city(town.now).date() + timedelta(days=days)
        starts = datetime.combine(day, time(hour), clock.CITY)
        await Booking.create(
            venue=venue, person=town.people[who], booked_as=who, starts_at=starts, ends_at=starts + timedelta(hours=length),
            purpose=purpose, title=title, people=people, stage=stage, booked_at=town.now - timedelta(days=8),
        )  # fmt: skip


async def _item(town: Town, spec: GuideSpec, centre: Venue, area: str = "lyp") -> GuideItem:
    summary = f"{spec.summary}\n{DEMO}"
    return await GuideItem.create(
        area_id=town.areas[area].id, category=spec.category, title=spec.title, summary=summary, materials=spec.materials,
        venue=centre, place=spec.place, duration=spec.duration, fee=spec.fee, contact=f"社区前台 {centre.phone}",
        keywords=spec.keywords, found_by=guide.found_by(spec.title, spec.keywords, spec.summary, spec.materials),
        checked_on=clock.in_city(town.now).date() - timedelta(days=spec.checked),
    )  # fmt: skip
