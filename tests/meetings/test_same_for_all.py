"""Several ballots in one hand: one tap, one look at what it covers, and each its own receipt or its own reason."""

import asyncio
from contextvars import Context

import pytest

from portal.meetings.actions import ballots, proxies, running
from portal.meetings.models import Ballot, Motion, Proxy, Right
from portal.meetings.rules.proxies import ProxyGone
from tests.meetings.test_proxies import accepted, opened

HOLDER = "tang_laoshi"


async def in_hand(cast, **instructions: str) -> Right:
    """唐老师 has a right of his own and the one of 陈秀英. The vote is open: her right."""
    await accepted(cast, HOLDER, **instructions)
    return await opened(cast)


@pytest.fixture
async def hers(visit, cast) -> Right:
    return await asyncio.create_task(in_hand(cast), context=Context())


def path(cast, more: str = "") -> str:
    return f"/motions/{cast.motion.id}/ballot{more}"


async def test_one_tap_and_one_look_at_every_home_it_covers(visit, cast, hers):
    holder = visit(HOLDER)
    room = (await holder.get(f"/meetings/{cast.meeting.id}/room")).text
    assert (
        "您手上有 2 票，一样投？" in room
        and "您手上有" not in (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}/room")).text
    )
    asked = (await holder.get(path(cast, "?right=all&choice=agree"))).text
    assert "这 2 票都这样投" in asked and f"替投：{hers.label}" in asked
    key = "same-for-all-0123456789"
    for _again in range(2):  # sent twice, it is one ballot for each
        answer = await holder.post(path(cast, "s"), data={"choice": "agree", "key": key})
        assert answer.status_code == 303
    cast_now = await Ballot.all().order_by("right_id")
    assert sorted(ballot.channel for ballot in cast_now) == ["electronic", "proxy"]
    assert len({ballot.receipt for ballot in cast_now}) == 2
    seen = (await holder.get(f"/motions/{cast.motion.id}/receipt")).text
    assert all(ballot.receipt in seen for ballot in cast_now)


async def test_a_proxy_that_says_otherwise_is_left_out_by_name_and_the_own_vote_counts(visit, cast):
    said = {str(cast.motion.id): "oppose"}
    hers = await asyncio.create_task(in_hand(cast, **said), context=Context())
    answer = await visit(HOLDER).post(path(cast, "s"), data={"choice": "agree", "key": "same-for-all-0123456789"})
    assert answer.status_code == 409
    assert "有 1 票没有计入" in answer.text and hers.label in answer.text and "委托" in answer.text
    assert [(ballot.channel, ballot.choice) for ballot in await Ballot.all()] == [("electronic", "agree")]


async def test_what_was_taken_back_while_it_was_cast_holds_up_no_other(cast):
    hers = await in_hand(cast)
    proxy = await Proxy.get()
    holder = cast.people[HOLDER].id
    own = await Right.get(motion_id=cast.motion.id, holders__holder__in=sorted((await cast.actor(HOLDER)).holders))
    slips = [
        ballots.slip(cast.motion.id, right, "same-for-all-0123456789", "agree", holder, by)
        for right, by in ((own.id, None), (hers.id, proxy.id))
    ]
    principal = await cast.actor("chen_xiuying")
    _done, told = await asyncio.gather(proxies.revoke_proxy(principal, proxy.id), ballots.cast_each(slips))
    assert isinstance(told[own.id], ballots.Receipt)
    late = isinstance(told[hers.id], ProxyGone)
    assert late or isinstance(told[hers.id], ballots.Receipt)
    assert await Ballot.all().count() == (1 if late else 2)


async def test_the_same_between_options(visit, cast):
    await Motion.filter(id=cast.motion.id).update(method="single", options=["甲", "乙"])
    await asyncio.create_task(in_hand(cast), context=Context())
    holder = visit(HOLDER)
    assert 'value="all"' in (await holder.get(path(cast, "?right=all"))).text
    assert (
        await holder.post(path(cast, "s"), data={"choice": "2", "key": "same-for-all-0123456789"})
    ).status_code == 303
    assert [ballot.choice for ballot in await Ballot.all()] == ["2", "2"]
    wrong = await holder.post(path(cast, "s"), data={"choice": "9", "key": "another-key-0123456789"})
    assert wrong.status_code in (400, 422) and await Ballot.all().count() == 2


async def test_whoever_has_none_may_cast_none(visit, cast):
    await asyncio.create_task(running.open_motion(await cast.actor("wang_degui"), cast.motion.id), context=Context())
    answer = await visit("chen_guifang").post(
        path(cast, "s"), data={"choice": "agree", "key": "same-for-all-0123456789"}
    )
    assert answer.status_code == 403 and await Ballot.all().count() == 0


async def test_once_the_vote_is_closed_none_of_them_counts_and_each_is_told_so(visit, cast, hers, hands):
    hands.go(minutes=51)
    answer = await visit(HOLDER).post(path(cast, "s"), data={"choice": "agree", "key": "same-for-all-0123456789"})
    assert answer.status_code == 409 and "有 2 票没有计入" in answer.text and "没有计入</h1>" in answer.text
    assert await Ballot.all().count() == 0


async def test_what_is_no_choice_is_refused_and_none_is_cast(visit, cast, hers):
    for said in ("maybe", "x" * 1_000_000, ""):
        answer = await visit(HOLDER).post(path(cast, "s"), data={"choice": said, "key": "same-for-all-0123456789"})
        assert 400 <= answer.status_code < 500
    assert await Ballot.all().count() == 0
