"""Whatever is brought as a photo: drawn anew, or refused with a sentence."""

import io
import os
import zipfile

import pytest
from PIL import Image

from portal.documents import photos
from portal.documents.photos import drawn_anew
from tests.documents.pictures import PLACE, encoded, from_a_phone, noise, picture, png_that_says

pytestmark = pytest.mark.anywhere


def read(file) -> Image.Image:
    return Image.open(io.BytesIO(file.data))


def test_a_phones_photo_stands_upright_and_tells_nothing_of_where_it_was_taken():
    photo = drawn_anew(from_a_phone(), "IMG_1.jpg")
    assert (photo.width, photo.height) == (853, 1280)
    for file in photo.files.values():
        image = read(file)
        assert not image.getexif() and "icc_profile" not in image.info and PLACE not in file.data
        assert b"Made by" not in file.data


def test_it_becomes_four_files_and_the_small_ones_are_light():
    photo = drawn_anew(encoded(noise(3000, 2200), quality=60), "a.jpg")
    assert {name: (file.type, max(read(file).size)) for name, file in photo.files.items() if "large" in name} == {
        "large.webp": ("image/webp", 1280), "large.jpg": ("image/jpeg", 1280),
    }  # fmt: skip
    for name in ("small.webp", "small.jpg"):
        assert len(photo.files[name].data) <= 60 * 1024 and max(read(photo.files[name]).size) <= 640


def test_a_small_photo_is_not_blown_up():
    assert (drawn_anew(encoded(picture(40, 30)), "a.jpg").width, 40) == (40, 40)


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        ("JPEG", "CMYK", {}), ("JPEG", "L", {}), ("PNG", "RGBA", {}), ("PNG", "P", {}), ("PNG", "1", {}),
        ("PNG", "LA", {}), ("WEBP", "RGB", {}), ("GIF", "P", {}), ("JPEG", "RGB", {"progressive": True}),
        ("PNG", "I;16", {}),
    ],
)  # fmt: skip
def test_every_kind_of_colour_becomes_a_plain_picture(kind, mode, how):
    image = Image.new("I;16", (300, 200), 30000) if mode == "I;16" else picture(mode=mode)
    large = read(drawn_anew(encoded(image, kind, **how), "a").files["large.jpg"])
    assert large.mode == "RGB"
    if mode == "I;16":
        assert 110 <= large.getpixel((150, 100))[0] <= 124  # 30000 of 65535, and not white


def test_what_is_see_through_is_white():
    large = read(drawn_anew(encoded(Image.new("RGBA", (50, 50), (255, 0, 0, 0)), "PNG"), "a.png").files["large.jpg"])
    assert large.getpixel((20, 20)) == (255, 255, 255)


def test_a_profile_is_brought_into_common_colours_and_a_broken_one_is_left_out():
    from PIL import ImageCms

    good = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (good, b"no profile at all"):
        photo = drawn_anew(encoded(picture(), icc_profile=profile), "a.jpg")
        assert "icc_profile" not in read(photo.files["large.jpg"]).info


def test_a_second_file_hidden_behind_a_photo_is_gone():
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    photo = drawn_anew(encoded(picture()) + hidden.getvalue(), "a.jpg")
    assert all(b"PK\x03\x04" not in file.data and b"<script" not in file.data for file in photo.files.values())


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
MOVING = encoded(picture(60, 60, "P"), "GIF", save_all=True, append_images=[noise(60, 60).convert("P")])
REFUSED = {
    "empty": (b"", photos.PhotoEmpty),
    "thirty megabytes": (encoded(picture()) + bytes(30 * 1024 * 1024), photos.PhotoTooHeavy),
    "sixty thousand pixels wide": (png_that_says(60_000, 60_000), photos.PhotoTooWide),
    "a long thin bomb": (png_that_says(1, 60_000), photos.PhotoTooWide),
    "twenty-six million pixels": (png_that_says(6500, 4000), photos.PhotoTooWide),
    "heic": (HEIC, photos.PhotoIsHeic),
    "pdf": (b"%PDF-1.7\n" + bytes(100), photos.NoPhoto),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", photos.NoPhoto),
    "html": (b"<!doctype html><script>alert(1)</script>", photos.NoPhoto),
    "tiff": (encoded(picture(), "TIFF"), photos.NoPhoto),
    "random": (os.urandom(5000), photos.NoPhoto),
    "a few bytes": (b"\xff\xd8\xff", photos.PhotoRefused),
    "cut off": (encoded(noise(800, 600))[:9000], photos.PhotoTorn),
    "a png cut off": (encoded(noise(800, 600), "PNG")[:9000], photos.PhotoTorn),
    "a webp cut off": (encoded(noise(800, 600), "WEBP")[:9000], photos.PhotoRefused),
    "moving": (MOVING, photos.PhotoMoves),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_with_a_sentence(what):
    data, refusal = REFUSED[what]
    with pytest.raises(refusal) as refused:
        drawn_anew(data, "照片.jpg")
    assert str(refused.value).endswith("。") and "照片.jpg" in str(refused.value)


def test_a_photo_with_any_byte_broken_never_breaks_us():
    whole = bytearray(from_a_phone(400, 300))
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        broken = bytes(whole[:at]) + bytes([whole[at] ^ 0xFF]) + bytes(whole[at + 1 :])
        try:
            drawn_anew(broken, "a.jpg")
        except photos.PhotoRefused:
            continue
