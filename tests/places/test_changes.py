"""The tree changes: nothing is lost, paths hold, what was stays known, and permissions follow the tree."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise import Tortoise

from portal.accounts.models import Appointment, DataCorrection, NameChange
from portal.accounts.queries import actor_at
from portal.channels import budget
from portal.channels.models import MessageBudget, MessageUse
from portal.hall.models import Matter
from portal.kit import clock
from portal.kit.errors import Refused
from portal.meetings.actions import running
from portal.meetings.models import Meeting, Motion
from portal.places import queries, rules
from portal.places.actions import tree
from portal.places.actions.areas import add_area, stand_still
from portal.places.forms import CreateArea, MergeAreas, MoveArea, RenameArea, SplitArea
from portal.places.models import Area, AreaSuccession, Estate, Facility, Home, Owner
from portal.policy import STRANGER, Act, Actor, Held, Role, permits
from portal.unit_of_work import action
from portal.volunteers.models import Team


async def street_of(city: Area, name: str) -> list[Area]:
    """A street with two communities of two estates, each of two buildings with two stairwells of two homes."""
    district = await add_area("district", f"{name}区", f"{name}d", city)
    street = await add_area("street", f"{name}街道", f"{name}s", district)
    made = [street]
    for c in range(2):
        community = await add_area("community", f"{name}社区{c}", f"{name}{c}", street)
        made.append(community)
        for e in range(2):
            estate = await add_area("estate", f"小区{c}{e}", f"{name}{c}{e}", community)
            await Estate.create(area=estate, type="managed")
            made.append(estate)
            for b in range(2):
                building = await add_area("building", f"{c}{e}{b}栋", f"{name}{c}{e}{b}", estate)
                made.append(building)
                for s in range(2):
                    stairwell = await add_area("stairwell", f"{c}{e}{b}{s}单元", f"{name}{c}{e}{b}{s}", building)
                    made.append(stairwell)
                    await Home.bulk_create([_home(estate, building, stairwell, n) for n in range(2)])
    return made


def _home(estate: Area, building: Area, stairwell: Area, n: int) -> Home:
    return Home(
        estate_id=estate.id, building_id=building.id, label=f"{stairwell.code}-{n}", floor=n + 1, kind="flat", size=8000,
        size_source="register", state="delivered", path=stairwell.path,
    )  # fmt: skip


def keeper(city: Area) -> Actor:
    return Actor(id=1, roles=(Held(Role.SYSTEM_ADMIN, city.path),))


async def look() -> tuple[dict[int, str], dict[int, str]]:
    areas = {area.id: area.path for area in await Area.filter(ended_at=None)}
    return areas, {home.id: home.path for home in await Home.all()}


async def must_hold() -> None:
    areas = {area.id: area for area in await Area.all()}
    for area in areas.values():
        if area.ended_at is None:
            above = areas[area.parent_id].path if area.parent_id else "/"
            assert area.path == f"{above}{area.id}/"
            assert not area.parent_id or areas[area.parent_id].ended_at is None
    for home in await Home.all():
        lies = areas[queries.own_id(home.path)]
        assert (lies.path, lies.ended_at) == (home.path, None)
        assert f"/{home.building_id}/" in home.path and f"/{home.estate_id}/" in home.path


async def change(actor: Actor, drawn: Iterator[int], n: int) -> None:
    """One change of the tree, as drawn: what the rules refuse is refused, and changes nothing."""

    def pick(among):
        return among[next(drawn) % len(among)]

    areas = await Area.filter(ended_at=None).exclude(kind="city").order_by("-id").limit(40)
    area, what = pick(areas), pick(["move", "split", "merge", "rename"])
    if what == "move":
        fitting = [a for a in areas if a.kind in rules.PARENTS[area.kind]] or areas
        said = MoveArea(parent_id=pick(fitting).id, why="重新划")
        await tree.move_area(actor, area.id, said)
    elif what == "split":
        children, homes = await queries.parts_of(area)
        out, doors = children[: len(children) // 2], homes[: len(homes) // 2]
        said = SplitArea(name=f"新{n}", code=f"n{n}", why="太大了", homes="", children="")
        said.children, said.homes = [c.id for c in out], [h.id for h in doors]
        await tree.split_area(actor, area.id, said)
    elif what == "merge":
        beside = await queries.siblings_of(area)
        await tree.merge_areas(actor, area.id, MergeAreas(areas=",".join(str(b.id) for b in beside[:2]), why="太小了"))
    else:
        await tree.rename_area(actor, area.id, RenameArea(name=f"改名{n}", why="更好记"))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(plan=st.lists(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), min_size=3, max_size=7))
async def test_after_any_changes_paths_hold_nothing_is_lost_and_history_answers(database, hands, plan):
    city = await Area.get_or_none(kind="city") or await add_area("city", "市", "5105", None)
    made = await street_of(city, f"x{await Area.all().count()}-")
    before = (await Home.all().count(), {area.id for area in made})
    seen = {clock.now(): await look()}
    for n, drawn in enumerate(plan):
        hands.go(minutes=1)
        serial = await Area.all().count() * 10 + n

        try:
            await change(keeper(city), iter(drawn), serial)
        except Refused:
            assert await look() == list(seen.values())[-1]
        seen[clock.now()] = await look()
        await must_hold()
    assert await Home.all().count() == before[0]
    assert before[1] <= {area.id for area in await Area.all()}
    everything, homes = [area.id for area in await Area.all()], [home.id for home in await Home.all()]
    for moment, (areas, lay) in seen.items():
        assert await queries.paths_at(everything, moment) == areas
        assert await queries.home_paths_at(homes, moment) == lay
    hands.go(minutes=1)


@pytest.fixture
async def two(cast, hands):
    """Beside the cast's community another one with an estate, in one street that somebody keeps."""
    city = await Area.get(kind="city")
    other = await add_area("community", "江月社区", "51-2", city)
    estate = await add_area("estate", "沱江雅苑", "51-2-S3", other)
    await Estate.create(area=estate, type="scattered")
    return keeper(city), other, estate


