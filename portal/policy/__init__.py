"""Who may do what: who acts, what can be asked, and the table that joins them."""

from typing import Any

from portal.kit.errors import Forbidden, Missing, SignInFirst
from portal.policy.actor import (
    ADMINISTRATORS,
    CONFIRMERS,
    CONVENERS,
    DESKS,
    GUARDED,
    REGISTRARS,
    RESPONDERS,
    STAFF,
    STRANGER,
    Actor,
    Held,
    Role,
)
from portal.policy.acts import NEEDS_A_HOME, Act
from portal.policy.grants import GRANTS
from portal.policy.predicates import signed_in
from portal.policy.table import HELPER_MAY, POLICY

__all__ = [
    "ADMINISTRATORS",
    "Act",
    "Actor",
    "CONFIRMERS",
    "CONVENERS",
    "DESKS",
    "GRANTS",
    "GUARDED",
    "HELPER_MAY",
    "Held",
    "NEEDS_A_HOME",
    "POLICY",
    "REGISTRARS",
    "RESPONDERS",
    "Role",
    "STAFF",
    "STRANGER",
    "permits",
    "require",
]


def permits(actor: Actor, act: Act, subject: Any = None) -> bool:
    if actor.by_id is not None and act not in HELPER_MAY:
        return False
    return any(all(test(actor, subject) for test in row) for row in POLICY[act])


def require(actor: Actor, act: Act, subject: Any = None) -> None:
    """When no row of the table holds: raises SignInFirst for a stranger, Missing for who works for another place,
    Forbidden for anybody else."""
    if permits(actor, act, subject):
        return
    if _is_out_of_sight(actor, act, subject):
        raise Missing()
    raise Forbidden(act=act) if actor.is_authenticated else SignInFirst(act=act)


def _is_out_of_sight(actor: Actor, act: Act, subject: Any) -> bool:
    """Who holds an office is not even told what there is where they neither hold it, nor live, nor own.

    What anybody who is signed in may come to do is no secret: there the page says what is missing.
    """
    path = getattr(subject, "path", None)
    if not path or not actor.roles or any(signed_in in row for row in POLICY[act]):
        return False
    ties = [held.path for held in actor.roles] + list(actor.lives_at + actor.owns_at)
    return not any(tie.startswith(path) or path.startswith(tie) for tie in ties)
