"""What a need may say, how near it is, and what the person served confirms with."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.reporting import rules

pytestmark = pytest.mark.anywhere
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "3栋1单元402，两袋米", "在 402 室", "请到5楼2号", "地址 3-1-402", "打 138 1234 5678", "电话 0830-1234567", "510502199001011234",
        "一单元住 1单元 402", "3栋1203", "3栋501", "3栋 501", "3幢501", "三单元601", "三单元五零一", "2单元6-1", "3－2－501", "1-6-1",
        "住402的杨婆婆", "住501号", "6-2号", "１３８１２３４５６７８", "一三八一二三四五六七八", "电话 3191234", "找 12 座 803",
    ],
)  # fmt: skip
def test_a_door_or_a_number_in_public_words_is_held_with_a_hint(text):
    with pytest.raises(rules.TellsTheDoor) as said:
        rules.must_not_tell_the_door("帮忙", text)
    assert "门牌" in str(said.value)


@pytest.mark.parametrize(
    "text",
    [
        "要上 7 楼",
        "3栋，一袋米、一桶油",
        "周六 9 点到 11 点",
        "40 个车位",
        "走 120 步梯坎",
        "2026-11-24 前",
        "3栋有 14 户",
        "一共 1203 元",
        "2号楼到5号楼",
        "楼里住 168 户",
        "9:00-11:00，2-3 个人",
        "11-24 到 11-26",
        "二十四户人家",
        "3栋120人报名",
    ],
)
def test_what_tells_no_door_passes(text):
    rules.must_not_tell_the_door(text)


def test_seven_days_of_silence_are_unconfirmed_and_never_failed():
    done = NOON - timedelta(days=7)
    assert rules.is_unconfirmed("done", done, NOON)
    assert not rules.is_unconfirmed("done", done + timedelta(seconds=1), NOON)
    assert not rules.is_unconfirmed("confirmed", done, NOON)


def test_a_code_a_slip_and_a_link_belong_to_one_claim_and_one_round():
    made = {
        (rules.spoken_code("k", claim, round_), rules.slip_code("k", claim, round_))
        for claim in range(1, 40)
        for round_ in (1, 2)
    }
    assert len(made) == 78
    assert all(len(spoken) == 4 and len(slip) == 8 for spoken, slip in made)
    assert rules.token("k", 7) != rules.token("other key", 7) != rules.token("k", 8)


def test_ones_own_building_comes_first():
    buildings, estates = ("/1/2/3/4/",), ("/1/2/3/",)
    assert rules.distance(buildings, estates, "/1/2/3/4/5/") == 0
    assert rules.distance(buildings, estates, "/1/2/3/4/") == 0
    assert rules.distance(buildings, estates, "/1/2/3/9/") == 1
    assert rules.distance(buildings, estates, "/1/2/3/") == 1  # the estate's own is not one's building's
    assert rules.distance(buildings, estates, "/1/2/") == 2


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31), date(2031, 1, 1)])
def test_a_pairing_has_a_period(end):
    with pytest.raises(rules.WrongPeriod):
        rules.must_be_a_period(date(2026, 1, 1), end)