async def test_a_building_moved_to_another_community_is_judged_by_its_tree_then_and_now(visit, cast, two, hands):
    actor, other, estate = two
    staff, then = cast.people["chen_guifang"], clock.now()
    assert (await visit("chen_guifang").get(f"/areas/{cast.building.id}")).status_code == 200
    hands.go(days=1)
    await tree.move_area(actor, cast.building.id, MoveArea(parent_id=estate.id, why="划给江月社区"))
    hands.go(seconds=1)
    assert (await visit("chen_guifang").get(f"/areas/{cast.building.id}")).status_code == 404
    moved = await Area.get(id=cast.building.id)
    assert moved.path == f"{estate.path}{moved.id}/"
    now_, before = await cast.actor("chen_guifang"), await actor_at(staff.id, then)
    was = await queries.path_at(moved.id, then)
    assert not permits(now_, Act.SEE_AREA, moved)
    assert before.holds(frozenset({Role.COMMUNITY_STAFF}), was)
    # Who lives there still does, was there then, and the homes and owners are in the new estate's register.
    chen = await cast.actor("chen_xiuying")
    assert chen.lives_at == (f"{moved.path}{cast.stairwell.id}/",)
    assert (await actor_at(chen.id, then)).lives_at == (cast.stairwell.path,)
    assert (await actor_at(chen.id, then)).owns_at == (cast.stairwell.path,)
    assert await Home.filter(estate_id=estate.id).count() == 14
    assert await Owner.filter(estate_id=estate.id).count() == 14
    assert permits(Actor(id=2, roles=(Held(Role.COMMUNITY_STAFF, other.path),)), Act.SEE_AREA, moved)


