"""桂圆林苑 sits together right now: who is there, who speaks, a show of hands; and an owners' vote to come, where the silent
are counted by the estate's rules. Done as people do it, by the actions themselves."""

from datetime import datetime, timedelta

from portal import settings
from portal.accounts.queries.actors import actor_of
from portal.demo.town import Town
from portal.kit import clock
from portal.meetings.actions import calling, coming, door, evening, hands, rehearsal, silence, times
from portal.meetings.forms import AgendaLine, AskForTimes, CallMeeting, SetSilence
from portal.meetings.models import AgendaItem, Meeting, Motion, TimeOption
from portal.meetings.rules.door import code_in, window_of
from portal.policy import Actor

HERE = ("王德贵", "唐老师", "张国富", "何春梅")
ANSWERS = {"陈秀英": "come", "王德贵": "come", "唐老师": "proxy", "何春梅": "stay"}
NOTICE = timedelta(days=5)
ARTICLE = "议事规则第 12 条"


async def gather(town: Town) -> None:
    staff = await _actor(town, "陈桂芳")
    await _vote_to_come(town, staff)
    await _by_hands(town, staff)
    await _practice(town, staff)


async def _actor(town: Town, name: str) -> Actor:
    actor = await actor_of(town.people[name].id)
    assert actor is not None
    return actor


async def _call(
    town: Town, staff: Actor, form: str, title: str, starts: datetime, *lines: tuple[str, str, str]
) -> tuple[int, list[int]]:
    said = CallMeeting(
        area_id=town.areas["S1"].id, form=form, title=title, place="1栋前坝子", starts_at=starts,
        closes_at=starts + timedelta(hours=2),
        lines=[AgendaLine(topic=topic, wording=wording, rule=rule) for topic, wording, rule in lines],
    )  # fmt: skip
    meeting_id = await calling.call_meeting(staff, said)
    return meeting_id, [motion.id for motion in await Motion.filter(meeting_id=meeting_id).order_by("id")]


async def _vote_to_come(town: Town, staff: Actor) -> None:
    line = ("公共收益用途", "是否同意用公共收益 3 万元修大门？", "owners_ordinary")
    starts = clock.in_city(clock.now() + timedelta(days=20)).replace(hour=19, minute=30, second=0, microsecond=0)
    await _ask_when(town, staff, starts)
    meeting_id, (motion,) = await _call(town, staff, "owners_assembly", "桂圆林苑业主大会", starts, line)
    await silence.set_silence(staff, motion, SetSilence(article=ARTICLE, why="议事规则写了没投的怎么算，先说清楚。"))
    for name, answer in ANSWERS.items():
        await coming.say_coming(await _actor(town, name), meeting_id, answer)


async def _ask_when(town: Town, staff: Actor, starts: datetime) -> None:
    """Neighbours say when it suits them; the time that suits most is taken."""
    before = starts - timedelta(days=1)
    said = AskForTimes(area_id=town.areas["S1"].id, title="业主大会几点开合适", times=[before, starts])
    poll = await times.ask_for_times(staff, said)
    early, taken = await TimeOption.filter(poll_id=poll).order_by("starts_at")
    for name in ANSWERS:
        await times.tap_time(await _actor(town, name), taken.id, "yes")
    await times.tap_time(await _actor(town, "唐老师"), early.id, "yes")
    await times.choose_time(staff, poll, taken.id)


async def _by_hands(town: Town, staff: Actor) -> None:
    line = ("大门晚上几点关", "是否同意大门晚上 11 点关？", "households")
    in_days = clock.now() + NOTICE
    meeting_id, (motion,) = await _call(town, staff, "baba", "桂圆林苑院坝会", in_days, line)
    await _let_days_pass(meeting_id)
    await _arrive(town, meeting_id)
    await evening.announce(staff, meeting_id, "请把手机调成静音，说话请先举手。")
    for name in HERE[1:]:
        await evening.raise_hand(await _actor(town, name), meeting_id)
    await evening.call_next(staff, meeting_id, 0)
    await hands.open_by_hands(staff, motion, len(HERE))
    for name in HERE[:2]:
        await hands.count_hands(await _actor(town, name), motion)


async def _let_days_pass(meeting_id: int) -> None:
    """What was called for later is now: its days of notice are over."""
    meeting = await Meeting.get(id=meeting_id)
    meeting.starts_at, meeting.ends_at = meeting.starts_at - NOTICE, meeting.ends_at - NOTICE
    meeting.called_at -= NOTICE
    await meeting.save(update_fields=["starts_at", "ends_at", "called_at"])
    await Motion.filter(meeting_id=meeting_id).update(closes_at=meeting.ends_at)
    await AgendaItem.filter(meeting_id=meeting_id).update(noticed_at=meeting.called_at)


async def _practice(town: Town, staff: Actor) -> None:
    line = ("坝子里的灯", "是否同意坝子里的灯开到晚上 10 点？", "straw_poll")
    meeting_id, _motions = await _call(town, staff, "review", "桂圆林苑试投会", clock.now(), line)
    await _arrive(town, meeting_id)
    await rehearsal.open_rehearsal(staff, meeting_id)


async def _arrive(town: Town, meeting_id: int) -> None:
    code = code_in(settings.current().secret, meeting_id, window_of(clock.now()))
    for name in HERE:
        await door.arrive(await _actor(town, name), meeting_id, code)
