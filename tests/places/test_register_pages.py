"""Staff bring a register from their desk: with a plain form or piece by piece, and see what would change."""

import asyncio
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from portal import settings
from portal.accounts.models import Appointment
from portal.app import BIGGEST_BODY
from portal.database.connection import opened
from portal.database.migrating import migrate
from portal.meetings.actions import running
from portal.meetings.models import Right
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Home, Ownership, RegisterImport
from tests.places.files import HEADINGS, csv, row, worked_off, xlsx

HERE = Path(__file__).parents[2]


@pytest.fixture
async def desk(visit, cast):
    """The community's desk, with nothing under way."""
    await RegisterImport.all().delete()
    return visit("chen_guifang"), f"/estates/{cast.estate.id}/register"


async def send(browser, base, path, **more):
    files = {"file": (path.name, path.read_bytes())}
    return await browser.post(f"{base}/upload", data={"_key": os.urandom(16).hex()} | more, files=files)


async def checked(browser, base, path) -> str:
    """Bring a file by the plain form, take the guessed columns, and wait for the check."""
    answer = await send(browser, base, path)
    assert answer.status_code == 303, answer.text
    one = answer.headers["location"]
    batch = await RegisterImport.filter(stage="matching").get()
    chosen = {f"c{column}": field for field, column in batch.columns.items()}
    assert (await browser.send_form(f"{one}/columns", **chosen)).status_code == 303
    assert "正在查" in (await browser.get(one)).text
    await worked_off()
    return one


