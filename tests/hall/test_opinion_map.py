"""The map finds the groups that are there, is the same whoever came first, and shows nobody."""

import json
import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.hall.actions import mapping as acting
from portal.hall.models import OpinionMap, Statement, Tap
from portal.hall.rules import grouping, mapping
from portal.hall.rules.opinions import FEWEST
from portal.kit import clock
from portal.policy import STRANGER
from tests.hall.test_opinions import neighbours

pytest.importorskip("numpy")
AGAINST = {"agree": "disagree", "disagree": "agree"}


def planted(sizes=(40, 25, 15), statements=24, noise=0.1, missing=0.3, seed=7):
    """A known data set: each group has a mind of its own; 1 in 10 answers goes the other way, 3 in 10 are missing."""
    chance = random.Random(seed)
    minds = [[chance.choice(("agree", "disagree")) for _ in range(statements)] for _ in sizes]
    taps, truth, person = [], {}, 0
    for group, size in enumerate(sizes):
        for _ in range(size):
            person += 1
            truth[person] = group
            for statement in range(statements):
                if chance.random() >= missing:
                    answer = minds[group][statement]
                    answer = AGAINST[answer] if chance.random() < noise else answer
                    taps.append((person, statement + 1, answer if chance.random() > 0.05 else "pass"))
    return taps, truth


def adjusted_rand(one: dict[int, int], other: dict[int, int]) -> float:
    """How far two groupings agree, corrected for chance (Hubert and Arabie, 1985)."""
    pairs = list(combinations(sorted(one), 2))
    same_one = sum(one[a] == one[b] for a, b in pairs)
    same_other = sum(other[a] == other[b] for a, b in pairs)
    both = sum(one[a] == one[b] and other[a] == other[b] for a, b in pairs)
    expected = same_one * same_other / len(pairs)
    return (both - expected) / ((same_one + same_other) / 2 - expected)


@pytest.mark.anywhere
@pytest.mark.parametrize("seed", range(1, 6))
def test_planted_groups_are_found(seed):
    taps, truth = planted(seed=seed)
    drawn = mapping.draw(taps)
    assert adjusted_rand(drawn.groups, {person: truth[person] for person in drawn.groups}) >= 0.9
    assert sorted((group["size"] for group in drawn.picture["groups"]), reverse=True)[0] in range(37, 44)


@pytest.mark.anywhere
def test_the_order_of_the_rows_and_the_names_of_people_mean_nothing():
    taps, _ = planted()
    first = mapping.draw(taps)
    for seed in range(3):
        mixed = random.Random(seed).sample(taps, len(taps))
        assert mapping.draw(mixed) == first and mapping.hash_of(mixed) == mapping.hash_of(taps)
    renamed = [(1000 - person, statement, answer) for person, statement, answer in taps]
    assert mapping.draw(renamed).picture == first.picture


@pytest.mark.anywhere
def test_a_small_circle_has_no_groups():
    taps, _ = planted(sizes=(25, 24))
    assert mapping.draw(taps).picture == {}


@pytest.mark.anywhere
def test_four_who_stand_apart_are_no_group():
    taps, _ = planted(sizes=(40, 20, 4), noise=0.02)
    groups = mapping.draw(taps).picture["groups"]
    assert groups and all(group["size"] >= FEWEST for group in groups) and sum(g["size"] for g in groups) == 64


@pytest.mark.anywhere
def test_one_finds_oneself_in_the_group_of_those_who_think_alike():
    taps, truth = planted(noise=0)
    drawn = mapping.draw(taps)
    for person in (1, 50, 75):
        mine = {statement: answer for who, statement, answer in taps if who == person}
        found = mapping.place_of(drawn.picture, mine)
        assert found is not None and found[2] == drawn.groups[person]
    assert mapping.place_of(drawn.picture, {1: "agree"}) is None and mapping.place_of({}, {}) is None


@pytest.mark.anywhere
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["agree", "disagree", "pass", ""]), min_size=8, max_size=8), min_size=50, max_size=70
    ),
    st.sets(st.integers(0, 7)),
    st.randoms(use_true_random=False),
)
def test_no_group_is_smaller_than_five_and_no_number_is_none(table, constant, chance):
    """Also where a column says the same of everybody, or is empty."""
    taps = [
        (person, column, "agree" if column in constant and column % 2 else "" if column in constant else answer)
        for person, row in enumerate(table, 1)
        for column, answer in enumerate(row)
    ]
    drawn = mapping.draw(taps)
    text = json.dumps(drawn.picture, allow_nan=False)
    assert "NaN" not in text
    groups = drawn.picture.get("groups", [])
    assert len(groups) in (0, 2, 3, 4, 5) and all(group["size"] >= FEWEST for group in groups)
    assert mapping.draw(chance.sample(taps, len(taps))) == drawn


@pytest.mark.anywhere
@pytest.mark.parametrize("answer", ["agree", "pass"])
def test_who_all_say_the_same_are_one_group_that_is_not_drawn(answer):
    assert mapping.draw([(p, s, answer) for p in range(60) for s in range(10)]).picture == {}


@pytest.mark.anywhere
def test_the_picture_holds_no_place_of_anybody():
    taps, _ = planted()
    picture = mapping.draw(taps).picture
    assert len(json.dumps(picture)) < 6000  # sixty or two thousand people: the same size
    for group in picture["groups"]:
        assert set(group) == {"size", "centre", "x", "y", "rx", "ry", "agrees", "counts"}


