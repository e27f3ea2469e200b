"""A photo that the demo draws itself, and a voice that waits to be heard."""

import io
import math
import struct
import wave
from datetime import timedelta

from PIL import Image, ImageDraw

from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.documents.photos import drawn_anew
from portal.documents.sounds import listened_to
from portal.hall.actions.media import keep_photo, keep_voice
from portal.hall.models import Matter


async def show(town: Town) -> None:
    """The dark stair of the tenth matter, as its first neighbour saw it; and somebody who says how the roof leaks."""
    matter = await Matter.get(number=number_of(10)).select_related("area")
    common = {"matter_id": matter.id, "brought_at": town.now - timedelta(hours=3)}
    await keep_photo(drawn_anew(_stair(), "演示.png"), common | {"person_id": matter.raised_by_id})
    roof = await Matter.get(number=number_of(8))
    await keep_voice(listened_to(_hum(6)), common | {"matter_id": roof.id, "person_id": roof.raised_by_id})


def _stair() -> bytes:
    """Steps that go down into the dark, and a lamp that is out."""
    image = Image.new("RGB", (1280, 960), "#101A30")
    pen = ImageDraw.Draw(image)
    for n in range(12):
        top, light = 430 + n * 46, 26 + n * 7
        pen.polygon(
            [(520 - n * 46, top), (760 + n * 46, top), (800 + n * 48, top + 46), (480 - n * 48, top + 46)],
            fill=(light, light + 8, light + 26),
        )
        pen.line((520 - n * 46, top, 760 + n * 46, top), fill=(light + 30, light + 38, light + 56), width=4)
    pen.rectangle((930, 150, 946, 620), fill="#2B3850")
    pen.ellipse((890, 110, 986, 170), fill="#3A475E", outline="#55617A", width=5)
    return _saved(image)


def _saved(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _hum(seconds: int, rate: int = 8000) -> bytes:
    """Nobody's voice: a tone that rises and falls."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        tone = (math.sin(n / rate * 2 * math.pi * (220 + 60 * math.sin(n / rate * 2))) for n in range(seconds * rate))
        file.writeframes(b"".join(struct.pack("<h", int(7000 * each)) for each in tone))
    return out.getvalue()