async def test_a_merged_building_ends_with_its_offices_and_what_was_called_goes_on(app, cast, hands):
    actor = keeper(await Area.get(kind="city"))
    soon = await Meeting.create(
        form="building", title="5栋楼栋会", area=cast.elsewhere, place="5栋", starts_at=clock.now() + timedelta(days=2),
        ends_at=clock.now() + timedelta(days=2, hours=1), convener=cast.people["zhou_mingqiang"], called_at=clock.now(),
    )  # fmt: skip
    assert (await cast.actor("zhou_mingqiang")).roles
    await tree.merge_areas(actor, cast.building.id, MergeAreas(areas=str(cast.elsewhere.id), why="拆墙并院"))
    hands.go(seconds=1)
    assert not (await cast.actor("zhou_mingqiang")).roles
    assert (await cast.actor("wang_degui")).roles
    assert (await Meeting.get(id=soon.id)).area_id == cast.building.id
    ended = await Area.get(id=cast.elsewhere.id)
    assert ended.ended_at is not None
    assert [(s.of_id, s.into_id, s.kind) for s in await AreaSuccession.all()] == [(ended.id, cast.building.id, "merge")]
    assert ended.id not in dict(await queries.buildings_in(cast.estate.id))
    with pytest.raises(rules.AreaEnded):
        await tree.rename_area(actor, ended.id, RenameArea(name="又来", why="试试"))


async def test_homes_that_lie_in_no_stairwell_can_be_split_off_and_know_where_they_lay(app, cast, hands):
    actor = await cast.actor("chen_guifang")
    then = clock.now()
    hands.go(days=1)
    out = [home.id for home in cast.homes[:4]]
    said = SplitArea(name="2单元", code="2", homes=",".join(map(str, out)), why="一直是两个门洞")
    new = await tree.split_area(actor, cast.stairwell.id, said)
    assert {h.id for h in await Home.filter(path__endswith=f"/{new}/")} == set(out)
    lay = await queries.home_paths_at(out, then)
    assert set(lay.values()) == {cast.stairwell.path}
    assert set((await queries.home_paths_at(out, clock.now())).values()) == {(await Area.get(id=new)).path}
    assert (await Appointment.filter(until=None).count()) > 0  # nobody's office ends by a split


async def test_no_area_is_split_or_merged_while_it_votes(app, cast, hands):
    actor = keeper(await Area.get(kind="city"))
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    beside = await add_area("stairwell", "2单元", "51-1-S1-3-2", cast.building)
    with pytest.raises(running.VoteUnderWay):
        await tree.merge_areas(actor, beside.id, MergeAreas(areas=str(cast.stairwell.id), why="并了"))
    assert (await Area.get(id=cast.stairwell.id)).ended_at is None
    await Motion.filter(id=cast.motion.id).update(stage="closed")
    await tree.merge_areas(actor, beside.id, MergeAreas(areas=str(cast.stairwell.id), why="并了"))
    await must_hold()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"kind": "stairwell", "name": "9单元", "code": "9"}, rules.WrongParent),
        ({"kind": "building", "name": "3栋", "code": "9"}, rules.NameTaken),
        ({"kind": "building", "name": "9栋", "code": "3"}, rules.CodeTaken),
        ({"kind": "building", "name": "9栋", "code": "九"}, rules.NotALocalCode),
    ],
)
async def test_what_cannot_be_made_is_refused(app, cast, hands, said, refusal):
    with pytest.raises(refusal):
        await tree.create_area(await cast.actor("chen_guifang"), cast.estate.id, CreateArea(**said))


async def test_moves_that_cannot_be_are_refused(app, cast, two):
    actor, other, estate = two
    city = await Area.get(kind="city")
    for mover, what, to, refusal in (
        (actor, cast.estate.id, cast.building.id, rules.UnderItself),
        (actor, cast.building.id, cast.estate.id, rules.SamePlace),
        (actor, cast.building.id, city.id, rules.WrongParent),
        (actor, cast.building.id, 999999, rules.NotYours),
        (await cast.actor("chen_guifang"), cast.building.id, estate.id, rules.NotYours),
    ):
        with pytest.raises(refusal):
            await tree.move_area(mover, what, MoveArea(parent_id=to, why="试试"))


