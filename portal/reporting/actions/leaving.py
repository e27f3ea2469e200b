"""When somebody is gone: no membership, no door and no words of theirs stay; what they had taken on is free again."""

from portal.accounts.events import AccountErased
from portal.database.reading import column
from portal.reporting.actions.claims import give_back
from portal.reporting.events import NeedClosed
from portal.reporting.models import CallNote, Claim, Need, Report, Unit
from portal.reporting.rules import ClaimStage, NeedStage, UnitStage
from portal.unit_of_work import happened


async def forget_person(event: AccountErased) -> None:
    """A reaction."""
    person_id = event.person_id
    await Report.filter(person_id=person_id).delete()
    await Unit.filter(person_id=person_id).update(stage=UnitStage.ENDED)
    for claim in await Claim.filter(person_id=person_id, stage__in=[ClaimStage.CLAIMED, ClaimStage.ACCEPTED]):
        await give_back(claim, ClaimStage.WITHDRAWN)
    await _forget_needs(person_id)


async def _forget_needs(person_id: int) -> None:
    asked = Need.filter(person_id=person_id)
    for need in await asked.filter(stage__in=[NeedStage.OPEN, NeedStage.REVIEW]):
        await Need.filter(id=need.id).update(stage=NeedStage.CLOSED, why_closed="-")
        happened(NeedClosed(need.id))
    served = Need.filter(recipient_id=person_id)
    needs = [*await column(asked, "id"), *await column(served, "id")]
    claims = await column(Claim.filter(need_id__in=needs or [0]), "id")
    await Claim.filter(id__in=claims or [0]).update(thanks="")
    await CallNote.filter(claim_id__in=claims or [0]).update(note="")
    await asked.update(sealed="", recipient_id=None)
    await served.update(sealed="", recipient_id=None)
