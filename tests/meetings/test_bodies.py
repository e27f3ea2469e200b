"""Who sits in a body, who lives where and is of age: every electorate there is, and the figures of the demo's evenings."""

from datetime import timedelta

import pytest

from portal.accounts.models import Appointment, Residency
from portal.kit import clock
from portal.meetings import queries, rules
from portal.meetings.actions import ballots, counting, running
from portal.meetings.models import Meeting, Motion, Right
from portal.meetings.rules import Choice, Entitlement
from portal.meetings.rules.bundle import recount
from portal.policy import Act, permits
from tests.cast import LARGE, SMALL, Cast


def members(number: int, reps: int = 0) -> list[Entitlement]:
    """The first `reps` of them stand for the owners."""
    return [Entitlement(f"person:{n}", (), int(n < reps), (f"person:{n}",)) for n in range(number)]


def said(electorate: list[Entitlement], agree: int, oppose: int = 0, abstain: int = 0) -> dict[str, Choice]:
    choices = [Choice.AGREE] * agree + [Choice.OPPOSE] * oppose + [Choice.ABSTAIN] * abstain
    return dict(zip((each.key for each in electorate), choices, strict=False))


def verdict(rule: str, electorate: list[Entitlement], choices: dict[str, Choice]) -> str:
    found = rules.rule_of(rule)
    return str(rules.outcome(rules.tally(electorate, choices, found), found).verdict)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("agree", "oppose", "abstain", "comes_to"),
    [(16, 14, 0, "passed"), (15, 15, 0, "failed"), (16, 0, 14, "passed"), (15, 0, 15, "failed"), (29, 0, 0, "no_result")],
)  # fmt: skip
def test_m3_of_45_representatives_30_are_enough_and_16_of_them_carry(agree, oppose, abstain, comes_to):
    body = members(45)
    assert verdict("residents_reps", body, said(body, agree, oppose, abstain)) == comes_to


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("reps", "others", "agree", "comes_to"),
    [
        (3, 2, 4, "passed"),  # five of seven, three of the four who stand for the owners
        (3, 2, 3, "failed"),  # three are not over half of all seven
        (2, 3, 5, "no_result"),  # five of seven, but half of the owners' four is not over half
        (3, 0, 3, "no_result"),  # three of seven are too few, whoever they are
        (4, 0, 4, "passed"),
    ],
)
def test_m5_a_committee_for_property_needs_over_half_of_all_and_over_half_of_its_owners(reps, others, agree, comes_to):
    body = members(7, reps=4)
    came = [*body[:reps], *body[4 : 4 + others]]
    assert verdict("pmc", body, said(came, agree, len(came) - agree)) == comes_to


@pytest.mark.anywhere
@pytest.mark.parametrize(("large", "small", "comes_to"), [(5, 4, "passed"), (4, 5, "failed"), (5, 3, "failed")])
def test_m1_of_14_flats_12_take_part_and_9_are_exactly_three_quarters(large, small, comes_to):
    flats = [Entitlement(f"f{n}", (), SMALL if n < 7 else LARGE, ()) for n in range(14)]
    took_part = [*flats[:6], *flats[7:13]]
    choices = {flat.key: Choice.OPPOSE for flat in took_part}
    choices |= {flat.key: Choice.AGREE for flat in (*flats[:small], *flats[7 : 7 + large])}
    assert verdict("straw_poll", flats, choices) == comes_to


async def seat(cast: Cast, role: str, *who: str, area: object = None, **how: object) -> None:
    for each in who:
        await Appointment.create(
            person=cast.people[each], role=role, area=area or cast.estate, since=clock.now() - timedelta(days=1), **how
        )


async def roll(cast: Cast, rule: str, path: str = "") -> dict[str, tuple[str, int]]:
    found = await queries.roll_of(path or cast.estate.path, rules.rule_of(rule))
    return {entry.key: (entry.label, entry.size) for entry in found}


async def test_each_body_is_made_of_its_own_offices_and_nobody_sits_twice(cast):
    people = cast.people
    await seat(cast, "owners_committee", "zhou_shifu")
    await seat(cast, "self_management", "tang_laoshi")
    await seat(cast, "pmc_owner", "chen_xiuying", "he_chunmei")
    await seat(cast, "pmc_member", "luo_member", "chen_xiuying")
    await seat(cast, "residents_rep", "li_tenant", area=await cast.estate.parent)
    assert await roll(cast, "committee") == {f"person:{people['zhou_shifu'].id}": ("周师傅", 0)}
    assert await roll(cast, "council") == {f"person:{people['tang_laoshi'].id}": ("唐老师", 0)}
    assert await roll(cast, "pmc") == {
        f"person:{people['chen_xiuying'].id}": ("陈秀英", 1),
        f"person:{people['he_chunmei'].id}": ("何春梅", 1),
        f"person:{people['luo_member'].id}": ("罗党员", 0),
    }
    assert await roll(cast, "residents_reps") == {}  # they sit for the community, and not for one estate of it
    community = (await cast.estate.parent).path
    assert list(await roll(cast, "residents_reps", community)) == [f"person:{people['li_tenant'].id}"]


