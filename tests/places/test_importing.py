"""A file becomes the register, whole or not at all."""

import asyncio
import re

import pytest

from portal.audit.models import AuditRecord
from portal.demo import city
from portal.documents import kept
from portal.jobs import work
from portal.kit import clock
from portal.kit.errors import Missing, Refused
from portal.places import queries
from portal.places.actions import importing, staging, tidying, tree
from portal.places.actions.areas import add_area
from portal.places.forms import MergeAreas, RenameArea, SplitArea
from portal.places.models import Area, AreaSpell, Estate, Home, ImportFault, Owner, Ownership, RegisterImport, StagedRow
from portal.places.queries import changes
from portal.places.rules.importing import ImportUnderWay, guess_columns
from portal.policy import STRANGER, Actor, Held, Role
from tests.places.files import HEADINGS, WORK, bring, commit, csv, row, rows_of, xlsx


@pytest.fixture
async def estate(database, hands) -> Area:
    root = await add_area("city", "泸州市", "51", None)
    community = await add_area("community", "学院路社区", "51-2", root)
    area = await add_area("estate", "酒城锦绣", "51-2-S2", community)
    await Estate.create(area=area, type="managed")
    return area


async def imported(estate, path, **how) -> RegisterImport:
    number = await bring(STRANGER, estate.id, path, **how)
    return await RegisterImport.get(id=number)


async def written(estate, path, *, end_gone=False, **how) -> RegisterImport:
    batch = await imported(estate, path, **how)
    assert batch.faults == 0, await queries.problems(batch)
    await commit(STRANGER, batch.id, end_gone=end_gone)
    batch = await RegisterImport.get(id=batch.id)
    assert batch.stage == "committed"
    return batch


async def owners_of(label: str) -> list[tuple[str, bool]]:
    """Who owned a home, first to last, and whether they still do."""
    found = await Ownership.filter(home__label=label).order_by("id").select_related("owner")
    return [(each.owner.name, each.until is None) for each in found]


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


async def test_the_spreadsheet_of_a_self_managed_estate_gives_its_exact_figures(estate, tmp_path):
    batch = await written(estate, csv(tmp_path / "s1.csv", rows_of(city.s1()), encoding="gb18030"))
    assert batch.encoding == "gb18030"
    roll = await queries.owners_roll(estate.path)
    assert (len(roll), sum(entry.size for entry in roll), await Home.all().count()) == (168, 1_360_296, 168)
    stairwells = await Area.filter(kind="stairwell", path__startswith=estate.path)
    assert len(stairwells) == 12 and all(area.path.endswith(f"/{area.id}/") for area in stairwells)


async def test_what_is_brought_again_unchanged_changes_nothing(estate, tmp_path):
    file = xlsx(tmp_path / "s2.xlsx", rows_of(city.s2()))
    await written(estate, file)
    before = [
        await Home.all().count(),
        await Owner.all().count(),
        await Ownership.all().count(),
        await Area.all().count(),
    ]
    counts = (await written(estate, file)).counts
    changed = ("homes_new", "homes_changed", "homes_gone", "owners_new", "owners_changed", "begin", "end")
    assert {name: counts[name] for name in changed} == dict.fromkeys(changed, 0)
    assert before == [await Home.all().count(), await Owner.all().count(), await Ownership.all().count(), await Area.all().count()]  # fmt: skip


async def test_a_home_that_was_sold_changes_hands_and_keeps_its_history(estate, tmp_path, hands):
    await written(estate, xlsx(tmp_path / "a.xlsx", [row("301", "王一"), row("302", "李二", 89.58)]))
    hands.go(days=30)
    batch = await imported(estate, xlsx(tmp_path / "b.xlsx", [row("301", "赵六"), row("302", "李二", 89.58)]))
    assert [(c.door, c.who) for c in await changes.owners_beginning(batch, 0)] == [("3栋1单元301", "赵六")]
    assert [(c.door, c.who) for c in await changes.owners_ending(batch, 0)] == [("3栋1单元301", "王一")]
    await commit(STRANGER, batch.id)
    assert await owners_of("3栋1单元301") == [("王一", False), ("赵六", True)]
    assert await owners_of("3栋1单元302") == [("李二", True)]
    sold, bought = await Ownership.filter(home__label="3栋1单元301").order_by("id")
    assert sold.until == bought.since and sold.until.isoformat() == "2026-12-24"


