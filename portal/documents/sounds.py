"""Voice notes that somebody brought: what they are, how long, and without what does not belong into them.

A sound is kept as it came, since nothing here could record it anew, but for what says who or where: tags, pictures and
places are taken out. What the file is, its content says, never its name.
"""

import hashlib
import io
import struct
from dataclasses import dataclass

from tinytag import TinyTag

from portal.kit.errors import Refused
from portal.kit.words import N_

MOST_BYTES = 6 * 1024 * 1024
MOST_MILLISECONDS = 60_000
SLACK = 900  # a recorder that stops at sixty seconds writes a little more
LEAST_MILLISECONDS = 300


class SoundRefused(Refused):
    status = 422
    message = N_("这段录音用不了，请重录一段。")


class SoundEmpty(SoundRefused):
    message = N_("录音是空的，没有传上来，请重新选一次。")


class SoundTooHeavy(SoundRefused):
    message = N_("录音超过 6 MB 了，请录短一点。")


class SoundTooLong(SoundRefused):
    message = N_("录音有 %(seconds)s 秒，最长 60 秒，请录短一点。")


class SoundTooShort(SoundRefused):
    message = N_("录音太短，没录到话，请再录一次。")


class NoSound(SoundRefused):
    message = N_("这个文件不是能放的录音。能发的是 MP3、M4A、OGG 和 WAV。")


class SoundIsAmr(SoundRefused):
    message = N_("这种录音（AMR）邻居的手机放不出来，请在录音机里改成 MP3 或 M4A 再录。")


class SoundIsFilm(SoundRefused):
    message = N_("这是视频。这里只收录音，请录一段声音。")


@dataclass(frozen=True)
class Sound:
    type: str
    milliseconds: int
    sha256: str
    data: bytes

    @property
    def bytes(self) -> int:
        return len(self.data)


def listened_to(data: bytes) -> Sound:
    """What a neighbour's phone can play, at most a minute of it. Raises a SoundRefused."""
    if not data:
        raise SoundEmpty()
    if len(data) > MOST_BYTES:
        raise SoundTooHeavy()
    kind = _kind_of(data)
    bare = _TAKEN_OUT[kind](data)
    length = _length_of(bare)
    if length < LEAST_MILLISECONDS:
        raise SoundTooShort()
    if length > MOST_MILLISECONDS + SLACK:
        raise SoundTooLong(seconds=-(-length // 1000))
    return Sound(kind, length, hashlib.sha256(bare).hexdigest(), bare)


def _kind_of(data: bytes) -> str:
    if data.startswith(b"#!AMR") or (data[4:8] == b"ftyp" and b"samr" in data):
        raise SoundIsAmr()
    if data[4:8] == b"ftyp":
        if b"vide" in data:
            raise SoundIsFilm()
        return "audio/mp4"
    if data.startswith(b"OggS"):
        return "audio/ogg"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "audio/wav"
    if data.startswith(b"ID3") or (data[0] == 0xFF and len(data) > 1 and data[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    raise NoSound()


def _length_of(data: bytes) -> int:
    try:
        seconds = TinyTag.get(file_obj=io.BytesIO(data), tags=False).duration
    except Exception:  # torn, or made to break a reader
        raise NoSound() from None
    if not seconds or not 0 < seconds < 1e6:
        raise NoSound()
    return int(seconds * 1000)


def _mpeg(data: bytes) -> bytes:
    """Without the tags before it (ID3v2) and behind it (ID3v1)."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[10 + size :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    if not data:
        raise NoSound()
    return data


def _wav(data: bytes) -> bytes:
    """Only what it sounds like: the format and the samples."""
    kept, at = b"", 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack("<I", data[at + 4 : at + 8])[0]
        if name in (b"fmt ", b"data"):
            body = data[at + 8 : at + 8 + size]
            kept += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        at += 8 + size + size % 2
    return b"RIFF" + struct.pack("<I", 4 + len(kept)) + b"WAVE" + kept


_TELLING = (b"udta", b"meta", b"uuid")  # where a phone writes its place, its name and pictures


def _mp4(data: bytes) -> bytes:
    """The boxes that tell of the phone are emptied where they stand: nothing after them moves."""
    out = bytearray(data)
    _empty(out, 0, len(out), depth=0)
    return bytes(out)


def _empty(out: bytearray, start: int, end: int, *, depth: int) -> None:
    while start + 8 <= end:
        size, name = struct.unpack(">I4s", out[start : start + 8])
        if size == 1 and start + 16 <= end:  # a long box: its size stands behind its name
            size = struct.unpack(">Q", out[start + 8 : start + 16])[0]
        size = end - start if size == 0 else size
        if size < 8 or start + size > end:
            if depth == 0:
                raise NoSound()  # cut off
            return
        if name in _TELLING:
            out[start + 4 : start + size] = b"free" + bytes(size - 8)
        elif name in (b"moov", b"trak", b"mdia") and depth < 3:
            _empty(out, start + 8, start + size, depth=depth + 1)
        start += size


def _as_it_is(data: bytes) -> bytes:
    return data


_TAKEN_OUT = {"audio/mpeg": _mpeg, "audio/wav": _wav, "audio/mp4": _mp4, "audio/ogg": _as_it_is}
