"""Put the demo city into an empty database, in one transaction: it is there whole or not at all."""

from datetime import timedelta

from portal.accounts.actions.steps import add_consent, add_contact
from portal.accounts.models import Appointment, Holding, Person, Residency
from portal.database.connection import in_transaction
from portal.database.models import Mark
from portal.demo import (
    answering,
    bringing,
    city,
    concluding,
    convened,
    deskwork,
    evenings,
    following,
    gathering,
    helping,
    keeping,
    media,
    moderating,
    offices,
    people,
    places,
    privacy,
    settling,
    stating,
    visiting,
    voices,
)
from portal.demo.town import Tell, Town
from portal.hall.actions import rebuilding
from portal.kit import clock
from portal.places.actions.areas import add_area
from portal.places.models import Estate, Home, Owner, Ownership


async def seed(tell: Tell) -> None:
    town = Town(clock.now())
    async with in_transaction():
        await Mark.create(name="origin", value="demo")
        for spec in city.ABOVE:
            await _area(town, spec)
        plans = city.estates()
        for n, plan in enumerate(plans, 1):
            await _register(town, plan)
            tell("小区和名册", n, len(plans))
        for n, person in enumerate(people.PEOPLE, 1):
            await _move_in(town, person)
            tell("人", n, len(people.PEOPLE))
        await places.show(town)
        await keeping.keep(town)
        await voices.speak(town, tell)
        await stating.answer(town)
        await media.show(town)
        await settling.settle(town)
        await answering.answer(town)
        await evenings.hold(town, tell)
        await concluding.conclude(town)
        await convened.post(town)
        await gathering.gather(town)
        await visiting.furnish(town, tell)
        await deskwork.queue(town)
        await moderating.look(town)
        await helping.lend(town, tell)
        await offices.appoint(town)
        await privacy.open_books(town)
        await bringing.bring(town)
        await following.follow(town)
        await rebuilding.rebuild(lambda *_told: None)


async def _area(town: Town, spec: city.AreaSpec) -> None:
    parent = town.areas[spec.parent] if spec.parent else None
    town.areas[spec.code] = await add_area(spec.kind, spec.name, spec.code, parent)


async def _register(town: Town, plan: city.EstateSpec) -> None:
    for spec in plan.areas:
        await _area(town, spec)
    estate = town.areas[plan.code]
    await Estate.create(area=estate, type=plan.type)
    await Owner.bulk_create(
        [Owner(estate_id=estate.id, name=name, kind=kind) for name, kind in plan.owners], batch_size=500
    )
    owners = await Owner.filter(estate_id=estate.id).order_by("id")
    await Home.bulk_create([_home(town, plan, spec) for spec in plan.homes], batch_size=500)
    homes = await Home.filter(estate_id=estate.id).order_by("id")
    links = []
    for home, planned in zip(homes, plan.homes, strict=True):
        town.homes[(plan.code, planned.label)] = home
        town.owner_of[home.id] = owners[planned.owner].id
        links.append(Ownership(home_id=home.id, owner_id=owners[planned.owner].id))
    await Ownership.bulk_create(links, batch_size=500)


def _home(town: Town, plan: city.EstateSpec, spec: city.HomeSpec) -> Home:
    return Home(
        estate_id=town.areas[plan.code].id, building_id=town.areas[spec.building].id, label=spec.label, floor=spec.floor,
        kind=spec.kind, size=spec.size, size_source="register", state=spec.state, path=town.areas[spec.stairwell].path,
    )  # fmt: skip


async def _move_in(town: Town, spec: people.PersonSpec) -> None:
    long_ago = town.now - timedelta(days=400)
    person = await Person.create(name=spec.name, shown_as=spec.shown_as, joined_at=long_ago)
    town.people[spec.name] = person
    await add_contact(person.id, "email", f"{spec.email}@demo.invalid")
    await add_consent(person.id, "terms", given=True)
    until = town.now - timedelta(days=30) if spec.left else None
    if spec.home:
        kind = "owner" if spec.home in spec.owns else "tenant"
        await Residency.create(person=person, home=town.homes[spec.home], kind=kind, since=long_ago, until=until)
    for owned in spec.owns:
        home = town.homes[owned]
        owner_id = town.owner_of[home.id]
        await Owner.filter(id=owner_id).update(name=spec.name)
        await Holding.create(person=person, owner_id=owner_id, since=long_ago)
    if spec.role:
        role, code = spec.role
        await Appointment.create(person=person, role=role, area=town.areas[code], since=long_ago)
