"""Whatever is brought as a voice note: kept without what it tells of the phone, or refused with a sentence."""

import os

import pytest

from portal.documents import sounds
from portal.documents.sounds import listened_to
from tests.documents.pictures import encoded, m4a, mp3, mp3_with_tags, ogg, picture, wav, wav_with_a_name

pytestmark = pytest.mark.anywhere
KINDS = {"audio/wav": wav, "audio/mpeg": mp3, "audio/mp4": m4a, "audio/ogg": ogg}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seconds", [1, 3, 59])
def test_a_minute_or_less_is_kept_with_its_length(kind, seconds):
    sound = listened_to(KINDS[kind](seconds))
    assert sound.type == kind and abs(sound.milliseconds - seconds * 1000) < 120


@pytest.mark.parametrize("kind", KINDS)
def test_more_than_a_minute_is_refused_and_told_how_long_it_is(kind):
    with pytest.raises(sounds.SoundTooLong) as refused:
        listened_to(KINDS[kind](75))
    assert "7" in str(refused.value) and str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("data", "secret"), [(wav_with_a_name(), b"ChenXY"), (mp3_with_tags(), b"ChenXY"), (m4a(), b"+28.8717")]
)
def test_what_tells_of_the_phone_and_its_place_is_taken_out(data, secret):
    assert secret in data and secret not in listened_to(data).data


REFUSED = {
    "empty": (b"", sounds.SoundEmpty),
    "too heavy": (wav() + bytes(7 * 1024 * 1024), sounds.SoundTooHeavy),
    "no length": (wav(0.1), sounds.SoundTooShort),
    "amr": (b"#!AMR\n" + bytes(400), sounds.SoundIsAmr),
    "amr in a box": (m4a().replace(b"mp4a", b"samr"), sounds.SoundIsAmr),
    "a film": (m4a(film=True), sounds.SoundIsFilm),
    "a photo": (encoded(picture()), sounds.NoSound),
    "html": (b"<!doctype html>", sounds.NoSound),
    "one byte": (b"\xff", sounds.NoSound),
    "only tags": (b"ID3\x03\0\0\0\0\0\x05hello", sounds.NoSound),
    "half a head": (b"RIFF\0\0\0\0WAVE", sounds.NoSound),
    "a torn m4a": (m4a()[:60], sounds.NoSound),
    "random": (b"OggS" + os.urandom(3000), sounds.NoSound),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_voice_is_refused_with_a_sentence(what):
    data, refusal = REFUSED[what]
    with pytest.raises(refusal) as refused:
        listened_to(data)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("make", [wav_with_a_name, mp3_with_tags, m4a, ogg])
def test_a_sound_with_any_byte_broken_never_breaks_us(make):
    whole = make(1)
    for at in range(min(len(whole), 700)):
        try:
            listened_to(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        except sounds.SoundRefused:
            continue
