"""Halls, and where the demo's matters are on their way: one waits to be sorted, one is late, one lies open with an
objection."""

from datetime import timedelta

from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.hall.models import Hall, Matter, Objection, Opinion, Passage
from portal.hall.rules.clocks import clock_of
from portal.hall.rules.outcomes import notice_until, reply_due
from portal.kit import clock
from portal.ledger.models import Step

HALLS = (
    ("百言堂·桂圆林苑", "S1", "每周四 19:30", "1栋前坝子", "王德贵、张国富", "有话坐下来说"),
    ("皂妈工作室·学院路", "xyl", "周二、周六 9:00–11:30", "社区一楼", "皂妈", "调解和议事都在这里"),
    ("新望议事厅", "S4", "每月 10 日、25 日 19:00", "架空层", "何秀英", ""),
)
RAISED = (
    # number, who, area, title, words, state, days ago
    (11, "唐老师", "S1-3栋", "3栋楼道堆的杂物清一清", "二楼转角堆了旧沙发和纸板，消防来了都过不去。", "triage", 1),
    (12, "李文博", "S2", "地下车库的灯调亮一点", "B2 角落黑，老人走着怕。", "triage", 9),
    (13, "郑浩", "S2-6栋", "隔壁装修周末别打钻", "娃儿睡不着。", "rejected", 4),
)


async def settle(town: Town) -> None:
    for name, code, hours, room, hosts, motto in HALLS:
        await Hall.create(
            name=name, area=town.areas[code], hours=hours, room=room, hosts=hosts, motto=motto,
            opened_at=town.now - timedelta(days=300),
        )  # fmt: skip
    for number, who, code, title, words, state, days in RAISED:
        await _raise(town, number, who, code, title, words, state, days)
    await _lay_open(town)


async def _raise(town: Town, number: int, who: str, code: str, title: str, words: str, state: str, days: int) -> None:
    at = town.now - timedelta(days=days)
    waits_for, due_at = clock_of(state, at)
    matter = await Matter.create(
        number=number_of(number), title=title, body=words, category="other", area=town.areas[code], state=state, stage="raise",
        raised_by=town.people[who], raised_as=who, raised_at=at, changed_at=at, due_for=waits_for, due_at=due_at,
    )  # fmt: skip
    await Step.create(matter_number=matter.number, at=at, stage="raise", kind="raised", facts={"title": title})
    if state == "rejected":
        why = "两家先坐下来说，说不好社区来调解，不收钱。"
        staff, then = town.people["学院路社区小田"], at + timedelta(days=1)
        await Passage.create(
            matter=matter, deed="reject", from_state="triage", to_state="rejected", person=staff, reason_code="private",
            reason=why, at=then,
        )  # fmt: skip
        facts: dict[str, object] = {"code": "private", "reason": why}
        await Step.create(matter_number=matter.number, at=then, stage="raise", kind="reject", facts=facts)


async def _lay_open(town: Town) -> None:
    """T6: what was agreed about the loudspeaker is on public notice, and somebody is against it."""
    matter = await Matter.get(number=number_of(6))
    staff, posted = town.people["星光社区小余"], town.now - timedelta(days=1)
    until = notice_until(posted, budget=0, common_parts=False)
    opinion = await Opinion.create(
        matter=matter, body="每天 19:00–20:30，音量不过 65 分贝；中高考期间静音，可以戴耳机跳。", executor="舞队和物业（演示）",
        fund_source="none", deadline=clock.today() + timedelta(days=30), minority="有人要求一直停。",
        minority_reply="考试季静音，平时控制音量，物业每晚测一次。", written_by=staff, written_at=posted, published_at=posted,
        notice_until=until,
    )  # fmt: skip
    await Matter.filter(id=matter.id).update(state="notice", stage="decide", due_for="notice", due_at=until)
    facts: dict[str, object] = {"until": until.isoformat(), "executor": opinion.executor}
    await Step.create(matter_number=matter.number, at=posted, stage="decide", kind="notice", facts=facts)
    said = town.now - timedelta(hours=5)
    await Objection.create(
        opinion=opinion, person=town.people["3栋家长"], said_as="3栋家长", body="八点半收得太晚，小娃娃八点就睡了。", at=said,
        due_at=reply_due(said),
    )  # fmt: skip
