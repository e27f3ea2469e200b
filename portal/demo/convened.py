"""What was posted about the six meetings, one that moved, one with a deputy, and a time that is still being looked for."""

from datetime import timedelta

from portal.demo.evenings import coming
from portal.demo.town import Town
from portal.kit import clock
from portal.meetings.actions.noticing import post_notice
from portal.meetings.models import Meeting, PostedNotice, TimeAnswer, TimeOption, TimePoll
from portal.meetings.rules.announcing import Edition

MOVED = "听的人多，换到二楼大一点的屋子。"


async def post(town: Town) -> None:
    for meeting in await Meeting.all().select_related("area").order_by("id"):
        await post_notice(meeting, Edition.CALLED)
        await PostedNotice.filter(meeting_id=meeting.id).update(posted_at=meeting.called_at)
    await _move(town)
    await _name_deputy(town)
    await _ask(town)


async def _move(town: Town) -> None:
    """The hearing was posted in a room that was too small."""
    hearing = await Meeting.get(form="hearing").select_related("area")
    hearing.place = "党群服务中心二楼"
    await hearing.save(update_fields=["place"])
    edition = await post_notice(hearing, Edition.CHANGED, MOVED)
    posted = PostedNotice.filter(meeting_id=hearing.id, edition=edition)
    await posted.update(posted_at=town.now - timedelta(days=2))


async def _name_deputy(town: Town) -> None:
    """Where 王德贵 cannot come tonight, the grid worker runs the meeting."""
    await Meeting.filter(form="baba").update(deputy_id=town.people["刘晓敏"].id)


async def _ask(town: Town) -> None:
    """5栋 looks for an evening to speak of its roof."""
    poll = await TimePoll.create(
        title="5栋屋顶漏水，几点来说", area=town.areas["S1-5栋"], convener=town.people["罗素华"],
        asked_at=clock.now() - timedelta(days=1),
    )  # fmt: skip
    for weekday, hour in ((2, 19), (4, 20), (5, 10)):
        await TimeOption.create(poll=poll, starts_at=coming(town.now, weekday, hour))
    for option, answer in zip(
        await TimeOption.filter(poll_id=poll.id).order_by("id"), ("no", "yes", "maybe"), strict=True
    ):
        await TimeAnswer.create(option=option, person=town.people["罗素华"], answer=answer, at=poll.asked_at)
