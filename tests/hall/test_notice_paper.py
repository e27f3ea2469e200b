"""The public notice on A4: all that lies open, in Chinese, with page numbers and a mark that tells a changed copy."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.pdf import pdf
from portal.hall.actions import outcomes
from portal.hall.forms.outcomes import WriteOpinion
from portal.hall.models import Matter, Opinion
from portal.hall.queries.noticing import notice_mark
from portal.hall.rules.noticing import SHOWN_SIGNS, mark_of, spoken
from portal.kit import clock

reads_back = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here")
LONG = "\n".join(f"第{n}条：三单元门口装一盏声控灯，电费从公共收益里出，物业每月查看一次。" for n in range(1, 25))


def read(paper: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=paper, capture_output=True, timeout=30, check=True)
    return "".join(done.stdout.decode().split())


async def published(cast, **other) -> Opinion:
    staff = await cast.actor("chen_guifang")
    await Matter.filter(id=cast.matter.id).update(state="deliberating", stage="discuss")
    said = {
        "body": "装一盏声控灯。", "executor": "物业（演示）", "budget": "118000.50", "fund_source": "common_income",
        "deadline": clock.today() + timedelta(days=30), "minority": "一楼怕吵。", "minority_reply": "改用不响的。",
    } | other  # fmt: skip
    await outcomes.write_opinion(staff, cast.matter.id, WriteOpinion(**said))
    return await Opinion.get(id=await outcomes.publish_opinion(staff, cast.matter.id))


async def paper_of(visit, cast, who=None):
    return await visit(who).get(f"/hall/{cast.matter.number}/notice.pdf")


@reads_back
async def test_the_paper_says_all_that_lies_open(visit, cast):
    opinion = await published(cast)
    answer = await paper_of(visit, cast)
    assert answer.headers["content-type"] == "application/pdf"
    said, mark = read(answer.content), notice_mark(await Matter.get(id=cast.matter.id), opinion)
    for words in (
        "协商意见公示", cast.matter.title, cast.matter.number, "装一盏声控灯。", "物业（演示）", "118,000.50元·公共收益",
        "一楼怕吵。", "改用不响的。", "公示期：2026年11月24日–2026年12月3日", "第1页，共1页", f"http://portal.test/hall/{cast.matter.number}",
        mark, spoken(mark).replace(" ", ""),
    ):  # fmt: skip
        assert "".join(words.split()) in said, (words, said)


@reads_back
async def test_a_long_one_has_numbered_pages_and_loses_no_line(visit, cast):
    await published(cast, body=LONG[:1000], minority=LONG[:1000], minority_reply=LONG[:1000])
    said = read((await paper_of(visit, cast)).content)
    pages = said.count("页，共")
    assert pages >= 2 and all(f"第{n}页，共{pages}页" in said for n in range(1, pages + 1))
    assert said.count("第5条：") == 3 and said.count("扫一扫，说不同意见") == 1


@reads_back
async def test_nobody_against_is_said_too(visit, cast):
    await published(cast, minority="", minority_reply="")
    said = read((await paper_of(visit, cast)).content)
    assert "没有人反对" in said and "怎么答复他们" not in said


async def test_the_page_shows_the_mark_that_is_on_the_paper(visit, cast):
    opinion = await published(cast)
    page = (await visit(None).get(f"/hall/{cast.matter.number}/notice")).text
    mark = notice_mark(await Matter.get(id=cast.matter.id), opinion)
    assert spoken(mark) in page and f"/hall/{cast.matter.number}/notice.pdf" in page
    await Opinion.filter(id=opinion.id).update(body="装两盏声控灯。")
    assert spoken(mark) not in (await visit(None).get(f"/hall/{cast.matter.number}/notice")).text


async def test_there_is_no_paper_of_what_is_not_open_or_was_put_away(visit, cast):
    assert (await paper_of(visit, cast)).status_code == 404
    await published(cast)
    assert (await paper_of(visit, cast)).content == (await paper_of(visit, cast, "tang_laoshi")).content
    await Matter.filter(id=cast.matter.id).update(shown="hidden")
    assert (await paper_of(visit, cast, "wang_degui")).status_code == 404


async def test_a_sign_that_cannot_be_drawn_is_named(visit, cast):
    await published(cast, body="装一盏灯😀")
    answer = await paper_of(visit, cast)
    assert answer.status_code == 422 and "😀" in answer.text


@pytest.mark.anywhere
@reads_back
async def test_the_smallest_notice_is_one_sheet_of_a4():
    heads = {"body": "协商意见", "minority": "不同意的怎么说", "reply": "怎么答复他们"}
    words = dict.fromkeys(("span", "address", "scan", "how", "mark", "hash", "mark_hint", "number", "place"), "字")
    paper = await pdf("opinion", words | {
        "title": "灯", "head": "协商意见公示", "heads": heads, "body": ["#panic()"], "rows": [], "minority": ["无"],
        "reply": [], "qr": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "page": "第 {n} 页，共 {all} 页",
    })  # fmt: skip
    told = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert "A4" in told and "Pages:           1" in told and "#panic()" in read(paper)


@pytest.mark.anywhere
@given(st.text(max_size=30), st.text(max_size=30))
def test_another_word_is_another_mark(one, other):
    assert (mark_of({"body": one}) == mark_of({"body": other})) == (one == other)
    assert len(spoken(mark_of({"body": one})).replace(" ", "")) == SHOWN_SIGNS