async def test_a_home_that_changed_is_told_field_by_field_and_a_column_left_out_changes_nothing(estate, tmp_path):
    await written(estate, xlsx(tmp_path / "a.xlsx", [row("301", 交付状态="未售", 业主类型="开发商", 用途="商铺")]))
    batch = await imported(
        estate, xlsx(tmp_path / "b.xlsx", [row("301", size=72.4, 交付状态="已交付", 业主类型="开发商", 用途="商铺")])
    )
    [changed] = await changes.homes_changed(batch, 0)
    assert changed.fields == (("size", "7236", "7240"), ("state", "unsold", "delivered"))
    await importing.withdraw_import(STRANGER, batch.id)
    few = ["楼栋", "单元", "房号", "建筑面积", "业主"]
    batch = await written(estate, xlsx(tmp_path / "c.xlsx", [["3栋", "1单元", "301", 72.36, "张三"]], few))
    assert (batch.counts["homes_changed"], batch.counts["begin"]) == (0, 0)
    assert (await Home.get()).state == "unsold"


async def test_homes_that_are_gone_keep_their_owners_unless_it_is_asked_for(estate, tmp_path):
    await written(estate, xlsx(tmp_path / "a.xlsx", [row("301", "王一"), row("302", "李二")]))
    less = xlsx(tmp_path / "b.xlsx", [row("301", "王一")])
    batch = await written(estate, less)
    assert batch.counts["homes_gone"] == 1 and await owners_of("3栋1单元302") == [("李二", True)]
    await written(estate, less, end_gone=True)
    assert await owners_of("3栋1单元302") == [("李二", False)]
    assert await Home.all().count() == 2


async def test_one_name_is_several_people_unless_it_is_said_to_be_one(estate, tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [row("301", "王一"), row("302", "王一"), row("303", "李二", 业主编号="A"), row("304", "李二", 业主编号="A")])  # fmt: skip
    batch = await imported(estate, file)
    assert (batch.counts["owners"], batch.counts["heads"], batch.counts["same_names"]) == (3, 3, 1)
    assert [(each.name, each.homes) for each in await changes.names_listed(batch)] == [("王一", 2)]
    await importing.join_names(STRANGER, batch.id, True)
    await work.work_off(WORK)
    batch = await RegisterImport.get(id=batch.id)
    assert (batch.stage, batch.counts["owners"], batch.counts["heads"], batch.counts["same_names"]) == (
        "checked",
        2,
        2,
        0,
    )
    await commit(STRANGER, batch.id)
    assert await Owner.all().count() == 2 and len(await queries.owners_roll(estate.path)) == 2


async def test_co_owners_stand_in_one_cell_or_in_rows_of_their_own_and_have_shares(estate, tmp_path):
    rows = [
        row("301", "王一、李二", 份额="1/3、2/3"),
        row("302", "赵三", 份额="1/2"),
        row("302", "钱四", 份额="50%"),
        row("303", "孙五、周六"),
    ]
    batch = await written(estate, xlsx(tmp_path / "a.xlsx", rows))
    assert (batch.counts["homes"], batch.counts["owners"], batch.counts["heads"]) == (3, 6, 3)
    shares = await Ownership.filter(home__label="3栋1单元301").order_by("id").values_list("share_num", "share_den")
    assert list(shares) == [(1, 3), (2, 3)]
    assert await Ownership.filter(share_num=None).count() == 2


