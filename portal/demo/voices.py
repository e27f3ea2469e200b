"""The ten matters of the demo, with everything that was said and promised."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.models import Person
from portal.demo.matters import MATTERS, MatterSpec
from portal.demo.town import Tell, Town
from portal.hall.models import Answer, Matter, Post, Second, Stance
from portal.kit import clock
from portal.ledger.models import Concern, Confirmation, Promise, Step

STATES = {
    "raise": "seconding", "discuss": "deliberating", "decide": "scheduled", "do": "implementing", "review": "done",
}  # fmt: skip


def _state(spec: MatterSpec) -> str:
    return "confirmed" if spec.promise and spec.promise.stage == "confirmed" else STATES[spec.stage]


async def speak(town: Town, tell: Tell) -> None:
    for n, spec in enumerate(MATTERS, 1):
        await _raise(town, spec)
        tell("议事", n, len(MATTERS))


def number_of(n: int) -> str:
    return f"LZ-{clock.today().year}-{n:04}"


async def _raise(town: Town, spec: MatterSpec) -> None:
    raised = town.now - timedelta(days=spec.days_ago)
    by = town.people[spec.raised_by]
    stances = [stance for _, stance, _ in spec.posts]
    matter = await Matter.create(
        number=number_of(spec.number), title=spec.title, body=spec.body, category=spec.category, area=town.areas[spec.area],
        stage=spec.stage, state=_state(spec), raised_by=by, raised_as=by.name, is_urgent=spec.urgent, facts=spec.facts, raised_at=raised,
        changed_at=town.now - timedelta(hours=spec.number * 5), seconds=spec.seconds, supporting=stances.count("support"),
        opposing=stances.count("oppose"), suggesting=stances.count("suggest"), posts_count=len(spec.posts),
    )  # fmt: skip
    concerned = {by.id}
    for n, (who, stance, words) in enumerate(spec.posts):
        author = await _voice(town, who)
        at = raised + timedelta(hours=6 + n * 9)
        turn = stances[: n + 1].count(stance)
        await Post.create(matter=matter, author=author, said_as=who, stance=stance, body=words, posted_at=at, turn=turn)
        if stance:
            await Stance.get_or_create(matter=matter, person=author, defaults={"stance": stance})
        concerned.add(author.id)
    for who in spec.seconded_by:
        await Second.create(matter=matter, person=town.people[who], at=raised + timedelta(days=1))
        concerned.add(town.people[who].id)
    await Concern.bulk_create([Concern(matter_number=matter.number, person_id=person) for person in sorted(concerned)])
    await _steps(town, spec, matter)


async def _voice(town: Town, who: str) -> Person:
    """Somebody who speaks without an account here: a neighbour known by building only."""
    if who not in town.people:
        town.people[who] = await Person.create(name=who, shown_as="full", joined_at=town.now)
    return town.people[who]


async def _steps(town: Town, spec: MatterSpec, matter: Matter) -> None:
    raised = matter.raised_at
    await Step.create(
        matter_number=matter.number,
        at=raised,
        stage="raise",
        kind="raised",
        facts={"title": spec.title, "by": spec.raised_by},
    )
    if spec.stage != "raise":
        at, facts = raised + timedelta(days=1), {"seconds": spec.seconds}
        await Step.create(matter_number=matter.number, at=at, stage="discuss", kind="line_reached", facts=facts)
    if spec.answer:
        office, who, words = spec.answer
        at = raised + timedelta(days=2)
        await Answer.create(matter=matter, author=town.people[who], office=office, body=words, answered_at=at)
        await Step.create(
            matter_number=matter.number, at=at, stage="discuss", kind="answered", facts={"office": office}
        )
    if spec.promise:
        await _promise(town, spec, matter)


async def _promise(town: Town, spec: MatterSpec, matter: Matter) -> None:
    said = spec.promise
    assert said is not None
    made, done = matter.raised_at + timedelta(days=3), town.now - timedelta(days=1)
    due = clock.today() + timedelta(days=said.due_in)
    promise = await Promise.create(
        matter_number=matter.number, area_id=matter.area_id, what=said.what, owner=said.owner, made_by=town.people[said.by],
        made_at=made, due_on=due, stage=said.stage, done_at=done if said.stage != "open" else None, evidence=said.evidence,
    )  # fmt: skip
    facts: dict[str, object] = {"what": said.what, "owner": said.owner, "due": due.isoformat()}
    await Step.create(matter_number=matter.number, at=made, stage="do", kind="promised", facts=facts)
    if said.stage == "open":
        return
    await Step.create(
        matter_number=matter.number, at=done, stage="do", kind="done", facts=facts | {"evidence": said.evidence}
    )
    if said.stage == "confirmed":
        await Confirmation.create(promise=promise, round=1, person_id=matter.raised_by_id, answer="yes", at=town.now)
        await Step.create(
            matter_number=matter.number, at=town.now, stage="review", kind="confirmed", facts={"what": said.what}
        )
