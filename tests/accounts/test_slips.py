"""Door code slips: one slip, one account; made by the community; read on paper alone."""

import asyncio
import shutil
import subprocess
from datetime import timedelta

import pytest

from portal.accounts import rules
from portal.accounts.actions.residing import confirm_residence
from portal.accounts.actions.slips import forget_sheets, make_slips, revoke_batch, revoke_slip, take_sheet, use_slip
from portal.accounts.forms import ConfirmResidence, MakeSlips, UseSlip
from portal.accounts.models import Holding, Person, ResidenceRequest, Residency, Slip, SlipBatch
from portal.accounts.queries import slip_hash
from portal.accounts.rules import slips
from portal.kit import sealing
from portal.notices.models import Notice
from portal.places.models import Owner
from portal.policy import STRANGER
from tests.cast import OTHER_SLIP, SLIP


def said(code: str = SLIP, kind: str = "tenant") -> UseSlip:
    return UseSlip(code=code, kind=kind)


async def test_a_slip_lets_one_live_where_it_says(app, cast, hands):
    actor = await cast.actor("sun_moved")
    await use_slip(actor, said("abcde - fghjk"))
    assert (await cast.actor("sun_moved")).homes == {cast.homes[10].id}
    lives = await Residency.get(person_id=actor.id, until=None)
    assert (lives.level, lives.method, lives.confirmed_by_id) == (2, "slip", cast.people["chen_guifang"].id)
    assert lives.renew_by == hands.at + timedelta(days=365)


async def test_one_slip_is_for_one_account_however_many_come_at_once(app, cast, hands):
    who = ["sun_moved", "wu_retired", "zhao_absent", "zhao_lei", "he_stranger"]
    actors = [await cast.actor(each) for each in who]
    answers = await asyncio.gather(*(use_slip(actor, said()) for actor in actors), return_exceptions=True)
    assert sum(each is None for each in answers) == 1
    assert all(each is None or isinstance(each, slips.SlipUsed) for each in answers)
    assert await Residency.filter(home=cast.homes[10], until=None).count() == 1


@pytest.mark.parametrize(
    ("done", "refused"),
    [
        ("used", slips.SlipUsed),
        ("expired", slips.SlipExpired),
        ("one", slips.SlipRevoked),
        ("sheet", slips.SlipRevoked),
    ],
)
async def test_why_a_right_code_is_not_taken_is_told_and_a_wrong_one_tells_nothing(app, cast, hands, done, refused):
    staff = await cast.actor("chen_guifang")
    if done == "used":
        await use_slip(await cast.actor("sun_moved"), said())
    elif done == "expired":
        hands.go(days=31)
    elif done == "one":
        await revoke_slip(staff, cast.batch.id, cast.homes[10].label)
    else:
        await revoke_batch(staff, cast.batch.id)
    actor = await cast.actor("he_stranger")
    with pytest.raises(refused):
        await use_slip(actor, said())
    for wrong in ("ABCDEFGHJL", "short", "0O1I0O1I0O"):
        with pytest.raises(slips.WrongSlip):
            await use_slip(actor, said(wrong))


async def test_a_new_sheet_ends_what_was_not_used_of_the_old(app, cast, hands):
    await use_slip(await cast.actor("sun_moved"), said())
    staff = await cast.actor("chen_guifang")
    new = await make_slips(staff, MakeSlips(area_id=cast.building.id))
    assert await Slip.filter(batch_id=new).count() == 14
    with pytest.raises(slips.SlipRevoked):
        await use_slip(await cast.actor("he_stranger"), said(OTHER_SLIP))
    assert (await cast.actor("sun_moved")).homes == {cast.homes[10].id}
    one = await make_slips(staff, MakeSlips(area_id=cast.building.id, label=cast.homes[0].label))
    assert await Slip.filter(batch_id=one).count() == 1


async def test_codes_are_kept_nowhere_once_the_sheet_is_fetched_and_for_half_an_hour_at_most(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    fetched = await make_slips(staff, MakeSlips(area_id=cast.building.id))
    await take_sheet(staff, fetched)
    with pytest.raises(slips.SheetGone):
        await take_sheet(staff, fetched)
    late = await make_slips(staff, MakeSlips(area_id=cast.building.id))
    hands.go(minutes=31)
    with pytest.raises(slips.SheetGone):
        await take_sheet(staff, late)
    await forget_sheets(STRANGER)
    assert await SlipBatch.filter(sealed__isnull=False).count() == 0
    stored = await Slip.filter(batch_id=late).first()
    assert len(stored.code) == 64 and stored.code != sealing.digest(SLIP) and slip_hash(SLIP) != sealing.digest(SLIP)


async def test_two_fetch_at_once_and_one_gets_it(app, cast, hands):
    staff = await cast.actor("chen_guifang")
    batch = await make_slips(staff, MakeSlips(area_id=cast.building.id))
    answers = await asyncio.gather(*(take_sheet(staff, batch) for _ in range(6)), return_exceptions=True)
    assert sum(each is None for each in answers) == 1


async def test_an_area_that_is_not_ones_own_or_has_no_such_door_is_refused(app, cast, hands):
    with pytest.raises(slips.NotYourArea):
        await make_slips(await cast.actor("wang_degui"), MakeSlips(area_id=cast.building.id))
    staff = await cast.actor("chen_guifang")
    for area, label in ((cast.building.id, "9栋9单元999"), (cast.elsewhere.id, "")):
        with pytest.raises(slips.NoHomes):
            await make_slips(staff, MakeSlips(area_id=area, label=label))
    with pytest.raises(slips.NotYourArea):
        await make_slips(staff, MakeSlips(area_id=999999))


async def test_the_household_learns_of_who_was_let_in(app, cast, hands):
    await Slip.filter(code=slip_hash(SLIP)).update(home=cast.homes[1])
    await use_slip(await cast.actor("sun_moved"), said(kind="family"))
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="family_joined")


