"""Offices with their periods, one that ends soon, one deputy; a sheet of door slips; a neighbour to look at again."""

import secrets
from datetime import timedelta

from portal.accounts.models import Appointment, Residency, Slip, SlipBatch
from portal.accounts.queries import slip_hash
from portal.accounts.rules import slips
from portal.demo.town import Town
from portal.places.models import Home

TRY_ME = "YANSH2345A"  # the slip of 4栋1单元101, to be typed by whoever tries the demo


async def appoint(town: Town) -> None:
    staff = town.people["陈桂芳"]
    await Appointment.exclude(role="security_admin").update(until=town.now + timedelta(days=330))
    await Appointment.filter(role__in=["building_head", "self_management"]).update(appointed_by_id=staff.id)
    await Appointment.filter(person=town.people["张国富"]).update(until=town.now + timedelta(days=20))
    headed = await Appointment.get(person=town.people["罗素华"])
    await Appointment.create(
        person=town.people["邓孃孃"], role=headed.role, area_id=headed.area_id, since=town.now - timedelta(days=2),
        until=town.now + timedelta(days=12), deputy_for=headed, appointed_by_id=headed.person_id,
    )  # fmt: skip
    await _slips(town)
    await _to_be_checked(town)


async def _slips(town: Town) -> None:
    """Printed the day before yesterday, for the building where nobody has an account yet."""
    building, at = town.areas["S1-4栋"], town.now - timedelta(days=2)
    homes = await Home.filter(building_id=building.id).order_by("id")
    batch = await SlipBatch.create(
        area=building, made_by=town.people["陈桂芳"], made_at=at, expires_at=at + timedelta(days=slips.DAYS), count=len(homes)
    )  # fmt: skip
    codes = [TRY_ME, *("".join(secrets.choice(slips.ALPHABET) for _ in range(10)) for _ in homes[1:])]
    await Slip.bulk_create(
        [Slip(batch_id=batch.id, home_id=h.id, code=slip_hash(c)) for h, c in zip(homes, codes, strict=True)]
    )


async def _to_be_checked(town: Town) -> None:
    """The head alone has confirmed the tenant, whose year is nearly over."""
    known = {"method": "head", "confirmed_by_id": town.people["王德贵"].id, "renew_by": town.now + timedelta(days=25)}
    await Residency.filter(person=town.people["小吴"]).update(**known)
