"""委托: in writing, as instructed, for so many and no more, and gone the moment it is taken back."""

import asyncio
import re
from contextvars import Context
from datetime import timedelta

import pytest

from portal.accounts.models import Appointment, Holding, Person, Residency
from portal.kit import clock
from portal.meetings import queries
from portal.meetings.actions import ballots, counting, offering, proxies, running
from portal.meetings.forms import OfferOptions
from portal.meetings.models import AgendaItem, Ballot, Motion, Proxy, Right
from portal.meetings.queries.proxies import proxy_token
from portal.meetings.rules import Choice
from portal.meetings.rules.proxies import (
    InstructedOtherwise,
    MayNotHoldProxies,
    NoProxiesHere,
    OwnProxy,
    ProxyGivenAlready,
    ProxyGone,
    TooManyProxies,
)
from tests.cast import Cast


async def given(cast: Cast, who: str = "chen_xiuying", **instructions: str) -> int:
    return await proxies.give_proxy(await cast.actor(who), cast.meeting.id, instructions)


async def accepted(cast: Cast, by: str, who: str = "chen_xiuying", **instructions: str) -> int:
    proxy_id = await given(cast, who, **instructions)
    await proxies.accept_proxy(await cast.actor(by), proxy_id)
    return proxy_id


async def opened(cast: Cast) -> Right:
    """The vote is open; the right of 陈秀英, who owns number 2."""
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    owner = cast.owners[1].id
    return await Right.get(motion_id=cast.motion.id, holders__holder=f"owner:{owner}")


async def by_proxy(cast: Cast, right: Right, proxy_id: int, choice: str, key: str = "proxy-key-0123456789") -> None:
    holder = cast.people["tang_laoshi"].id
    await ballots.box.cast(ballots.slip(cast.motion.id, right.id, key, choice, holder, proxy_id))


async def test_the_holder_finds_the_right_and_the_principals_own_ballot_outranks(cast):
    proxy_id = await accepted(cast, "tang_laoshi")
    right = await opened(cast)
    found = await queries.motion_for(await cast.actor("tang_laoshi"), cast.motion.id)
    assert [own.proxy is not None for own in found.rights if own.right.id == right.id] == [True]
    await by_proxy(cast, right, proxy_id, "oppose")
    own = ballots.slip(cast.motion.id, right.id, "own-key-0123456789", Choice.AGREE, cast.people["chen_xiuying"].id)
    await ballots.box.cast(own)
    await by_proxy(cast, right, proxy_id, "oppose", "proxy-key-again-0123")
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert (result["tally"]["agree"]["heads"], result["tally"]["taking_part"]["heads"]) == (1, 1)
    assert await Ballot.filter(channel="proxy").count() == 2  # every revision is kept


async def test_the_holder_votes_as_written_and_not_otherwise(cast):
    proxy_id = await accepted(cast, "tang_laoshi", **{str(cast.motion.id): "agree"})
    right = await opened(cast)
    with pytest.raises(InstructedOtherwise):
        await by_proxy(cast, right, proxy_id, "oppose")
    await by_proxy(cast, right, proxy_id, "agree", "proxy-key-again-0123")
    assert await Ballot.all().count() == 1


async def test_what_was_taken_back_in_the_same_second_is_taken_back(cast):
    proxy_id = await accepted(cast, "tang_laoshi")
    right = await opened(cast)
    principal = await cast.actor("chen_xiuying")
    done = await asyncio.gather(
        proxies.revoke_proxy(principal, proxy_id),
        *(by_proxy(cast, right, proxy_id, "agree", f"at-once-0123456789-{n}") for n in range(8)),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, ProxyGone) for each in done)
    assert await Ballot.all().count() == sum(each is None for each in done[1:])
    with pytest.raises(ProxyGone):
        await by_proxy(cast, right, proxy_id, "agree", "afterwards-0123456789")
    found = await queries.motion_for(await cast.actor("tang_laoshi"), cast.motion.id)
    assert right.id not in {own.right.id for own in found.rights}


