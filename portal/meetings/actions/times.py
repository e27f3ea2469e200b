"""Ask which of a few times would suit, say so with one tap, and take one of them."""

from portal.kit import clock
from portal.meetings.actions.calling import in_city
from portal.meetings.actions.wording import must_be_fit_to_post
from portal.meetings.events import TimeChosen, TimesAsked, TimeTapped
from portal.meetings.forms import AskForTimes
from portal.meetings.models import TimeAnswer, TimeOption, TimePoll
from portal.meetings.rules import NotConvenedHere
from portal.meetings.rules import times as rules
from portal.places import queries as places
from portal.policy import CONVENERS, Actor
from portal.unit_of_work import action, happened


@action
async def ask_for_times(actor: Actor, said: AskForTimes) -> int:
    """Raises Missing, NotConvenedHere, TooFewTimes, TimeGone."""
    assert actor.id is not None
    area, times = await places.area_for(actor, said.area_id), sorted({in_city(each) for each in said.times})
    if not actor.holds(CONVENERS, area.path):
        raise NotConvenedHere()
    rules.must_offer(times, clock.now())
    await must_be_fit_to_post(area.path, {"title": said.title})
    poll = await TimePoll.create(title=said.title, area=area, convener_id=actor.id, asked_at=clock.now())
    await TimeOption.bulk_create([TimeOption(poll_id=poll.id, starts_at=each) for each in times])
    happened(TimesAsked(poll.id))
    return poll.id


@action
async def tap_time(actor: Actor, option_id: int, answer: str) -> int:
    """可以, 勉强 or 不行; said again, the last counts. Raises TimesSettled."""
    assert actor.id is not None
    option = await TimeOption.get(id=option_id)
    poll = await TimePoll.filter(id=option.poll_id).select_for_update().get()
    rules.must_be_asking(poll.chosen_at)
    await TimeAnswer.update_or_create(
        defaults={"answer": answer, "at": clock.now()}, option_id=option_id, person_id=actor.id
    )
    happened(TimeTapped(poll.id))
    return poll.id


@action
async def choose_time(actor: Actor, poll_id: int, option_id: int) -> None:
    """The convener takes one, and goes on to call the meeting. Raises TimesSettled, TimeNotOffered."""
    poll = await TimePoll.filter(id=poll_id).select_for_update().get()
    rules.must_be_asking(poll.chosen_at)
    if not await TimeOption.exists(id=option_id, poll_id=poll_id):
        raise rules.TimeNotOffered()
    poll.chosen, poll.chosen_at = option_id, clock.now()
    await poll.save(update_fields=["chosen", "chosen_at"])
    happened(TimeChosen(poll_id, option_id))
