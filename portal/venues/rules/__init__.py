"""What holds of venues and of the guide, whoever asks."""

from collections.abc import Iterable
from enum import StrEnum

from portal.kit.errors import Refused
from portal.kit.words import N_


class VenueKind(StrEnum):
    """What sort of place it is."""

    SERVICE = "service"
    ROOM = "room"
    SHARED = "shared"
    COURTYARD = "courtyard"
    HALL = "hall"
    STATION = "station"


VENUE_KINDS = {
    VenueKind.SERVICE: N_("党群服务中心"),
    VenueKind.HALL: N_("议事厅"),
    VenueKind.ROOM: N_("会议室"),
    VenueKind.SHARED: N_("共享空间"),
    VenueKind.COURTYARD: N_("坝子"),
    VenueKind.STATION: N_("骑士之家"),
}

ACCESS = {"step_free": N_("没有台阶"), "toilet": N_("无障碍厕所"), "lift": N_("有电梯"), "hearing_loop": N_("助听设备")}
COMFORTS = {"water": N_("热水"), "charging": N_("充电"), "microwave": N_("微波炉")}


class VenueEnded(Refused):
    message = N_("这个地方不再开了。")


def near(own: Iterable[str], path: str) -> int:
    """How many steps up and down the tree of areas lie between `path` and the nearest of one's own; 99 for nobody's."""
    return min((_steps(mine.strip("/").split("/"), path.strip("/").split("/")) for mine in own), default=99)


def _steps(mine: list[str], there: list[str]) -> int:
    shared = 0
    for one, other in zip(mine, there, strict=False):
        if one != other:
            break
        shared += 1
    return len(mine) + len(there) - 2 * shared
