"""Photos that somebody brought, drawn anew from their pixels.

What is kept is never the file that came: no EXIF, no place, no colour profile, no comment and no second file that hid
in it. A photo becomes four files: `large` (long side 1280) and `small` (640, at most 60 KB), each as WebP and as JPEG
for engines that know no WebP. What the file is, its content says, never its name.
"""

from dataclasses import dataclass

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_BYTES = 12 * 1024 * 1024
LARGE, SMALL, SMALL_BYTES = 1280, 640, 60 * 1024
MOST_SIDE = 20_000  # pixels
# A JPEG is decoded at a fraction of its size; anything else needs four bytes for every pixel it says it has.
MOST_PIXELS = {"JPEG": 64_000_000, "MPO": 64_000_000}
MOST_PIXELS_OTHERWISE = 25_000_000


class PhotoRefused(Refused):
    status = 422
    message = N_("这张照片用不了，请换一张。")


class PhotoEmpty(PhotoRefused):
    message = N_("「%(name)s」是空的，照片没有传上来，请重新选一次。")


class PhotoTooHeavy(PhotoRefused):
    message = N_("「%(name)s」超过 12 MB 了，请截个图或换一张小一点的。")


class PhotoTooWide(PhotoRefused):
    message = N_("「%(name)s」的尺寸太大了，打不开。请截个图再发。")


class PhotoIsHeic(PhotoRefused):
    message = N_(
        "「%(name)s」是苹果手机的 HEIC 格式，这里打不开。发截图就行；以后想直接发，在“设置—相机—格式”里选“兼容性最佳”。"
    )


class NoPhoto(PhotoRefused):
    message = N_("「%(name)s」不是照片。能发的是 JPEG、PNG 和 WebP。")


class PhotoTorn(PhotoRefused):
    message = N_("「%(name)s」没有传完整，请重新选一次。")


class PhotoMoves(PhotoRefused):
    message = N_("「%(name)s」是会动的图，请换一张不会动的照片。")


@dataclass(frozen=True)
class File:
    type: str
    data: bytes


@dataclass(frozen=True)
class Photo:
    """`width` and `height` are those of the large one, in pixels. `sha256` is of the large JPEG."""

    width: int
    height: int
    sha256: str
    files: dict[str, File]

    @property
    def bytes(self) -> int:
        return sum(len(file.data) for file in self.files.values())


def drawn_anew(data: bytes, name: str) -> Photo:
    """Seconds of work for a large one: never on the loop. Raises a PhotoRefused that calls the file by its `name`."""
    from portal.documents import pixels  # a portal that nobody has sent a photo yet starts without a painter

    return pixels.drawn_anew(data, name)
