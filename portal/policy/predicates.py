"""What can be true of an actor and what was found: pure, and asked by the table alone."""

from collections.abc import Callable
from typing import Any

from portal.policy.actor import CONFIRMERS, CONVENERS, REGISTRARS, RESPONDERS, STAFF, Actor

Test = Callable[[Actor, Any], bool]


def anyone(_actor: Actor, _subject: Any) -> bool:
    return True


def signed_in(actor: Actor, _subject: Any) -> bool:
    return actor.is_authenticated


def belongs_here(actor: Actor, subject: Any) -> bool:
    return actor.belongs_to(subject.path)


def belongs_somewhere(actor: Actor, _subject: Any) -> bool:
    return bool(actor.lives_at or actor.owns_at)


def staff_here(actor: Actor, subject: Any) -> bool:
    return actor.holds(STAFF, subject.path)


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


def holds_right(_actor: Actor, subject: Any) -> bool:
    """The motion was found together with the rights this actor holds in its frozen electorate."""
    return bool(subject.rights)


def made_it(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.made_by_id == actor.id)


def is_concerned(_actor: Actor, subject: Any) -> bool:
    """The promise was found together with whether its matter is this actor's business."""
    return bool(subject.concerned)


def staff_somewhere(actor: Actor, _subject: Any) -> bool:
    return any(held.role in STAFF for held in actor.roles)


def leads(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.leader_id == actor.id)


def it_is_theirs(actor: Actor, subject: Any) -> bool:
    return actor.is_authenticated and bool(subject.person_id == actor.id)


def it_is_anothers(actor: Actor, subject: Any) -> bool:
    return bool(subject.person_id != actor.id)


def may_help(_actor: Actor, subject: Any) -> bool:
    """The need was found together with whether this actor lives, or has reported in, where help is needed."""
    return bool(subject.near)
