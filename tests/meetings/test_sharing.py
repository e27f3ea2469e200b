"""A cost is shared by area to the 分: the sum is the cost, and doors are for who shares the stairwell."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hall.rules.outcomes import NotAnAmount
from portal.meetings import queries
from portal.meetings.actions import sharing as acting
from portal.meetings.forms import ShareCost
from portal.meetings.models import CostPlan
from portal.meetings.rules import sharing as rules
from portal.places.models import Home
from tests.cast import LARGE, SMALL

T8 = [
    (stair * 100 + n, f"5栋{stair}单元{(n + 1) // 2}0{2 - n % 2}", f"/{stair}/", SMALL if n % 2 else LARGE)
    for stair in (1, 2)
    for n in range(1, 15)
]


@pytest.mark.anywhere
def test_the_roof_of_fourteen_small_and_fourteen_large_homes():
    found = rules.shared(4_610_000, T8)
    assert sum(share.fen for share in found) == 4_610_000
    assert rules.alike(found) == [
        rules.Alike(SMALL, 147136, 10),
        rules.Alike(SMALL, 147135, 4),
        rules.Alike(LARGE, 182150, 14),
    ]
    small = [share for share in found if share.size == SMALL]
    assert [share.fen for share in small] == [147136] * 10 + [147135] * 4  # the lowest doors pay the 分
    assert [share.label for share in small[:8]] == [f"5栋1单元{n}01" for n in range(1, 8)] + ["5栋2单元101"]


@pytest.mark.anywhere
@given(st.integers(1, 10**12), st.lists(st.integers(1, 10**6), min_size=1, max_size=60))
def test_it_always_sums_to_the_cost_and_nobody_pays_a_fen_more_than_the_exact_share(cost, sizes):
    found = rules.shared(cost, [(n, f"{n}号", "/1/", size) for n, size in enumerate(sizes)])
    whole = sum(sizes)
    assert sum(share.fen for share in found) == cost
    assert all(abs(share.fen * whole - cost * share.size) < whole for share in found)


@pytest.mark.anywhere
def test_doors_are_ordered_as_people_count():
    assert sorted(["3栋10-1", "3栋2-1", "3栋2-10"], key=rules.door_order) == ["3栋2-1", "3栋2-10", "3栋10-1"]


@pytest.mark.anywhere
@pytest.mark.parametrize(("cost", "homes", "refusal"), [(0, T8, rules.NothingToShare), (1, [], rules.NoHomesToShare)])
def test_nothing_and_nobody_is_refused(cost, homes, refusal):
    with pytest.raises(refusal):
        rules.shared(cost, homes)


async def shared(cast, **more) -> CostPlan:
    said = {"title": "屋顶防水", "cost": "46100.00", "matter": cast.matter.number} | more
    plan = await acting.share_cost(await cast.actor("wang_degui"), cast.building.id, ShareCost(**said))
    return await queries.plan_for(await cast.actor("wang_degui"), plan)


async def test_it_is_frozen_as_the_register_was(cast):
    plan = await shared(cast)
    await Home.filter(id=cast.homes[0].id).update(size=1)
    found = queries.shares_of(await CostPlan.get(id=plan.id))
    assert (len(found), sum(share.fen for share in found), found[0].size) == (14, 4_610_000, SMALL)
    assert Counter(share.size for share in found) == {SMALL: 7, LARGE: 7}


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [({"cost": "abc"}, NotAnAmount), ({"cost": "0"}, rules.NothingToShare), ({"matter": "LZ-1"}, rules.NoSuchMatter)],
)
async def test_what_cannot_be_shared_is_refused(cast, typed, refusal):
    with pytest.raises(refusal):
        await shared(cast, **typed)
    assert not await CostPlan.exists()


async def test_doors_are_shown_to_who_shares_the_stairwell_and_to_nobody_else(cast, visit):
    plan = await shared(cast)
    label = cast.homes[1].label
    for who, sees in ((None, False), ("he_stranger", False), ("zhou_mingqiang", False), ("sun_moved", False),
                      ("tang_laoshi", True), ("zhao_absent", True), ("wang_degui", True), ("chen_guifang", True)):  # fmt: skip
        page = (await visit(who).get(f"/shares/{plan.id}")).text
        table = (await visit(who).get(f"/shares/{plan.id}/table.csv")).text
        assert (label in page, label in table) == (sees, sees), who
        assert "46,100" in page and "72.36" in page
    assert plan.title in (await visit().get(f"/matters/{cast.matter.number}")).text


async def test_the_table_is_safe_in_a_spreadsheet_and_adds_up(cast, visit):
    await Home.filter(id=cast.homes[0].id).update(label="=1+1")
    plan = await shared(cast)
    lines = (await visit("wang_degui").get(f"/shares/{plan.id}/table.csv")).text.lstrip("\ufeff").splitlines()
    cells = [line.split(",") for line in lines[1:]]
    assert "'=1+1" in {cell[0] for cell in cells}
    assert sum(int(cell[2].replace(".", "")) for cell in cells) == 4_610_000


async def test_the_form_keeps_what_was_typed_and_is_for_conveners(cast, visit):
    path = f"/areas/{cast.building.id}/shares"
    assert (await visit("tang_laoshi").get(path)).status_code == 403
    head = visit("wang_degui")
    assert (await head.get(path)).status_code == 200
    bad = await head.send_form(path, title="屋顶防水", cost="四万")
    assert bad.status_code == 422 and "屋顶防水" in bad.text and "四万" in bad.text and "单位是元" in bad.text
    done = await head.send_form(path, title="屋顶防水", cost="46,100")
    assert done.status_code == 303 and done.headers["location"].startswith("/shares/")
