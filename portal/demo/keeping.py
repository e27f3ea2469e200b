"""Who acts for whom in the demo, who looks after factors, and what the community's short messages came to."""

from datetime import timedelta

from portal.accounts.actions.steps import add_consent, add_contact
from portal.accounts.models import Appointment, Mandate, Person
from portal.channels.models import MessageBudget, MessageUse
from portal.demo.town import Town
from portal.kit import clock
from portal.policy import Role

MONTHLY, PRICE = 2000, 5  # short messages, and 分 for each
EARLIER = (1180, 960, 1342, 704, 655, 1020, 873, 590)  # the months before, the last one first


async def keep(town: Town) -> None:
    await _phones(town)
    await _helper(town)
    await _security(town)
    await _messages(town)


async def _phones(town: Town) -> None:
    """Numbers that no phone has."""
    for n, name in enumerate(("陈秀英", "邓孃孃", "唐老师"), 1):
        await add_contact(town.people[name].id, "sms", f"120{n:08}")


async def _helper(town: Town) -> None:
    """唐老师 acts for 邓孃孃 upstairs, as 王德贵 saw them agree."""
    head = town.people["王德贵"]
    await Mandate.create(
        principal=town.people["邓孃孃"], helper=town.people["唐老师"], way="witness", witness_id=head.id,
        witness_name=head.name, since=town.now - timedelta(days=20), until=town.now + timedelta(days=160),
    )  # fmt: skip


async def _security(town: Town) -> None:
    person = await Person.create(name="徐安全", shown_as="full", joined_at=town.now - timedelta(days=400))
    town.people[person.name] = person
    await add_contact(person.id, "email", "xuanquan@demo.invalid")
    await add_consent(person.id, "terms", given=True)
    since = town.now - timedelta(days=400)
    await Appointment.create(person=person, role=Role.SECURITY_ADMIN, area=town.areas["5105"], since=since)


async def _messages(town: Town) -> None:
    path, this = town.areas["lyp"].path, clock.in_city(town.now).date().replace(day=1)
    await MessageBudget.create(path=path, monthly=MONTHLY, price=PRICE, set_at=town.now - timedelta(days=200))
    uses = [MessageUse(path=path, month=f"{this:%Y-%m}", purpose="code", parts=212, cost=212 * PRICE)]
    for parts in EARLIER:
        this = (this - timedelta(days=1)).replace(day=1)
        uses.append(MessageUse(path=path, month=f"{this:%Y-%m}", purpose="meeting:0", parts=parts, cost=parts * PRICE))
    await MessageUse.bulk_create(uses)
