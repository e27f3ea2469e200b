"""Give people their roles, name deputies, and end offices."""

from datetime import date, datetime, time, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from portal.accounts import rules
from portal.accounts.actions.steps import in_turn, person_at
from portal.accounts.events import DeputyNamed, OfficeEnded, OfficeEnding, OfficeGiven, OfficeResigned
from portal.accounts.forms import EndOffice, GiveOffice, NameDeputy
from portal.accounts.models import Appointment, Person, SlipBatch
from portal.accounts.rules import granting
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places import queries as places_queries
from portal.places.actions import areas as places
from portal.places.events import AreaMerged
from portal.policy import Act, Actor, Role, permits
from portal.unit_of_work import action, happened

AT_ONCE = 200


class NotEmpty(Refused):
    message = N_("这个库里已经有人了，不能再设第一位管理员。")


@action
async def found_portal(_actor: Actor, address: str) -> None:
    """The first administrator, on an empty database. Raises NotEmpty, NotAnAddress, PhoneTooShort."""
    channel, spelled = rules.address(address)
    if await Person.exists():
        raise NotEmpty()
    person_id = await person_at(channel, spelled)
    city = await places.city()
    await Appointment.create(person_id=person_id, role=Role.SECURITY_ADMIN, area_id=city.id, since=clock.now())


async def end_offices_of(event: AreaMerged) -> None:
    """A step: what was held for an area ends with it. Whoever is to go on is appointed anew for what it became.

    Slips that were printed for it stay good: they name homes, which are there as before.
    """
    now = clock.now()
    held = Appointment.filter(area_id=event.area_id)
    await held.filter(Q(until=None) | Q(until__gt=now)).update(until=now)
    await SlipBatch.filter(area_id=event.area_id).update(area_id=event.into_id)


@action
async def give_office(actor: Actor, said: GiveOffice) -> int:
    """Appoint whoever is reached at an address; the office's number. An account is made where there is none.

    Raises OutsideYourArea, AreaEnded, NoSuchSeat, NoSuchBody, NotOneself, Leaving, TwoAdministrators,
    HoldsItAlready, EndsTooEarly, LastsTooLong, OtherName, NotAnAddress, PhoneTooShort.
    """
    area = await places_queries.area_found(said.area_id)
    office = Appointment(role=said.role, area_id=said.area_id)
    if area is None:
        raise granting.OutsideYourArea()
    office.area = area = await places.stand_still(area.id)
    person_id = await _invited(said.address, said.name)
    office.person_id = person_id
    if person_id == actor.id:
        raise granting.NotOneself()
    if not permits(actor, Act.END_OFFICE, office):  # whoever may end an office is whoever may give it
        raise granting.OutsideYourArea()
    granting.must_have_a_seat(said.role, area.kind, await places_queries.type_of_estate(area.path))
    now = clock.now()
    until = _end_of(said.until) if said.until else now + granting.USUAL
    granting.must_be_a_period(now, until, granting.LONGEST)
    given = await _appoint(actor, person_id, said.role, area.id, until)
    happened(OfficeGiven(person_id, given.id))
    return given.id


async def _invited(address: str, name: str) -> int:
    """The account of an address somebody else typed: it is proved only when its owner signs in with it."""
    channel, spelled = rules.address(address)
    person_id = await person_at(channel, spelled, proved=False)
    person = await Person.get(id=person_id)
    if person.name == rules.masked(channel, spelled):
        await Person.filter(id=person_id).update(name=name)
    elif person.name != name:
        raise granting.OtherName()
    return person_id


async def _appoint(
    actor: Actor, person_id: int, role: str, area_id: int, until: datetime, deputy_for: int | None = None
) -> Appointment:
    """Whatever else this person is being given waits its turn: nobody becomes two administrators at once."""
    await in_turn(person_id)
    if await Person.exists(id=person_id, closed_at__isnull=False):
        raise granting.Leaving()
    now = clock.now()
    held = await Appointment.filter(Q(until=None) | Q(until__gt=now), person_id=person_id)
    granting.must_keep_administrators_apart(role, [each.role for each in held])
    if any(each.role == role and each.area_id == area_id for each in held):
        raise granting.HoldsItAlready()
    return await Appointment.create(
        person_id=person_id, role=role, area_id=area_id, since=now, until=until, appointed_by_id=actor.id,
        deputy_for_id=deputy_for,
    )  # fmt: skip


