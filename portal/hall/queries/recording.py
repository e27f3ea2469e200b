"""What was written down for somebody, for who wrote it, who witnesses it, and who said it."""

from dataclasses import dataclass
from datetime import datetime

from portal.database.reading import below
from portal.hall.models import Matter, RecordedVoice
from portal.hall.rules.recording import UNWITNESSED_FOR
from portal.kit import clock, sealing
from portal.kit.errors import Missing
from portal.places import queries as places
from portal.policy import CONFIRMERS, Actor


@dataclass(frozen=True)
class Batch:
    """Voices that were written down at one time by one person (`person_id`), and are witnessed together."""

    name: str
    path: str
    place: str
    person_id: int
    collected_at: datetime
    voices: list[RecordedVoice]
    matter: Matter | None

    @property
    def witnessed(self) -> bool:
        return self.voices[0].witnessed_at is not None

    @property
    def too_late(self) -> bool:
        return not self.witnessed and clock.now() - self.collected_at > UNWITNESSED_FOR


@dataclass(frozen=True)
class Voice:
    """One recorded voice as whoever holds its slip finds it."""

    recorded: RecordedVoice
    matter: Matter | None
    token: str = ""

    @property
    def path(self) -> str:
        return self.recorded.path

    @property
    def person_id(self) -> int:
        return self.recorded.collected_by_id


async def batch_for(_actor: Actor, batch: str) -> Batch:
    voices = await RecordedVoice.filter(batch=batch[:22]).select_related("area", "matter").order_by("id")
    if not voices:
        raise Missing()
    first = voices[0]
    return Batch(
        batch,
        first.path,
        await places.full_name(first.path),
        first.collected_by_id,
        first.collected_at,
        voices,
        first.matter,
    )


async def voice_for(_actor: Actor, recorded_id: int) -> Voice:
    found = await RecordedVoice.filter(id=recorded_id).select_related("area", "matter").first()
    if found is None:
        raise Missing()
    return Voice(found, found.matter)


async def voice_by_slip(_actor: Actor, token: str) -> Voice:
    found = await RecordedVoice.filter(slip=sealing.digest(token)).select_related("area", "matter").first()
    if found is None:
        raise Missing()
    return Voice(found, found.matter, token)


async def waiting_to_be_witnessed(actor: Actor, limit: int = 20) -> list[RecordedVoice]:
    """The first voice of each batch that waits where the actor knows the neighbours, the newest first."""
    paths = [held.path for held in actor.roles if held.role in CONFIRMERS]
    fresh = RecordedVoice.filter(
        below("area__path", paths), witnessed_at=None, collected_at__gt=clock.now() - UNWITNESSED_FOR
    )
    found = await fresh.select_related("area", "matter").order_by("-id").limit(limit * 5)
    first: dict[str, RecordedVoice] = {}
    for voice in reversed(found):
        first.setdefault(voice.batch, voice)
    return sorted(first.values(), key=lambda voice: -voice.id)[:limit]