async def test_two_moves_at_once_come_one_after_the_other(app, cast, two, hands):
    actor, other, estate = two
    third = await add_area("estate", "第三", "51-2-S9", other)
    await Estate.create(area=third, type="managed")
    answers = await asyncio.gather(
        tree.move_area(actor, cast.building.id, MoveArea(parent_id=estate.id, why="去甲")),
        tree.move_area(actor, cast.building.id, MoveArea(parent_id=third.id, why="去乙")),
        tree.move_area(actor, cast.estate.id, MoveArea(parent_id=other.id, why="整个去")),
        tree.move_area(actor, cast.elsewhere.id, MoveArea(parent_id=estate.id, why="也去")),
        return_exceptions=True,
    )
    assert answers == [None] * 4
    await must_hold()


@action
async def _add_home(_actor: Actor, cast, number: int) -> None:
    """As a register is filled: the place first, held still, then the home."""
    stairwell = await stand_still(cast.stairwell.id)
    building = await Area.get(id=stairwell.parent_id)
    await asyncio.sleep(0)
    home = _home(await Area.get(id=building.parent_id), building, stairwell, number)
    await home.save()


async def test_a_home_added_while_its_building_is_split_or_moved_lies_where_its_stairwell_does(app, cast, two, hands):
    actor, _, estate = two
    beside = await add_area("stairwell", "2单元", "51-1-S1-3-2", cast.building)
    out = str(cast.stairwell.id)
    answers = await asyncio.gather(
        *(_add_home(STRANGER, cast, number) for number in range(6)),
        tree.split_area(actor, cast.building.id, SplitArea(name="3栋甲", code="3a", children=out, why="分开")),
        *(_add_home(STRANGER, cast, number) for number in range(6, 12)),
        tree.move_area(actor, cast.building.id, MoveArea(parent_id=estate.id, why="搬走")),
        return_exceptions=True,
    )
    assert [each for each in answers if isinstance(each, BaseException)] == []
    assert await Home.all().count() == 14 + 12
    assert beside.id
    await must_hold()


# What a merge does to each table that refers to an area: whoever adds one says it here, and writes its `follow_merge`.
FOLLOWS = {"matter", "hall", "recorded_voice", "meeting", "motion", "roll_inspection", "team", "report", "unit", "need", "promise", "owner", "facility", "home", "area", "venue", "place_following", "time_poll", "guide_item", "correction", "slip_batch"}  # fmt: skip
ENDS = {"appointment"}
KEEPS = {"cost_plan", "area_spell", "area_succession", "estate", "register_import"}


def test_every_table_that_refers_to_an_area_has_an_answer_to_a_merge(database):
    tables = {
        model._meta.db_table
        for model in Tortoise.apps["portal"].values()
        for name in model._meta.fk_fields | model._meta.o2o_fields
        if model._meta.fields_map[name].related_model is Area
    }
    assert tables == FOLLOWS | ENDS | KEEPS


async def test_two_estates_become_one_with_all_that_is_theirs(app, cast, hands):
    community = await Area.get(kind="community")
    beside = await add_area("estate", "隔壁", "51-1-S9", community)
    await Estate.create(area=beside, type="self_managed")
    actor = keeper(await Area.get(kind="city"))
    said = MergeAreas(areas=str(cast.estate.id), why="拆墙并院")
    await tree.merge_areas(actor, beside.id, said)
    await must_hold()
    hands.go(seconds=1)
    assert await Home.filter(estate_id=beside.id).count() == await Owner.filter(estate_id=beside.id).count() == 14
    assert (await Team.get(id=cast.team.id)).area_id == (await Facility.get(id=cast.facility.id)).estate_id == beside.id
    assert (await cast.actor("chen_xiuying")).belongs_to(f"{community.path}{beside.id}/")


async def test_what_was_raised_and_called_in_a_stairwell_goes_on_in_what_it_became(app, cast, hands):
    beside = await add_area("stairwell", "2单元", "51-1-S1-3-2", cast.building)
    said = MergeAreas(areas=str(cast.stairwell.id), why="一个门洞")
    await tree.merge_areas(await cast.actor("chen_guifang"), beside.id, said)
    hands.go(seconds=1)
    matter, motion = await Matter.get(id=cast.matter.id), await Motion.get(id=cast.motion.id)
    assert {matter.area_id, motion.area_id, (await Meeting.get(id=cast.meeting.id)).area_id} == {beside.id}
    assert (await cast.actor("chen_xiuying")).lives_at == (beside.path,)
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    assert (await Motion.get(id=cast.motion.id)).rights_count == 14


