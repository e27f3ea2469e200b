"""Who may act for whom, and who works here with or without a second factor."""

from dataclasses import dataclass

from portal.accounts.models import Appointment, Mandate, Person, Recovery, Residency, SecondFactor
from portal.accounts.queries.actors import in_force
from portal.accounts.queries.sessions import in_term
from portal.database.reading import column
from portal.kit import sealing
from portal.kit.errors import Missing
from portal.policy import GUARDED, Actor, Role


async def helping(actor: Actor) -> list[Mandate]:
    """For whom the actor may act now."""
    return await Mandate.filter(in_term(), helper_id=actor.keeper_id).select_related("principal").order_by("id")


async def helpers_of(actor: Actor) -> list[Mandate]:
    """Who may act for the actor now."""
    return await Mandate.filter(in_term(), principal_id=actor.id).select_related("helper").order_by("id")


async def living_as(home_id: int, name: str) -> int | None:
    """The account of exactly this name that lives in this home."""
    found = await Residency.filter(in_force(), home_id=home_id, person__name=name, person__closed_at=None).first()
    return found.person_id if found else None


async def mandate_with(mandate_id: int) -> Mandate:
    return await Mandate.filter(id=mandate_id).select_related("helper", "principal").get()


async def recovery_by_link(_actor: Actor, token: str) -> Recovery:
    """Found by the link that was sent to the old addresses."""
    found = await Recovery.get_or_none(objection=sealing.digest(token)).select_related("person")
    if found is None:
        raise Missing()
    return found


async def recovery_with(recovery_id: int) -> Recovery:
    return await Recovery.get(id=recovery_id)


@dataclass(frozen=True)
class Worker:
    """Who holds a guarded role, the first of their roles, and whether their second factor is set up."""

    person_id: int
    name: str
    role: str
    has_factor: bool


async def workers_below(actor: Actor, after: int = 0, most: int = 50) -> list[Worker]:
    """Who works where the security administrator looks after them. `after` is the last person of the page before."""
    paths = [held.path for held in actor.roles if held.role == Role.SECURITY_ADMIN]
    found: dict[int, tuple[str, str]] = {}
    for path in paths:
        office = Appointment.filter(in_force(), role__in=[str(r) for r in GUARDED], area__path__startswith=path)
        rows = office.filter(person_id__gt=after).order_by("person_id").limit(most)
        for person, name, role in await rows.values_list("person_id", "person__name", "role"):
            found.setdefault(int(person), (str(name), str(role)))
    ready = set(await column(SecondFactor.filter(person_id__in=list(found)).exclude(confirmed_at=None), "person_id"))
    return [Worker(p, name, role, p in ready) for p, (name, role) in sorted(found.items())][:most]


async def worker_for(actor: Actor, person_id: int) -> Worker:
    """One of them. Raises Missing for anybody else."""
    found = await workers_below(actor, person_id - 1, 1)
    if not found or found[0].person_id != person_id:
        raise Missing()
    return found[0]


async def person_named(person_id: int) -> Person:
    return await Person.get(id=person_id)
