"""A register of 100,000 homes, brought and written: time and memory, to reading the same file and nothing else."""

import asyncio
import resource
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

HOMES = 100_000
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


def make(path: Path, homes: int = HOMES) -> None:
    """Buildings of 2 stairwells, 30 floors and 2 doors; every home with an owner of its own."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, HEADINGS)
        for n in range(homes):
            building, rest = divmod(n, 120)
            stairwell, rest = divmod(rest, 60)
            floor, door = divmod(rest, 2)
            size = round(60 + n % 9000 / 100, 2)
            place = [f"{building + 1}栋", f"{stairwell + 1}单元", f"{floor + 1}{door + 1:02}", floor + 1]
            sheet.write_row(n + 1, 0, [*place, "住宅", size, "登记", "已交付", f"业主{n}", f"N{n}", "个人", ""])


def read_alone(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) == HOMES + 1


async def bring(path: Path, url: str) -> dict[str, float]:
    from portal.database.connection import opened
    from portal.database.migrating import migrate
    from portal.jobs import work
    from portal.places.actions import committing, importing, staging
    from portal.places.actions.areas import add_area
    from portal.places.models import Estate, Home
    from portal.places.rules.importing import COMMIT, STAGE, guess_columns
    from portal.policy import STRANGER

    await migrate(url)
    kinds = {
        STAGE: work.Kind(staging.stage, staging.give_up),
        COMMIT: work.Kind(committing.commit, committing.give_up),
    }
    async with opened(url):
        estate = await add_area("estate", "万户小区", "bench", await add_area("city", "泸州市", "51", None))
        await Estate.create(area=estate, type="managed")
        times = {}
        began = time.perf_counter()
        looked = staging.look(path)
        number = await importing.bring_file(STRANGER, estate.id, path.name, path, looked)
        chosen = {column: field for field, column in guess_columns(looked.headings).items()}
        await importing.match_columns(STRANGER, number, chosen, False)
        await work.work_off(kinds)
        times["staged"] = time.perf_counter() - began
        await importing.ask_commit(STRANGER, number, False)
        await work.work_off(kinds)
        times["whole"] = time.perf_counter() - began
        assert await Home.all().count() == HOMES
        return times


def main(path: Path, url: str) -> None:
    """Print: seconds of reading alone, until staged, until committed; MiB at the peak."""
    began = time.perf_counter()
    read_alone(path)
    alone = time.perf_counter() - began
    times = asyncio.run(bring(path, url))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(alone, times["staged"], times["whole"], peak)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite://{folder}/portal.db"
        main(Path(sys.argv[1]), url)
