"""A paper says what its data says, runs nothing of it, and is the same every time."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.pdf import CannotBeDrawn, missing_signs, pdf, qr

pytestmark = pytest.mark.anywhere
reads_back = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here")


def read(paper: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, timeout=30, check=True)
    return done.stdout.decode()


def poster(says: str) -> dict:
    step = {"verb": "用手机号登录", "hint": "收一个验证码"}
    return {
        "title": "海报", "place": "桂圆林苑 3栋", "head": "邻居的事", "says": says, "qr": qr("http://portal.test/join/1"),
        "scan": "扫一扫", "scan_hint": "不用登录", "steps": [step] * 3, "homes": 28, "windows": "28 户", "foot": "12345",
    }  # fmt: skip


def slips(doors: list[str]) -> dict:
    each = [
        {"place": "桂圆林苑", "home": door, "code": "ABCDE-FGHJK", "qr": qr("http://portal.test/slip/A")}
        for door in doors
    ]
    return {"title": "门牌纸条", "words": {"what": "填这个码。", "until": "12月25日前有效"}, "slips": each}


@reads_back
async def test_the_paper_says_in_chinese_what_it_was_given():
    said = read(await pdf("slips", slips([f"3栋1单元{n}01" for n in range(1, 18)])))
    assert said.count("ABCDE-FGHJK") == 17 and "3栋1单元1701" in said and "12月25日前有效" in said


@reads_back
@pytest.mark.parametrize(
    "code", ['#panic("x")', "#let x = 1", "$x$", "= 标题", '#read("/etc/passwd")', "*粗* _斜_ `x`"]
)
async def test_what_people_wrote_is_drawn_and_never_run(code):
    assert "".join(code.split()) in "".join(read(await pdf("poster", poster(code))).split())


async def test_the_same_data_makes_the_same_bytes():
    assert await pdf("poster", poster("先看看")) == await pdf("poster", poster("先看看"))


async def test_a_sign_that_the_font_has_not_is_named():
    assert missing_signs("龙眼坡社区䶮（演示）㎡—·，ABC123") == []
    assert missing_signs("好😀的😀") == ["😀"]
    with pytest.raises(CannotBeDrawn, match="😀"):
        await pdf("poster", poster("好😀的"))


@given(st.text(st.characters(codec="utf-8"), max_size=40))
@settings(max_examples=30, deadline=None)
def test_every_text_is_drawn_or_named(text):
    import asyncio

    try:
        assert asyncio.run(pdf("poster", poster(text))).startswith(b"%PDF")
    except CannotBeDrawn:
        assert missing_signs(text)
