"""Offices: given within one's area, never to oneself, for a period; ended, resigned, deputised; three administrators."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.accounts.actions.offices import end_office, found_portal, give_office, name_deputy, remind_of_ends, resign
from portal.accounts.forms import EndOffice, GiveOffice, NameDeputy
from portal.accounts.models import Appointment, Contact, Person
from portal.accounts.queries import fingerprint
from portal.accounts.rules import granting
from portal.audit.models import AuditRecord
from portal.notices.models import Notice
from portal.places.models import Area, Estate
from portal.places.rules import AreaEnded
from portal.policy import ADMINISTRATORS, GRANTS, STRANGER, Role
from tests.accounts.test_keeping import signed_in

NEW = "12000000077"


def office(cast, role=Role.BUILDING_HEAD, area=None, address=NEW, name="罗新人", until=None) -> GiveOffice:
    return GiveOffice(address=address, name=name, role=role, area_id=(area or cast.elsewhere).id, until=until)


async def administrator(cast, who="wu_retired"):
    city = await Area.get(kind="city")
    await Appointment.create(person=cast.people[who], role=Role.SECURITY_ADMIN, area=city, since=cast.meeting.called_at)
    return await cast.actor(who)


async def test_the_community_appoints_somebody_without_an_account_who_proves_the_number_later(visit, cast, hands):
    given = await Appointment.get(id=await give_office(await cast.actor("chen_guifang"), office(cast)))
    assert (given.role, given.until) == ("building_head", hands.at + granting.USUAL)
    contact = await Contact.get(fingerprint=fingerprint(NEW))
    assert contact.verified_at is None and (await Person.get(id=contact.person_id)).name == "罗新人"
    assert await Notice.exists(person_id=contact.person_id, kind="office_given")
    browser = visit()
    await signed_in(browser, NEW)
    assert "罗新人" in (await browser.get("/me")).text
    assert (await Contact.get(id=contact.id)).verified_at is not None


@pytest.mark.parametrize(
    ("by", "role", "where", "refused"),
    [
        ("chen_guifang", Role.BUILDING_HEAD, "estate", granting.NoSuchSeat),
        ("chen_guifang", Role.OWNERS_COMMITTEE, "estate", granting.NoSuchBody),  # a self-managed estate has none
        ("chen_guifang", Role.COMMUNITY_STAFF, "community", granting.OutsideYourArea),
        ("chen_guifang", Role.BUILDING_HEAD, "city", granting.OutsideYourArea),
        ("chen_guifang", Role.AUDITOR, "city", granting.OutsideYourArea),
        ("wang_degui", Role.BUILDING_HEAD, "building", granting.OutsideYourArea),
        ("shen_auditor", Role.AUDITOR, "city", granting.OutsideYourArea),
        ("liu_xiaomin", Role.BUILDING_HEAD, "building", granting.OutsideYourArea),
    ],
)
async def test_what_is_not_ones_to_give_is_refused(app, cast, hands, by, role, where, refused):
    area = await Area.filter(kind=where).first()
    with pytest.raises(refused):
        await give_office(await cast.actor(by), office(cast, role, area))
    assert not await Contact.exists(fingerprint=fingerprint(NEW))  # nor is an account left behind


async def test_nobody_appoints_themselves_or_somebody_under_another_name(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    with pytest.raises(granting.NotOneself):
        await give_office(staff, office(cast, address="chen_guifang@demo.invalid", name="陈桂芳"))
    with pytest.raises(granting.OtherName):
        await give_office(staff, office(cast, address="tang_laoshi@demo.invalid", name="别人"))
    await give_office(staff, office(cast, address="tang_laoshi@demo.invalid", name="唐老师"))
    with pytest.raises(granting.HoldsItAlready):
        await give_office(staff, office(cast, address="tang_laoshi@demo.invalid", name="唐老师"))


@pytest.mark.parametrize(
    ("until", "refused"),
    [
        (date(2026, 11, 23), granting.EndsTooEarly),
        (date(2031, 11, 30), granting.LastsTooLong),
        (date(2031, 11, 20), None),
    ],
)
async def test_a_period_ends_after_today_and_within_five_years(app, cast, hands, until, refused):
    staff = await cast.actor("chen_guifang")
    if refused is None:
        await give_office(staff, office(cast, until=until))
    else:
        with pytest.raises(refused):
            await give_office(staff, office(cast, until=until))


@pytest.mark.anywhere
@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
def test_no_two_of_the_three_administrators_are_one_person(role, held):
    if role == held:
        granting.must_keep_administrators_apart(role, [held])
    else:
        with pytest.raises(granting.TwoAdministrators):
            granting.must_keep_administrators_apart(role, [held])


async def test_nobody_becomes_two_administrators_at_once(app, cast, hands):
    security = await administrator(cast)
    city = await Area.get(kind="city")
    pair = [office(cast, role, city) for role in (Role.SYSTEM_ADMIN, Role.AUDITOR)] * 3
    answers = await asyncio.gather(*(give_office(security, each) for each in pair), return_exceptions=True)
    assert sum(isinstance(each, int) for each in answers) == 1
    assert all(isinstance(each, (int, granting.TwoAdministrators, granting.HoldsItAlready)) for each in answers)
    assert await Contact.filter(fingerprint=fingerprint(NEW)).count() == 1


async def test_an_office_ends_at_once_with_its_deputys_and_both_are_told(app, cast, hands):
    head, staff = await cast.actor("wang_degui"), await cast.actor("chen_guifang")
    said = NameDeputy(address="tang_laoshi@demo.invalid", name="唐老师", until=date(2026, 12, 20))
    await name_deputy(head, cast.office.id, said)
    assert (await cast.actor("tang_laoshi")).roles == (await cast.actor("wang_degui")).roles
    deputy = await Appointment.get(deputy_for_id=cast.office.id)
    with pytest.raises(granting.DeputiesHaveNone):
        await name_deputy(await cast.actor("tang_laoshi"), deputy.id, said.model_copy(update={"name": "周师傅"}))
    hands.go(days=1)
    await end_office(staff, cast.office.id, EndOffice(why="搬走了"))
    assert (await cast.actor("tang_laoshi")).roles == (await cast.actor("wang_degui")).roles == ()
    for who in ("tang_laoshi", "wang_degui"):
        assert (await Notice.get(person=cast.people[who], kind="office_ended")).facts["why"] == "搬走了"
    with pytest.raises(granting.OfficeOver):
        await end_office(staff, cast.office.id, EndOffice(why="再来"))
    assert await AuditRecord.filter(event="OfficeEnded").count() == 2


@pytest.mark.parametrize("days", [0, 62, 400])
async def test_a_deputy_stands_in_for_sixty_days_and_never_longer_than_the_office(app, cast, hands, days):
    await Appointment.filter(id=cast.office.id).update(until=hands.at + timedelta(days=30))
    head = await cast.actor("wang_degui")
    until = hands.at.date() + timedelta(days=days or 30)
    said = NameDeputy(address="tang_laoshi@demo.invalid", name="唐老师", until=until)
    if days:
        with pytest.raises(granting.LastsTooLong):
            await name_deputy(head, cast.office.id, said)
    else:
        await name_deputy(head, cast.office.id, said)
        deputy = await Appointment.get(deputy_for_id=cast.office.id)
        assert deputy.until <= (await Appointment.get(id=cast.office.id)).until
        hands.go(days=31)
        assert (await cast.actor("tang_laoshi")).roles == ()


async def test_one_resigns_and_the_last_security_administrator_does_not(app, cast, hands):
    await Appointment.filter(id=cast.office.id).update(appointed_by_id=cast.people["chen_guifang"].id)
    await resign(await cast.actor("wang_degui"), cast.office.id)
    hands.go(seconds=1)
    assert (await cast.actor("wang_degui")).roles == ()
    assert await Notice.exists(person=cast.people["chen_guifang"], kind="office_resigned")
    first = await Appointment.get(role=Role.SECURITY_ADMIN)
    second = await administrator(cast)
    await resign(await cast.actor("xu_security"), first.id)
    hands.go(seconds=1)
    with pytest.raises(granting.LastAdministrator):
        await resign(second, (await Appointment.get(role=Role.SECURITY_ADMIN, until=None)).id)


async def test_who_may_give_an_office_sees_it_and_is_reminded_before_it_ends(visit, cast, hands):
    await Appointment.filter(id=cast.office.id).update(until=hands.at + timedelta(days=20))
    await remind_of_ends(STRANGER)
    await remind_of_ends(STRANGER)
    assert await Notice.filter(person=cast.people["wang_degui"], kind="office_ending").count() == 1
    browser = visit("chen_guifang")
    assert "周明强" in (await browser.get("/offices")).text
    soon = (await browser.get("/offices?soon=1")).text
    assert "王德贵" in soon and "周明强" not in soon
    for who in ("wang_degui", "shen_auditor", "tang_laoshi"):
        assert (await visit(who).get("/offices")).status_code == 403


async def test_what_was_typed_stays_and_the_reason_is_asked(visit, cast):
    browser = visit("chen_guifang")
    answer = await browser.send_form(
        "/offices", name="罗新人", address="1200000", role="building_head", area_id=cast.elsewhere.id, until=""
    )
    assert answer.status_code == 422 and "罗新人" in answer.text and "11 位" in answer.text
    assert (await browser.send_form(f"/offices/{cast.office.id}/end", why="")).status_code == 422
    assert (await Appointment.get(id=cast.office.id)).until is None


@pytest.mark.anywhere
def test_the_table_of_appointments_gives_every_office_and_its_own_only_the_first():
    given = {role for roles in GRANTS.values() for role in roles}
    assert given == set(Role)
    assert {giver for giver, roles in GRANTS.items() if giver in roles} == {Role.SECURITY_ADMIN}
    assert set(granting.SEATS) == given


async def test_the_first_administrator_can_appoint(app, database, hands, cast):
    await Estate.all().delete()  # the tree may be empty but for the city
    security = await administrator(cast)
    city = await Area.get(kind="city")
    assert await give_office(security, office(cast, Role.SYSTEM_ADMIN, city))
    from portal.accounts.actions.offices import NotEmpty

    with pytest.raises(NotEmpty):
        await found_portal(STRANGER, "12000000001")


async def test_the_security_administrator_appoints_a_successor_and_then_resigns(app, cast, hands):
    city, security = await Area.get(kind="city"), await cast.actor("xu_security")
    said = office(cast, Role.SECURITY_ADMIN, city, "shen_auditor@demo.invalid", cast.people["shen_auditor"].name)
    with pytest.raises(granting.TwoAdministrators):
        await give_office(security, said)
    await give_office(security, office(cast, Role.SECURITY_ADMIN, city))
    await resign(security, (await Appointment.get(person_id=security.id)).id)


@pytest.mark.parametrize("ended", [False, True])
async def test_two_security_administrators_who_go_at_once_leave_one(app, cast, hands, ended):
    both = [await cast.actor("xu_security"), await administrator(cast)]
    ids = [(await Appointment.get(person_id=each.id, role=Role.SECURITY_ADMIN)).id for each in both]
    if ended:  # each by the other
        going = [end_office(by, each, EndOffice(why="换人")) for by, each in zip(both, reversed(ids), strict=True)]
    else:
        going = [resign(by, each) for by, each in zip(both, ids, strict=True)]
    answers = await asyncio.gather(*going, return_exceptions=True)
    assert sorted(type(each).__name__ for each in answers) == ["LastAdministrator", "NoneType"]


async def test_who_has_not_passed_the_second_factor_neither_resigns_nor_names_a_deputy(visit, cast, hands):
    held = await Appointment.get(person=cast.people["gu_unproved"])
    browser = visit("gu_unproved")
    named = {"address": "tang_laoshi@demo.invalid", "name": "唐老师", "until": "2026-12-01"}
    assert (await browser.send_form(f"/offices/{held.id}/deputy", **named)).status_code == 403
    assert (await browser.send_form(f"/offices/{held.id}/resign")).status_code == 403
    assert f"/offices/{held.id}/" not in (await browser.get("/me/offices")).text
    assert not await Appointment.exists(deputy_for_id=held.id)


async def test_nobody_resets_their_own_second_factor(visit, cast, hands):
    own = cast.people["xu_security"].id
    assert (await visit("xu_security").send_form(f"/second-factors/{own}/reset", why="忘了")).status_code == 403


async def test_who_closes_the_account_is_given_nothing(app, cast, hands):
    await Person.filter(id=cast.people["tang_laoshi"].id).update(closed_at=hands.at)
    with pytest.raises(granting.Leaving):
        await give_office(
            await cast.actor("chen_guifang"), office(cast, address="tang_laoshi@demo.invalid", name="唐老师")
        )
    said = NameDeputy(address="tang_laoshi@demo.invalid", name="唐老师", until=date(2026, 12, 1))
    with pytest.raises(granting.Leaving):
        await name_deputy(await cast.actor("wang_degui"), cast.office.id, said)


async def test_nothing_is_given_for_an_area_that_has_ended(app, cast, hands):
    await Area.filter(id__in=[cast.elsewhere.id, cast.office.area_id]).update(ended_at=hands.at)
    with pytest.raises(AreaEnded):
        await give_office(await cast.actor("chen_guifang"), office(cast))
    said = NameDeputy(address="tang_laoshi@demo.invalid", name="唐老师", until=date(2026, 12, 1))
    with pytest.raises(AreaEnded):
        await name_deputy(await cast.actor("wang_degui"), cast.office.id, said)


async def test_the_end_of_time_is_no_period(visit, cast, hands):
    said = {"name": "罗新人", "address": NEW, "role": "building_head", "area_id": cast.elsewhere.id}
    browser = visit("chen_guifang")
    assert (await browser.send_form("/offices", until="9999-12-31", **said)).status_code == 422


@pytest.mark.anywhere
def test_the_latest_day_is_the_citys():
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)  # the 23rd in the city
    with pytest.raises(granting.LastsTooLong) as refused:
        granting.must_be_a_period(evening, evening + timedelta(days=9), timedelta(days=1))
    assert refused.value.details["until"] == "2026-11-24"
