"""Close one's account, and forget who is gone: what was decided and counted stays as it is."""

import logging

from tortoise.expressions import Q

from portal.accounts import queries
from portal.accounts.actions.steps import end_sessions
from portal.accounts.events import AccountClosed, AccountErased
from portal.accounts.forms import CloseAccount
from portal.accounts.models import (
    Appointment,
    Contact,
    DataCorrection,
    Holding,
    Look,
    Mandate,
    NameChange,
    Person,
    Recovery,
    ResidenceRequest,
    Residency,
    SecondFactor,
    Session,
    SignInCode,
    Slip,
    SpareCode,
)
from portal.accounts.rules import privacy
from portal.channels import outbox
from portal.database.reading import column
from portal.kit import clock
from portal.policy import Actor
from portal.unit_of_work import action, happened

_log = logging.getLogger("portal.closing")


@action
async def close_account(actor: Actor, said: CloseAccount) -> None:
    """Signed out everywhere; erased in seven days, unless the person signs in before.

    Raises NotTicked, HoldsOffice, and what the reactions of other rooms raise: a leader hands over first.
    """
    assert actor.id is not None
    if not said.sure:
        raise privacy.NotTicked()
    person = await Person.filter(id=actor.id).select_for_update().get()
    if await Appointment.filter(queries.in_force(), person_id=actor.id).exists():
        raise privacy.HoldsOffice()
    now = clock.now()
    person.closed_at, person.erase_after = now, now + privacy.GRACE
    person.left_as = privacy.label(await queries.own_building(actor), owns=bool(actor.owners))
    await person.save(update_fields=["closed_at", "erase_after", "left_as"])
    await end_sessions(actor.id)
    acting = Mandate.filter(Q(principal_id=actor.id) | Q(helper_id=actor.id), ended_at=None, until__gt=now)
    await acting.update(ended_at=now, ended_by=actor.id)
    happened(AccountClosed(actor.id))


async def erase_closed(actor: Actor) -> int:
    """Every night: who closed their account a week ago. One unit of work each: what fails for one holds up nobody."""
    due = await column(Person.filter(erase_after__lte=clock.now(), erased_at=None).order_by("erase_after"), "id")
    for person_id in due:
        try:
            await erase_account(actor, int(person_id))
        except Exception:
            _log.exception("an account could not be erased")
    return len(due)


@action
async def erase_account(_actor: Actor, person_id: int) -> None:
    """Nothing where the person has signed in again meanwhile. The reactions do the forgetting, this room last."""
    person = await Person.filter(id=person_id).select_for_update().get()
    if person.erase_after is None or person.erased_at is not None or person.erase_after > clock.now():
        return
    happened(AccountErased(person_id))


async def forget_person(event: AccountErased) -> None:
    """A reaction, after those of every other room: the ways to the person, where they live, their name."""
    person_id = event.person_id
    prints = [str(each) for each in await column(Contact.filter(person_id=person_id), "fingerprint")]
    await SignInCode.filter(fingerprint__in=prints or ["-"]).delete()
    await outbox.forget_addressees(prints)
    theirs = (
        Contact, Session, Residency, ResidenceRequest, Holding, NameChange, DataCorrection, Look, SecondFactor, SpareCode,
        Recovery,
    )  # fmt: skip
    for table in theirs:
        await table.filter(person_id=person_id).delete()
    await Mandate.filter(Q(principal_id=person_id) | Q(helper_id=person_id)).delete()
    await Mandate.filter(witness_id=person_id).update(witness_name=privacy.GONE)
    await Slip.filter(used_by_id=person_id).update(used_by_id=None)
    await Person.filter(id=person_id).update(
        name=privacy.GONE, shown_as="building", erase_after=None, erased_at=clock.now()
    )
