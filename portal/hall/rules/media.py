"""What holds for photos and voice notes: how many, who hears a voice first, and why it may be refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.documents.photos import Photo
from portal.documents.sounds import Sound
from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_PHOTOS = 6
MOST_BODY = 24 * 1024 * 1024  # bytes in one form: six photos that a phone has made smaller, or two that it has not
ONLY_VOICE = "（语音）"  # the words of what was only spoken, until the community has written down what it heard
TITLE_OF_VOICE = "一段语音，等社区听"  # … and the title of such a matter until then


class Heard(StrEnum):
    """A voice is held until the community has heard it; then it is shown, or refused with a reason."""

    HELD = "held"
    SHOWN = "shown"
    REFUSED = "refused"


REASONS = {
    "unclear": N_("听不清，请重录一段或打字"),
    "privacy": N_("里面有电话、门牌或别人的私事"),
    "attack": N_("里面有骂人的话"),
    "other_matter": N_("说的不是这件事"),
    "advertising": N_("是广告"),
}


@dataclass(frozen=True)
class Brought:
    """What came with some words, looked at already."""

    photos: Sequence[Photo] = ()
    voice: Sound | None = None


NOTHING = Brought()


class TooManyPhotos(Refused):
    status = 422
    message = N_("一次最多 6 张照片，请少选几张。")


class VoiceTellsWho(Refused):
    status = 422
    message = N_("声音听得出是谁。不显示名字，就不能发语音；要说话就显示名字。")


class HeardAlready(Refused):
    message = N_("这段语音已经有人听过、处理过了。")


class WordsMissing(Refused):
    status = 422
    message = N_("只有语音、没有字。请写下听到了什么，邻居才找得到。")


def must_go_together(brought: Brought, *, name_hidden: bool) -> None:
    """A voice tells who speaks. Raises TooManyPhotos, VoiceTellsWho."""
    if len(brought.photos) > MOST_PHOTOS:
        raise TooManyPhotos()
    if brought.voice and name_hidden:
        raise VoiceTellsWho()
