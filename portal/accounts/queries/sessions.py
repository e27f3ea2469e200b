"""Which browsers somebody is signed in on, and who is asking from one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tortoise.expressions import Q

from portal import settings
from portal.accounts import rules
from portal.accounts.models import Appointment, Mandate, Person, SecondFactor, Session, SpareCode
from portal.accounts.queries.actors import actor_named, actor_of, in_force
from portal.database import bulk
from portal.database.reading import column
from portal.kit import clock, sealing
from portal.policy import GUARDED, Actor


@dataclass(frozen=True)
class Cookie:
    """The session that a cookie stands for, and its person, while both last."""

    session_id: int
    person_id: int
    family: str | None
    acting_for: int | None
    expires_at: datetime
    idle_until: datetime | None
    strong_until: datetime | None
    name: str
    shown_as: str


async def cookie_with(token: str) -> Cookie | None:
    """Asked for with every page, and so in plain words. A closed account signs nobody in."""
    now = clock.now()
    found = await bulk.records(
        "SELECT s.id, s.person_id, s.family, s.acting_for, s.expires_at, s.idle_until, s.strong_until, p.name, p.shown_as"
        " FROM session s JOIN person p ON p.id = s.person_id WHERE s.token = ? AND p.closed_at IS NULL"
        " AND s.ended_at IS NULL AND s.expires_at > ? AND (s.idle_until IS NULL OR s.idle_until > ?)",
        sealing.digest(token), now, now,
    )  # fmt: skip
    if not found:
        return None
    session_id, person_id, family, acting_for, expires_at, idle_until, strong_until, name, shown_as = found[0]
    return Cookie(
        session_id, person_id, family, acting_for, bulk.read_moment(expires_at), idle_until and bulk.read_moment(idle_until),
        strong_until and bulk.read_moment(strong_until), name, shown_as,
    )  # fmt: skip


def alive() -> Q:
    now = clock.now()
    return Q(Q(idle_until=None) | Q(idle_until__gt=now), ended_at=None, expires_at__gt=now)


async def actor_with_session(token: str) -> Actor | None:
    cookie = await cookie_with(token)
    return await actor_by(cookie) if cookie else None


async def actor_by(cookie: Cookie) -> Actor | None:
    """Whoever acts in a session: its person; or, while they act for somebody, that principal, and no office."""
    if cookie.acting_for is not None:
        mandate = await mandate_in_force(cookie.acting_for, cookie.person_id)
        principal = await actor_of(mandate.principal_id, cookie.session_id) if mandate else None
        if mandate is not None and principal is not None:
            by = mandate.helper
            return replace(principal, roles=(), by_id=by.id, by_name=by.name, shared=cookie.family is not None)
    actor = await actor_named(cookie.person_id, cookie.name, cookie.shown_as, cookie.session_id)
    return replace(_guarded(actor, cookie), shared=cookie.family is not None)


def _guarded(actor: Actor, cookie: Cookie) -> Actor:
    """In one place: who works here has no office while the second factor does not hold."""
    strong = cookie.strong_until is not None and cookie.strong_until > clock.now()
    needs = any(held.role in GUARDED for held in actor.roles) and settings.current().staff_second_factor
    if needs and not strong:
        return replace(actor, roles=(), roles_locked=True)
    return replace(actor, strong=strong)


async def mandate_in_force(mandate_id: int, helper_id: int) -> Mandate | None:
    found = Mandate.filter(in_term(), id=mandate_id, helper_id=helper_id, helper__closed_at=None)
    return await found.select_related("helper").first()


def in_term() -> Q:
    now = clock.now()
    return Q(ended_at=None, since__lte=now, until__gt=now)


async def works_here(person_id: int) -> bool:
    """Whether they hold a role that needs a second factor."""
    roles = [str(role) for role in GUARDED]
    return await Appointment.filter(in_force(), person_id=person_id, role__in=roles).exists()


async def sessions_of(actor: Actor) -> list[Session]:
    return await Session.filter(alive(), person_id=actor.keeper_id).order_by("-began_at").limit(50)


async def own_session(actor: Actor) -> Session:
    return await Session.get(id=actor.session_id)


async def is_fresh(actor: Actor) -> bool:
    """Whether a code was entered on this browser within the last ten minutes."""
    session = await own_session(actor)
    return rules.is_fresh(session.proved_at or session.began_at, clock.now())


@dataclass(frozen=True)
class Member:
    """One of a shared phone: `person` with the session that is theirs on it."""

    session_id: int
    person: Person
    until: datetime


async def family_on(actor: Actor) -> list[Member]:
    """Everybody who is signed in on this phone, the first who came first."""
    session = await own_session(actor)
    found = Session.filter(alive(), family=session.family) if session.family else Session.filter(id=session.id)
    rows = await found.select_related("person").order_by("id")
    return [Member(row.id, row.person, row.expires_at) for row in rows]


async def ended_among(sessions: Iterable[int]) -> set[int]:
    """Those of these sessions that are over: their sockets close at the next look."""
    wanted = set(sessions)
    living = await column(Session.filter(alive(), id__in=list(wanted), person__closed_at=None), "id") if wanted else []
    return wanted - {int(each) for each in living}


async def factor_of(person_id: int | None) -> SecondFactor | None:
    return await SecondFactor.get_or_none(person_id=person_id) if person_id else None


async def spares_left(person_id: int) -> int:
    return await SpareCode.filter(person_id=person_id, used_at=None).count()
