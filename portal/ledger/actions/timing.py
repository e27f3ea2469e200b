"""What the passing of time does to promises: late ones say so, silence is unconfirmed, and meetings that are over go on."""

from datetime import timedelta

from tortoise.expressions import Q

from portal.hall.actions import moving as hall
from portal.hall.rules.lifecycle import Deed
from portal.hall.rules.lifecycle import Stage as MatterStage
from portal.kit import clock
from portal.ledger import rules
from portal.ledger.actions import stages_of, write_step
from portal.ledger.events import ProgressDue, PromiseLapsed, PromiseLate
from portal.ledger.models import Promise
from portal.ledger.rules import Stage
from portal.meetings import queries as meetings
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened

AT_ONCE = 200


async def keep_promises(actor: Actor = STRANGER) -> int:
    """Every promise that time has something to say to, one transaction each. Returns how many."""
    now, before = clock.now(), clock.now() - rules.TELL_EVERY
    open_ones = Promise.filter(stage=Stage.OPEN)
    late = open_ones.filter(Q(told_late_at=None) | Q(told_late_at__lt=before), due_on__lt=clock.today())
    quiet = open_ones.filter(
        Q(reminded_at=None, made_at__lt=before) | Q(reminded_at__lt=before), due_on__gte=clock.today()
    )
    silent = Promise.filter(stage=Stage.DONE, done_at__lt=now - timedelta(days=rules.CONFIRM_DAYS))
    count = 0
    for found, keep in ((late, _tell_late), (quiet, _remind), (silent, _lapse)):
        for promise in await found.order_by("id").limit(AT_ONCE).only("id"):
            count += await keep(actor, promise.id)
    return count


@action
async def _tell_late(actor: Actor, promise_id: int) -> int:
    promise = await Promise.filter(id=promise_id).select_for_update().get()
    now = clock.now()
    told_lately = promise.told_late_at is not None and promise.told_late_at >= now - rules.TELL_EVERY
    if told_lately or not rules.is_overdue(promise.stage, promise.due_on, clock.today()):
        return 0
    promise.told_late_at = now
    await promise.save(update_fields=["told_late_at"])
    days = rules.days_late(promise.due_on, clock.today())
    await write_step(
        promise.matter_number, MatterStage.DO, "overdue", what=promise.what, owner=promise.owner, days=days
    )
    happened(PromiseLate(promise.matter_number, promise.id, days))
    return 1


@action
async def _remind(actor: Actor, promise_id: int) -> int:
    """Who promised is asked how far it is."""
    promise = await Promise.filter(id=promise_id).select_for_update().get()
    since = promise.reminded_at or promise.made_at
    if promise.stage != Stage.OPEN or since >= clock.now() - rules.TELL_EVERY:
        return 0
    promise.reminded_at = clock.now()
    await promise.save(update_fields=["reminded_at"])
    happened(ProgressDue(promise.matter_number, promise.id))
    return 1


@action
async def _lapse(actor: Actor, promise_id: int) -> int:
    promise = await Promise.filter(id=promise_id).select_for_update().get()
    if promise.stage != Stage.DONE or promise.done_at is None or rules.asked_until(promise.done_at) > clock.now():
        return 0
    promise.stage = Stage.UNCONFIRMED
    await promise.save(update_fields=["stage"])
    await write_step(promise.matter_number, MatterStage.REVIEW, "unconfirmed", what=promise.what)
    if all(stage in rules.SETTLED for stage in await stages_of(promise.matter_number)):
        await hall.follow(promise.matter_number, Deed.LAPSE)
    happened(PromiseLapsed(promise.matter_number, promise.id))
    return 1


async def follow_meetings(actor: Actor = STRANGER) -> int:
    """A matter whose meeting is over, with no vote on it still open, waits for what came out of it."""
    numbers = await meetings.matters_of_ended(clock.now() - timedelta(days=14), clock.now())
    return sum([await _meet(actor, number) for number in numbers])


@action
async def _meet(actor: Actor, number: str) -> int:
    return int(await hall.follow(number, Deed.MEET))
