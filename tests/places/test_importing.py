"""A file becomes the register, whole or not at all."""

import pytest

from portal.demo import city
from portal.places import queries
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Home, RegisterImport, StagedRow
from portal.policy import STRANGER
from tests.places.files import bring, commit, rows_of, xlsx


@pytest.fixture
async def estate(database, hands) -> Area:
    root = await add_area("city", "泸州市", "51", None)
    community = await add_area("community", "学院路社区", "51-2", root)
    area = await add_area("estate", "酒城锦绣", "51-2-S2", community)
    await Estate.create(area=area, type="managed")
    return area


async def test_the_spreadsheet_of_a_managed_estate_gives_its_exact_figures(estate, tmp_path):
    number = await bring(STRANGER, estate.id, xlsx(tmp_path / "s2.xlsx", rows_of(city.s2())))
    batch = await RegisterImport.get(id=number)
    assert (batch.stage, batch.faults) == ("checked", 0)
    assert (batch.counts["homes"], batch.counts["size"], batch.counts["heads"]) == (1104, 12_541_128, 1026)
    assert await Home.all().count() == 0
    await commit(STRANGER, number)
    assert (await RegisterImport.get(id=number)).stage == "committed"
    assert await Home.all().count() == 1104
    roll = await queries.owners_roll(estate.path)
    assert (len(roll), sum(entry.size for entry in roll)) == (1026, 12_541_128)
    assert await StagedRow.all().count() == 0
    assert [area.name for area in await Area.filter(parent_id=estate.id).order_by("id")][:3] == ["1栋", "2栋", "3栋"]
