"""Spreadsheets for tests: of the demo's estates, and of a few rows."""

import asyncio
import io
from contextvars import Context
from pathlib import Path

import xlsxwriter

from portal.demo import city
from portal.jobs import work
from portal.places.actions import committing, importing, staging
from portal.places.rules.importing import COMMIT, STAGE, guess_columns

HEADINGS = [
    "楼栋",
    "单元",
    "房号",
    "楼层",
    "用途",
    "建筑面积",
    "面积来源",
    "交付状态",
    "业主",
    "业主编号",
    "业主类型",
    "份额",
]
KINDS = {"flat": "住宅", "shop": "商铺", "parking": "车位"}
STATES = {"delivered": "已交付", "unsold": "未售", "sold_undelivered": "已售未交付"}
WORK = {STAGE: work.Kind(staging.stage, staging.give_up), COMMIT: work.Kind(committing.commit, committing.give_up)}


def rows_of(spec: city.EstateSpec) -> list[list[object]]:
    """The register of an estate of the demo, as its property company would write it down."""
    names = {area.code: area.name for area in spec.areas}
    several = {o for o in range(len(spec.owners)) if sum(home.owner == o for home in spec.homes) > 1}
    rows = []
    for home in spec.homes:
        building = names[home.building]
        stairwell = names[home.stairwell] if home.stairwell != home.building else ""
        name, kind = spec.owners[home.owner]
        number = f"Y{home.owner}" if home.owner in several and kind == "person" else ""
        door = home.label.removeprefix(building).removeprefix(stairwell)
        rows.append([
            building, stairwell, door, home.floor, KINDS[home.kind], home.size / 100, "登记", STATES[home.state], name, number,
            "开发商" if kind == "developer" else "个人", "",
        ])  # fmt: skip
    return rows


def xlsx(path: Path, rows: list[list[object]], headings: list[str] = HEADINGS) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("名册")
        for n, row in enumerate([headings, *rows]):
            sheet.write_row(n, 0, row)
    return path


def csv(path: Path, rows: list[list[object]], headings: list[str] = HEADINGS, encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    for row in [headings, *rows]:
        out.write(",".join(str(cell) for cell in row) + "\r\n")
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def row(door: str, owner: str = "张三", size: object = 72.36, **other: object) -> list[object]:
    """One row: 3栋 1单元, with what a test does not care about filled in."""
    said = {
        "楼栋": "3栋", "单元": "1单元", "房号": door, "楼层": 3, "用途": "住宅", "建筑面积": size, "面积来源": "登记", "交付状态": "已交付",
        "业主": owner, "业主编号": "", "业主类型": "个人", "份额": "",
    } | other  # fmt: skip
    return [said[heading] for heading in HEADINGS]


async def bring(actor, area_id: int, path: Path, *, joined: bool = False) -> int:
    """Bring a file whole, take the guessed columns, and have it read and checked."""
    looked = staging.look(path)
    import_id = await importing.bring_file(actor, area_id, path.name, path, looked)
    chosen = {column: field for field, column in guess_columns(looked.headings).items()}
    await importing.match_columns(actor, import_id, chosen, joined)
    await work.work_off(WORK)
    return import_id


async def commit(actor, import_id: int, *, end_gone: bool = False) -> None:
    await importing.ask_commit(actor, import_id, end_gone)
    await work.work_off(WORK)


async def worked_off() -> None:
    """Let the worker do what is due: in a context of its own, for it knows nothing of whoever asked."""
    await asyncio.create_task(work.work_off(WORK), context=Context())
