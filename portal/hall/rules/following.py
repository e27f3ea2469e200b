"""How much of the city somebody follows."""

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_PLACES = 30  # places and halls together: more than anybody would read of


class TooManyPlaces(Refused):
    message = N_("关注的地方已经有 30 个了，先去掉一个再来。")


def must_have_room_for_a_place(followed: int) -> None:
    """Raises TooManyPlaces."""
    if followed >= MOST_PLACES:
        raise TooManyPlaces()