async def test_a_plain_form_brings_a_file_from_the_first_page_to_the_last(desk, cast, tmp_path):
    browser, base = desk
    assert "14" in (await browser.get(base)).text
    rows = [
        row(f"{(n + 1) // 2}0{2 - n % 2}", f"业主{n}", 72.36 if n % 2 else 89.58, 楼层=(n + 1) // 2)
        for n in range(1, 15)
    ]
    rows[0][8] = "新业主"
    one = await checked(browser, base, xlsx(tmp_path / "名册.xlsx", rows))
    page = (await browser.get(one)).text
    assert "没有要改的" in page and "1,133.58" in page
    assert "新业主" in (await browser.get(f"{one}/changes?kind=begin")).text
    assert "业主1" in (await browser.get(f"{one}/changes?kind=end")).text
    assert "写进桂圆林苑的名册" in (await browser.get(f"{one}/commit")).text
    assert (await browser.send_form(f"{one}/commit")).status_code == 422
    assert (await browser.send_form(f"{one}/commit", seen="yes")).status_code == 303
    await worked_off()
    assert "写好了" in (await browser.get(one)).text
    assert await Home.all().count() == 14 and await Ownership.filter(until=None).count() == 14
    assert "写进名册了" in (await browser.get(base)).text


async def test_an_electorate_that_is_frozen_stays_as_it_was(desk, cast, tmp_path):
    browser, base = desk
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    before = await Right.all().order_by("id").values()
    one = await checked(browser, base, xlsx(tmp_path / "a.xlsx", [row("101", "别人", 99.99)]))
    await browser.send_form(f"{one}/commit", seen="yes", end_gone="yes")
    await worked_off()
    assert await Ownership.filter(until=None).count() == 1
    assert await Right.all().order_by("id").values() == before


async def test_problems_are_listed_by_row_and_column_and_leave_as_a_spreadsheet(desk, tmp_path):
    browser, base = desk
    rows = [row(str(n), size=-n) for n in range(1, 121)]
    one = await checked(browser, base, csv(tmp_path / "a.csv", rows))
    page = (await browser.get(one)).text
    assert "有 120 处要改" in page
    assert "下一步" not in page
    first = (await browser.get(f"{one}/problems")).text
    assert first.count("面积是负数") == 50 and "第 2 行" in first and "F 列" in first
    link = first.split('href="?after=')[1].split('"')[0]
    assert "第 52 行" in (await browser.get(f"{one}/problems?after={link}")).text
    book = openpyxl.load_workbook(io.BytesIO((await browser.get(f"{one}/problems.xlsx")).content))
    assert book.worksheets[0].max_row == 121
    refused = await browser.send_form(f"{one}/commit", seen="yes")
    assert refused.status_code == 422 and await Home.all().count() == 14


async def test_what_cannot_be_read_says_so_on_the_form_and_keeps_nothing(desk, tmp_path):
    browser, base = desk
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    answer = await send(browser, base, path)
    assert answer.status_code == 422 and "另存为 .xlsx" in answer.text
    assert (await browser.send_form(f"{base}/upload")).status_code == 422
    assert await RegisterImport.all().count() == 0 and not (Path(settings.current().var) / "brought").exists()


async def test_a_larger_body_is_taken_at_this_door_alone_and_a_huge_one_nowhere(desk, tmp_path):
    browser, base = desk
    path = tmp_path / "a.csv"
    path.write_text("楼栋,房号,建筑面积,业主\n" + "3栋,1,72.36,张三\n" * 160_000)
    assert path.stat().st_size > BIGGEST_BODY
    assert (await send(browser, base, path)).status_code == 303
    assert (await browser.post("/sign-in", content=b"x" * (BIGGEST_BODY + 1))).status_code == 413
    path.write_bytes(b"x" * (42 * 1024 * 1024))
    answer = await send(browser, base, path)
    assert answer.status_code == 413 and "太大" in answer.text


async def test_a_second_file_is_refused_with_a_sentence_while_one_is_under_way(desk, tmp_path):
    browser, base = desk
    path = csv(tmp_path / "a.csv", [row("301")])
    answers = await asyncio.gather(*(send(browser, base, path) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    assert "正在导" in (await send(browser, base, path)).text


async def test_columns_are_chosen_by_hand_and_a_wrong_choice_is_told(desk, tmp_path):
    browser, base = desk
    answer = await send(
        browser, base, csv(tmp_path / "a.csv", [["3栋", "301", "72.36", "张三"]], ["甲", "乙", "丙", "丁"])
    )
    one = answer.headers["location"]
    refused = await browser.send_form(f"{one}/columns", c1="building", c2="building", c3="size", c4="owner")
    assert refused.status_code == 422 and "A 列和 B 列" in refused.text
    assert (
        await browser.send_form(f"{one}/columns", c1="building", c2="door", c3="size", c4="owner")
    ).status_code == 303
    await worked_off()
    assert "没有要改的" in (await browser.get(one)).text
    assert (await browser.send_form(f"{one}/withdraw")).status_code == 303
    assert "不导了" in (await browser.get(base)).text


async def test_pieces_are_received_in_order_and_the_server_says_how_far_it_is(desk, tmp_path):
    browser, base = desk
    data = csv(tmp_path / "a.csv", [row("301")]).read_bytes()
    begun = (await browser.send_form(f"{base}/begin", name="a.csv", size=len(data))).json()
    one = f"{base}/imports/{begun['import']}"
    assert (await browser.get(f"{one}/bytes")).json() == {"received": 0, "size": len(data)}
    assert (await browser.post(f"{one}/bytes?offset=0", content=data[:40])).json()["received"] == 40
    wrong = await browser.post(f"{one}/bytes?offset=90", content=data[90:], headers={"accept": "application/json"})
    assert wrong.status_code == 409 and wrong.json()["refused"].endswith("。")
    assert "再选同一个文件" in (await browser.get(one)).text
    assert (await browser.send_form(f"{one}/received")).status_code == 422
    await browser.post(f"{one}/bytes?offset=40", content=data[40:])
    assert (await browser.send_form(f"{one}/received")).status_code == 303
    assert "对一对" in (await browser.get(one)).text


async def test_the_empty_form_can_be_filled_in_and_brought(desk, tmp_path):
    browser, base = desk
    book = openpyxl.load_workbook(io.BytesIO((await browser.get(f"{base}/template.xlsx")).content))
    assert [sheet.title for sheet in book.worksheets] == ["名册", "示例", "说明"]
    assert [cell.value for cell in book["名册"][1]] == HEADINGS
    text = (await browser.get(f"{base}/template.csv")).content
    path = tmp_path / "example.csv"
    path.write_bytes(text)
    one = await checked(browser, base, path)
    page = (await browser.get(one)).text
    # A cell of a text file that holds no comma of its own needs no quotes: the example is right as it stands.
    assert "没有要改的" in page


async def test_staff_of_another_community_find_nothing_here(visit, cast, desk):
    _browser, base = desk
    community = await Area.get(kind="community")
    other = await add_area("community", "别的社区", "51-9", await Area.get(kind="city"))
    await Appointment.filter(person=cast.people["chen_guifang"]).update(area_id=other.id)
    elsewhere = visit("chen_guifang")
    assert (await elsewhere.get(base)).status_code == 404
    assert (await visit("liu_xiaomin").get(base)).status_code == 403
    assert (await visit("wang_degui").get(base)).status_code == 404
    assert (await elsewhere.get(f"/estates/{community.id}/register")).status_code == 404


@pytest.mark.anywhere
def test_a_file_is_brought_from_a_terminal_and_every_problem_is_a_line(tmp_path):
    url = f"sqlite://{tmp_path}/portal.db"

    async def found():
        await migrate(url)
        async with opened(url):
            estate = await add_area("estate", "桂圆林苑", "S1", await add_area("city", "泸州市", "51", None))
            await Estate.create(area=estate, type="managed")

    def portal(*words):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        env = clean | {"PORTAL_DATABASE_URL": url, "PORTAL_VAR": str(tmp_path)}
        return subprocess.run([sys.executable, "-m", "portal", "import-register", *words], capture_output=True, text=True, cwd=HERE, env=env)  # fmt: skip

    asyncio.run(found())
    bad, good = (
        xlsx(tmp_path / "bad.xlsx", [row("301"), row("302", size=0)]),
        xlsx(tmp_path / "good.xlsx", [row("301")]),
    )
    done = portal("S1", str(bad), "--commit")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "3\tF\t建筑面积\t面积是 0。")
    assert portal("S1", str(good)).returncode == 0
    done = portal("S1", str(good), "--commit")
    assert done.returncode == 0 and "homes_new=1" in done.stdout
    assert "homes_new=0" in portal("S1", str(good)).stdout
    assert portal("S9", str(good)).returncode == portal("S1", str(tmp_path / "nowhere")).returncode == 2
    assert json.dumps(list((tmp_path / "brought").iterdir())) == "[]"
