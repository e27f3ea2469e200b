"""How many votes it takes, known before a vote is called: whole heads and 0.01 m²."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.meetings import queries, rules
from portal.meetings.rules.electorate import LINES
from portal.places.models import Estate, Home, Ownership


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("whole", "needed"),
    [
        (1026, [684, 770, 513, 514, 206]), (12541128, [8360752, 9405846, 6270564, 6270565, 2508226]), (3, [2, 3, 2, 2, 1]), (1, [1, 1, 1, 1, 1]), (120, [80, 90, 60, 61, 24]),
        (241, [161, 181, 121, 121, 49]),
    ],
)  # fmt: skip
def test_the_smallest_number_that_reaches_each_line(whole, needed):
    assert [rules.needed(mark, whole) for _, mark in LINES] == needed


@pytest.mark.anywhere
@given(st.integers(1, 10**12))
def test_the_number_is_enough_and_one_less_is_not(whole):
    for _, mark in LINES:
        enough = rules.needed(mark, whole)
        assert mark.holds(enough, whole) and not mark.holds(enough - 1, whole)


@pytest.mark.anywhere
def test_the_developer_is_one_head_with_all_its_area():
    found = rules.figures([("DEVELOPER", 553000), ("owner:1", 9841), ("owner:2", 12675)])
    assert (found.heads, found.area, found.developer_heads, found.developer_area) == (3, 575516, 1, 553000)
    assert [line.split() for line in rules.told(found)[:2]] == [
        ["voters", "3", "5755.16", "m2"],
        ["developer", "1", "5530.00", "m2"],
    ]


async def test_a_building_a_stairwell_and_an_estate_are_reckoned_by_any_rule(app, cast):
    for area in (cast.estate, cast.building, cast.stairwell):
        found = await queries.figures_of(area.path, rules.rule_of("owners_ordinary"))
        assert (found.heads, found.area, found.lines[0].heads, found.lines[0].area) == (14, 113358, 10, 75572)
    households = await queries.figures_of(cast.building.path, rules.rule_of("households"))
    assert (households.heads, households.lines[3].heads) == (14, 8)
    assert (await queries.figures_of(cast.estate.path, rules.rule_of("committee"))).heads == 0


async def test_bays_count_where_the_estates_rules_say_so_or_when_asked(app, cast):
    """V10: a bay has its area, and whoever owns a flat too stays one head."""
    bay = await Home.create(
        estate=cast.estate, building=cast.building, label="车位1", floor=-1, kind="parking", size=1250,
        size_source="register", state="delivered", path=cast.building.path,
    )  # fmt: skip
    await Ownership.create(home=bay, owner=cast.owners[0])
    rule = rules.rule_of("owners_ordinary")

    async def counted(parking=None):
        found = await queries.figures_of(cast.estate.path, rule, parking=parking)
        return found.heads, found.area

    assert await counted() == (14, 113358)
    assert await counted(True) == (14, 114608)
    await Estate.filter(area_id=cast.estate.id).update(parking_counts=True)
    assert await counted() == (14, 114608)
    assert await counted(False) == (14, 113358)


@pytest.mark.parametrize(
    ("who", "status"),
    [("wang_degui", 200), ("chen_guifang", 200), ("zhou_mingqiang", 404), ("chen_xiuying", 403), (None, 403)],
)
async def test_conveners_and_staff_of_the_area_reckon_and_nobody_else(visit, cast, who, status):
    answer = await visit(who).get(f"/electorate/{cast.building.id}?rule=owners_special&parking=in")
    assert answer.status_code == status
    if status == 200:
        assert "755.72" in answer.text and "850.19" in answer.text


async def test_choosing_leads_to_the_figures(visit, cast):
    browser = visit("chen_guifang")
    assert str(cast.building.id) in (await browser.get("/electorate")).text
    answer = await browser.get(f"/electorate?area={cast.building.id}&rule=households")
    assert answer.headers["location"] == f"/electorate/{cast.building.id}?rule=households"
