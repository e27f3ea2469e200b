"""Where a place was followed from, to lead back there."""

from typing import Literal

from pydantic import BaseModel


class FollowPlace(BaseModel):
    """`place` is what the list of matters was narrowed down to."""

    back: Literal["", "followed"] = ""
    place: Literal["", "building", "estate"] = ""