async def test_whose_period_is_over_has_no_seat_and_a_deputy_takes_none(cast):
    await seat(cast, "pmc_owner", "he_chunmei", until=clock.now() - timedelta(hours=1))
    await seat(cast, "pmc_owner", "chen_xiuying")
    await seat(cast, "pmc_owner", "tang_laoshi", deputy_for=await Appointment.get(until=None, role="pmc_owner"))
    assert list(await roll(cast, "pmc")) == [f"person:{cast.people['chen_xiuying'].id}"]


async def test_every_adult_who_lives_there_is_one_whoever_owns_the_home(cast):
    found = await roll(cast, "residents_adults")
    living = ("wang_degui", "chen_xiuying", "tang_laoshi", "zhou_shifu", "li_tenant", "he_chunmei", "luo_member")
    assert set(found) == {f"person:{cast.people[who].id}" for who in living}
    assert found[f"person:{cast.people['li_tenant'].id}"][0] == "3栋1单元301 李租客"
    # A second home makes nobody two; and who is not of age lives there without a vote, their own or the home's.
    await Residency.create(person=cast.people["tang_laoshi"], home=cast.homes[10], kind="tenant", since=clock.now())
    await Residency.filter(person=cast.people["luo_member"]).update(kind="minor")
    assert len(await roll(cast, "residents_adults")) == 6
    young = await cast.actor("luo_member")
    assert not young.homes and young.belongs_to(cast.building.path)
    assert f"home:{cast.homes[8].id}" not in young.holders


async def test_who_was_confirmed_by_the_convener_alone_counts_for_no_assembly_of_adults(cast):
    head = cast.people["wang_degui"]
    await Residency.filter(person=cast.people["li_tenant"]).update(method="head", confirmed_by_id=head.id)
    await Motion.filter(id=cast.motion.id).update(kind="residents", rule_code="residents_adults")
    with pytest.raises(rules.RestsOnConvener):
        await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)


async def test_a_seat_in_a_body_opens_nothing_but_its_vote(cast):
    await seat(cast, "residents_rep", "he_stranger", area=await cast.estate.parent)
    rep, meeting = (
        await cast.actor("he_stranger"),
        await queries.meeting_for(await cast.actor("wang_degui"), cast.meeting.id),
    )
    for act in (Act.WRITE_MINUTES, Act.BOOK_VENUE, Act.RUN_MEETING, Act.RECORD_PAPER, Act.CALL_MEETING):
        assert not permits(rep, act, meeting)


async def test_m5_is_held_through_the_box_and_counted_again_from_its_bundle(cast, hands):
    owners = ("chen_xiuying", "tang_laoshi", "zhou_shifu", "he_chunmei")
    others = ("li_tenant", "luo_member", "he_stranger")
    await seat(cast, "pmc_owner", *owners)
    await seat(cast, "pmc_member", *others)
    await Motion.filter(id=cast.motion.id).update(kind="deliberative", rule_code="pmc", area_id=cast.estate.id)
    await Meeting.filter(id=cast.meeting.id).update(area_id=cast.estate.id, form="pmc")
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    for who, choice in zip((*owners[:3], *others[:2]), ("agree", "agree", "agree", "oppose", "agree"), strict=True):
        person = cast.people[who].id
        right = await Right.get(motion_id=cast.motion.id, key=f"person:{person}")
        await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"key-of-{who}-0123456789", choice, person))
    motion = await Motion.get(id=cast.motion.id)
    assert (motion.rights_count, motion.rights_size, motion.turnout_count, motion.turnout_size) == (7, 4, 5, 3)
    result = await counting.count(motion)
    assert [(t["unit"], t["part"], t["whole"], t["holds"]) for t in result["tests"]] == [
        ("heads", 5, 7, True), ("reps", 3, 4, True), ("heads", 4, 7, True),
    ]  # fmt: skip
    assert result["verdict"] == "passed"
    hands.go(hours=1)
    await running.close_due_motions(await cast.actor("wang_degui"))
    told = recount(await queries.bundle_of(await queries.motion_with(cast.motion.id)))
    assert told["same_verdict"] and told["same_tests"] and told["rule_fits"] and told["sums_fit"]