async def test_a_proxy_of_somebody_else_opens_no_right(cast):
    await accepted(cast, "tang_laoshi")
    right = await opened(cast)
    strange = ballots.slip(
        cast.motion.id, right.id, "a-strange-key-0123", "agree", cast.people["zhou_shifu"].id, (await Proxy.get()).id
    )
    with pytest.raises(ProxyGone):
        await ballots.box.cast(strange)


async def test_one_holds_three_and_no_fourth_even_at_once(cast):
    holders = ("wang_degui", "chen_xiuying", "zhou_shifu", "he_chunmei", "luo_member")
    ids = [await given(cast, who) for who in holders]
    tang = await cast.actor("tang_laoshi")
    done = await asyncio.gather(*(proxies.accept_proxy(tang, each) for each in ids), return_exceptions=True)
    assert sum(each is None for each in done) == 3
    assert all(each is None or isinstance(each, TooManyProxies) for each in done)


async def test_two_who_take_it_at_once_do_not_both_have_it(cast):
    proxy_id = await given(cast)
    both = [await cast.actor("tang_laoshi"), await cast.actor("zhou_shifu")]
    done = await asyncio.gather(*(proxies.accept_proxy(each, proxy_id) for each in both), return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "ProxyGone"]


@pytest.mark.parametrize(("who", "refusal"), [("chen_xiuying", OwnProxy), ("zhao_lei", MayNotHoldProxies)])
async def test_who_may_not_hold_one(cast, who, refusal):
    with pytest.raises(refusal):
        await accepted(cast, who)


async def test_who_works_for_the_property_company_in_one_building_holds_none_of_the_whole_estate(cast):
    await Appointment.filter(person=cast.people["zhao_lei"]).update(area_id=cast.building.id)
    await type(cast.meeting).filter(id=cast.meeting.id).update(area_id=cast.estate.id)
    with pytest.raises(MayNotHoldProxies):
        await accepted(cast, "zhao_lei")


async def test_one_proxy_at_a_time_and_none_where_members_vote_themselves(cast):
    await given(cast)
    with pytest.raises(ProxyGivenAlready):
        await given(cast)
    await Motion.filter(id=cast.motion.id).update(rule_code="committee")
    with pytest.raises(NoProxiesHere):
        await given(cast, "tang_laoshi")


async def test_by_its_link_it_is_taken_on_and_used_on_the_plain_form(visit, cast):
    xiuying, tang = visit("chen_xiuying"), visit("tang_laoshi")
    given_by_form = await xiuying.send_form(f"/meetings/{cast.meeting.id}/proxy", **{f"m_{cast.motion.id}": "agree"})
    assert given_by_form.status_code == 303
    link = re.search(r"/proxy/(\d+-[0-9a-f]+)", (await xiuying.get(f"/meetings/{cast.meeting.id}/proxy")).text)
    assert link is not None and (await visit("he_stranger").get(f"/proxy/{link[1][:-1]}0")).status_code == 404
    assert "同意" in (await tang.get(f"/proxy/{link[1]}")).text
    assert (await tang.send_form(f"/proxy/{link[1]}")).status_code == 303
    right = await asyncio.create_task(opened(cast), context=Context())
    page = (await tang.get(f"/motions/{cast.motion.id}/ballot?right={right.id}&choice=agree")).text
    assert "替投" in page
    hidden = dict(re.findall(r'name="(right|choice|key)" value="([^"]*)"', page))
    assert (await tang.post(f"/motions/{cast.motion.id}/ballot", data=hidden | {"choice": "oppose"})).status_code == 422
    assert (await tang.post(f"/motions/{cast.motion.id}/ballot", data=hidden)).status_code == 303
    assert (await Ballot.get()).channel == "proxy"
    assert (await visit("zhou_shifu").send_form(f"/proxies/{(await Proxy.get()).id}/revoke")).status_code == 403
    assert (await xiuying.send_form(f"/proxies/{(await Proxy.get()).id}/revoke")).status_code == 303
    assert (await tang.get(f"/proxy/{proxy_token((await Proxy.get()).id)}")).status_code == 404


