"""Whoever closes their account is forgotten after a week; what was voted, said and counted stays as it is."""

import asyncio
import re
from datetime import timedelta

import pytest

from portal.accounts.actions import closing
from portal.accounts.actions.steps import begin_session
from portal.accounts.forms import CloseAccount
from portal.accounts.models import Contact, Look, Mandate, NameChange, Person, ResidenceRequest, Residency, Session
from portal.audit import chain
from portal.channels import outbox
from portal.channels.models import Letter
from portal.hall.actions import reply
from portal.hall.forms import Reply
from portal.hall.models import Matter, Post
from portal.kit import sealing
from portal.meetings.actions import ballots, running
from portal.meetings.models import Ballot, Meeting, Motion, Right, RightHolder
from portal.meetings.rules import Choice
from portal.meetings.rules.convening import StillConvening
from portal.notices.models import Notice
from portal.policy import STRANGER
from portal.reporting.models import Claim, Need, Report
from portal.unit_of_work import action
from portal.volunteers.models import Membership, ServiceTime, Shift, SignUp
from portal.volunteers.rules import LeadsATeam, StillServing
from tests.cast import phone_of

SURE = CloseAccount(sure="yes")


async def close(cast, who: str) -> None:
    await closing.close_account(await cast.actor(who), SURE)


async def erase(cast, hands, who: str) -> int:
    await close(cast, who)
    hands.go(days=7, minutes=1)
    await closing.erase_closed(STRANGER)
    return cast.people[who].id


@action
async def _come_back(_actor, person_id: int) -> int:
    return await begin_session(person_id, sealing.digest("another-session"), "test")


async def test_closing_needs_a_tick_and_signs_out_everywhere(visit, cast):
    browser = visit("chen_xiuying")
    await cast.proved("chen_xiuying")
    refused = await browser.send_form("/me/close")
    assert refused.status_code == 422 and "我看过了" in refused.text
    closed = await browser.send_form("/me/close", sure="yes")
    assert closed.status_code == 303
    assert (await browser.get("/me")).status_code == 403
    assert not await Session.filter(person=cast.people["chen_xiuying"], ended_at=None).exists()


async def test_signing_in_within_a_week_undoes_it(app, cast, hands):
    await close(cast, "chen_xiuying")
    person = cast.people["chen_xiuying"]
    hands.go(days=6, hours=23)
    await _come_back(STRANGER, person.id)
    hands.go(days=2)
    assert await closing.erase_closed(STRANGER) == 0
    again = await Person.get(id=person.id)
    assert (again.closed_at, again.erase_after, again.name) == (None, None, "陈秀英")
    assert await Residency.exists(person=person, until=None)


async def test_coming_back_while_the_night_erases_is_one_or_the_other(app, cast, hands):
    await close(cast, "chen_xiuying")
    person = cast.people["chen_xiuying"]
    hands.go(days=7, minutes=1)
    await asyncio.gather(
        _come_back(STRANGER, person.id),
        closing.erase_account(STRANGER, person.id),
    )
    found = await Person.get(id=person.id)
    assert (found.erased_at is None) == (found.closed_at is None)
    assert await Contact.exists(person=person) == (found.erased_at is None)


async def evening(cast, hands) -> tuple[Motion, list[Right]]:
    """Everybody says yes, 陈秀英 too; she posts; the vote closes."""
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    rights = await Right.filter(motion_id=cast.motion.id).order_by("id")
    for n, right in enumerate(rights):
        caster = cast.people["chen_xiuying"].id if n == 1 else None
        await ballots.box.cast(
            ballots.slip(cast.motion.id, right.id, f"key-of-right-{right.id:06}", Choice.AGREE, caster)
        )
    await reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="我同意装。", stance="support"))
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    return await Motion.get(id=cast.motion.id), rights


async def record_of(motion_id: int) -> list[object]:
    """All that a vote is made of, row by row."""
    return [
        await Motion.filter(id=motion_id).values(),
        await Ballot.filter(motion_id=motion_id).order_by("id").values(),
        await Right.filter(motion_id=motion_id).order_by("id").values(),
        await RightHolder.filter(right__motion_id=motion_id).order_by("id").values(),
    ]


