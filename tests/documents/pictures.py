"""Photos and sounds as a phone makes them, drawn here: real bytes, and nobody's."""

import io
import math
import struct
import wave
from functools import cache

from PIL import Image, ImageDraw

from portal.documents.photos import Photo, drawn_anew

PLACE = b"Lon:105.4433"


def picture(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (width, height), "#22304A")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 2 // 3, width, height), fill="#3A475E")
    pen.ellipse((width // 3, height // 4, width // 2, height // 2), fill="#F8B83B")
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """As hard to make small as a picture can be."""
    return Image.effect_noise((width, height), 120).convert("RGB")


@cache
def tiny() -> Photo:
    return drawn_anew(encoded(picture(16, 12)), "a.jpg")


def from_a_phone(width: int = 3000, height: int = 2000) -> bytes:
    """On its side, with where it was taken, who took it and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it right by ninety degrees
    exif[0x010F] = "Made by a phone"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (28.0, 52.0, 17.0)
    return encoded(picture(width, height), exif=exif, comment=PLACE)


def png_that_says(width: int, height: int) -> bytes:
    """A small file that says that it is as large as this."""
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def wav(seconds: float = 3, rate: int = 8000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        tone = [struct.pack("<h", int(9000 * math.sin(n / 5))) for n in range(int(rate * min(seconds, 0.1)))]
        file.writeframes((b"".join(tone) * (int(seconds * 10) + 1))[: int(seconds * rate) * 2])
    return out.getvalue()


def wav_with_a_name(seconds: float = 3) -> bytes:
    data = wav(seconds)
    told = b"LIST" + struct.pack("<I", 20) + b"INFOIART" + struct.pack("<I", 8) + b"ChenXY\0\0"
    return data[:4] + struct.pack("<I", len(data) + len(told) - 8) + data[8:] + told


def mp3(seconds: float = 3) -> bytes:
    """MPEG 1, layer III, 32 kbit/s at 32 kHz: a frame of 144 bytes is 36 ms."""
    return (b"\xff\xfb\x18\xc4" + bytes(140)) * int(seconds * 1000 / 36)


def mp3_with_tags(seconds: float = 3) -> bytes:
    body = b"TPE1" + struct.pack(">I", 7) + b"\0\0\0ChenXY"
    return b"ID3\x03\0\0" + bytes([0, 0, 0, len(body)]) + body + mp3(seconds) + b"TAG" + b"ChenXY".ljust(125, b"\0")


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def m4a(seconds: float = 3, *, film: bool = False) -> bytes:
    """The boxes that say how long it is, with the place where it was recorded."""
    scale, length = 1000, int(seconds * 1000)
    mvhd = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, scale, length), bytes(80))
    mdhd = box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, scale, length, 0, 0))
    hdlr = box(b"hdlr", bytes(8), b"vide" if film else b"soun", bytes(13))
    esds = box(
        b"esds", bytes(4), b"\x03\x19\0\0\0\x04\x11\x40\x15\0\0\0\0\0\xfa\0\0\0\xfa\0\x05\x02\x12\x10\x06\x01\x02"
    )
    mp4a = box(b"mp4a", bytes(16), struct.pack(">HHIHH", 1, 16, 0, 8000, 0), esds)
    stsd = box(b"stsd", struct.pack(">II", 0, 1), mp4a)
    mdia = box(b"mdia", mdhd, hdlr, box(b"minf", box(b"stbl", stsd)))
    udta = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7), b"+28.8717+105.4433/"))
    return (
        box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + box(b"moov", mvhd, box(b"trak", mdia), udta) + box(b"mdat", bytes(4000))
    )


def ogg(seconds: float = 3) -> bytes:
    """Opus: two pages of heads, and one that says where the sound ends, at 48 kHz."""

    def page(body: bytes, granule: int, number: int, flags: int) -> bytes:
        head = b"OggS\0" + bytes([flags]) + struct.pack("<qII", granule, 7, number) + bytes(4)
        return head + bytes([1, len(body)]) + body

    opus = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 0)
    return page(opus, 0, 0, 2) + page(tags, 0, 1, 0) + page(bytes(60), int(seconds * 48000), 2, 4)
