"""Of names and corrections; and of who is gone."""

from portal.accounts import queries as accounts
from portal.accounts import rules as accounts_rules
from portal.accounts.events import (
    AccountErased,
    DataCorrectionAnswered,
    DataCorrectionAsked,
    NameChangeAsked,
    NameChangeDecided,
)
from portal.notices.actions.telling import tell
from portal.notices.models import Notice, NoticeChoice
from portal.policy import STRANGER
from portal.reporting import queries as reporting

OF_HELPERS = ("help_coming", "help_done")


async def ask_to_confirm_name(event: NameChangeAsked) -> None:
    change = await accounts.name_change_for(STRANGER, event.change_id)
    staff = await accounts.staffing(change.path) - {event.person_id}
    await tell(staff, "name_change_asked", f"/name-changes/{change.id}")


async def tell_of_name(event: NameChangeDecided) -> None:
    change = await accounts.name_change_for(STRANGER, event.change_id)
    await tell({event.person_id}, f"name_{change.stage}", "/me/name")


async def ask_to_correct(event: DataCorrectionAsked) -> None:
    asked = await accounts.correction_for(STRANGER, event.correction_id)
    staff = await accounts.staffing(asked.path) - {event.person_id}
    await tell(staff, "correction_asked", f"/data-corrections/{asked.id}")


async def tell_of_correction(event: DataCorrectionAnswered) -> None:
    await tell({event.person_id}, "correction_answered", "/me/correct")


async def forget_person(event: AccountErased) -> None:
    """A reaction: what they were told goes; where others were told of them, the label takes the name's place."""
    await Notice.filter(person_id=event.person_id).delete()
    await NoticeChoice.filter(person_id=event.person_id).delete()
    name, label = await accounts.label_of(event.person_id)
    served = await reporting.served_by(event.person_id)
    for notice in await Notice.filter(person_id__in=sorted(served) or [0], kind__in=OF_HELPERS):
        if notice.facts.get("name") in (name, accounts_rules.shown_name(name, "surname", "")):
            notice.facts = notice.facts | {"name": label}
            await notice.save(update_fields=["facts"])
