"""Who may do what: who acts, what can be asked, and the table that joins them."""

from typing import Any

from portal.kit.errors import Forbidden, SignInFirst
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
    """Raises SignInFirst for a stranger, Forbidden for anybody else, when no row of the table holds."""
    if not permits(actor, act, subject):
        raise Forbidden(act=act) if actor.is_authenticated else SignInFirst(act=act)
