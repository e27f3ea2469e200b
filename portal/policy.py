"""Who may do what. This table is the whole of it; anything not listed is forbidden."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.kit.errors import Forbidden, SignInFirst


class Role(StrEnum):
    """An office, held for an area and a period."""

    BUILDING_HEAD = "building_head"
    GRID_WORKER = "grid_worker"
    COMMUNITY_STAFF = "community_staff"
    STREET_STAFF = "street_staff"
    OWNERS_COMMITTEE = "owners_committee"
    SELF_MANAGEMENT = "self_management"
    PROPERTY_STAFF = "property_staff"
    AUDITOR = "auditor"
    ADMIN = "admin"


STAFF = frozenset({Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF})
CONVENERS = STAFF | {Role.BUILDING_HEAD, Role.OWNERS_COMMITTEE, Role.SELF_MANAGEMENT}
CONFIRMERS = STAFF | {Role.BUILDING_HEAD}  # who know a neighbour by face
RESPONDERS = STAFF | {Role.OWNERS_COMMITTEE, Role.SELF_MANAGEMENT, Role.PROPERTY_STAFF}


@dataclass(frozen=True)
class Held:
    """A role in force, and the path of the area it is bound to."""

    role: str
    path: str


@dataclass(frozen=True)
class Actor:
    """Whoever is asking, with everything the table needs to judge them. Loaded once per request.

    `lives_at` and `owns_at` are paths of stairwells or buildings; `owners` are entries of the owners' register.
    """

    id: int | None = None
    name: str = ""
    shown_as: str = ""
    session_id: int | None = None
    homes: frozenset[int] = frozenset()
    owners: frozenset[int] = frozenset()
    lives_at: tuple[str, ...] = ()
    owns_at: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()

    @property
    def is_authenticated(self) -> bool:
        return self.id is not None

    @property
    def holders(self) -> frozenset[str]:
        """The names under which this actor can hold a right to vote."""
        own = {f"person:{self.id}"} if self.id else set()
        return frozenset(own | {f"owner:{o}" for o in self.owners} | {f"home:{h}" for h in self.homes})

    def holds(self, roles: frozenset[Role], path: str) -> bool:
        """Whether one of `roles` is held for the area at `path`, or for one above it."""
        return any(held.role in roles and path.startswith(held.path) for held in self.roles)

    def belongs_to(self, path: str) -> bool:
        """Whether the actor lives or owns somewhere below `path`."""
        return any(own.startswith(path) for own in self.lives_at + self.owns_at)


STRANGER = Actor()


class Act(StrEnum):
    """Everything that can be asked of the portal. Named verb first, as the action is."""

    LOOK = "look"
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    STEP_INTO = "step-into"
    READ_OWN = "read-own"
    CONFIRM_RESIDENCE = "confirm-residence"
    CONFIRM_OWNER = "confirm-owner"
    RAISE_MATTER = "raise-matter"
    SECOND_MATTER = "second-matter"
    REPLY = "reply"
    ANSWER_MATTER = "answer-matter"
    CALL_MEETING = "call-meeting"
    ENTER_MEETING = "enter-meeting"
    RUN_MEETING = "run-meeting"
    SHOW_DISPLAY = "show-display"
    CAST_BALLOT = "cast-ballot"
    MAKE_PROMISE = "make-promise"
    REPORT_DONE = "report-done"
    CONFIRM_PROMISE = "confirm-promise"
    FOUND_TEAM = "found-team"
    FOUND_TEAM_HERE = "found-team-here"
    JOIN_TEAM = "join-team"
    RUN_TEAM = "run-team"
    SIGN_UP = "sign-up"
    OBJECT_TO_SERVICE = "object-to-service"
    REPORT_IN = "report-in"
    RUN_REPORTING = "run-reporting"
    ACCEPT_REPORT = "accept-report"
    SEE_UNIT = "see-unit"
    ASK_FOR_HELP = "ask-for-help"
    SEE_NEED = "see-need"
    PUBLISH_NEED = "publish-need"
    CLOSE_NEED = "close-need"
    CLAIM_NEED = "claim-need"
    SEE_CLAIM = "see-claim"
    ACCEPT_CLAIM = "accept-claim"
    SERVE_CLAIM = "serve-claim"
    GIVE_THANKS = "give-thanks"
    READ_METRICS = "read-metrics"


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


# An act is allowed when every test in any one row holds.
POLICY: dict[Act, list[list[Test]]] = {
    Act.LOOK: [[anyone]],
    Act.SIGN_IN: [[anyone]],
    Act.SIGN_OUT: [[signed_in]],
    Act.STEP_INTO: [[anyone]],
    Act.READ_OWN: [[signed_in]],
    Act.CONFIRM_OWNER: [[staff_here, it_is_anothers]],
    Act.CONFIRM_RESIDENCE: [[knows_neighbours_here, it_is_anothers]],
    Act.RAISE_MATTER: [[signed_in, belongs_somewhere], [signed_in, convenes_somewhere]],
    Act.SECOND_MATTER: [[signed_in, belongs_here]],
    Act.REPLY: [[signed_in, belongs_here], [signed_in, responds_here], [signed_in, convenes_here]],
    Act.ANSWER_MATTER: [[responds_here]],
    Act.CALL_MEETING: [[convenes_somewhere]],
    Act.ENTER_MEETING: [[belongs_here], [convenes_here], [convener]],
    Act.RUN_MEETING: [[convener], [staff_here]],
    Act.SHOW_DISPLAY: [[anyone]],
    Act.CAST_BALLOT: [[signed_in, holds_right]],
    Act.MAKE_PROMISE: [[convenes_here], [responds_here]],
    Act.REPORT_DONE: [[made_it], [staff_here]],
    Act.CONFIRM_PROMISE: [[signed_in, is_concerned]],
    Act.FOUND_TEAM: [[staff_somewhere]],
    Act.FOUND_TEAM_HERE: [[staff_here]],
    Act.JOIN_TEAM: [[signed_in]],
    Act.RUN_TEAM: [[leads], [staff_here]],
    Act.SIGN_UP: [[signed_in]],
    Act.OBJECT_TO_SERVICE: [[it_is_theirs]],
    Act.REPORT_IN: [[signed_in]],
    Act.RUN_REPORTING: [[staff_somewhere]],
    Act.ACCEPT_REPORT: [[staff_here, it_is_anothers]],
    Act.SEE_UNIT: [[it_is_theirs], [staff_here]],
    Act.ASK_FOR_HELP: [[signed_in, belongs_somewhere], [staff_somewhere]],
    Act.SEE_NEED: [[may_help], [it_is_theirs], [staff_here]],
    Act.PUBLISH_NEED: [[staff_here]],
    Act.CLOSE_NEED: [[it_is_theirs], [staff_here]],
    Act.CLAIM_NEED: [[signed_in, may_help]],
    Act.SEE_CLAIM: [[it_is_theirs], [staff_here]],
    Act.ACCEPT_CLAIM: [[staff_here, it_is_anothers]],
    Act.SERVE_CLAIM: [[it_is_theirs]],
    Act.GIVE_THANKS: [[anyone]],
    Act.READ_METRICS: [[anyone]],
}


def permits(actor: Actor, act: Act, subject: Any = None) -> bool:
    return any(all(test(actor, subject) for test in row) for row in POLICY[act])


def require(actor: Actor, act: Act, subject: Any = None) -> None:
    """Raises SignInFirst for a stranger, Forbidden for anybody else, when no row of the table holds."""
    if not permits(actor, act, subject):
        raise Forbidden() if actor.is_authenticated else SignInFirst()
