"""Which office gives which: the table of appointments."""

from portal.policy.actor import SEATED, Role

# An office is given within the area of whoever gives it, and by nobody else. Nobody gives their own kind but the
# security administrator, whose successor nobody else could appoint.
GRANTS: dict[Role, frozenset[Role]] = {
    Role.SECURITY_ADMIN: frozenset(
        {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR, Role.STREET_STAFF, Role.COMMUNITY_STAFF}
    ),
    Role.STREET_STAFF: frozenset({Role.COMMUNITY_STAFF}),
    Role.COMMUNITY_STAFF: frozenset(
        {Role.GRID_WORKER, Role.BUILDING_HEAD, Role.OWNERS_COMMITTEE, Role.SELF_MANAGEMENT, Role.PROPERTY_STAFF}
        | SEATED
    ),
}