def still(page: str) -> str:
    """The page without what differs at each request: keys of forms, and how long ago."""
    return re.sub(r'name="_key" value="[^"]+"', "", page)


async def test_results_receipts_and_verification_are_byte_for_byte_the_same(visit, cast, hands):
    motion, _rights = await evening(cast, hands)
    result = f"/motions/{motion.id}/result"
    hands.go(days=7, minutes=1)
    before = await record_of(motion.id), still((await visit("tang_laoshi").get(result)).text)
    hands.go(days=-7, minutes=-1)
    await chain.chain()
    await erase(cast, hands, "chen_xiuying")
    after = await record_of(motion.id), still((await visit("tang_laoshi").get(result)).text)
    assert after == before
    assert before[0][0][0]["result"]["verdict"] == "passed"
    await chain.chain()
    assert await chain.verify() is None
    counted = await Matter.get(id=cast.matter.id)
    assert (counted.posts_count, counted.supporting) == (1, 1)


async def test_what_was_said_stays_under_the_label_frozen_at_closing(visit, cast, hands):
    await evening(cast, hands)
    person_id = await erase(cast, hands, "chen_xiuying")
    assert (await Post.get(author_id=person_id)).said_as == "3栋业主"
    page = (await visit("tang_laoshi").get(f"/hall/{cast.matter.number}")).text
    assert "我同意装。" in page and "3栋业主" in page and "陈秀英" not in page


async def test_a_tenant_leaves_as_a_resident(app, cast, hands):
    await erase(cast, hands, "li_tenant")
    assert (await Person.get(id=cast.people["li_tenant"].id)).left_as == "3栋居民"


async def test_every_way_to_the_person_is_gone(app, cast, hands):
    me = cast.people["chen_xiuying"]

    @action
    async def write(_actor) -> None:
        for n, address in enumerate(("chen_xiuying@demo.invalid", "tang_laoshi@demo.invalid")):
            await outbox.write(lane="mail", channel="email", address=address, subject="-", body="-", dedupe=f"x{n}")

    await write(STRANGER)
    await Notice.create(person=me, kind="answered", facts={"title": "-"}, href="/", at=hands())
    other = cast.people["tang_laoshi"]
    await Notice.create(person=other, kind="help_coming", facts={"name": "陈秀英", "title": "-"}, href="/", at=hands())
    need = await Need.get(id=cast.need.id)
    await Need.create(
        area_id=need.area_id, title="-", summary="-", kind="service", category="care", minutes=30, people=1,
        by_day=need.by_day, origin="resident", stage="closed", person=other, recipient_id=other.id, sealed="",
        asked_at=hands(),
    )  # fmt: skip
    helped = await Need.get(title="-")
    await Claim.create(need=helped, person=me, ledger="voluntary", stage="done", claimed_at=hands())
    person_id = await erase(cast, hands, "chen_xiuying")
    person = await Person.get(id=person_id)
    assert (person.name, person.shown_as) == ("已注销", "building") and person.erased_at is not None
    for table in (Contact, Session, Residency, ResidenceRequest, NameChange, Look, Notice, Report, Membership):
        assert not await table.filter(person_id=person_id).exists(), table
    assert await Letter.filter(dedupe__startswith="x").count() == 1
    assert (await Notice.get(person=other, kind="help_coming")).facts["name"] == "3栋业主"
    asked = await Need.get(id=cast.need.id)
    assert (asked.sealed, asked.recipient_id, asked.stage) == ("", None, "closed")


async def test_places_to_come_go_to_who_waits_and_hours_stay_counted(app, cast, hands):
    waiting = cast.people["zhou_shifu"]
    await Shift.filter(id=cast.shift.id).update(places=1, waiting=1, starts_at=hands() + timedelta(days=30))
    await SignUp.create(
        shift=cast.shift, person=waiting, stage="waiting", ledger="voluntary", position=2, signed_up_at=hands()
    )
    person_id = await erase(cast, hands, "li_tenant")
    assert (await SignUp.get(shift=cast.shift, person=waiting)).stage == "accepted"
    assert (await SignUp.get(shift=cast.shift, person_id=person_id)).stage == "withdrawn"
    assert (await ServiceTime.get(person_id=person_id)).minutes == 120


