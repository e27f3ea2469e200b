"""Of one's own account: its addresses, helpers, ways back; and, for who works here, of factor and budget."""

from portal.accounts import queries as accounts
from portal.accounts.actions.recovering import link_of
from portal.accounts.events import (
    ContactAdded,
    ContactRemoved,
    FactorReset,
    MandateEnded,
    MandateGiven,
    RecoveryDone,
    RecoveryIssued,
    RecoveryStopped,
)
from portal.accounts.queries import budgets
from portal.channels.events import BudgetLow, BudgetSpent
from portal.kit import clock
from portal.notices import rules
from portal.notices.actions.telling import Paid, tell, write
from portal.notices.models import Notice
from portal.places import queries as places
from portal.unit_of_work import DoneForAnother, ring_after


async def tell_of_address(event: ContactAdded) -> None:
    """To every address there is, the old ones first of all: whoever lost the account learns it there."""
    await _tell_owner(event.person_id, "contact_added", f"contact:{event.contact_id}", "/me/addresses")


async def tell_of_removal(event: ContactRemoved) -> None:
    await _tell_owner(event.person_id, "contact_removed", f"removed:{event.contact_id}", "/me/addresses")


async def _tell_owner(person_id: int, kind: str, dedupe: str, href: str, **facts: object) -> None:
    await tell({person_id}, kind, href, **facts)
    paid = Paid(await accounts.payer_of(person_id), "account", must=True)
    await write({person_id}, kind, dedupe, href, paid, **facts)


async def tell_of_mandate(event: MandateGiven) -> None:
    mandate = await accounts.mandate_with(event.mandate_id)
    until = clock.in_city(mandate.until).date().isoformat()
    await _tell_owner(
        event.person_id, "mandate_given", f"mandate:{mandate.id}", "/me/helpers", name=mandate.helper.name, until=until
    )
    await tell({event.helper_id}, "mandate_held", "/me/helpers", name=mandate.principal.name, until=until)


async def tell_of_end(event: MandateEnded) -> None:
    mandate = await accounts.mandate_with(event.mandate_id)
    await tell({event.person_id}, "mandate_ended", "/me/helpers", name=mandate.helper.name)
    await tell({event.helper_id}, "mandate_over", "/me/helpers", name=mandate.principal.name)


async def tell_of_deed(event: DoneForAnother) -> None:
    """Each by itself: two deeds are two lines, whether or not the first is read."""
    helper = await accounts.person_named(event.helper_id)
    facts = {"name": helper.name, "what": rules.DEEDS.get(event.deed, rules.SOME_DEED)}
    await Notice.create(person_id=event.person_id, kind="done_for", facts=facts, href="/me/helpers", at=clock.now())
    ring_after(f"inbox:{event.person_id}")


async def warn_of_recovery(event: RecoveryIssued) -> None:
    """To the addresses that are said to be lost, with one tap to stop it."""
    recovery = await accounts.recovery_with(event.recovery_id)
    await _tell_owner(
        event.person_id, "recovery_issued", f"recovery:{recovery.id}", f"/recovery/{link_of(recovery.slip)}"
    )


async def tell_of_stop(event: RecoveryStopped) -> None:
    recovery = await accounts.recovery_with(event.recovery_id)
    await tell({event.person_id, recovery.issued_by}, "recovery_stopped", "/me/addresses")


async def tell_of_recovery(event: RecoveryDone) -> None:
    await _tell_owner(event.person_id, "recovery_done", f"recovered:{event.recovery_id}", "/me/devices")


async def tell_of_reset(event: FactorReset) -> None:
    await _tell_owner(
        event.person_id, "factor_reset", f"reset:{event.person_id}:{int(clock.now().timestamp())}", "/me/second-factor"
    )


async def warn_of_budget(event: BudgetLow) -> None:
    await _tell_payers(event.budget_id, "budget_low")


async def tell_of_spent_budget(event: BudgetSpent) -> None:
    await _tell_payers(event.budget_id, "budget_spent")


async def _tell_payers(budget_id: int, kind: str) -> None:
    found = await budgets.budget_with(budget_id)
    staff = await budgets.payers_staff(found.path)
    await tell(staff, kind, "/messages-budget", area=await places.full_name(found.path))
