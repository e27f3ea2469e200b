"""Of what becomes of a matter: where it was sent, what is late, what lies open, and what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.hall import queries as hall
from portal.hall.events import (
    AppealDecided,
    AppealMade,
    MatterLate,
    MatterMoved,
    ObjectionReplied,
    OpinionObjected,
    OpinionPublished,
)
from portal.hall.queries import lifecycle
from portal.hall.queries.following import audience_of
from portal.hall.rules.lifecycle import Deed
from portal.ledger import queries as ledger
from portal.ledger.events import ProgressDue, PromiseLapsed, PromiseLate
from portal.notices.actions.telling import day_of, tell
from portal.policy import STRANGER

if TYPE_CHECKING:
    from portal.hall.models import Matter

# Whoever raised it reads where it went, and why.
SENT = {
    Deed.ACCEPT_INSTANT: "matter_taken", Deed.ACCEPT_IN_DEPTH: "matter_taken", Deed.REJECT: "matter_rejected",
    Deed.MERGE: "matter_merged", Deed.REDIRECT: "matter_redirected",
}  # fmt: skip
# … and everybody who follows it reads these.
TO_ALL = {
    Deed.SUSPEND: "matter_suspended", Deed.ANNUL: "matter_annulled", Deed.HAND_TO_VOTE: "matter_to_vote",
    Deed.DELIBERATE_AGAIN: "matter_again", Deed.OPEN_DELIBERATION: "matter_open", Deed.SCHEDULE: "on_agenda",
    Deed.CALL_OFF: "off_agenda",
    Deed.ADOPT: "matter_adopted", Deed.CONFIRM: "matter_confirmed",
}  # fmt: skip


async def _matter(number: str) -> Matter:
    return await hall.matter_for(STRANGER, number)


async def _audience(number: str) -> set[int]:
    """Whom it concerns and who follows it, but for those who said that they do not."""
    return await audience_of(number, await ledger.concerned_with(number))


async def tell_of_move(event: MatterMoved) -> None:
    deed = Deed(event.deed)
    kind = SENT.get(deed) or TO_ALL.get(deed)
    if kind is None:
        return
    matter = await _matter(event.number)
    people = await _audience(event.number) if deed in TO_ALL else {matter.raised_by_id}
    await tell(people, kind, f"/hall/{event.number}", title=matter.title)


async def tell_of_lateness(event: MatterLate) -> None:
    """Those who are late, and those who wait."""
    matter = await _matter(event.number)
    desk = await accounts.desk_of(matter.path)
    await tell(desk, "matter_due", f"/hall/{event.number}", title=matter.title)
    await tell(await _audience(event.number) - desk, "matter_late", f"/hall/{event.number}", title=matter.title)


async def tell_of_appeal(event: AppealMade) -> None:
    matter = await _matter(event.number)
    street = await accounts.street_of(matter.path)
    await tell(street, "triage_appealed", f"/hall/appeals/{event.appeal_id}", title=matter.title)


async def tell_of_appeal_decision(event: AppealDecided) -> None:
    appeal = await lifecycle.appeal_with(event.appeal_id)
    kind = "triage_appeal_granted" if event.granted else "triage_appeal_declined"
    await tell({appeal.person_id}, kind, f"/hall/{event.number}", title=appeal.matter.title)


async def tell_of_notice(event: OpinionPublished) -> None:
    opinion = await lifecycle.opinion_with(event.opinion_id)
    assert opinion.notice_until is not None
    people, until = await _audience(event.number), day_of(opinion.notice_until)
    await tell(people, "notice_open", f"/hall/{event.number}", title=opinion.matter.title, until=until)


async def tell_of_objection(event: OpinionObjected) -> None:
    matter = await _matter(event.number)
    desk = await accounts.desk_of(matter.path)
    await tell(desk, "opinion_objected", f"/hall/objections/{event.objection_id}", title=matter.title)


async def tell_of_objection_reply(event: ObjectionReplied) -> None:
    objection = await lifecycle.objection_with(event.objection_id)
    title = objection.opinion.matter.title
    await tell({objection.person_id}, "opinion_objection_replied", f"/hall/{event.number}", title=title)


async def tell_of_late_promise(event: PromiseLate) -> None:
    found = await ledger.promise_for(STRANGER, event.promise_id)
    matter = await _matter(event.number)
    people = await _audience(event.number) | {found.made_by_id}
    await tell(people, "promise_late", f"/matters/{event.number}", title=matter.title, days=event.days)


async def ask_for_progress(event: ProgressDue) -> None:
    found = await ledger.promise_for(STRANGER, event.promise_id)
    await tell({found.made_by_id}, "progress_due", f"/promises/{event.promise_id}/keep", what=found.promise.what)


async def tell_of_silence(event: PromiseLapsed) -> None:
    found = await ledger.promise_for(STRANGER, event.promise_id)
    await tell({found.made_by_id}, "promise_lapsed", f"/matters/{event.number}", what=found.promise.what)
