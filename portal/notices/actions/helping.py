"""Of shifts, service and neighbours' needs. Nothing told here says which ledger somebody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.accounts import rules as accounts_rules
from portal.accounts.events import ResidenceAsked, ResidenceConfirmed, ResidenceDeclined
from portal.channels import outbox
from portal.notices import rules
from portal.notices.actions.telling import Paid, address_of, day_of, may_text, tell, time_of, write
from portal.reporting import queries as reporting
from portal.reporting.events import (
    ClaimAccepted,
    ClaimConfirmed,
    ClaimDeclined,
    ClaimDone,
    ClaimNotDone,
    NeedClosed,
    NeedPublished,
    ReportConfirmed,
    ReportMoved,
    UnitAccepted,
    UnitDeclined,
)
from portal.volunteers import queries as volunteers
from portal.volunteers.events import (
    ActivityChanged,
    ActivityPublished,
    ObjectionAnswered,
    PlaceFound,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceForgotten,
    ServiceObjected,
    ShiftCancelled,
    ShiftChanged,
    ShiftComing,
    TeamHandedOver,
)
from portal.volunteers.rules import How, Source

if TYPE_CHECKING:
    from portal.reporting.models import Claim
    from portal.volunteers.models import Shift


def _of_shift(shift: Shift) -> dict[str, object]:
    return {
        "title": shift.activity.title,
        "place": shift.activity.place,
        "day": day_of(shift.starts_at),
        "time": time_of(shift.starts_at),
    }


def _paid_by(shift: Shift) -> Paid:
    return Paid(shift.activity.team.area.path, f"shift:{shift.id}")


async def tell_of_activity(event: ActivityPublished) -> None:
    activity = await volunteers.activity_with(event.activity_id)
    members = await volunteers.members_of(activity.team_id)
    await tell(members, "activity", f"/activities/{activity.id}", title=activity.title, team=activity.team.name)


async def tell_new_leader(event: TeamHandedOver) -> None:
    team = await volunteers.team_with(event.team_id)
    await tell({event.leader_id}, "team_handed_over", f"/teams/{team.id}", team=team.name)


async def tell_of_place(event: PlaceFound) -> None:
    sign_up, shift = await volunteers.sign_up_with(event.sign_up_id), await volunteers.shift_with(event.shift_id)
    href = f"/shifts/{shift.id}"
    await tell({sign_up.person_id}, "place_found", href, **_of_shift(shift))
    await write(
        {sign_up.person_id},
        "place_found",
        f"place:{sign_up.id}:{sign_up.position}",
        href,
        _paid_by(shift),
        **_of_shift(shift),
    )


async def tell_of_new_words(event: ActivityChanged) -> None:
    activity = await volunteers.activity_with(event.activity_id)
    people, href = await volunteers.who_comes_to(activity.id), f"/activities/{activity.id}"
    await tell(people, "activity_changed", href, title=activity.title)


async def tell_of_change(event: ShiftChanged) -> None:
    """To everybody; and to whoever now has two shifts at once, in which other."""
    await _tell_all(event.shift_id, "shift_changed")
    shift = await volunteers.shift_with(event.shift_id)
    for person, other in (await volunteers.clashing_with(shift)).items():
        await tell({person}, "shift_clashes", f"/shifts/{shift.id}", other=other, **_of_shift(shift))


async def tell_of_cancelling(event: ShiftCancelled) -> None:
    await _tell_all(event.shift_id, "shift_cancelled")


async def _tell_all(shift_id: int, kind: str) -> None:
    shift = await volunteers.shift_with(shift_id)
    people, href = await volunteers.who_signed_up(shift_id), f"/shifts/{shift_id}"
    facts = _of_shift(shift) | {"why": shift.why_cancelled}
    await tell(people, kind, href, **facts)
    await write(people, kind, f"{kind}:{shift_id}:{shift.version}", href, _paid_by(shift), **facts)


async def remind_of_shift(event: ShiftComing) -> None:
    shift = await volunteers.shift_with(event.shift_id)
    people, href = await volunteers.who_has_a_place(shift.id), f"/shifts/{shift.id}"
    await tell(people, "shift_coming", href, **_of_shift(shift))
    await write(people, "shift_coming", f"coming:{shift.id}:{shift.version}", href, _paid_by(shift), **_of_shift(shift))


async def ask_organiser(event: ServiceForgotten) -> None:
    """Nobody signed the end: the organiser is asked, and for a need the helper."""
    service = await volunteers.service_with(event.service_id)
    if service.source == Source.SHIFT:
        leader = await volunteers.leader_of(service.source_id)
        await tell({leader}, "forgotten", f"/shifts/{service.source_id}/roster", what=service.what)
    else:
        await tell({service.person_id}, "forgotten_own", f"/claims/{service.source_id}", what=service.what)


async def tell_of_confirmation(event: ServiceConfirmed) -> None:
    service = await volunteers.service_with(event.service_id)
    if service.source == Source.SHIFT:  # for a need, the thanks say it
        await tell({service.person_id}, "service_confirmed", "/record", what=service.what)


async def tell_of_objection(event: ServiceObjected) -> None:
    service = await volunteers.service_with(event.service_id)
    leader = await volunteers.leader_of(service.source_id)
    await tell({leader}, "objected", f"/shifts/{service.source_id}/roster", what=service.what)


async def tell_of_correction(event: ServiceCorrected) -> None:
    await _tell_answered(event.service_id)


async def tell_of_objection_answer(event: ObjectionAnswered) -> None:
    await _tell_answered(event.service_id)


async def _tell_answered(service_id: int) -> None:
    service = await volunteers.service_with(service_id)
    await tell({service.person_id}, "objection_answered", "/record", what=service.what)


async def tell_of_report(event: ReportConfirmed) -> None:
    report = await reporting.report_with(event.report_id)
    await tell({report.person_id}, "report_confirmed", "/reporting")


async def tell_of_move(event: ReportMoved) -> None:
    report = await reporting.report_with(event.report_id)
    await tell({report.person_id}, "report_moved", "/reporting")


async def tell_of_receipt(event: UnitAccepted) -> None:
    unit = await reporting.unit_with(event.unit_id)
    await tell({unit.person_id}, "unit_accepted", f"/reporting/units/{unit.id}", receipt=unit.receipt)


async def tell_of_unit_declined(event: UnitDeclined) -> None:
    unit = await reporting.unit_with(event.unit_id)
    await tell({unit.person_id}, "unit_declined", f"/reporting/units/{unit.id}", name=unit.name)


async def tell_of_publishing(event: NeedPublished) -> None:
    need = await reporting.need_with(event.need_id)
    if need.person_id != need.published_by_id:
        await tell({need.person_id}, "need_published", f"/needs/{need.id}", title=need.title)


async def tell_of_closing(event: NeedClosed) -> None:
    need = await reporting.need_with(event.need_id)
    await tell(await reporting.claimants_of(need.id), "need_closed", f"/needs/{need.id}", title=need.title)


async def tell_of_acceptance(event: ClaimAccepted) -> None:
    """To the helper; and to the person served, with the four digits to say at the door."""
    claim = await reporting.claim_with(event.claim_id)
    await tell({claim.person_id}, "claim_accepted", f"/claims/{claim.id}", title=claim.need.title)
    await _tell_served(claim, "help_coming")


async def ask_the_served(event: ClaimDone) -> None:
    await _tell_served(await reporting.claim_with(event.claim_id), "help_done")


async def _tell_served(claim: Claim, kind: str) -> None:
    """In the portal where they have an account, and by a letter to the address they gave: digits and a signed link."""
    spoken, _slip, token = reporting.codes_of(claim)
    helper = claim.unit.name if claim.unit else await accounts.shown_name_of(claim.person_id)
    facts = {"name": helper, "title": claim.need.title}
    if claim.need.recipient_id is not None:
        await tell({claim.need.recipient_id}, kind, f"/thanks/{token}", **facts)
    for channel, spelled in await _addresses(claim):
        link = address_of(f"/thanks/{token}")
        words = rules.LETTERS[kind] % (facts | {"code": spoken})
        body, path, purpose = f"{words} {link}".strip(), claim.need.area.path, f"need:{claim.need_id}"
        await outbox.write(
            lane=outbox.MAIL, channel=channel, address=spelled, subject=rules.SUBJECTS[kind] % facts,
            body=body, dedupe=f"{kind}:{claim.id}:{claim.round}:{channel}", payer=path, purpose=purpose,
            state=await may_text(path, purpose, body) if channel == "sms" else "new",
        )  # fmt: skip


async def _addresses(claim: Claim) -> list[tuple[str, str]]:
    told = reporting.told_in(claim.need)
    if told.address:
        channel, spelled = accounts_rules.address(told.address)
        return [(str(channel), spelled)]
    own = {claim.need.recipient_id} if claim.need.recipient_id is not None else set()
    return [(each.channel, each.spelled) for each in await accounts.addresses_of(own, "email")]


async def tell_of_declining(event: ClaimDeclined) -> None:
    await _tell_helper(event.claim_id, "claim_declined")


async def pass_on_thanks(event: ClaimConfirmed) -> None:
    """To the helper; and, where a paper slip said it, to whoever asked and whoever was served."""
    await _tell_helper(event.claim_id, "thanked")
    claim = await reporting.claim_with(event.claim_id)
    if claim.confirmed_how == How.SLIP:
        concerned = {claim.need.person_id, claim.need.recipient_id or claim.need.person_id}
        await tell(concerned, "slip_entered", f"/needs/{claim.need_id}", title=claim.need.title)


async def tell_not_done(event: ClaimNotDone) -> None:
    await _tell_helper(event.claim_id, "not_helped")


async def _tell_helper(claim_id: int, kind: str) -> None:
    claim = await reporting.claim_with(claim_id)
    await tell({claim.person_id}, kind, f"/claims/{claim_id}", title=claim.need.title)


async def ask_who_knows_them(event: ResidenceAsked) -> None:
    request = await accounts.request_with(event.request_id)
    heads = await accounts.heading(request.home.path) - {event.person_id}
    await tell(heads, "residence_asked", "/building", home=request.home.label)


async def tell_of_residence(event: ResidenceConfirmed) -> None:
    request = await accounts.request_with(event.request_id)
    await tell({event.person_id}, "residence_confirmed", "/me", home=request.home.label)


async def tell_not_known(event: ResidenceDeclined) -> None:
    request = await accounts.request_with(event.request_id)
    await tell({event.person_id}, "residence_declined", "/me/home", home=request.home.label)
