"""Who may do what: who acts, what can be asked, and the table that joins them."""

from typing import Any

from portal.kit.errors import Forbidden, SignInFirst
from portal.policy.actor import (
    ADMINISTRATORS,
    CONFIRMERS,
    CONVENERS,
    REGISTRARS,
    RESPONDERS,
    STAFF,
    STRANGER,
    Actor,
    Held,
    Role,
)
from portal.policy.acts import Act
from portal.policy.table import POLICY

__all__ = [
    "ADMINISTRATORS",
    "CONFIRMERS",
    "CONVENERS",
    "POLICY",
    "REGISTRARS",
    "RESPONDERS",
    "STAFF",
    "STRANGER",
    "Act",
    "Actor",
    "Held",
    "Role",
    "permits",
    "require",
]


def permits(actor: Actor, act: Act, subject: Any = None) -> bool:
    return any(all(test(actor, subject) for test in row) for row in POLICY[act])


def require(actor: Actor, act: Act, subject: Any = None) -> None:
    """Raises SignInFirst for a stranger, Forbidden for anybody else, when no row of the table holds."""
    if not permits(actor, act, subject):
        raise Forbidden() if actor.is_authenticated else SignInFirst()