@pytest.mark.parametrize("who", ["wang_degui", "chen_guifang", "shen_auditor", "zhao_lei"])
async def test_whoever_holds_an_office_resigns_first(visit, cast, who):
    await cast.proved(who)
    answer = await visit(who).send_form("/me/close", sure="yes")
    assert answer.status_code == 422 and "先到“我的岗位”里辞去" in answer.text
    assert (await Person.get(id=cast.people[who].id)).closed_at is None


async def test_a_leader_hands_over_and_a_convener_waits_and_who_serves_signs_out(app, cast, hands):
    with pytest.raises(LeadsATeam):
        await close(cast, "he_chunmei")
    await Meeting.filter(id=cast.meeting.id).update(convener_id=cast.people["tang_laoshi"].id)
    with pytest.raises(StillConvening):
        await close(cast, "tang_laoshi")
    hands.go(hours=2)
    await close(cast, "tang_laoshi")
    await ServiceTime.filter(id=cast.service.id).update(stage="running")
    with pytest.raises(StillServing):
        await close(cast, "li_tenant")
    for who in ("he_chunmei", "li_tenant"):
        assert (await Person.get(id=cast.people[who].id)).closed_at is None  # the refusal undid the closing


async def test_whoever_hands_the_team_over_may_go(visit, cast):
    leader, path = visit("he_chunmei"), f"/teams/{cast.team.id}/hand-over"
    await cast.phones()
    assert (await visit("tang_laoshi").get(path)).status_code == 403
    early = await leader.send_form(path, leader=phone_of("tang_laoshi"))
    assert early.status_code == 422 and "请他先加入队伍" in early.text
    await visit("tang_laoshi").send_form(f"/teams/{cast.team.id}/join")
    assert (await leader.send_form(path, leader=phone_of("tang_laoshi"))).status_code == 303
    assert await Notice.exists(person=cast.people["tang_laoshi"], kind="team_handed_over")
    assert (await visit("tang_laoshi").get(path)).status_code == 200
    await cast.proved("he_chunmei")
    assert (await leader.send_form("/me/close", sure="yes")).status_code == 303


async def test_the_claim_of_who_is_gone_is_free_again(app, cast, hands):
    await erase(cast, hands, "luo_member")
    assert (await Claim.get(id=cast.claim.id)).stage == "withdrawn"
    assert (await Need.get(id=cast.need.id)).taken == 0
    assert not await Report.filter(person=cast.people["luo_member"]).exists()


async def test_a_consent_that_was_witnessed_forgets_the_name_of_who_is_gone(app, cast, hands):
    given = await Mandate.create(
        principal=cast.people["chen_xiuying"], helper=cast.people["tang_laoshi"], way="witness", since=hands(),
        until=hands() + timedelta(days=300), witness_id=cast.people["sun_moved"].id, witness_name="孙搬走",
    )  # fmt: skip
    await erase(cast, hands, "sun_moved")
    assert (await Mandate.get(id=given.id)).witness_name == "已注销"


async def test_twice_erased_is_once(app, cast, hands):
    person_id = await erase(cast, hands, "sun_moved")
    first = (await Person.get(id=person_id)).erased_at
    hands.go(days=1)
    await closing.erase_account(STRANGER, person_id)
    assert (await Person.get(id=person_id)).erased_at == first
    assert await closing.erase_closed(STRANGER) == 0


async def test_a_closed_address_begins_anew(app, cast, hands):
    from portal.accounts.actions.steps import person_at
    from portal.accounts.rules import Channel

    old = await erase(cast, hands, "sun_moved")

    @action
    async def arrive(_actor) -> int:
        return await person_at(Channel.EMAIL, "sun_moved@demo.invalid")

    assert await arrive(STRANGER) != old


async def test_no_letter_goes_to_a_closed_account(app, cast, hands):
    from portal.accounts import queries

    people = [cast.people["chen_xiuying"].id, cast.people["tang_laoshi"].id]
    assert len(await queries.addresses_of(people, "email")) == 2
    await close(cast, "chen_xiuying")
    assert [each.person_id for each in await queries.addresses_of(people, "email")] == people[1:]
