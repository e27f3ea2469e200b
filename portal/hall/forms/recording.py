"""What is written down for somebody without a phone."""

from typing import Annotated, Literal

from pydantic import BaseModel

from portal.hall import rules
from portal.kit import jielong
from portal.kit.shapes import Id, text

Name = Annotated[str, text(20, 1)]
Words = Annotated[str, text(rules.LONGEST_POST)]


class RecordVoice(BaseModel):
    """Something said of a matter, or a second for it. Nothing but the second is needed for the latter."""

    name: Name
    kind: Literal["say", "second"] = "say"
    body: Words = ""
    stance: Literal["", "support", "oppose", "suggest"] = ""
    consent: Literal["spoken", "paper"]


class RecordMatter(BaseModel):
    name: Name
    title: Annotated[str, text(rules.LONGEST_TITLE, 4)]
    body: Annotated[str, text(rules.LONGEST_BODY, 4)]
    area_id: Id
    category: str = "other"
    urgent: Literal["", "yes"] = ""
    consent: Literal["spoken", "paper"]


class PasteChain(BaseModel):
    text: Annotated[str, text(jielong.LONGEST, 3)]


class EnterChain(PasteChain):
    """The previewed text once more: what is to be different is changed in the text itself."""

    consent: Literal["chat"]
