"""The painter: reads four formats, and writes two."""

import hashlib
import io
from collections.abc import Iterator

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

from portal.documents.photos import (
    LARGE,
    MOST_BYTES,
    MOST_PIXELS,
    MOST_PIXELS_OTHERWISE,
    MOST_SIDE,
    SMALL,
    SMALL_BYTES,
    File,
    NoPhoto,
    Photo,
    PhotoEmpty,
    PhotoIsHeic,
    PhotoMoves,
    PhotoRefused,
    PhotoTooHeavy,
    PhotoTooWide,
    PhotoTorn,
)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # an MPO, two JPEGs in one, is opened as a JPEG
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}

_READERS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)  # these four, and no other, are loaded
# We judge the size ourselves, before anything is decoded, and with a sentence.
Image.MAX_IMAGE_PIXELS = None


def drawn_anew(data: bytes, name: str) -> Photo:
    """What `photos.drawn_anew` promises."""
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
