"""What the community may say of a voice note."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints, field_validator

from portal.hall import rules
from portal.hall.rules.media import REASONS
from portal.kit.words import N_, _

UNKNOWN_REASON = N_("请选一个理由，说的人看得到。")


class PublishVoice(BaseModel):
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=rules.LONGEST_BODY)] = ""


class RefuseVoice(BaseModel):
    reason: str

    @field_validator("reason")
    @classmethod
    def one_of_ours(cls, reason: str) -> str:
        if reason not in REASONS:
            raise ValueError(_(UNKNOWN_REASON))
        return reason
