"""The community's answer says how many working days it took, on the thread and on the way of the matter."""

from datetime import UTC, datetime

import pytest

from portal.hall.actions import answer_matter
from portal.hall.forms import AnswerMatter
from portal.hall.models import Matter
from portal.web.formats import took


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("raised", "answered", "said"),
    [
        ("2026-11-24 02:00", "2026-11-24 09:00", "用了不到 1 个工作日"),
        ("2026-11-24 02:00", "2026-11-25 02:00", "用了 1 个工作日"),
        ("2026-11-27 02:00", "2026-11-29 02:00", "用了不到 1 个工作日"),  # Friday to Sunday
        ("2026-11-27 02:00", "2026-11-30 02:00", "用了 1 个工作日"),  # Friday to Monday
        ("2026-11-24 15:59", "2026-11-24 16:01", "用了 1 个工作日"),  # over midnight in the city
        ("2026-09-30 02:00", "2026-10-08 02:00", "用了 1 个工作日"),  # over the National Day
        ("2026-10-09 02:00", "2026-10-12 02:00", "用了 2 个工作日"),  # over a Saturday that is worked
    ],
)
def test_working_days_are_counted(raised, answered, said):
    start, end = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (raised, answered))
    assert took(end, start) == said


async def test_an_answer_after_a_weekend_took_one_working_day(visit, cast, hands):
    hands.at = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)  # Monday
    await Matter.filter(id=cast.matter.id).update(raised_at=datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    said = AnswerMatter(office="龙潭社区", body="周三前修好。")
    await answer_matter(await cast.actor("chen_guifang"), cast.matter.id, said)
    browser = visit("tang_laoshi")
    for path in (f"/hall/{cast.matter.number}", f"/matters/{cast.matter.number}"):
        assert "用了 1 个工作日" in (await browser.get(path)).text, path
