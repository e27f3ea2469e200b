"""The forms of the hall's way: whatever is wrong is told in a sentence, and what was typed is still there."""

import asyncio

import pytest

from portal.hall.actions import triaging
from portal.hall.forms.triage import Triage
from portal.hall.models import Hall, Matter, Objection, Opinion, RecordedVoice
from portal.kit import clock
from portal.kit.errors import Refused
from portal.reactions import REACTIONS
from portal.unit_of_work import follow

LONG, HUGE = "长" * 1001, "9" * 40
OPINION = {"body": "牵绳、清便。", "executor": "物业（演示）", "deadline": "2026-12-31", "budget": "118000.50"}


async def waiting(cast, number="LZ-2026-0700", **more) -> Matter:
    return await Matter.create(
        number=number, title="楼道灯坏了", body="晚上看不见。", category="lighting", area=cast.stairwell, stage="raise",
        raised_by=cast.people["chen_xiuying"], raised_as="陈秀英", raised_at=clock.now(), changed_at=clock.now(), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"deed": "reject", "code": "private", "reason": "不"}, "请写明理由"),
        ({"deed": "reject", "code": "critical", "reason": "批评了社区的工作"}, "请从给出的理由里选一个"),
        ({"deed": "redirect", "code": "private", "reason": "不归这里管的"}, "请从给出的理由里选一个"),
        ({"deed": "merge", "into": "LZ-2026-9999", "reason": "说的是同一件"}, "没有这个编号"),
        ({"deed": "merge", "into": "", "reason": "说的是同一件"}, "没有这个编号"),
        ({"deed": "merge", "into": "LZ-2026-0700", "reason": "说的是同一件"}, "不能并到它自己"),
        ({"deed": "merge", "into": HUGE, "reason": "说的是同一件"}, "最多"),
        ({"deed": "adopt", "reason": "直接就定了"}, "请从给出的选项里选一个"),
        ({"deed": "reject", "code": "private", "reason": LONG}, "最多"),
    ],
)
async def test_nothing_is_sent_on_by_a_form_that_is_wrong(visit, cast, typed, sentence):
    matter = await waiting(cast)
    answer = await visit("chen_guifang").send_form(f"/hall/{matter.number}/triage", **typed)
    assert answer.status_code == 422 and sentence in answer.text
    assert typed["reason"] in answer.text and (await Matter.get(id=matter.id)).state == "triage"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": ""}, "这一项还没填"),
        ({"body": LONG}, "最多"),
        ({"deadline": "2026-11-01"}, "期限不能早于今天"),
        ({"deadline": "明年"}, "日期要写成"),
        ({"budget": "十万"}, "预算写成"),
        ({"budget": "-5"}, "预算写成"),
        ({"budget": "9" * 19}, "预算写成"),
        ({"fund_source": "lottery"}, "请从给出的选项里选一个"),
        ({"minority": "一楼挡光"}, "就要写怎么答复"),
    ],
)
async def test_an_opinion_that_is_wrong_is_told_so_and_nothing_is_lost(visit, cast, typed, sentence):
    answer = await visit("chen_guifang").send_form(f"/hall/{cast.matter.number}/opinion", **OPINION | typed)
    assert answer.status_code == 422 and sentence in answer.text
    assert "物业（演示）" in answer.text and not await Opinion.exists()


async def test_what_is_open_is_seen_as_it_will_stand_and_objected_to_in_the_pages(visit, cast):
    staff, tang, path = visit("chen_guifang"), visit("tang_laoshi"), f"/hall/{cast.matter.number}"
    assert (await staff.send_form(f"{path}/opinion", **OPINION)).status_code == 303
    page = (await staff.get(f"{path}/opinion")).text
    assert "118,000.50 元" in page and 'value="118000.50"' in page
    assert "118,000.50 元" not in (await tang.get(path)).text  # a draft is the office's own
    assert (await tang.send_form(f"{path}/object", body="我不同意这样")).status_code == 422
    assert (await staff.send_form(f"{path}/opinion/publish")).status_code == 303
    assert (await staff.send_form(f"{path}/opinion", **OPINION)).status_code == 422  # its words stay as they are
    for body, sentence in (
        ("", "这一项还没填"),
        ("不行", "写得太短"),
        ("打我电话13800001234再说", "电话或证件号码"),
        ("2栋的王先生偷电", "点名说了谁"),
    ):
        answer = await tang.send_form(f"{path}/object", body=body)
        assert answer.status_code == 422 and sentence in answer.text and body in answer.text
    assert (await tang.send_form(f"{path}/object", body="早上要有放风的地方")).status_code == 303
    objection = await Objection.get()
    assert (await tang.get(f"/hall/objections/{objection.id}")).status_code == 403
    assert (await staff.send_form(f"/hall/objections/{objection.id}", reply="行")).status_code == 422
    assert (await staff.send_form(f"/hall/objections/{objection.id}", reply="六点到七点草坪B区")).status_code == 303
    assert "六点到七点草坪B区" in (await visit().get(path)).text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"name": "新厅", "area_id": HUGE}, 422),
        ({"name": "新厅", "area_id": "0"}, 422),
        ({"name": "新厅", "area_id": "987654321"}, 422),
        ({"name": "", "area_id": "here"}, 422),
        ({"name": "厅" * 41, "area_id": "here"}, 422),
        ({"name": "新厅", "area_id": "here"}, 303),
    ],
)
async def test_a_hall_is_opened_where_one_keeps_the_desk_and_nowhere_else(visit, cast, typed, status):
    before, area = await Hall.all().count(), typed["area_id"]
    typed = typed | {"area_id": cast.building.id if area == "here" else area}
    answer = await visit("chen_guifang").send_form("/halls/open", **typed)
    assert answer.status_code == status and await Hall.all().count() - before == (status == 303)


async def test_a_hall_elsewhere_is_not_opened(visit, cast):
    answer = await visit("chen_guifang").send_form("/halls/open", name="别处的厅", area_id=cast.elsewhere.id)
    assert answer.status_code in (303, 422)
    assert (answer.status_code == 303) is (await cast.actor("chen_guifang")).holds(
        frozenset({"community_staff"}), cast.elsewhere.path
    )


@pytest.mark.parametrize("area", [HUGE, "0", "987654321", "x"])
async def test_a_matter_is_written_down_only_for_a_place_one_knows(visit, cast, area):
    before = await RecordedVoice.all().count()
    typed = {"name": "杨婆婆", "title": "门口装扶手", "body": "我走不动了。", "consent": "spoken", "area_id": area}
    answer = await visit("wang_degui").send_form("/hall/record", **typed)
    assert answer.status_code == 422 and "我走不动了。" in answer.text
    assert await RecordedVoice.all().count() == before


async def test_two_matters_merged_into_each_other_at_once_do_not_wait_for_ever(cast):
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)
    staff = await cast.actor("chen_guifang")
    for n in range(6):
        one, two = await waiting(cast, f"LZ-2026-08{n}1"), await waiting(cast, f"LZ-2026-08{n}2")

        def into(target):
            return Triage(deed="merge", into=target.number, reason="说的是同一件")

        answers = await asyncio.gather(
            triaging.triage_matter(staff, one.id, into(two)),
            triaging.triage_matter(staff, two.id, into(one)),
            return_exceptions=True,
        )
        assert all(isinstance(each, str | Refused) for each in answers), answers
        states = [(await Matter.get(id=each.id)).state for each in (one, two)]
        assert sorted(states) == ["merged", "triage"]
