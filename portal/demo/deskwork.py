"""What waits at a community's desk in the demo: people to confirm, a promise under way, a service not confirmed yet."""

import json
from datetime import timedelta

from portal import settings
from portal.accounts.models import Person, ResidenceRequest
from portal.demo.city import invented_name
from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.kit import clock, sealing
from portal.ledger.models import Promise, Step
from portal.reporting.models import Claim, Need

ASKED = (
    ("S1", "1栋1单元301", "family"),
    ("S1", "5栋2单元502", "tenant"),
    ("S1", "6栋1单元101", "tenant"),
    ("S2", "4栋1201", "tenant"),
)
PROMISED = (
    (8, "S1-5栋", "先盖防水布、清落水口", "张国富，自管委", 2),
    (1, "S1-3栋-1", "把两个方案的图贴到单元门口", "张国富，自管委", -2),
)
SERVED = (("帮着搬旧书柜", "唐老师", "何春梅", 8), ("给三楼换灯泡", "陈秀英", "周师傅", 1))


async def queue(town: Town) -> None:
    for n, (estate, label, kind) in enumerate(ASKED):
        asked_at = town.now - timedelta(hours=5 + 9 * n)
        person = await Person.create(name=invented_name(900 + n), shown_as="surname", joined_at=asked_at)
        await ResidenceRequest.create(
            person=person, home=town.homes[(estate, label)], kind=kind, stage="asked", slot=person.id, asked_at=asked_at
        )
    for matter, area, what, owner, days in PROMISED:
        await _promise(town, number_of(matter), area, what, owner, days)
    for what, served, helper, ago in SERVED:
        await _service(town, what, served, helper, ago)


async def _promise(town: Town, number: str, area: str, what: str, owner: str, days: int) -> None:
    made, due = town.now - timedelta(days=4), clock.today() + timedelta(days=days)
    await Promise.create(
        matter_number=number, area=town.areas[area], what=what, owner=owner, made_by=town.people["张国富"], made_at=made,
        due_on=due, stage="open",
    )  # fmt: skip
    facts: dict[str, object] = {"what": what, "owner": owner, "due": due.isoformat()}
    await Step.create(matter_number=number, at=made, stage="do", kind="promised", facts=facts)


async def _service(town: Town, what: str, served: str, helper: str, ago: int) -> None:
    """Done, and only whoever was served can say so."""
    told = {"who": served, "door": "", "address": ""}
    done = town.now - timedelta(days=ago)
    staff = town.people["陈桂芳"]
    need = await Need.create(
        area=town.areas["S1-3栋"], title=what, summary="半个钟头的事。", kind="service", category="care", minutes=30, people=1,
        taken=1, by_day=clock.today() + timedelta(days=2), origin="community", stage="open", person=staff,
        recipient_id=town.people[served].id, published_by_id=staff.id, asked_at=done - timedelta(days=3),
        sealed=sealing.seal(settings.current().secret, json.dumps(told, ensure_ascii=False)),
    )  # fmt: skip
    await Claim.create(
        need=need, person=town.people[helper], ledger="voluntary", stage="done", claimed_at=done - timedelta(days=1),
        accepted_at=done - timedelta(days=1), done_at=done,
    )  # fmt: skip
