"""Who may hold which office where, and for how long."""

from collections.abc import Collection
from datetime import datetime, timedelta

from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.places.rules import AreaKind, may_have
from portal.policy import ADMINISTRATORS, Role

USUAL = timedelta(days=730)
LONGEST = timedelta(days=1827)  # five years
DEPUTY_LONGEST = timedelta(days=60)
ENDS_SOON = timedelta(days=30)

# The kinds of area that each office is held for.
SEATS: dict[Role, frozenset[AreaKind]] = {
    Role.SECURITY_ADMIN: frozenset({AreaKind.CITY}),
    Role.SYSTEM_ADMIN: frozenset({AreaKind.CITY}),
    Role.AUDITOR: frozenset({AreaKind.CITY}),
    Role.STREET_STAFF: frozenset({AreaKind.STREET}),
    Role.COMMUNITY_STAFF: frozenset({AreaKind.COMMUNITY}),
    Role.GRID_WORKER: frozenset({AreaKind.COMMUNITY, AreaKind.GRID}),
    Role.BUILDING_HEAD: frozenset({AreaKind.BUILDING, AreaKind.STAIRWELL}),
    Role.OWNERS_COMMITTEE: frozenset({AreaKind.ESTATE}),
    Role.SELF_MANAGEMENT: frozenset({AreaKind.ESTATE}),
    Role.PROPERTY_STAFF: frozenset({AreaKind.ESTATE}),
    Role.RESIDENTS_REP: frozenset({AreaKind.COMMUNITY}),
    Role.PMC_OWNER: frozenset({AreaKind.ESTATE}),
    Role.PMC_MEMBER: frozenset({AreaKind.ESTATE}),
}


class OutsideYourArea(Refused):
    status = 422
    message = N_("这个地方、这个岗位不归您安排。")


class NoSuchSeat(Refused):
    status = 422
    message = N_("这个岗位不能安在这一级，请换个地方。")


class NoSuchBody(Refused):
    status = 422
    message = N_("这类小区没有这个岗位，请换一个。")


class NotOneself(Refused):
    status = 422
    message = N_("不能安排自己，请换一个人。")


class TwoAdministrators(Refused):
    message = N_("系统、安全、审计三个管理员要分给三个人，他已经有一个了。")


class Leaving(Refused):
    message = N_("他正在注销账号，现在不能安排。")


class HoldsItAlready(Refused):
    message = N_("他现在就是，不用再安排。")


class EndsTooEarly(Refused):
    status = 422
    message = N_("任期要到今天以后，请改一改日子。")


class LastsTooLong(Refused):
    status = 422
    message = N_("任期太长了，最晚到 %(until)s。")


class OtherName(Refused):
    status = 422
    message = N_("这个号码登记的是别的名字，请再问一问他本人。")


class OfficeOver(Refused):
    message = N_("这个任期已经结束了。")


class DeputiesHaveNone(Refused):
    message = N_("您是代理的，不能再找人代理。")


class LastAdministrator(Refused):
    message = N_("安全管理员只剩这一位了，先安排好接班的人。")


def must_have_a_seat(role: Role, kind: str, estate_type: str | None) -> None:
    """Raises NoSuchSeat, NoSuchBody."""
    if kind not in SEATS.get(role, frozenset()):
        raise NoSuchSeat()
    if estate_type is not None and not may_have(role, estate_type):
        raise NoSuchBody()


def must_keep_administrators_apart(role: str, held: Collection[str]) -> None:
    """三权分立: nobody holds two of the three. Raises TwoAdministrators."""
    if role in ADMINISTRATORS and any(other in ADMINISTRATORS and other != role for other in held):
        raise TwoAdministrators()


def must_be_a_period(since: datetime, until: datetime, longest: timedelta, before: datetime | None = None) -> None:
    """`before` is the end of the office that a deputy takes. Raises EndsTooEarly, LastsTooLong."""
    latest = min(filter(None, (since + longest, before)))
    if until <= since:
        raise EndsTooEarly()
    if until > latest + timedelta(days=1):
        raise LastsTooLong(until=f"{clock.in_city(latest):%Y-%m-%d}")