def _end_of(day: date) -> datetime:
    """The last moment of a day in the city."""
    return datetime.combine(day, time(0), clock.CITY) + timedelta(days=1)


@action
async def name_deputy(actor: Actor, office_id: int, said: NameDeputy) -> None:
    """Somebody takes one's place for at most 60 days, and never longer than the office lasts.

    Raises AreaEnded, DeputiesHaveNone, OfficeOver, NotOneself, Leaving, EndsTooEarly, LastsTooLong,
    TwoAdministrators, HoldsItAlready, OtherName.
    """
    await places.stand_still((await Appointment.get(id=office_id)).area_id)  # before the office, as a merger locks them
    office = await _in_office(office_id)
    if office.deputy_for_id is not None:
        raise granting.DeputiesHaveNone()
    person_id = await _invited(said.address, said.name)
    if person_id == actor.id:
        raise granting.NotOneself()
    now, until = clock.now(), _end_of(said.until)
    granting.must_be_a_period(now, until, granting.DEPUTY_LONGEST, office.until)
    until = min(until, office.until) if office.until else until
    given = await _appoint(actor, person_id, office.role, office.area_id, until, office.id)
    happened(DeputyNamed(person_id, given.id))


@action
async def end_office(actor: Actor, office_id: int, said: EndOffice) -> None:
    """By who may give it, with the reason told. A deputy's ends with it. Raises OfficeOver, LastAdministrator."""
    office = await _leaving(office_id)
    await _end(office, actor, said.why)
    happened(OfficeEnded(office.person_id, office.id))


@action
async def resign(actor: Actor, office_id: int) -> None:
    """By who holds it. Raises OfficeOver, LastAdministrator."""
    office = await _leaving(office_id)
    await _end(office, actor, None)
    happened(OfficeResigned(office.person_id, office.id))


async def _leaving(office_id: int) -> Appointment:
    """An office that is about to end. Raises OfficeOver, LastAdministrator."""
    if not await Appointment.exists(id=office_id, role=Role.SECURITY_ADMIN, deputy_for_id=None):
        return await _in_office(office_id)
    # Two who leave at once wait for each other here, and each is counted as the other left things.
    await _security_administrators().order_by("id").select_for_update()
    office = await _in_office(office_id)
    if not await _security_administrators().exclude(id=office_id).exists():
        raise granting.LastAdministrator()
    return office


def _security_administrators() -> QuerySet[Appointment]:
    """Those in office now, without their deputies."""
    lasting = Q(until=None) | Q(until__gt=clock.now())
    return Appointment.filter(lasting, role=Role.SECURITY_ADMIN, deputy_for_id=None)


async def _in_office(office_id: int) -> Appointment:
    """Under its lock, while it lasts. Raises OfficeOver."""
    office = await Appointment.filter(id=office_id).select_for_update().get()
    if office.until is not None and office.until <= clock.now():
        raise granting.OfficeOver()
    return office


async def _end(office: Appointment, actor: Actor, why: str | None) -> None:
    now = clock.now()
    over = {"until": now, "ended_by_id": actor.id, "ended_why": why}
    await Appointment.filter(id=office.id).update(**over)
    deputies = Appointment.filter(deputy_for_id=office.id, until__gt=now)
    ending = [(int(i), int(p)) for i, p in await deputies.values_list("id", "person_id")]
    await deputies.update(**over)
    for deputy, person in ending:
        happened(OfficeEnded(person, deputy))


@action
async def remind_of_ends(_actor: Actor) -> None:
    """Once, 30 days before a period ends."""
    now = clock.now()
    soon = Appointment.filter(reminded_at=None, until__gt=now, until__lte=now + granting.ENDS_SOON).limit(AT_ONCE)
    found = [(int(i), int(p)) for i, p in await soon.values_list("id", "person_id")]
    if found:
        await Appointment.filter(id__in=[office for office, _ in found]).update(reminded_at=now)
    for office, person in found:
        happened(OfficeEnding(person, office))
