"""小区一图示: what everybody sees of an estate, and what nobody does."""

import logging

import pytest

from portal.accounts.actions.steps import add_consent, add_contact
from portal.accounts.models import Appointment
from portal.kit import clock
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Facility
from portal.web import drawing

HEAD, PHONE = "王德贵", "12000000301"


async def chart(visit, cast, who=None) -> str:
    answer = await visit(who).get(f"/estates/{cast.estate.id}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("consents", "named", "called"),
    [((), False, False), (("chart",), True, False), (("chart_phone",), False, False), (("chart", "chart_phone"), True, True)],
)  # fmt: skip
async def test_a_head_is_named_and_called_only_as_they_agreed(visit, cast, consents, named, called):
    person = cast.people["wang_degui"]
    await add_contact(person.id, "sms", PHONE)
    for purpose in consents:
        await add_consent(person.id, purpose, given=True)
    text = await chart(visit, cast)
    assert (HEAD in text, PHONE in text, "有楼栋长" in text) == (named, called, True)
    await add_consent(person.id, "chart", given=False)
    assert HEAD not in await chart(visit, cast)


async def test_bodies_follow_the_type_and_whether_there_is_a_committee(visit, cast):
    assert "自管委" in await chart(visit, cast)
    await Estate.filter(area_id=cast.estate.id).update(type="managed")
    assert "物管会（业委会还没选出来）" in await chart(visit, cast)
    await Appointment.create(
        person=cast.people["tang_laoshi"], role="owners_committee", area=cast.estate, since=clock.now()
    )
    text = await chart(visit, cast)
    assert "物管会" not in text and "业委会" in text


async def test_facilities_teams_and_the_nearest_desk_are_there(visit, cast):
    community = await Area.get(kind="community")
    await Area.filter(id=community.id).update(phone="120-0830-0101")
    text = await chart(visit, cast)
    assert all(word in text for word in ("充电棚", "1栋后面", "桂圆林苑志愿服务队", "120-0830-0101", "14"))
    browser = visit("liu_xiaomin")
    await browser.send_form(f"/areas/{cast.estate.id}/facilities", kind="parcel", name="快递柜", place="南门")
    await browser.send_form(f"/facilities/{cast.facility.id}/remove")
    text = await chart(visit, cast)
    assert "快递柜" in text and "充电棚" not in text
    assert await Facility.all().count() == 2
    refused = await visit("chen_guifang").send_form(f"/areas/{community.id}/desk", phone="13800001234")
    assert refused.status_code == 422 and "13800001234" in refused.text and "个人" in refused.text


async def test_the_chart_makes_as_many_queries_for_many_buildings_as_for_few(visit, cast, caplog):
    async def queries_of():
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="tortoise.db_client"):
            await chart(visit, cast)
        return len(caplog.records)

    few = await queries_of()
    assert few > 5
    for n in range(12):
        building = await add_area("building", f"{n + 20}栋", f"b{n}", cast.estate)
        await Appointment.create(
            person=cast.people["tang_laoshi"], role="building_head", area=building, since=clock.now()
        )
    await add_consent(cast.people["tang_laoshi"].id, "chart", given=True)
    assert await queries_of() == few


@pytest.mark.anywhere
def test_the_plan_draws_a_window_for_each_home_up_to_24_and_tells_the_number():
    drawn = str(drawing.plan([("1栋", 14), ("2栋", 132), ("<3栋>", 0)]))
    assert drawn.count("h9v9h-9z") == 14 + 24
    assert "132 户" in drawn and "<3栋>" not in drawn and 'role="img"' in drawn
