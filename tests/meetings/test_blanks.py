"""Blank ballots on paper: the words of the vote, how one marks it, until when, and what silence means there."""

import subprocess

import pytest

from portal.kit import clock
from portal.meetings.models import Motion, SilentRule

HEAD = "wang_degui"


async def printed(visit, cast, tmp_path, more: str = "") -> list[str]:
    """The text of each page."""
    answer = await visit(HEAD).get(f"/meetings/{cast.meeting.id}/ballots.pdf{more}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf"
    (tmp_path / "ballots.pdf").write_bytes(answer.content)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "ballots.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    return text.replace(" ", "").split("\f")[:-1]


async def test_a_blank_ballot_says_what_is_asked_how_to_mark_it_and_until_when(visit, cast, tmp_path):
    (page,) = await printed(visit, cast, tmp_path)
    assert cast.motion.wording.replace(" ", "") in page.replace("\n", "")
    assert all(word in page for word in ("同意", "反对", "弃权", "最晚", "投票人签名", "两个人录"))
    assert "随多数" not in page


async def test_where_the_silent_count_the_paper_says_so_with_its_article(visit, cast, tmp_path):
    await Motion.filter(id=cast.motion.id).update(rule_code="owners_ordinary", kind="deliberative", indicative=True)
    await SilentRule.create(
        motion_id=cast.motion.id, article="议事规则第12条", why="-", set_at=clock.now(), set_by_id=cast.people[HEAD].id
    )
    (page,) = await printed(visit, cast, tmp_path)
    assert "按议事规则第12条随多数算" in page.replace("\n", "")


async def test_for_a_stairwell_each_door_has_a_page_of_its_own(visit, cast, tmp_path):
    pages = await printed(visit, cast, tmp_path, f"?unit={cast.stairwell.id}")
    labels = [home.label for home in cast.homes if home.kind == "flat"]
    assert len(pages) == len(labels)
    assert all(any(label in page for page in pages) for label in labels)


@pytest.mark.parametrize(
    ("method", "how"),
    [
        ("single", "只选一样"),
        ("multiple", "最多2样"),
        ("approval", "几样都行"),
        ("score", "0到10分"),
        ("ranked", "写1"),
    ],
)
async def test_options_stand_there_with_their_numbers(visit, cast, tmp_path, method, how):
    await Motion.filter(id=cast.motion.id).update(method=method, options=["红", "绿", "蓝"], most=2)
    (page,) = await printed(visit, cast, tmp_path)
    assert how in page and all(each in page for each in ("1.红", "2.绿", "3.蓝", "弃权"))


async def test_where_nothing_is_voted_on_in_writing_a_sentence_says_so(visit, cast):
    await Motion.filter(id=cast.motion.id).update(stage="hands")
    answer = await visit(HEAD).get(f"/meetings/{cast.meeting.id}/ballots.pdf")
    assert answer.status_code == 404 and "没有要在纸上投的" in answer.text


async def test_a_stairwell_of_another_house_has_no_ballots_here(visit, cast):
    for unit in (cast.elsewhere.id, 999_999):
        answer = await visit(HEAD).get(f"/meetings/{cast.meeting.id}/ballots.pdf?unit={unit}")
        assert answer.status_code == 404
