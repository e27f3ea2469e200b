"""What may be said of what was said."""

from typing import Literal

from pydantic import BaseModel

from portal.hall.forms import Words
from portal.kit.shapes import Id


class TakeStance(BaseModel):
    """`none` takes it back."""

    stance: Literal["support", "oppose", "suggest", "none"]


class ReplyToPost(BaseModel):
    body: Words
    quote: Literal["", "yes"] = ""


class EditPost(BaseModel):
    body: Words


class NodAt(BaseModel):
    post: Id