async def test_once_somebody_has_it_the_link_tells_nobody_else_how_to_vote(visit, cast):
    said = {str(cast.motion.id): "oppose"}
    proxy_id = await asyncio.create_task(given(cast, **said), context=Context())
    link = f"/proxy/{proxy_token(proxy_id)}"
    assert "反对" in (await visit("zhou_shifu").get(link)).text
    assert (await visit("tang_laoshi").send_form(link)).status_code == 303
    seen = {who: (await visit(who).get(link)).text for who in ("tang_laoshi", "chen_xiuying", "zhou_shifu")}
    assert [who for who, page in seen.items() if "反对" in page] == ["tang_laoshi", "chen_xiuying"]
    assert "已经有人接下了" in seen["zhou_shifu"]


async def written(visit, cast: Cast, **said: str):
    typed = {f"m_{cast.motion.id}_{name}": value for name, value in said.items()}
    return await visit("chen_xiuying").send_form(f"/meetings/{cast.meeting.id}/proxy", **typed)


@pytest.mark.parametrize(
    ("method", "said", "stored", "shown"),
    [
        ("single", {"o": "2"}, "2", "乙"),
        ("multiple", {"o": "1"}, "1", "甲"),
        ("approval", {"choice": "abstain"}, "abstain", "弃权"),
        ("ranked", {"r2": "1", "r1": "2"}, "2,1", "乙"),
        ("score", {"s1": "3", "s2": "0"}, "1=3,2=0", "3 分"),
        ("score", {}, None, "由他定"),
    ],
)
async def test_between_options_too_one_writes_how_to_vote(visit, cast, method, said, stored, shown):
    await Motion.filter(id=cast.motion.id).update(method=method, options=["甲", "乙"], most=2)
    assert (await written(visit, cast, **said)).status_code == 303
    assert (await Proxy.get()).instructions.get(str(cast.motion.id)) == stored
    assert shown in (await visit("chen_xiuying").get(f"/meetings/{cast.meeting.id}/proxy")).text


async def test_what_no_ballot_would_take_is_told_and_the_marks_stay(visit, cast):
    await Motion.filter(id=cast.motion.id).update(method="ranked", options=["甲", "乙"], most=2)
    answer = await written(visit, cast, r1="2")
    assert answer.status_code == 422 and "现在缺第 1 位" in answer.text
    assert 'value="2" selected' in answer.text and await Proxy.all().count() == 0


async def test_other_options_or_other_words_leave_it_to_the_holder(cast):
    proxy_id = await accepted(cast, "tang_laoshi", **{str(cast.motion.id): "agree"})
    head = await cast.actor("wang_degui")
    await offering.offer_options(head, cast.motion.id, OfferOptions(method="single", options="甲\n乙"))
    assert (await Proxy.get(id=proxy_id)).instructions == {}
    right = await opened(cast)
    await by_proxy(cast, right, proxy_id, "2")
    assert await Ballot.all().count() == 1


async def test_the_vote_of_who_changes_the_holder_is_the_new_holders_and_not_lost(cast):
    first = await accepted(cast, "tang_laoshi")
    right = await opened(cast)
    await by_proxy(cast, right, first, "agree")
    await proxies.revoke_proxy(await cast.actor("chen_xiuying"), first)
    second = await accepted(cast, "zhou_shifu")
    key, holder = "the-second-holder-01", cast.people["zhou_shifu"].id
    await ballots.box.cast(ballots.slip(cast.motion.id, right.id, key, "oppose", holder, second))
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert (result["tally"]["oppose"]["heads"], result["tally"]["taking_part"]["heads"]) == (1, 1)


