"""Of who lives where, and who holds which office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.accounts import rules as accounts_rules
from portal.accounts.events import (
    DeputyNamed,
    OfficeEnded,
    OfficeEnding,
    OfficeGiven,
    OfficeResigned,
    ResidenceAsked,
    ResidenceConfirmed,
    ResidenceEnding,
    ResidenceLapsed,
    ResidencesChecked,
    SlipTaken,
)
from portal.kit import clock
from portal.kit.words import N_, _
from portal.notices.actions.telling import Paid, tell, write
from portal.places import queries as places
from portal.policy import Role

if TYPE_CHECKING:
    from portal.accounts.models import Appointment

OPEN_ENDED = N_("没有期限")
RESIGNED = N_("自己辞去")


async def ask_family(event: ResidenceAsked) -> None:
    """Who lives there may know them better than anybody."""
    request = await accounts.request_with(event.request_id)
    household = await accounts.household_of(request.home_id) - {event.person_id}
    await tell(household, "family_asked", "/me/verify", home=request.home.label)


async def tell_household(event: ResidenceConfirmed | SlipTaken) -> None:
    """Whoever lives in a home learns of everybody who is let into it."""
    home_id = event.home_id if isinstance(event, SlipTaken) else await _home_of(event.request_id)
    household = await accounts.household_of(home_id) - {event.person_id}
    await tell(household, "family_joined", "/me/verify", home=await _label(home_id))


async def _home_of(request_id: int) -> int:
    return (await accounts.request_with(request_id)).home_id


async def _label(home_id: int) -> str:
    homes = await places.homes_with([home_id])
    return homes[0].label if homes else ""


async def tell_of_check(event: ResidencesChecked) -> None:
    checked = await accounts.people_of(event.residences, event.holdings)
    await tell(checked, "residence_checked", "/me/verify")


async def tell_of_ending(event: ResidenceEnding) -> None:
    await tell({event.person_id}, "residence_ending", "/me/verify", home=await _label(event.home_id))


async def tell_of_lapse(event: ResidenceLapsed) -> None:
    await tell({event.person_id}, "residence_lapsed", "/me/verify", home=await _label(event.home_id))


async def tell_of_office(event: OfficeGiven | DeputyNamed) -> None:
    office = await accounts.office_with(event.office_id)
    kind = "office_deputy" if office.deputy_for_id else "office_given"
    facts = await _of_office(office)
    await tell({office.person_id}, kind, f"/me/offices#office-{office.id}", **facts)
    paid = Paid(office.area.path, f"office:{office.id}")
    await write(
        {office.person_id}, "office_given", f"office:{office.id}", f"/me/offices#office-{office.id}", paid, **facts
    )


async def tell_of_office_end(event: OfficeEnded) -> None:
    office = await accounts.office_with(event.office_id)
    facts = await _of_office(office)
    await tell({office.person_id}, "office_ended", f"/me/offices#office-{office.id}", **facts)
    href, paid = f"/me/offices#office-{office.id}", Paid(office.area.path, f"office:{office.id}")
    await write({office.person_id}, "office_ended", f"office-end:{office.id}", href, paid, **facts)


async def tell_of_resignation(event: OfficeResigned) -> None:
    """To whoever gave the office: somebody else is needed."""
    office = await accounts.office_with(event.office_id)
    if office.appointed_by_id is not None:
        facts = await _of_office(office)
        await tell(
            {office.appointed_by_id},
            "office_resigned",
            f"/offices#office-{office.id}",
            name=office.person.name,
            **facts,
        )


async def remind_of_office(event: OfficeEnding) -> None:
    office = await accounts.office_with(event.office_id)
    facts = await _of_office(office)
    await tell({office.person_id}, "office_ending", f"/me/offices#office-{office.id}", **facts)
    if office.appointed_by_id is not None:
        await tell({office.appointed_by_id}, "office_ending", f"/offices#office-{office.id}", **facts)


async def _of_office(office: Appointment) -> dict[str, object]:
    until = f"{clock.in_city(office.until):%Y-%m-%d}" if office.until else _(OPEN_ENDED)
    return {
        "role": _(accounts_rules.ROLES[Role(office.role)]),
        "place": await places.full_name(office.area.path),
        "until": until,
        "why": office.ended_why or _(RESIGNED),
    }
