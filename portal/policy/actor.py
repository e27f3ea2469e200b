"""Whoever is asking, and the roles they may hold."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """An office, held for an area and a period."""

    BUILDING_HEAD = "building_head"
    GRID_WORKER = "grid_worker"
    COMMUNITY_STAFF = "community_staff"
    STREET_STAFF = "street_staff"
    OWNERS_COMMITTEE = "owners_committee"
    SELF_MANAGEMENT = "self_management"
    PROPERTY_STAFF = "property_staff"
    RESIDENTS_REP = "residents_rep"
    PMC_OWNER = "pmc_owner"  # sits in a 物管会 for the owners
    PMC_MEMBER = "pmc_member"  # and for anybody else
    AUDITOR = "auditor"  # the audit trail, and nothing else
    SYSTEM_ADMIN = "system_admin"  # the tree of areas
    SECURITY_ADMIN = "security_admin"  # who holds which role


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})  # nobody holds two of the three
SEATED = frozenset({Role.RESIDENTS_REP, Role.PMC_OWNER, Role.PMC_MEMBER})  # who have a vote in a body, and nothing else
STAFF = frozenset({Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.STREET_STAFF})
GUARDED = STAFF | ADMINISTRATORS  # who need a second factor
DESKS = frozenset({Role.COMMUNITY_STAFF, Role.STREET_STAFF})  # who draw up estates and keep the roll
CONVENERS = STAFF | {Role.BUILDING_HEAD, Role.OWNERS_COMMITTEE, Role.SELF_MANAGEMENT}
CONFIRMERS = STAFF | {Role.BUILDING_HEAD}  # who know a neighbour by face
REGISTRARS = frozenset({Role.COMMUNITY_STAFF})  # who keep the register of homes and owners
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
    `strong` says that the second factor holds: while it does not, whoever needs one has no roles (`roles_locked`).
    A helper who acts for somebody is `by_id` and `by_name`; the rest is the principal's. `shared` is a family's phone.
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
    strong: bool = False
    roles_locked: bool = False
    shared: bool = False
    by_id: int | None = None
    by_name: str = ""

    @property
    def keeper_id(self) -> int | None:
        """Who has the phone in hand: the helper, where one acts."""
        return self.by_id if self.by_id is not None else self.id

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