@pytest.mark.anywhere
def test_a_large_circle_is_no_burden():
    """2,000 people and 60 statements: every step is linear in people but the silhouette, which looks at a sample."""
    taps, truth = planted(sizes=(1000, 600, 400), statements=60)
    start = time.perf_counter()
    drawn = mapping.draw(taps)
    print(f"{time.perf_counter() - start:.2f} s")
    assert len(drawn.groups) == 2000 and len(drawn.picture["groups"]) == 3
    sizes = [group["size"] for group in drawn.picture["groups"]]
    assert all(abs(a - b) <= 20 for a, b in zip(sizes, (1000, 600, 400), strict=True))


async def answered(cast, told=True) -> None:
    taps, _ = planted(sizes=(40, 25), statements=8, missing=0.1)
    people = await neighbours(65)
    statements = [
        await Statement.create(matter=cast.matter, person=people[0], body=f"第{n}个想法", put_at=clock.now(), agreed=60)
        for n in range(8)
    ]
    await Tap.bulk_create([
        Tap(statement_id=statements[s - 1].id, person_id=people[p - 1].id, answer=a, told=a if told else "", at=clock.now())
        for p, s, a in taps
    ])  # fmt: skip
    await OpinionMap.create(matter=cast.matter)


async def test_the_job_draws_what_was_told_once_and_the_page_shows_groups(cast, visit):
    await answered(cast)
    assert await acting.draw_maps(STRANGER) == 1 and await acting.draw_maps(STRANGER) == 0
    page = (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    assert "甲群" in page and "乙群" in page and "不到 5 个人的想法不单独画" in page and "<circle" not in page
    drawn = await OpinionMap.get()
    await OpinionMap.all().update(stale=True)
    await acting.draw_maps(STRANGER)
    assert (await OpinionMap.get()).version == drawn.version == 1  # the same answers: the same map


async def test_answers_not_told_yet_are_in_no_map(cast):
    await answered(cast, told=False)
    await acting.draw_maps(STRANGER)
    assert (await OpinionMap.get()).picture == {}


async def test_without_numpy_there_are_lists_and_nothing_wrong_is_said(cast, visit, monkeypatch):
    await answered(cast)
    monkeypatch.setattr(mapping, "can_draw", lambda: False)
    assert await acting.draw_maps(STRANGER) == 0
    page = (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    assert "都同意" in page and "甲群" not in page


@pytest.mark.anywhere
@pytest.mark.parametrize(("counts", "cell", "lean"), [
    ((4, 0, 0), None, "untold"), ((2, 1, 1), None, "untold"), ((0, 0, 0), None, "untold"),
    ((5, 0, 0), (5, 0, 0), "agree"), ((3, 2, 0), (0, 0, 0), "unsure"), ((26, 4, 3), (25, 0, 0), "agree"),
    ((9, 31, 0), (5, 30, 0), "disagree"), ((20, 20, 0), (20, 20, 0), "split"), ((5, 4, 30), (5, 0, 30), "unsure"),
    ((15, 10, 5), (15, 10, 5), "agree"), ((10, 15, 0), (10, 15, 0), "disagree"), ((14, 14, 0), (10, 10, 0), "split"),
])  # fmt: skip
def test_what_is_told_of_a_group_and_in_which_words(counts, cell, lean):
    assert grouping.told_of(*counts) == cell and grouping.leaning(cell) == lean


@pytest.mark.anywhere
@given(*[st.integers(min_value=0, max_value=200)] * 3)
def test_no_number_and_no_difference_of_two_is_a_few_people(agreed, disagreed, passed):
    cell = grouping.told_of(agreed, disagreed, passed)
    assert (cell is None) == (agreed + disagreed + passed < FEWEST)
    for told, counted in zip(cell or (), (agreed, disagreed, passed), strict=False):
        assert told % FEWEST == 0 and 0 <= counted - told < FEWEST


@pytest.mark.anywhere
def test_the_numbers_of_a_group_are_those_of_its_people():
    taps, _ = planted(sizes=(40, 25, 15))
    drawn = mapping.draw(taps)
    picture, answers = drawn.picture, {(person, statement): answer for person, statement, answer in taps}
    for number, group in enumerate(picture["groups"]):
        people = [person for person, own in drawn.groups.items() if own == number]
        for statement, cell in zip(picture["statements"], group["counts"], strict=True):
            said = [answers.get((person, statement)) for person in people]
            wanted = grouping.told_of(said.count("agree"), said.count("disagree"), said.count("pass"))
            assert cell == wanted, (number, statement)


@pytest.mark.anywhere
def test_below_fifty_there_are_no_numbers_by_group():
    assert mapping.draw(planted(sizes=(25, 24))[0]).picture == {}


async def test_the_page_tells_each_group_in_words_and_in_a_table(cast, visit):
    await answered(cast)
    await acting.draw_maps(STRANGER)
    page = (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    assert page.count('<th scope="row">甲群</th>') == 8 and page.count('<th scope="row">乙群</th>') == 8
    assert "甲群：多数" in page and "以上</td>" in page and "每一群的人数" in page


async def test_a_picture_drawn_before_there_were_numbers_is_shown_without_them(cast, visit):
    await answered(cast)
    await acting.draw_maps(STRANGER)
    kept = await OpinionMap.get()
    for group in kept.picture["groups"]:
        del group["counts"]
    await OpinionMap.filter(id=kept.id).update(picture=kept.picture)
    page = (await visit(None).get(f"/hall/{cast.matter.number}/map")).text
    assert "甲群" in page and "每一群的人数</summary>" not in page
