"""试投: everybody tries, nobody's choice is kept, and at the end it never was."""

import asyncio
from datetime import timedelta

import pytest

from portal.audit.models import AuditRecord
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions import rehearsal as acting
from portal.meetings.actions import running
from portal.meetings.models import Ballot, Meeting, Motion, Rehearsal, RehearsalTry
from portal.meetings.queries.rehearsal import practice_in
from portal.meetings.rules import rehearsal as rules
from portal.meetings.rules.agenda import MeetingCalledOff, MeetingOver

HEAD = "wang_degui"


async def opened(cast) -> None:
    await acting.open_rehearsal(await cast.actor(HEAD), cast.meeting.id)


async def tried(cast, *who: str) -> None:
    for each in who:
        await acting.try_vote(await cast.actor(each), cast.meeting.id, "agree")


async def test_everybody_tries_and_nothing_of_it_is_a_ballot(cast):
    await opened(cast)
    await tried(cast, "tang_laoshi", "li_tenant", "tang_laoshi", HEAD)
    found = await practice_in(await cast.actor("li_tenant"), cast.meeting.id)
    assert (found.tried, found.mine) == (3, True)
    motion = await Motion.get(id=cast.motion.id)
    assert (await Ballot.all().count(), motion.stage, motion.turnout_count) == (0, "draft", 0)
    assert "choice" not in RehearsalTry._meta.fields_map  # what was chosen has no place to be kept in


async def test_ended_it_leaves_no_trace_but_that_it_was_held(cast):
    await opened(cast)
    await tried(cast, "tang_laoshi", "li_tenant")
    await acting.end_rehearsal(await cast.actor(HEAD), cast.meeting.id)
    await acting.end_rehearsal(await cast.actor(HEAD), cast.meeting.id)
    assert not await Rehearsal.exists() and not await RehearsalTry.exists()
    told = await AuditRecord.filter(event__startswith="Rehearsal").order_by("id").values_list("event", "actor_id")
    assert [tuple(row) for row in told] == [
        (name, cast.people[HEAD].id) for name in ("RehearsalOpened", "RehearsalEnded")
    ]
    facts = await queries.facts_of(await Meeting.get(id=cast.meeting.id).select_related("area"))
    assert "灯" not in str(facts) and [item["title"] for item in facts["items"]] == ["加装电梯"]
    with pytest.raises(rules.RehearsalOver):
        await tried(cast, "tang_laoshi")


async def test_by_itself_it_ends_after_ten_minutes(cast, hands):
    await opened(cast)
    await tried(cast, "tang_laoshi")
    hands.go(minutes=10)
    assert await practice_in(None, cast.meeting.id) is None
    with pytest.raises(rules.RehearsalOver):
        await tried(cast, "li_tenant")
    assert await acting.end_due_rehearsals(await cast.actor(HEAD)) == 1
    assert not await RehearsalTry.exists() and not await Rehearsal.exists()


async def test_a_vote_that_counts_ends_it(cast):
    await opened(cast)
    await tried(cast, "tang_laoshi")
    await running.open_motion(await cast.actor(HEAD), cast.motion.id)
    assert not await Rehearsal.exists() and not await RehearsalTry.exists()
    with pytest.raises(rules.VotingNow):
        await opened(cast)


async def test_tried_while_a_vote_is_opened_nothing_is_left(cast):
    await opened(cast)
    people = [await cast.actor(who) for who in ("tang_laoshi", "li_tenant", "zhou_shifu", "he_chunmei")]
    head = await cast.actor(HEAD)
    done = await asyncio.gather(
        *(acting.try_vote(each, cast.meeting.id, "oppose") for each in people),
        running.open_motion(head, cast.motion.id),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, rules.RehearsalOver) for each in done)
    assert not await RehearsalTry.exists() and not await Rehearsal.exists()


async def test_two_who_open_it_at_once_open_one(cast):
    head = await cast.actor(HEAD)
    both = (acting.open_rehearsal(head, cast.meeting.id) for _ in range(2))
    done = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "RehearsalOn"]


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("cancelled", "starts", "ends", "stages", "refusal"),
    [
        (False, 0, 60, ["draft"], None),
        (False, 60, 120, ["closed", "draft"], None),
        (False, 61, 120, [], rules.NotYetTheEvening),
        (False, -60, 0, [], MeetingOver),
        (True, 0, 60, [], MeetingCalledOff),
        (False, 0, 60, ["open"], rules.VotingNow),
        (False, 0, 60, ["hands"], rules.VotingNow),
    ],
)
def test_on_the_evening_and_while_nothing_is_voted_on(cancelled, starts, ends, stages, refusal):
    now = clock.now()
    when = (now + timedelta(minutes=starts), now + timedelta(minutes=ends))
    if refusal is None:
        rules.must_be_the_evening(now if cancelled else None, *when, stages, now)
    else:
        with pytest.raises(refusal):
            rules.must_be_the_evening(now if cancelled else None, *when, stages, now)


async def test_in_the_room_it_is_marked_as_none_that_counts(visit, cast):
    head, tang = visit(HEAD), visit("tang_laoshi")
    room, console = f"/meetings/{cast.meeting.id}/room", f"/meetings/{cast.meeting.id}/console"
    assert "试投" not in (await tang.get(room)).text
    assert (await tang.send_form(f"/meetings/{cast.meeting.id}/rehearsal")).status_code == 403
    assert (await head.send_form(f"/meetings/{cast.meeting.id}/rehearsal")).status_code == 303
    page = (await tang.get(room)).text
    assert "今晚的灯亮不亮" in page and "不算数，结束就删" in page
    odd = await tang.send_form(f"/meetings/{cast.meeting.id}/rehearsal/try", choice="maybe")
    assert odd.status_code == 422 and "请点同意" in odd.text
    assert (
        await visit("he_stranger").send_form(f"/meetings/{cast.meeting.id}/rehearsal/try", choice="agree")
    ).status_code == 403
    assert (await tang.send_form(f"/meetings/{cast.meeting.id}/rehearsal/try", choice="agree")).status_code == 303
    assert "这一票不算数" in (await tang.get(room)).text and "1 人试过了" in (await head.get(console)).text
    assert (await head.send_form(f"/meetings/{cast.meeting.id}/rehearsal/end")).status_code == 303
    assert "不算数，结束就删" not in (await tang.get(room)).text
    assert not await RehearsalTry.exists()