async def test_parking_counts_as_the_estate_says(estate, tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [row("301", "王一"), row("B1-001", "李二", 12, 用途="车位", 楼层=-1)])
    assert (await imported(estate, file)).counts["heads"] == 1
    await importing.withdraw_import(STRANGER, (await RegisterImport.get()).id)
    await Estate.all().update(parking_counts=True)
    assert (await written(estate, file)).counts["heads"] == 2
    assert len(await queries.owners_roll(estate.path)) == 2
    await Estate.all().update(parking_counts=False)
    assert len(await queries.owners_roll(estate.path)) == 1


async def test_numbers_come_to_owners_already_there_and_names_may_change_under_a_number(estate, tmp_path):
    await written(estate, xlsx(tmp_path / "a.xlsx", [row("301", "王一"), row("302", "李二")]))
    batch = await written(estate, xlsx(tmp_path / "b.xlsx", [row("301", "王一", 业主编号="A1"), row("302", "李二")]))
    assert (batch.counts["owners_changed"], batch.counts["begin"], batch.counts["owners_new"]) == (1, 0, 0)
    batch = await written(estate, xlsx(tmp_path / "c.xlsx", [row("301", "王一一", 业主编号="A1"), row("302", "李二")]))
    assert (batch.counts["owners_changed"], batch.counts["begin"]) == (1, 0)
    assert sorted(await Owner.all().values_list("name", "number")) == [("李二", None), ("王一一", "A1")]


