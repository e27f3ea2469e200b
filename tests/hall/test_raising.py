"""From one question to a number: the title, the place, the kind, and what was said before."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.database.connection import in_transaction
from portal.hall.actions import indexing
from portal.hall.models import Hall, Matter, Second
from portal.hall.rules.raising import category_of, title_of
from portal.kit import clock

WORDS = "3栋门口晚上很黑，希望装个感应灯。上周有位老人摔了。"


async def raised(browser, cast, **typed):
    return await browser.send_form(
        "/hall/raise", **{"body": WORDS, "area_id": cast.building.id, "looked": "yes"} | typed
    )


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("title", "body", "want"),
    [
        ("装灯", "很黑", "装灯"),
        ("", WORDS, "3栋门口晚上很黑，希望装个感应灯"),
        ("", "路灯不亮！谁来修？", "路灯不亮！"),
        ("", "\n\n  门坏了\n第二行", "门坏了"),
        ("", "。。。", ""),
        ("", "电" * 60, "电" * 39 + "…"),
        (
            "",
            "我们这一栋的电梯从上个星期开始就一直在响，" + "晚上睡不着" * 10,
            "我们这一栋的电梯从上个星期开始就一直在响",
        ),
        ("", "𠮷" * 50, "𠮷" * 39 + "…"),
    ],
)
def test_the_first_sentence_is_the_title(title, body, want):
    assert title_of(title, body) == want


@pytest.mark.anywhere
@given(st.text(max_size=300))
def test_a_title_is_never_longer_than_forty_characters(body):
    assert len(title_of("", body)) <= 40


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("楼道灯不亮，黑漆漆的", "lighting"), ("电瓶车飞线充电", "charging"), ("楼上装修声太响，吵死了", "noise"),
        ("遛狗不拴绳", "pets"), ("消防通道停车占道", "parking"), ("屋顶漏水，要动维修资金", "repair_fund"), ("今天天气真好", "other"), ("", "other"),
        ("想加装电梯", "lift"), ("垃圾桶臭得很", "waste"),
    ],
)  # fmt: skip
def test_the_kind_is_read_from_the_words(words, kind):
    assert category_of(words) == kind


async def test_one_box_and_one_tap_make_a_matter_with_a_number(visit, cast):
    answer = await raised(visit("chen_xiuying"), cast)
    matter = await Matter.filter(body=WORDS).select_related("area").get()
    assert answer.headers["location"].endswith(matter.number)
    assert (matter.title, matter.category) == ("3栋门口晚上很黑，希望装个感应灯", "lighting")
    assert matter.area_id == cast.building.id and matter.raised_as != "3栋邻居"


async def test_the_own_building_is_chosen_at_first_and_the_code_in_the_lift_chooses_its_own(visit, cast):
    page = (await visit("chen_xiuying").get("/hall/raise")).text
    assert re.search(rf'<option value="{cast.building.id}" selected>', page)
    for area in (cast.stairwell, cast.estate):
        page = (await visit("chen_xiuying").get(f"/hall/raise?area={area.id}")).text
        assert re.search(rf'<option value="{area.id}" selected>', page)


@pytest.mark.parametrize("query", ["area=999999", "area=x", "area=" + "9" * 30, "hall=x", "hall=999"])
async def test_a_code_that_leads_nowhere_still_opens_the_form(visit, cast, query):
    page = await visit("chen_xiuying").get(f"/hall/raise?{query}")
    assert page.status_code == 200 and f'<option value="{cast.building.id}" selected>' in page.text


async def test_somebody_elses_building_is_neither_offered_nor_taken(visit, cast):
    chen = visit("chen_xiuying")
    page = await chen.get(f"/hall/raise?area={cast.elsewhere.id}")
    assert "您不住那里" in page.text and f'value="{cast.elsewhere.id}"' not in page.text
    answer = await raised(chen, cast, area_id=cast.elsewhere.id)
    assert (answer.status_code, "请选您住的楼栋" in answer.text, WORDS in answer.text) == (422, True, True)


async def test_a_matter_goes_to_the_hall_whose_code_was_scanned_and_a_closed_one_says_so(visit, cast):
    hall = await Hall.create(name="皂妈工作室", area=cast.estate, opened_at=clock.now())
    chen = visit("chen_xiuying")
    assert "皂妈工作室" in (await chen.get(f"/hall/raise?hall={hall.id}")).text
    assert (await raised(chen, cast, hall_id=hall.id)).status_code == 303
    assert (await Matter.get(body=WORDS)).hall_id == hall.id
    await Hall.filter(id=hall.id).update(closed_at=clock.now())
    assert "议事厅关了" in (await chen.get(f"/hall/raise?hall={hall.id}")).text
    late = await raised(chen, cast, hall_id=hall.id, body="另外一件事情，在这里说。")
    assert (late.status_code, "议事厅关了" in late.text, "另外一件事情" in late.text) == (422, True, True)


async def test_a_hall_of_another_place_is_left_out(visit, cast):
    hall = await Hall.create(name="1单元的厅", area=cast.stairwell, opened_at=clock.now())
    assert (await raised(visit("chen_xiuying"), cast, hall_id=hall.id, area_id=cast.estate.id)).status_code == 303
    assert (await Matter.get(body=WORDS)).hall_id is None


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("", "还没填"), ("   ", "还没填"), ("灯", "至少 4 个字"), ("长" * 10_000, "写了 10000 个字，最多 1000 个")],
)
async def test_too_little_or_too_much_is_kept_and_told(visit, cast, body, sentence):
    answer = await raised(visit("chen_xiuying"), cast, body=body, urgent="yes", title="我的题目")
    assert (answer.status_code, sentence in answer.text, body.strip() in answer.text) == (422, True, True)
    assert 'value="我的题目"' in answer.text and re.search(r'name="urgent" value="yes" checked', answer.text)


@pytest.mark.parametrize("body", ["楼道灯😀🔥坏了", "𠮷野家旁边的𬭎𡘙路灯", "a\x00b路灯坏了", "‮路灯坏了‬请修"])
async def test_emoji_and_rare_characters_are_words_like_others(visit, cast, body):
    assert (await raised(visit("chen_xiuying"), cast, body=body)).status_code == 303
    assert (
        await Matter.filter(body=re.sub("[\x00\u202e\u202c]", "", body)).count() == 1
    )  # no sign that hides or turns words is kept


async def test_a_hundred_fields_and_another_kind_of_body_get_a_sentence(visit, cast):
    chen = visit("chen_xiuying")
    many = await chen.send_form("/hall/raise", **{f"f{n}": "x" for n in range(150)})
    assert many.status_code in (400, 422) and "。" in many.text
    for kind, body in (
        ("application/json", b'{"body": "x"}'),
        ("text/plain", b"x"),
        ("multipart/form-data; boundary=x", b"--y"),
    ):
        answer = await chen.post("/hall/raise", content=body, headers={"content-type": kind})
        assert answer.status_code == 400 and "。" in answer.text


async def test_whoever_scans_the_code_before_signing_in_comes_back_to_the_same_building(visit, cast):
    page = await visit().get(f"/hall/raise?area={cast.building.id}&hall=1")
    assert page.status_code == 403
    assert re.search(rf"next=/hall/raise(%3F|\?)area(%3D|=){cast.building.id}(%26|&amp;)hall(%3D|=)1", page.text)


async def test_what_the_code_asked_for_stays_chosen_when_the_form_comes_back(visit, cast):
    hall = await Hall.create(name="皂妈工作室", area=cast.estate, opened_at=clock.now())
    page = await raised(visit("chen_xiuying"), cast, body="灯", area_id=cast.estate.id, hall_id=hall.id)
    assert (
        re.search(rf'<option value="{cast.estate.id}" selected>', page.text)
        and f'name="hall_id" value="{hall.id}"' in page.text
    )


# ---- what was said before


@pytest.fixture
async def before(cast):
    matter = await Matter.create(
        number="LZ-2026-0900", title="3栋门口的感应灯坏了", body="晚上很黑", category="lighting", area=cast.stairwell,
        state="seconding", stage="raise", raised_by=cast.people["tang_laoshi"], raised_as="唐老师", raised_at=clock.now(),
        changed_at=clock.now(), seconds=4,
    )  # fmt: skip
    async with in_transaction():
        await indexing.follow_matter(matter.id)
    return matter


async def test_while_writing_one_hears_what_was_said_before(visit, cast, before):
    part = await visit("chen_xiuying").get("/hall/similar", params={"words": WORDS, "area": cast.building.id})
    assert before.title in part.text and 'data-kind="lighting"' in part.text
    assert 'data-title="3栋门口晚上很黑，希望装个感应灯"' in part.text and f'form="second-{before.number}"' in part.text
    other = await visit("chen_xiuying").get("/hall/similar", params={"words": "物业费要公开", "area": cast.building.id})
    assert before.title not in other.text
    assert (await visit().get("/hall/similar", params={"words": WORDS})).status_code == 403


async def test_without_script_one_is_asked_once_and_never_held_up(visit, cast, before):
    chen = visit("chen_xiuying")
    asked = await raised(chen, cast, looked="")
    assert (asked.status_code, before.title in asked.text, "还是要发" in asked.text, WORDS in asked.text) == (
        200,
        True,
        True,
        True,
    )
    assert not await Matter.filter(body=WORDS).exists()
    looked = re.search(r'name="looked" value="([^"]*)"', asked.text)[1]
    assert (await raised(chen, cast, looked=looked)).status_code == 303
    assert await Matter.filter(body=WORDS).count() == 1


async def test_one_tap_there_stands_behind_it_instead(visit, cast, before):
    chen = visit("chen_xiuying")
    page = (await raised(chen, cast, looked="")).text
    form = re.search(rf'<form id="second-{before.number}"[^>]*action="([^"]+)">.*?name="_key" value="([^"]+)"', page)
    answer = await chen.send_form(form[1], key=form[2])
    assert answer.status_code == 303 and await Second.filter(matter=before).count() == 1


async def test_ones_own_and_what_is_hidden_or_settled_is_not_shown(visit, cast, before):
    ask = {"words": WORDS, "area": cast.building.id}
    assert before.title not in (await visit("tang_laoshi").get("/hall/similar", params=ask)).text
    for columns in ({"shown": "hidden"}, {"shown": "shown", "state": "confirmed"}):
        await Matter.filter(id=before.id).update(**columns)
        assert before.title not in (await visit("chen_xiuying").get("/hall/similar", params=ask)).text


async def test_a_photo_chosen_before_signing_in_is_told_to_be_gone_and_the_words_are_not(visit, cast):
    browser = visit()
    files = [("photos", ("a.jpg", b"\xff\xd8", "image/jpeg"))]
    refused = await browser.post("/hall/raise", data={"_key": uuid.uuid4().hex, "body": WORDS}, files=files)
    assert refused.status_code == 403
    browser.cookies.set("portal_session", cast.token("chen_xiuying"))
    page = (await browser.get("/kept")).text
    assert WORDS in page and "照片和语音没能留下" in page


async def test_a_hidden_name_is_chosen_before_and_no_door_changes_it_after(visit, cast):
    assert (await raised(visit("chen_xiuying"), cast, shown_as="building")).status_code == 303
    matter = await Matter.get(body=WORDS)
    page = (await visit("tang_laoshi").get(f"/hall/{matter.number}")).text
    assert matter.raised_as == "3栋邻居" and "陈秀英" not in page