async def test_co_owners_who_contradict_each_other_by_proxy_are_still_two(cast):
    await Holding.create(
        person=cast.people["he_stranger"], owner_id=cast.owners[1].id, since=clock.now() - timedelta(days=1)
    )
    ids = [await accepted(cast, "tang_laoshi"), await accepted(cast, "zhou_shifu", "he_stranger")]
    right = await opened(cast)
    await by_proxy(cast, right, ids[0], "agree")
    key, holder = "the-second-holder-01", cast.people["zhou_shifu"].id
    await ballots.box.cast(ballots.slip(cast.motion.id, right.id, key, "oppose", holder, ids[1]))
    result = await counting.count(await Motion.get(id=cast.motion.id))
    assert result["tally"]["taking_part"]["heads"] == 0


async def test_the_code_that_is_published_is_the_one_of_the_ballot_that_counts(cast):
    proxy_id = await accepted(cast, "tang_laoshi")
    right = await opened(cast)
    await by_proxy(cast, right, proxy_id, "oppose")
    assert await queries.channels_of(cast.motion.id) == {"proxy": 1}
    principal = cast.people["chen_xiuying"].id
    own = await ballots.box.cast(ballots.slip(cast.motion.id, right.id, "own-key-0123456789", "agree", principal))
    await by_proxy(cast, right, proxy_id, "oppose", "proxy-key-again-0123")
    assert await queries.receipts_of(cast.motion.id) == [own.code]
    assert await queries.channels_of(cast.motion.id) == {"electronic": 1}
    found = await queries.motion_for(await cast.actor("chen_xiuying"), cast.motion.id)
    assert [each.receipt for each in found.rights] == [own.code]


async def found_by_holder(cast: Cast, holder: str) -> list[bool]:
    """Whether the holder of 陈秀英's proxy finds a right under her names: to cast by, on the pages."""
    actor = await cast.actor("tang_laoshi")
    right = await Right.get(motion_id=cast.motion.id, holders__holder=holder)
    shown = await queries.motion_for(actor, cast.motion.id)
    return [
        right.id in (await queries.motion_cast_in(actor, cast.motion.id)).rights,
        right.id in {own.right.id for own in shown.rights},
    ]


async def test_a_proxy_taken_on_before_opens_nothing_where_one_has_to_vote_oneself(cast):
    await accepted(cast, "tang_laoshi")
    await Motion.filter(id=cast.motion.id).update(rule_code="residents_adults", kind="residents")  # by other words
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    assert await found_by_holder(cast, f"person:{cast.people['chen_xiuying'].id}") == [False, False]


@pytest.mark.parametrize("gone", ["moved away", "closed the account"])
async def test_a_proxy_carries_no_more_than_its_principal_still_has(cast, hands, gone):
    await Motion.filter(id=cast.motion.id).update(rule_code="households", kind="deliberative")
    await accepted(cast, "tang_laoshi")
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    home, principal = f"home:{cast.homes[1].id}", cast.people["chen_xiuying"].id
    assert await found_by_holder(cast, home) == [True, True]
    if gone == "moved away":
        await Residency.filter(person_id=principal).update(until=clock.now())
    else:
        await Person.filter(id=principal).update(closed_at=clock.now())
    hands.go(minutes=1)
    assert await found_by_holder(cast, home) == [False, False]


async def test_an_item_that_was_withdrawn_forbids_no_proxy(cast):
    item = await AgendaItem.create(meeting=cast.meeting, position=2, title="换届")
    await Motion.create(
        item=item, meeting=cast.meeting, area=cast.stairwell, wording="选谁？", wording_hash="-", kind="deliberative",
        rule_code="committee", stage="called_off", closes_at=cast.motion.closes_at,
    )  # fmt: skip
    assert await given(cast)
