"""What the estates of the demo show to everybody: desks with a telephone, facilities, heads who agreed to be named, and
the roll of one that lies open."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.actions.steps import add_consent, add_contact
from portal.accounts.rules import Channel
from portal.demo.town import Town
from portal.meetings.models import RollInspection, RollObjection
from portal.meetings.rules.inspection import until
from portal.places.models import Area, Facility

# Numbers that cannot be dialled.
DESKS = {"lyp": "120-0830-0101", "xyl": "120-0830-0102", "jy": "120-0830-0103", "xw": "120-0830-0104", "xg": "120-0830-0105", "hb": "120-0830-0106"}  # fmt: skip
FACILITIES = (
    ("S1", "service", "党群服务站（演示）", "1栋底楼"), ("S1", "hall", "百言堂·桂圆林苑", "1栋前坝子"), ("S1", "charging", "充电棚", "6栋后面"),
    ("S1", "waste", "垃圾分类点", "大门右边"), ("S2", "hall", "共享空间", "架空层"), ("S2", "gate", "大门、门卫", "华阳路口"),
    ("S2", "fire", "消防通道", "2栋到5栋之间"), ("S2", "parcel", "快递柜", "南门"), ("S2", "sport", "健身角", "7栋前"),
)  # fmt: skip
NAMED = {
    "王德贵": "12000000301",
    "罗素华": "",
    "周明强": "12000000202",
}  # with the number, where that was agreed to as well


async def show(town: Town) -> None:
    for code, phone in DESKS.items():
        await Area.filter(id=town.areas[code].id).update(phone=phone)
    long_ago = town.now - timedelta(days=300)
    await Facility.bulk_create(
        [
            Facility(estate_id=town.areas[code].id, kind=kind, name=name, place=place, added_at=long_ago)
            for code, kind, name, place in FACILITIES
        ]
    )
    for name, phone in NAMED.items():
        person = town.people[name]
        await add_consent(person.id, "chart", given=True)
        if phone:
            await add_contact(person.id, Channel.SMS, phone)
            await add_consent(person.id, "chart_phone", given=True)
    await _inspect(town)


async def _inspect(town: Town) -> None:
    """S2 has its roll inspected by its owners' committee; one owner says that his is wrong."""
    opened = town.now - timedelta(days=2)
    inspection = await RollInspection.create(
        area_id=town.areas["S2"].id, opened_by_id=town.people["李文博"].id, opened_at=opened, until=until(opened, 7)
    )
    who, home = town.people["郑浩"], town.homes[("S2", "3栋1203")]
    await RollObjection.create(
        inspection=inspection, person=who, home=home, kind="size", text="房产证上是 127.05 平方米，名册上少了一点。",
        at=town.now - timedelta(days=1), slot=f"{who.id}:size:{home.id}",
    )  # fmt: skip
