"""Make door code slips, use them, take them back."""

import json
import secrets
from datetime import timedelta

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.actions.settling import move_in
from portal.accounts.actions.steps import in_turn
from portal.accounts.events import ResidenceAsked, SheetFetched, SlipsMade, SlipsRevoked, SlipTaken
from portal.accounts.forms import MakeSlips, UseSlip
from portal.accounts.models import Holding, Person, ResidenceRequest, Slip, SlipBatch
from portal.accounts.rules import RequestStage, Stay, slips
from portal.accounts.rules.verifying import Method
from portal.kit import clock, sealing
from portal.places import queries as places
from portal.policy import Act, Actor, permits
from portal.unit_of_work import action, happened


@action
async def make_slips(actor: Actor, said: MakeSlips) -> int:
    """One slip for each home, and the number of the batch. What was not used of older sheets for these homes ends.

    Raises NotYourArea, NoHomes, TooManySlips.
    """
    assert actor.id is not None
    area = await places.area_found(said.area_id)
    if area is None or not permits(actor, Act.RUN_SLIPS, area):
        raise slips.NotYourArea()
    homes = await places.flats_below(area.path, said.label)
    if not homes:
        raise slips.NoHomes()
    if len(homes) > slips.MOST_SLIPS:
        raise slips.TooManySlips(count=len(homes), most=slips.MOST_SLIPS)
    await Slip.filter(home_id__in=homes, used_at=None, revoked_at=None).update(revoked_at=clock.now())
    batch_id = await _batch(actor.id, area.id, homes, said.days)
    happened(SlipsMade(actor.id, batch_id, len(homes)))
    return batch_id


async def _batch(maker: int, area_id: int, homes: list[int], days: int) -> int:
    now, codes = clock.now(), {home: _new_code() for home in homes}
    batch = await SlipBatch.create(
        area_id=area_id, made_by_id=maker, made_at=now, expires_at=now + timedelta(days=days), count=len(homes),
        sealed=sealing.seal(settings.current().secret, json.dumps(codes)),
    )  # fmt: skip
    await Slip.bulk_create(
        [Slip(batch_id=batch.id, home_id=home, code=queries.slip_hash(code)) for home, code in codes.items()],
        batch_size=500,
    )
    return batch.id


def _new_code() -> str:
    return "".join(secrets.choice(slips.ALPHABET) for _ in range(slips.LENGTH))


@action
async def take_sheet(actor: Actor, batch_id: int) -> None:
    """The sheet leaves the portal, once: from now on its codes are on paper alone. Raises SheetGone."""
    assert actor.id is not None
    fresh = SlipBatch.filter(id=batch_id, sealed__isnull=False, made_at__gt=clock.now() - slips.SHEET_LASTS)
    if not await fresh.update(sealed=None):
        raise slips.SheetGone()
    happened(SheetFetched(actor.id, batch_id))


@action
async def forget_sheets(_actor: Actor) -> None:
    """Codes that nobody fetched in time are erased; their hashes stay."""
    late = SlipBatch.filter(sealed__isnull=False, made_at__lte=clock.now() - slips.SHEET_LASTS)
    await late.update(sealed=None)


@action
async def revoke_batch(actor: Actor, batch_id: int) -> None:
    """Nothing of this sheet can be used any more; what was used stays."""
    assert actor.id is not None
    if await SlipBatch.filter(id=batch_id, revoked_at=None).update(revoked_at=clock.now(), sealed=None):
        happened(SlipsRevoked(actor.id, batch_id, 0))


@action
async def revoke_slip(actor: Actor, batch_id: int, label: str) -> None:
    """One door's slip of this sheet. Raises NoSuchSlip."""
    assert actor.id is not None
    slip = await Slip.filter(batch_id=batch_id, home__label=label, used_at=None, revoked_at=None).first()
    if slip is None:
        raise slips.NoSuchSlip()
    await Slip.filter(id=slip.id).update(revoked_at=clock.now())
    happened(SlipsRevoked(actor.id, batch_id, slip.id))


@action
async def use_slip(actor: Actor, said: UseSlip) -> None:
    """Live where the slip says: level 2, one slip for one account. Raises WrongSlip, SlipUsed, SlipRevoked,
    SlipExpired, LivesThere."""
    assert actor.id is not None
    code = queries.slip_hash(slips.spelled(said.code))
    slip = await Slip.filter(code=code).select_for_update().first()
    if slip is None:
        raise slips.WrongSlip()
    batch, now = await SlipBatch.get(id=slip.batch_id), clock.now()
    slips.must_serve(slip.used_at, slip.revoked_at, batch.revoked_at, batch.expires_at, now)
    if slip.home_id in actor.homes:
        raise rules.LivesThere()
    await Slip.filter(id=slip.id).update(used_at=now, used_by_id=actor.id)
    # What they asked of the head is locked before their account, as it is where the head confirms: no deadlock.
    await ResidenceRequest.filter(slot=actor.id).select_for_update().first()
    await move_in(actor.id, slip.home_id, said.kind, Method.SLIP, batch.made_by_id)
    await _settle_request(actor.id, slip.home_id, said.kind)
    happened(SlipTaken(actor.id, slip.id, slip.home_id))


async def _settle_request(person_id: int, home_id: int, kind: str) -> None:
    """What waited for the head is done with. Who says they own goes on to the community, to compare the register."""
    waiting = ResidenceRequest.filter(slot=person_id, home_id=home_id, stage=RequestStage.ASKED)
    if kind != Stay.OWNER:
        await waiting.update(stage=RequestStage.CONFIRMED, slot=None, decided_at=clock.now())
        return
    person = await Person.get(id=person_id)
    owner_id = await places.owner_named(home_id, person.name)
    if owner_id is None or await ResidenceRequest.exists(slot=person_id):
        return
    if not await Holding.exists(owner_id=owner_id, until=None):
        await in_turn(person_id)
        request = await ResidenceRequest.create(
            person_id=person_id, home_id=home_id, kind=kind, stage=RequestStage.ASKED, slot=person_id, asked_at=clock.now()
        )  # fmt: skip
        happened(ResidenceAsked(person_id, request.id))
