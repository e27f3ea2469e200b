"""What can be true of an actor and what was found: pure, and asked by the table alone."""

from collections.abc import Callable
from typing import Any

from portal.policy.actor import (
    ADMINISTRATORS,
    CONFIRMERS,
    CONVENERS,
    DESKS,
    REGISTRARS,
    RESPONDERS,
    SEATED,
    STAFF,
    Actor,
    Held,
    Role,
)
from portal.policy.grants import GRANTS

Test = Callable[[Actor, Any], bool]


def anyone(_actor: Actor, _subject: Any) -> bool:
    return True


def signed_in(actor: Actor, _subject: Any) -> bool:
    return actor.is_authenticated


def belongs_here(actor: Actor, subject: Any) -> bool:
    return actor.belongs_to(subject.path)


def belongs_somewhere(actor: Actor, _subject: Any) -> bool:
    return bool(actor.lives_at or actor.owns_at)


def in_office_here(actor: Actor, subject: Any) -> bool:
    """Whether an office of the neighbourhood is held at, above or below `path`; those of the portal itself are none,
    and neither is a seat in a body."""
    offices = (held for held in actor.roles if held.role not in ADMINISTRATORS | SEATED)
    return any(held.path.startswith(subject.path) or subject.path.startswith(held.path) for held in offices)


def staff_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(STAFF, subject.path)


def street_here(actor: Actor, subject: Any) -> bool:
    """The office above the community: it hears appeals against it."""
    return actor.holds(frozenset({Role.STREET_STAFF}), subject.path)


def keeps_register_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(REGISTRARS, subject.path)


def keeps_register_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in REGISTRARS for held in actor.roles)


def responds_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(RESPONDERS, subject.path)


def knows_neighbours_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(CONFIRMERS, subject.path)


def convenes_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(CONVENERS, subject.path)


def convenes_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in CONVENERS for held in actor.roles)


def convener(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.convener_id == actor.id)


def named_to_stand_in(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.deputy_id == actor.id)


def named_to_deliver(actor: Actor, subject: Any) -> bool:
    """The meeting was found together with whether its convener asked this actor to go from door to door."""
    return actor.is_authenticated and bool(subject.helps)


def stands_in(actor: Actor, subject: Any) -> bool:
    """Named by the convener, and has said that they take over."""
    return actor.is_authenticated and bool(subject.stand_in_id == actor.id)


def others_run_it(actor: Actor, subject: Any) -> bool:
    """Neither called the vote nor stands in for whoever did."""
    return actor.is_authenticated and actor.id not in (subject.convener_id, subject.stand_in_id)


def gave_or_holds_it(actor: Actor, subject: Any) -> bool:
    """The principal takes a proxy back; the holder may give it back."""
    return actor.is_authenticated and actor.id in (subject.principal_id, subject.holder_id)


def recorded_it(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.recorded_by_id == actor.id)


def another_recorded(actor: Actor, subject: Any) -> bool:
    return bool(subject.recorded_by_id != actor.id)


def holds_right(_actor: Actor, subject: Any) -> bool:
    """The motion was found together with the rights this actor holds in its frozen electorate."""
    return bool(subject.rights)


def raised_it(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.raised_by_id == actor.id)


def made_it(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.made_by_id == actor.id)


def is_concerned(_actor: Actor, subject: Any) -> bool:
    """The promise was found together with whether its matter is this actor's business."""
    return bool(subject.concerned)


def answers_for_nobody_here(actor: Actor, subject: Any) -> bool:
    """Neither promised it nor works for whoever does: only the people concerned say whether it is done."""
    return subject.made_by_id != actor.id and not actor.holds(RESPONDERS, subject.path)


def staff_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in STAFF for held in actor.roles)


def leads(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.leader_id == actor.id)


def it_is_theirs(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.person_id == actor.id)


def holds_it(actor: Actor, subject: Any) -> bool:
    """The office is theirs and in force: whose second factor has lapsed holds none until it is passed again."""
    return it_is_theirs(actor, subject) and Held(subject.role, subject.path) in actor.roles


def it_is_anothers(actor: Actor, subject: Any) -> bool:
    return bool(subject.person_id != actor.id)


def another_decided(actor: Actor, subject: Any) -> bool:
    """Whoever put it away does not hear the appeal against that."""
    return bool(subject.decided_by_id != actor.id)


def may_help(_actor: Actor, subject: Any) -> bool:
    """The need was found together with whether this actor lives, or has reported in, where help is needed."""
    return bool(subject.near)


def knows_neighbours_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in CONFIRMERS for held in actor.roles)


def community_somewhere(actor: Actor, _subject: Any) -> bool:
    """The community, and not the head of the building: what opens an account is not asked of a neighbour."""
    return any(held.role == Role.COMMUNITY_STAFF for held in actor.roles)


def security_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role == Role.SECURITY_ADMIN for held in actor.roles)


PAYERS = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF, Role.SYSTEM_ADMIN})
BUDGETERS = frozenset({Role.STREET_STAFF, Role.SYSTEM_ADMIN})


def pays_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in PAYERS for held in actor.roles)


def sets_budget_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(BUDGETERS, subject.path)


TREE = frozenset({Role.SYSTEM_ADMIN})
LOCAL = frozenset({"grid", "estate", "building", "stairwell"})  # which a community draws up by itself


def administers_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in TREE for held in actor.roles)


def administers_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(TREE, subject.path)


def administers_above(actor: Actor, subject: Any) -> bool:
    """The tree below the area the role is bound to, and not that area itself."""
    return any(h.role in TREE and subject.path.startswith(h.path) and subject.path != h.path for h in actor.roles)


def keeps_estates_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(DESKS, subject.path)


def is_local_area(_actor: Actor, subject: Any) -> bool:
    return subject.kind in LOCAL


def holds_local_areas(_actor: Actor, subject: Any) -> bool:
    """What can be made in it is for the community to draw up."""
    return subject.kind == "community" or subject.kind in LOCAL


def grants_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in GRANTS for held in actor.roles)


def grants_it(actor: Actor, subject: Any) -> bool:
    """The office found is one that this actor could give, in that very place."""
    givers = frozenset(role for role, given in GRANTS.items() if subject.role in given)
    return actor.holds(givers, subject.path)


def lives_there(actor: Actor, subject: Any) -> bool:
    """In the very home of the request, not only in its building."""
    return subject.home_id in actor.homes


def audits(actor: Actor, _subject: Any) -> bool:
    return any(held.role == Role.AUDITOR for held in actor.roles)
