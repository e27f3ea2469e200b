"""Photos that somebody brought, drawn anew from their pixels.

What is kept is never the file that came: no EXIF, no place, no colour profile, no comment and no second file that hid
in it. A photo becomes four files: `large` (long side 1280) and `small` (640, at most 60 KB), each as WebP and as JPEG
for engines that know no WebP. What the file is, its content says, never its name.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import (
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_BYTES = 12 * 1024 * 1024
LARGE, SMALL, SMALL_BYTES = 1280, 640, 60 * 1024
MOST_SIDE = 20_000  # pixels
# A JPEG is decoded at a fraction of its size; anything else needs four bytes for every pixel it says it has.
MOST_PIXELS = {"JPEG": 64_000_000, "MPO": 64_000_000}
MOST_PIXELS_OTHERWISE = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # an MPO, two JPEGs in one, is opened as a JPEG
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}

_READERS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)  # these four, and no other, are loaded
# We judge the size ourselves, before anything is decoded, and with a sentence.
Image.MAX_IMAGE_PIXELS = None


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
    large = _as_seen(_opened(data, name), name)
    small = large.copy()
    small.thumbnail((SMALL, SMALL))
    files = {f"large.{ending}": File(kind, _written(large, ending, 82)) for ending, kind in _TYPES.items()}
    files |= {f"small.{ending}": File(kind, _light(small, ending)) for ending, kind in _TYPES.items()}
    return Photo(large.width, large.height, hashlib.sha256(files["large.jpg"].data).hexdigest(), files)


def _opened(data: bytes, name: str) -> Image.Image:
    """What is at its beginning, before any pixel of it is decoded."""
    if not data:
        raise PhotoEmpty(name=name)
    if len(data) > MOST_BYTES:
        raise PhotoTooHeavy(name=name)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise PhotoIsHeic(name=name)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise NoPhoto(name=name) from None
    except Exception:  # whatever a decoder stumbles over, the file is not one that can be shown
        raise PhotoTorn(name=name) from None
    _must_be_of_a_size(image, name)
    # A phone's JPEG may carry a second picture, for depth or a small film: only the first one is drawn.
    if image.format not in ("JPEG", "MPO") and getattr(image, "n_frames", 1) > 1:
        raise PhotoMoves(name=name)
    return image


def _must_be_of_a_size(image: Image.Image, name: str) -> None:
    most = MOST_PIXELS.get(image.format or "", MOST_PIXELS_OTHERWISE)
    if max(image.size) > MOST_SIDE or image.width * image.height > most:
        raise PhotoTooWide(name=name)


def _as_seen(image: Image.Image, name: str) -> Image.Image:
    """Upright, at most 1280 on its long side, in the colours that every screen shows, on white."""
    try:
        image.draft("RGB", (LARGE, LARGE))
        image.load()
        image = _in_eight_bits(image)
        image.thumbnail((LARGE, LARGE))
        image = ImageOps.exif_transpose(image)
        return _plain(image)
    except PhotoRefused:
        raise
    except Exception:  # cut off in the middle, or made to break a decoder
        raise PhotoTorn(name=name) from None


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey are brought down to eight, instead of being cut off at white."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA", "1"):
        return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Colours only: what was see-through is white, and no profile goes with it."""
    image = _in_common_colours(image)
    if "A" in image.getbands():
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    bare = Image.new("RGB", image.size)
    bare.paste(image.convert("RGB"))
    return bare


def _in_common_colours(image: Image.Image) -> Image.Image:
    """By its profile into sRGB, where it has one that can be read."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        held = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, held, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return changed or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _written(image: Image.Image, ending: str, quality: int) -> bytes:
    out = io.BytesIO()
    if ending == "webp":
        image.save(out, "WEBP", quality=quality - 6, method=4)
    else:
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _light(image: Image.Image, ending: str) -> bytes:
    """At most 60 KB: first at a lower quality, then smaller."""
    for size, quality in _ever_less():
        smaller = image.copy()
        smaller.thumbnail((size, size))
        data = _written(smaller, ending, quality)
        if len(data) <= SMALL_BYTES:
            return data
    return data


def _ever_less() -> Iterator[tuple[int, int]]:
    for size in (SMALL, 480, 320):
        for quality in (78, 66, 52):
            yield size, quality