async def test_two_files_at_once_for_one_estate_are_one_and_a_sentence(estate, tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [row("301")])
    looked = staging.look(file)
    results = await asyncio.gather(
        *(importing.bring_file(STRANGER, estate.id, "a.xlsx", file, looked) for _ in range(5)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in results) == ["ImportUnderWay"] * 4 + ["int"]
    assert all(str(each).endswith("。") for each in results if isinstance(each, ImportUnderWay))
    assert await RegisterImport.all().count() == 1


async def test_the_same_commit_asked_twice_writes_once(estate, tmp_path):
    batch = await imported(estate, xlsx(tmp_path / "a.xlsx", [row("301"), row("302")]))
    results = await asyncio.gather(
        *(importing.ask_commit(STRANGER, batch.id, False) for _ in range(3)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 1
    await asyncio.gather(*(work.work_off(WORK) for _ in range(3)))
    assert (await Home.all().count(), await Ownership.all().count()) == (2, 2)
    assert await AuditRecord.filter(event="RegisterCommitted").count() == 1


async def test_staging_that_was_killed_half_way_goes_on_where_it_stood(estate, tmp_path, hands, monkeypatch):
    rows = [row(str(n), f"业主{n}") for n in range(1, 2501)]
    file = xlsx(tmp_path / "a.xlsx", rows)
    keep, kept_parts = staging._keep, []

    async def killed_at_the_second(batch, part):
        if len(kept_parts) == 1:
            raise asyncio.CancelledError
        kept_parts.append(part.last)
        await keep(batch, part)

    monkeypatch.setattr(staging, "_keep", killed_at_the_second)
    with pytest.raises(asyncio.CancelledError):
        await bring(STRANGER, estate.id, file)
    batch = await RegisterImport.get()
    assert (batch.stage, batch.rows, await StagedRow.all().count()) == ("staging", 1001, 1000)
    monkeypatch.setattr(staging, "_keep", keep)
    assert await work.work_off(WORK) == 0
    hands.go(seconds=121)
    assert await work.work_off(WORK) == 1
    batch = await RegisterImport.get()
    assert (batch.stage, batch.rows, batch.counts["homes"]) == ("checked", 2501, 2500)
    assert await StagedRow.all().count() == 2500


async def test_a_commit_that_breaks_writes_nothing_and_is_tried_again(estate, tmp_path, hands, monkeypatch):
    from portal.places.actions import committing

    batch = await imported(estate, xlsx(tmp_path / "a.xlsx", [row("301")]))
    add = committing._add_owners

    async def breaks(batch):
        raise OSError("no space left")

    monkeypatch.setattr(committing, "_add_owners", breaks)
    await importing.ask_commit(STRANGER, batch.id, False)
    await work.work_off(WORK)
    assert (await Home.all().count(), await Area.filter(kind="building").count()) == (0, 0)
    monkeypatch.setattr(committing, "_add_owners", add)
    hands.go(minutes=3)
    await work.work_off(WORK)
    assert (await Home.all().count(), (await RegisterImport.get()).stage) == (1, "committed")


async def test_a_register_that_changed_meanwhile_is_shown_again_before_it_is_written(estate, tmp_path):
    await written(estate, xlsx(tmp_path / "a.xlsx", [row("301", "王一")]))
    batch = await imported(estate, xlsx(tmp_path / "b.xlsx", [row("301", "赵六")]))
    await Owner.filter(name="王一").update(name="赵六")
    await commit(STRANGER, batch.id)
    batch = await RegisterImport.get(id=batch.id)
    assert (batch.stage, batch.refusal, batch.counts["begin"]) == ("checked", "RegisterMoved", 0)


async def test_faults_keep_everything_out(estate, tmp_path):
    batch = await imported(estate, xlsx(tmp_path / "a.xlsx", [row("301"), row("302", size=-1)]))
    with pytest.raises(Refused) as refused:
        await importing.ask_commit(STRANGER, batch.id, False)
    assert "1 处" in str(refused.value)
    assert await Home.all().count() == 0


async def test_what_was_brought_does_not_stay(estate, tmp_path, hands):
    file = xlsx(tmp_path / "a.xlsx", [row("301")])
    done = await written(estate, file)
    assert not kept.path_of(done.id).exists() and await StagedRow.all().count() == 0
    left = await imported(estate, file)
    assert kept.path_of(left.id).exists()
    hands.go(days=8)
    assert await tidying.forget_brought_files() == 1
    left = await RegisterImport.get(id=left.id)
    assert (left.stage, left.slot, kept.numbers(), await StagedRow.all().count()) == ("withdrawn", None, [], 0)


async def test_a_file_in_pieces_goes_on_where_it_stood(estate, tmp_path):
    data = xlsx(tmp_path / "a.xlsx", [row("301")]).read_bytes()
    number = await importing.begin_import(STRANGER, estate.id, "a.xlsx", len(data))
    assert await importing.receive_bytes(number, 0, data[:1000]) == 1000
    assert await importing.receive_bytes(number, 0, data[:1000]) == 1000
    with pytest.raises(Refused):
        await importing.receive_bytes(number, 2000, data[2000:])
    assert await importing.receive_bytes(number, 1000, data[1000:]) == len(data)
    looked = staging.look(kept.path_of(number))
    await importing.open_received(STRANGER, number, looked)
    batch = await RegisterImport.get(id=number)
    assert (batch.stage, batch.columns) == ("matching", guess_columns(HEADINGS))


def test_events_hold_numbers_and_codes_alone():
    from dataclasses import fields

    from portal.places import events

    for event in (events.RegisterReceived, events.RegisterStaged, events.RegisterCommitted, events.RegisterRefused):
        assert {field.type for field in fields(event)} <= {"int", "str", "int | None", int, str, int | None}


FAULTY = [
    (row("1", 楼栋=""), "missing"), (row("", 房号=""), "missing"), (row("3", size=""), "missing"), (row("4", ""), "missing"),
    (row("5", size="=1+1"), "formula"), (row("6", size="#REF!"), "error"), (row("7", "张\n三"), "control"),
    (row("8", "张三510502199001011234"), "id_number"), (row("9", "张三13800001111"), "phone"), (row("10", 楼栋="长" * 21), "building_long"),
    (row("11", 单元="长" * 21), "stairwell_long"), (row("长" * 21), "door_long"), (row("1.5"), "door_decimal"),
    (row("14", 楼层="顶楼"), "floor_unknown"), (row("15", 楼层="999"), "floor_far"), (row("16", 用途="猪圈"), "kind_unknown"),
    (row("17", size="九十"), "size_not_number"), (row("18", size=-5), "size_negative"), (row("19", size=0), "size_zero"),
    (row("20", size=72.361), "size_fine"), (row("21", size=2_000_000), "size_large"), (row("22", 面积来源="听说"), "source_unknown"),
    (row("23", 交付状态="不知道"), "state_unknown"), (row("24", "长" * 41), "owner_long"), (row("25", "—"), "owner_hollow"),
    (row("26", "、".join(f"甲{n}" for n in range(21))), "owner_many"), (row("27", 业主类型="外星人"), "owner_kind_unknown"),
    (row("28", 业主编号="9" * 12 + "长" * 41), "number_long"), (row("29", "王一、李二", 业主编号="A9"), "number_count"),
    (row("30", 份额="一半"), "share_unknown"), (row("31", 份额="0/2"), "share_not_positive"), (row("32", 份额="3/2"), "share_large"),
    (row("33", "王一、李二", 份额="1/2"), "share_count"), (row("34", 份额="1/2"), "share_sum"),
    (row("36", "王一、李二", 份额="1/2、1/2"), None), (row("36", "李二"), "duplicate"), (row("37", "王一"), None),
    (row("37", "李二", size=80), "size_differs"), (row("38", "王一"), None), (row("38", "李二", 用途="商铺"), "kind_differs"),
    (row("39", "王一"), None), (row("39", "李二", 交付状态="未售"), "state_differs"), (row("40", "王一"), None),
    (row("40", "李二", 面积来源="测绘"), "source_differs"), (row("41", "王一"), None), (row("41", "李二", 楼层=4), "floor_differs"),
    (row("42", "王一", 业主编号="B1"), None), (row("43", "李二", 业主编号="B1"), "number_two_names"),
    (row("44", "王一", 业主编号="C1"), None), (row("45", "王一", 业主编号="C1", 业主类型="单位"), "number_two_kinds"),
    (row("46", "王一", 份额="1/2"), None), (row("46", "李二", 份额="1/3"), None), (row("46", "赵三"), None),
]  # fmt: skip


async def test_forty_faults_are_forty_sentences_each_with_its_row_and_column(estate, tmp_path):
    batch = await imported(estate, csv(tmp_path / "a.csv", [[f'"{cell}"' if "\n" in str(cell) else cell for cell in line] for line, _ in FAULTY]))  # fmt: skip
    assert (batch.stage, await Home.all().count()) == ("checked", 0)
    found = {}
    for fault in await ImportFault.all().order_by("number", "id"):
        found.setdefault(fault.number, []).append(fault.code)
    for number, (_line, code) in enumerate(FAULTY, 2):
        if code is not None:
            assert code in found.get(number, []), (number, code, found.get(number))
    problems = [each async for each in queries.every_problem(batch)]
    assert len(problems) >= 42 and len({each.sentence for each in problems}) >= 38
    assert all(each.row >= 2 and each.column and each.field and each.sentence.endswith("。") for each in problems)
    said = " ".join(f"{fault.said}" for fault in await ImportFault.all())
    assert not re.search(r"\d{11}", said)
    assert await StagedRow.filter(owner_name__contains="13800001111").count() == 0


async def test_merged_cells_dates_and_numbers_as_text_are_told_apart(estate, tmp_path):
    import datetime

    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:L1", "酒城锦绣业主名册", book.add_format())
        sheet.write_row("A2", HEADINGS)
        sheet.write_row("A3", row("301", size="72.36"))
        sheet.write_row("A4", row("302"))
        sheet.write_datetime("C4", datetime.datetime(2026, 1, 2), book.add_format({"num_format": "m-d"}))
        sheet.write_row("A5", row("303"))
        sheet.write_datetime("L5", datetime.datetime(2026, 1, 2), book.add_format({"num_format": "m/d"}))
        sheet.write_row("A6", row("304"))
        sheet.write_formula("F6", "=70+2.36", None, 72.36)
        sheet.merge_range("A7:A8", "4栋", book.add_format())
        sheet.write_row("B7", row("305")[1:])
        sheet.write_row("B8", row("306")[1:])
    batch = await imported(estate, path)
    assert (batch.heading_row, batch.counts["homes"]) == (2, 2)
    told = [(each.row, each.column, each.field) for each in await queries.problems(batch)]
    assert told == [(4, "C", "房号"), (5, "L", "份额"), (6, "F", "建筑面积"), (7, "A", "楼栋"), (8, "A", "楼栋")]
    codes = [fault.code for fault in await ImportFault.all().order_by("number", "id")]
    assert codes == ["date", "share_date", "formula", "merged", "missing"]


async def merged(estate, of: str, into: str) -> None:
    areas = {each.name: each.id for each in await Area.filter(parent_id=estate.id, ended_at=None)}
    root = await Area.get(kind="city")
    keeper = Actor(id=1, roles=(Held(Role.SYSTEM_ADMIN, root.path),))
    await tree.merge_areas(keeper, areas[into], MergeAreas(areas=str(areas[of]), why="拆墙并院"))


@pytest.fixture
async def two_buildings(estate, tmp_path):
    rows = [row("301", "王一"), row("302", "李二"), row("301", "赵三", 楼栋="5栋", 单元="2单元")]
    file = xlsx(tmp_path / "a.xlsx", rows)
    await written(estate, file)
    return file


async def test_a_building_that_went_into_another_is_a_fault_until_the_file_names_the_other(
    estate, two_buildings, tmp_path
):
    await merged(estate, "5栋", "3栋")
    batch = await imported(estate, two_buildings)
    [problem] = await queries.problems(batch)
    assert (problem.row, problem.column) == (4, "A")
    assert problem.sentence == "这栋楼已经并入3栋，请把表里的楼栋改成3栋。"
    await importing.withdraw_import(STRANGER, batch.id)
    rows = [row("301", "王一"), row("302", "李二"), row("301", "赵三", 单元="2单元")]
    counts = (await written(estate, xlsx(tmp_path / "b.xlsx", rows))).counts
    assert (counts["homes_new"], counts["homes_gone"], counts["begin"], await Home.all().count()) == (0, 0, 0, 3)


async def test_a_building_that_is_merged_while_its_file_waits_keeps_the_file_out(estate, two_buildings):
    batch = await imported(estate, two_buildings)
    await merged(estate, "5栋", "3栋")
    await commit(STRANGER, batch.id)
    batch = await RegisterImport.get(id=batch.id)
    assert (batch.stage, batch.faults, batch.refusal) == ("checked", 1, "RegisterMoved")
    assert await Home.all().count() == 3


async def test_homes_come_into_the_building_that_stands_and_not_into_the_one_that_ended(
    estate, two_buildings, tmp_path
):
    await merged(estate, "5栋", "3栋")
    new = await add_area("building", "5栋", "new", estate)
    await written(estate, xlsx(tmp_path / "b.xlsx", [row("101", "周六", 楼栋="5栋", 单元="2单元")]))
    home = await Home.get(label="5栋2单元101")
    assert home.building_id == new.id and home.path.startswith(new.path)


async def test_the_old_name_of_a_renamed_building_is_for_a_new_one_alone_and_its_homes_are_known_by_the_new(
    estate, two_buildings, tmp_path
):
    keeper, building = await changing("building", "5栋")
    await tree.rename_area(keeper, building.id, RenameArea(name="甲栋", why="更好记"))
    rows = [row("301", "赵三", 楼栋="甲栋", 单元="2单元"), row("301", "周六", 楼栋="5栋", 单元="2单元")]
    refused = await imported(estate, xlsx(tmp_path / "a.xlsx", rows))
    [problem] = await queries.problems(refused)
    assert (problem.row, "改名叫甲栋" in problem.sentence) == (3, True)
    await importing.withdraw_import(STRANGER, refused.id)
    await add_area("building", "5栋", "another", estate)
    assert (await written(estate, xlsx(tmp_path / "b.xlsx", rows))).counts["homes_new"] == 1
    assert await Home.all().count() == 4


async def changing(kind: str, name: str) -> tuple[Actor, Area]:
    """Who keeps the tree, and the area of it that they are about to change."""
    root = await Area.get(kind="city")
    return Actor(id=1, roles=(Held(Role.SYSTEM_ADMIN, root.path),)), await Area.get(kind=kind, name=name)


async def test_homes_that_were_split_off_are_faults_until_the_file_names_where_they_are(
    estate, two_buildings, tmp_path
):
    keeper, stairwell = await changing("stairwell", "1单元")
    building = await Area.get(id=stairwell.parent_id)
    await add_area("stairwell", "2单元", "3-2", building)  # what stays
    said = SplitArea(name="3栋附楼", code="3b", children=f"{stairwell.id}", why="分开管")
    await tree.split_area(keeper, building.id, said)
    batch = await imported(estate, two_buildings)
    problems = await queries.problems(batch)
    assert [problem.row for problem in problems] == [2, 3]
    assert problems[0].sentence == "这一户已经分到3栋附楼，请按现在的地方改表。"
    await importing.withdraw_import(STRANGER, batch.id)
    rows = [row("301", "王一", 楼栋="3栋附楼"), row("302", "李二", 楼栋="3栋附楼")]
    rows.append(row("301", "赵三", 楼栋="5栋", 单元="2单元"))
    counts = (await written(estate, xlsx(tmp_path / "b.xlsx", rows))).counts
    assert (counts["homes_new"], counts["homes_gone"], await Home.all().count()) == (0, 0, 3)


async def test_buildings_that_went_to_an_estate_of_their_own_do_not_come_back(estate, two_buildings):
    keeper, building = await changing("building", "5栋")
    await tree.split_area(keeper, estate.id, SplitArea(name="北苑", code="S9", children=f"{building.id}", why="分开管"))
    [problem] = await queries.problems(await imported(estate, two_buildings))
    assert (problem.row, problem.sentence) == (4, "这一户已经分到北苑，请按现在的地方改表。")


async def test_homes_of_a_renamed_stairwell_are_the_same_homes(estate, two_buildings):
    keeper, stairwell = await changing("stairwell", "1单元")
    await tree.rename_area(keeper, stairwell.id, RenameArea(name="东单元", why="更好记"))
    counts = (await written(estate, two_buildings)).counts
    assert (counts["homes_new"], counts["homes_gone"], await Home.all().count()) == (0, 0, 3)
    assert not await Area.exists(kind="stairwell", name="1单元")


async def test_what_an_import_makes_has_its_spell(estate, two_buildings):
    made = await Area.filter(path__startswith=estate.path).order_by("id")
    spells = await AreaSpell.filter(area_id__in=[each.id for each in made]).order_by("area_id")
    assert [(s.area_id, s.above_id, s.name, s.path) for s in spells] == [
        (a.id, a.parent_id, a.name, a.path) for a in made
    ]
    assert len(made) == 5


async def test_the_register_of_an_estate_that_ended_is_nowhere(estate):
    keeper = Actor(id=1, roles=(Held(Role.COMMUNITY_STAFF, estate.path),))
    assert await queries.estate_kept_by(keeper, estate.id)
    await Area.filter(id=estate.id).update(ended_at=clock.now())
    with pytest.raises(Missing):
        await queries.estate_kept_by(keeper, estate.id)
