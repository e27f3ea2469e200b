"""What people ask to have put right, for themselves and for the community that looks into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.models import DataCorrection, NameChange
from portal.accounts.rules.privacy import Stage
from portal.kit.errors import Missing
from portal.policy import STAFF, Actor


async def own_corrections(actor: Actor) -> list[DataCorrection]:
    return await DataCorrection.filter(person_id=actor.id or 0).select_related("home").order_by("-id").limit(20)


async def own_name_changes(actor: Actor) -> list[NameChange]:
    return await NameChange.filter(person_id=actor.id or 0).order_by("-id").limit(20)


@dataclass(frozen=True)
class Waiting:
    names: list[NameChange]
    corrections: list[DataCorrection]


async def corrections_for(actor: Actor) -> Waiting:
    """What waits for this actor as staff, the longest first."""
    names: dict[int, NameChange] = {}
    corrections: dict[int, DataCorrection] = {}
    for held in actor.roles:
        if held.role in STAFF:
            names |= {each.id: each for each in await _names_below(held.path)}
            corrections |= {each.id: each for each in await _corrections_below(held.path)}
    return Waiting(list(names.values()), list(corrections.values()))


async def _names_below(path: str) -> Sequence[NameChange]:
    below = NameChange.filter(stage=Stage.ASKED, path__startswith=path).select_related("person")
    return await below.order_by("id").limit(50)


async def _corrections_below(path: str) -> Sequence[DataCorrection]:
    below = DataCorrection.filter(stage=Stage.ASKED, path__startswith=path).select_related("person", "home")
    return await below.order_by("id").limit(50)


async def name_change_for(_actor: Actor, change_id: int) -> NameChange:
    found = await NameChange.filter(id=change_id).select_related("person").first()
    if found is None:
        raise Missing()
    return found


async def correction_for(_actor: Actor, data_correction_id: int) -> DataCorrection:
    found = await DataCorrection.filter(id=data_correction_id).select_related("person", "home").first()
    if found is None:
        raise Missing()
    return found
