"""What a person has consented to, and who has looked at what is kept of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from portal.accounts import rules
from portal.accounts.models import Appointment, Consent, Look, Person
from portal.accounts.queries.actors import in_force
from portal.accounts.rules import consents, privacy
from portal.accounts.rules.consents import PURPOSES, Purpose
from portal.kit.words import _
from portal.policy import Actor


async def has_consented(person_id: int, purpose: str) -> bool:
    """Whether consent to the present text of `purpose` is in force. An older version's does not count."""
    last = await Consent.filter(person_id=person_id, purpose=purpose).order_by("-id").first()
    return last is not None and last.given and last.digest == consents.purpose(purpose).digest


async def consent_with(consent_id: int) -> Consent:
    return await Consent.get(id=consent_id)


@dataclass(frozen=True)
class Standing:
    """One purpose and its lines, the last first."""

    purpose: Purpose
    lines: list[Consent]

    @property
    def given(self) -> bool:
        """To the text as it is now."""
        return bool(self.lines) and self.lines[0].given and self.lines[0].digest == self.purpose.digest

    @property
    def outdated(self) -> bool:
        """Given to an earlier text: the person is asked again."""
        return bool(self.lines) and self.lines[0].given and not self.given


async def standings_of(actor: Actor) -> list[Standing]:
    """Every purpose, with what this person said of it."""
    lines: dict[str, list[Consent]] = {name: [] for name in PURPOSES}
    for line in await Consent.filter(person_id=actor.id or 0).order_by("-id").limit(500):
        lines.setdefault(line.purpose, []).append(line)
    return [Standing(PURPOSES[name], lines[name][:20]) for name in PURPOSES]


async def to_ask(actor: Actor) -> list[Standing]:
    """What must be asked: the privacy page where nothing was said of it yet, and every text that has changed."""
    found = await standings_of(actor) if actor.id else []
    return [each for each in found if each.outdated or (each.purpose.name == "terms" and not each.lines)]


@dataclass(frozen=True)
class Seen:
    """Somebody opened what is kept of a person: who, what and why are told as that person may read them."""

    at: datetime
    who: str
    what: str
    why: str


async def looks_of(person_id: int, most: int) -> list[Seen]:
    """The last looks at this person, the last first."""
    looks = await Look.filter(person_id=person_id).order_by("-id").limit(most)
    who = await presented({look.viewer_id for look in looks})
    return [Seen(look.at, _as(look, who), privacy.LOOKED_AT.get(look.what, privacy.OTHER), look.why) for look in looks]


def _as(look: Look, who: dict[int, str]) -> str:
    role = rules.ROLES.get(look.viewer_as, "")  # type: ignore[call-overload]
    told = who.get(look.viewer_id, "")
    return told if not role or _(role) in told else f"{_(role)} · {told}"


async def presented(people: Collection[int]) -> dict[int, str]:
    """How these accounts are told to somebody they looked at: by office, area and name; a neighbour as they chose."""
    told = {
        person.id: rules.shown_name(person.name, person.shown_as, "")
        for person in await Person.filter(id__in=list(people), erased_at=None)
    }
    offices = Appointment.filter(in_force(), person_id__in=list(people)).select_related("person", "area")
    for held in await offices.order_by("-id"):
        role = rules.ROLES.get(held.role, held.role)  # type: ignore[call-overload]
        told[held.person_id] = f"{_(role)} · {held.area.name} · {held.person.name}"
    return told


async def consenting(people: Collection[int], *purposes: str) -> dict[str, set[int]]:
    """Of these people, who has consented to each purpose as it reads now. One query for all of them."""
    lines = await Consent.filter(person_id__in=sorted(people), purpose__in=purposes).order_by("id") if people else []
    last = {(line.purpose, line.person_id): line for line in lines}
    return {
        purpose: {
            person
            for (said, person), line in last.items()
            if said == purpose and line.given and line.digest == consents.purpose(purpose).digest
        }
        for purpose in purposes
    }