async def test_owners_of_one_number_in_two_registers_keep_apart_when_the_registers_become_one(app, cast, hands):
    beside = await add_area("estate", "隔壁", "51-1-S9", await Area.get(kind="community"))
    await Estate.create(area=beside, type="self_managed")
    there = await Owner.create(estate=beside, name="甲", kind="person", number="A1")
    long = await Owner.create(estate=beside, name="乙", kind="person", number="9" * 40)
    mine, other, third = await Owner.filter(estate_id=cast.estate.id).order_by("id").limit(3)
    for owner, number in ((mine, there.number), (other, long.number), (third, "B7")):
        await Owner.filter(id=owner.id).update(number=number)
    await tree.merge_areas(
        keeper(await Area.get(kind="city")), beside.id, MergeAreas(areas=str(cast.estate.id), why="并院")
    )
    found = dict(await Owner.filter(estate_id=beside.id).values_list("id", "number"))
    assert [found[each.id] for each in (there, mine, other, third)] == ["A1", f"A1/{cast.estate.id}", None, "B7"]


async def test_a_building_takes_owners_along_whose_numbers_are_taken_where_it_goes(app, cast, two, hands):
    actor, _, estate = two
    await Owner.create(estate=estate, name="甲", kind="person", number="A1")
    mine = await Owner.filter(estate_id=cast.estate.id).first()
    await Owner.filter(id=mine.id).update(number="A1")
    await tree.move_area(actor, cast.building.id, MoveArea(parent_id=estate.id, why="划过去"))
    assert (await Owner.get(id=mine.id)).number == f"A1/{cast.estate.id}"


async def asked_at_home(cast) -> tuple[NameChange, DataCorrection]:
    chen, home = cast.people["chen_xiuying"], cast.homes[0]
    asked = {"person": chen, "path": home.path, "stage": "asked", "asked_at": clock.now()}
    change = await NameChange.create(old="陈", new="程", slot=chen.id, **asked)
    return change, await DataCorrection.create(home=home, what="name", text="字错了", **asked)


async def test_what_was_asked_in_an_estate_goes_with_it_to_another_community(app, cast, two, hands):
    actor, other, _ = two
    asked = await asked_at_home(cast)
    await tree.move_area(actor, cast.estate.id, MoveArea(parent_id=other.id, why="划给江月社区"))
    home = await Home.get(id=cast.homes[0].id)
    assert home.path.startswith(other.path)
    for each in asked:
        await each.refresh_from_db()
        assert each.path == home.path


async def test_two_communities_that_become_one_have_what_both_may_send_and_sent(app, cast, two, hands):
    actor, other, estate = two
    community = await Area.get(kind="community", id__not=other.id)
    asked = await asked_at_home(cast)
    for path, month in ((community.path, 100), (other.path, 50), (estate.path, 7)):
        await MessageBudget.create(path=path, monthly=month, price=5, set_at=clock.now())
        await MessageUse.create(path=path, month=budget.this_month(), purpose="code", parts=3, held=1, cost=15)
    await MessageUse.create(path=community.path, month="2020-01", purpose="code", parts=9, held=0, cost=45)
    await tree.merge_areas(actor, other.id, MergeAreas(areas=str(community.id), why="并了"))
    assert await budget.used(other.path) == budget.Month(budget.this_month(), 6, 2, 30)
    assert [m.parts for m in await budget.history(other.path)] == [6, 9]
    assert sorted(await MessageBudget.all().values_list("path", "monthly")) == [(other.path, 150), (estate.path, 7)]
    for each in asked:
        await each.refresh_from_db()
        assert each.path == (await Home.get(id=cast.homes[0].id)).path