async def test_who_says_they_own_goes_on_to_the_community_that_compares_the_register(app, cast, hands):
    actor = await cast.actor("sun_moved")
    await Person.filter(id=actor.id).update(name="业主11")
    await use_slip(actor, said(kind="owner"))
    assert not (await cast.actor("sun_moved")).owners
    request = await ResidenceRequest.get(slot=actor.id)
    await confirm_residence(await cast.actor("chen_guifang"), request.id, ConfirmResidence(owner="yes"))
    assert (await cast.actor("sun_moved")).owners == {cast.owners[10].id}
    lives = await Residency.get(person_id=actor.id, until=None)
    assert (lives.level, lives.renew_by) == (3, None)
    assert (await Holding.get(person_id=actor.id)).method == "community"
    assert (await Owner.get(id=cast.owners[10].id)).name == "业主11"


async def test_ten_wrong_codes_and_one_waits_an_hour(visit, cast):
    browser = visit("he_stranger")
    for _ in range(10):
        answer = await browser.send_form("/slip", code="ABCDEFGHJM", kind="tenant")
        assert answer.status_code == 422 and slips.WrongSlip.message in answer.text
    answer = await browser.send_form("/slip", code=SLIP, kind="tenant")
    assert answer.status_code == 429 and slips.TriedTooOften.message in answer.text
    assert (await visit("sun_moved").send_form("/slip", code=SLIP, kind="tenant")).status_code == 303


async def test_looking_at_a_slip_uses_nothing_and_whoever_has_no_account_is_sent_round(visit, cast):
    page = await visit().get(f"/slip/{SLIP}")
    assert page.status_code == 200 and f"next=/slip/{SLIP}" in page.text
    assert (await Slip.get(code=slip_hash(SLIP))).used_at is None
    assert (await visit().send_form("/slip", code=SLIP, kind="tenant")).status_code == 403


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here")
async def test_the_sheet_is_printed_once_with_every_door_and_its_code(visit, cast):
    browser = visit("chen_guifang")
    made = await browser.send_form("/slips", area_id=cast.building.id, days=30, label="")
    where = made.headers["location"]
    paper = await browser.send_form(where + "/fetch")
    assert paper.headers["content-type"] == "application/pdf"
    said = subprocess.run(["pdftotext", "-", "-"], input=paper.content, capture_output=True, check=True).stdout.decode()
    assert all(home.label in said for home in cast.homes) and "桂圆林苑" in said
    import re

    codes = re.findall(r"[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}", said)
    assert len(codes) == 14
    assert await Slip.filter(code__in=[slip_hash(code.replace("-", "")) for code in codes]).count() == 14
    again = await browser.send_form(where + "/fetch")
    assert again.status_code == 409 and slips.SheetGone.message in again.text
    assert (await visit("liu_xiaomin").send_form(where + "/fetch")).status_code == 403  # not who made it


@pytest.mark.anywhere
@pytest.mark.parametrize("typed", ["ABCDE-FGHJK", " abcde fghjk ", "abcdefghjk", "ABCDE－FGHJK", "ABCDE·FGHJK"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert slips.spelled(typed) == SLIP and slips.grouped(SLIP) == "ABCDE-FGHJK"


@pytest.mark.anywhere
def test_the_alphabet_has_nothing_to_mistake_and_a_code_has_fifty_bits():
    assert not set("0O1I") & set(slips.ALPHABET) and len(set(slips.ALPHABET)) ** slips.LENGTH == 2**50


async def test_living_there_already_spends_no_slip(app, cast, hands):
    await Slip.filter(code=slip_hash(SLIP)).update(home=cast.homes[1])
    with pytest.raises(rules.LivesThere):
        await use_slip(await cast.actor("chen_xiuying"), said())
    assert (await Slip.get(code=slip_hash(SLIP))).used_at is None


async def test_the_slip_and_the_heads_word_at_once_are_one_residence(app, cast, hands):
    await Slip.filter(code=slip_hash(SLIP)).update(home=cast.homes[9])  # what the stranger has asked for
    stranger, head = await cast.actor("he_stranger"), await cast.actor("wang_degui")
    answers = await asyncio.gather(
        use_slip(stranger, said()), confirm_residence(head, cast.request.id, ConfirmResidence()), return_exceptions=True
    )
    assert all(each is None or isinstance(each, rules.RequestDecided) for each in answers)
    assert await Residency.filter(person=cast.people["he_stranger"], until=None).count() == 1
