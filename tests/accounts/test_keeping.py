"""Sessions that end, addresses that change, a family's phone, and the second factor of who works here."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
import websockets

from portal import settings
from portal.accounts import queries, rules
from portal.accounts.actions import contacts, factors, recognising, signing_in
from portal.accounts.actions.steps import add_contact
from portal.accounts.models import Contact, SecondFactor, Session, SpareCode
from portal.accounts.rules.factors import FactorWaits, WrongFactor
from portal.accounts.rules.mandates import LastAddress
from portal.audit.models import AuditRecord
from portal.channels.models import Letter
from portal.kit import clock, sealing, totp
from portal.notices.models import Notice
from tests.accounts.test_codes import asked, other

PHONE = "12000000001"


async def code_of(where: str = "") -> str:
    """The six digits of the last letter (to `where`)."""
    secret = settings.current().secret
    for letter in await Letter.filter(lane="codes").order_by("-id"):
        if where in sealing.unseal(secret, letter.address):
            return re.search(r"\d{6}", sealing.unseal(secret, letter.body))[0]
    raise AssertionError(f"no code went to {where}")


async def signed_in(browser, address: str, **more) -> None:
    code = await asked(browser, address, **more)
    said = {"address": address, "code": code, "agree": "yes"} | more
    done = await browser.send_form("/sign-in/code", **said)
    assert done.status_code == 303
    keep_cookie(browser, done)


def keep_cookie(browser, done) -> None:
    """The browser's own clock is not the one that the test turns: keep the cookie whatever its end is."""
    token = re.search(r"portal_session=([^;]+)", done.headers["set-cookie"])[1]
    if "portal_session" not in browser.cookies:
        browser.cookies.set("portal_session", token, domain="portal.test")


async def name_on(browser) -> str:
    found = re.search(r'<p class="t">([^<]+)</p>', (await browser.get("/me")).text)
    return found[1] if found else ""


# Sessions


async def test_a_resident_is_signed_out_after_thirty_idle_days_and_ninety_in_any_case(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    for _ in range(4):
        hands.go(days=20)
        assert (await browser.get("/me")).status_code == 200
    hands.go(days=11)  # ninety-one days since the code
    assert (await browser.get("/me")).status_code == 403
    idle = visit(None)
    await signed_in(idle, "tang_laoshi@demo.invalid")
    hands.go(days=31)
    assert (await idle.get("/me")).status_code == 403


async def test_who_works_here_is_asked_again_after_half_an_hour_and_signed_out_after_twelve(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "chen_guifang@demo.invalid")
    await Session.filter(device="浏览器").update(strong_until=clock.now() + timedelta(minutes=30))
    for _ in range(3):
        hands.go(minutes=20)
        assert (await browser.get("/reporting/desk")).status_code == 200
    hands.go(minutes=31)
    assert (await browser.get("/reporting/desk")).status_code == 403
    assert "再验证一次" in (await browser.get("/reporting/desk")).text  # looking does not bring it back
    assert (await browser.get("/me")).status_code == 200
    hands.go(hours=11)
    assert (await browser.get("/me")).status_code == 403


async def test_the_list_ends_one_or_all_others(visit, cast, hands):
    here, there, third = visit(None), visit(None), visit(None)
    for browser in (here, there, third):
        await signed_in(browser, "tang_laoshi@demo.invalid")
        hands.go(minutes=2)
    page = await here.get("/me/devices")
    assert page.text.count("退出它</button>") == 3  # two others, and the one of the cast
    session = await Session.filter(person=cast.people["tang_laoshi"]).order_by("-id").first()
    await here.send_form("/me/end-session", session=session.id)
    assert ((await third.get("/me")).status_code, (await there.get("/me")).status_code) == (403, 200)
    await here.send_form("/me/devices/end-others")
    assert ((await there.get("/me")).status_code, (await here.get("/me")).status_code) == (403, 200)


async def test_nobody_ends_anothers_session(visit, cast, hands):
    theirs = await Session.get(person=cast.people["chen_xiuying"])
    await visit("tang_laoshi").send_form("/me/end-session", session=theirs.id)
    assert (await visit("chen_xiuying").get("/me")).status_code == 200


async def test_signing_out_closes_the_open_socket_too(server, visit, cast):
    url = f"ws://{server}/hall/{cast.matter.number}/live"
    headers = {"Cookie": f"portal_session={cast.token('tang_laoshi')}"}
    other_headers = {"Cookie": f"portal_session={cast.token('chen_xiuying')}"}
    async with (
        websockets.connect(url, origin=f"http://{server}", additional_headers=headers, proxy=None) as line,
        websockets.connect(url, origin=f"http://{server}", additional_headers=other_headers, proxy=None) as stays,
    ):
        await line.recv()
        await stays.recv()
        await visit("tang_laoshi").send_form("/sign-out")
        async with asyncio.timeout(5):
            await line.wait_closed()
        assert line.close_code == 1008
        await stays.send('{"ping": 7}')
        async with asyncio.timeout(5):
            while "pong" not in str(await stays.recv()):
                pass


# Addresses


async def test_a_second_address_is_proved_told_to_the_first_and_signs_in(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    await browser.send_form("/me/addresses", address="120 0000 0001")
    done = await browser.send_form("/me/addresses/confirm", address=PHONE, code=await code_of(PHONE))
    assert (done.status_code, done.headers["location"]) == (303, "/me/addresses")
    assert await Notice.exists(person=cast.people["tang_laoshi"], kind="contact_added")
    warned = [sealing.unseal(settings.current().secret, each.address) for each in await Letter.filter(lane="mail")]
    assert sorted(warned) == ["12000000001", "tang_laoshi@demo.invalid"]
    hands.go(minutes=2)
    phone = visit(None)
    await signed_in(phone, PHONE)
    assert await name_on(phone) == "唐老师"


async def test_changing_addresses_asks_for_a_code_when_the_last_one_is_old(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    hands.go(minutes=10)
    sent = await browser.send_form("/me/addresses", address=PHONE)
    assert sent.headers["location"] == "/me/prove?next=/me/addresses"
    own = await Contact.get(person=cast.people["tang_laoshi"])
    await browser.send_form("/me/prove", id=own.id, next="/me/addresses")
    code = await code_of("tang_laoshi")
    wrong = await browser.send_form("/me/prove/code", id=own.id, code=other(code), next="/me/addresses")
    assert wrong.status_code == 422
    proved = await browser.send_form("/me/prove/code", id=own.id, code=code, next="/me/addresses")
    assert proved.headers["location"] == "/me/addresses"
    assert (await browser.send_form("/me/addresses", address=PHONE)).status_code == 200


async def test_a_code_for_one_thing_does_nothing_else(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    await browser.send_form("/me/addresses", address=PHONE)
    code = await code_of(PHONE)
    assert (await browser.send_form("/sign-in/code", address=PHONE, code=code, agree="yes")).status_code == 422
    own = await Contact.get(person=cast.people["tang_laoshi"])
    assert (await browser.send_form("/me/prove/code", id=own.id, code=code)).status_code == 422


async def test_the_last_address_stays_and_anothers_is_not_there(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    own = await Contact.get(person=cast.people["tang_laoshi"])
    theirs = await Contact.get(person=cast.people["chen_xiuying"])
    last = await browser.send_form("/me/addresses/remove", id=own.id)
    assert (last.status_code, "最后一个号码" in last.text) == (409, True)
    assert (await browser.send_form("/me/addresses/remove", id=theirs.id)).status_code == 404
    assert await Contact.exists(id=theirs.id)


async def test_two_removals_at_once_leave_one(app, cast, hands):
    person = cast.people["tang_laoshi"]
    await add_contact(person.id, "sms", PHONE)
    await Session.filter(person=person).update(proved_at=hands.at)
    actor = await cast.actor("tang_laoshi")
    own = await Contact.filter(person=person).order_by("id")
    removals = (contacts.remove_contact(actor, each.id) for each in own)
    answers = await asyncio.gather(*removals, return_exceptions=True)
    assert sorted(str(type(each).__name__) for each in answers) == ["LastAddress", "NoneType"]
    assert LastAddress in {type(each) for each in answers}
    assert await Contact.filter(person=person).count() == 1


async def test_an_address_that_another_account_has_is_refused_after_it_is_proved(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "tang_laoshi@demo.invalid")
    theirs = "chen_xiuying@demo.invalid"
    await browser.send_form("/me/addresses", address=theirs)
    taken = await browser.send_form("/me/addresses/confirm", address=theirs, code=await code_of(theirs))
    assert taken.status_code == 422 and "另一个账号" in taken.text


async def test_a_lost_phone_is_signed_out_by_signing_in_with_the_other_address(visit, cast, hands):
    lost, new = visit(None), visit(None)
    await signed_in(lost, "tang_laoshi@demo.invalid")
    await add_contact(cast.people["tang_laoshi"].id, "sms", PHONE)
    await signed_in(new, PHONE, lost="yes")
    assert ((await lost.get("/me")).status_code, (await new.get("/me")).status_code) == (403, 200)


# A family's phone


async def test_a_family_shares_a_phone_each_with_their_own_code_and_end(visit, cast, hands):
    phone = visit(None)
    await signed_in(phone, "tang_laoshi@demo.invalid")
    assert "换人" not in (await phone.get("/")).text
    await signed_in(phone, "zhou_shifu@demo.invalid", join="yes")
    assert await name_on(phone) == "周师傅"
    page = (await phone.get("/me/family")).text
    assert "现在是 周师傅 在用" in page
    session = re.search(r'name="id" value="(\d+)"', page)[1]
    await phone.send_form("/me/family/switch", id=session)
    assert await name_on(phone) == "唐老师"
    out = await phone.send_form("/sign-out")
    assert out.headers["location"] == "/me/family"
    assert await name_on(phone) == "周师傅"
    assert "现在是" not in (await phone.get("/")).text  # alone again
    await phone.send_form("/sign-out")
    assert (await phone.get("/me")).status_code == 403


async def test_nobody_switches_to_a_session_of_another_phone(visit, cast, hands):
    phone = visit(None)
    await signed_in(phone, "tang_laoshi@demo.invalid")
    await signed_in(phone, "zhou_shifu@demo.invalid", join="yes")
    theirs = await Session.get(person=cast.people["chen_xiuying"])
    assert (await phone.send_form("/me/family/switch", id=theirs.id)).status_code == 404
    assert (await visit("chen_xiuying").send_form("/me/family/switch", id=theirs.id)).status_code == 404
    assert await name_on(phone) == "周师傅"


async def test_an_office_stays_locked_when_the_phone_changes_hands(visit, cast, hands):
    phone = visit(None)
    await signed_in(phone, "chen_guifang@demo.invalid")
    await Session.filter(device="浏览器").update(strong_until=clock.now() + timedelta(minutes=30))
    assert (await phone.get("/registers")).status_code == 200
    await signed_in(phone, "zhou_shifu@demo.invalid", join="yes")
    theirs = await Session.filter(person=cast.people["chen_guifang"]).order_by("-id").first()
    keep_cookie(phone, await phone.send_form("/me/family/switch", id=theirs.id))
    assert "陈桂芳" in (await phone.get("/me")).text
    assert (await phone.get("/registers")).status_code == 403  # until her own second factor says it is her
    assert not rules.is_fresh((await Session.get(id=theirs.id)).proved_at, clock.now())


async def test_a_member_whose_session_was_ended_cannot_be_switched_to(visit, cast, hands):
    phone = visit(None)
    await signed_in(phone, "tang_laoshi@demo.invalid")
    await signed_in(phone, "zhou_shifu@demo.invalid", join="yes")
    theirs = await Session.filter(person=cast.people["tang_laoshi"]).order_by("-id").first()
    await visit("tang_laoshi").send_form("/me/devices/end-others")
    assert (await phone.send_form("/me/family/switch", id=theirs.id)).status_code == 404


async def test_a_switch_that_is_sent_twice_is_one(visit, cast, hands):
    phone = visit(None)
    await signed_in(phone, "tang_laoshi@demo.invalid")
    await signed_in(phone, "zhou_shifu@demo.invalid", join="yes")
    twin = visit(None)
    twin.cookies.update(dict(phone.cookies))
    target = await Session.filter(person=cast.people["tang_laoshi"]).order_by("-id").first()
    for browser in (phone, twin):
        assert (await browser.send_form("/me/family/switch", "k" * 20, id=target.id)).status_code == 303
        assert await name_on(browser) == "唐老师"


# The second factor


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
        (2000000000, "69279037"), (20000000000, "65353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238(at, code):
    assert totp.code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at // 30, 8) == code


@pytest.mark.anywhere
@pytest.mark.parametrize(("steps_off", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_one_step_off_and_no_step_counts_twice(steps_off, right):
    secret, now = totp.new_secret(), datetime(2026, 11, 24, 11, 40, tzinfo=UTC)
    step = int(now.timestamp()) // 30 + steps_off
    assert (totp.step_of(totp.code_at(secret, step), secret, now, 0) == step) is right
    assert totp.step_of(totp.code_at(secret, step), secret, now, step) is None


async def set_up(browser) -> tuple[str, list[str]]:
    """The secret and the spare codes of a factor set up on the page."""
    assert (await browser.send_form("/me/second-factor/begin")).status_code == 303
    page = (await browser.get("/me/second-factor")).text
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert "<svg" in page and secret not in (await SecondFactor.all().order_by("-id").first()).sealed
    done = await browser.send_form("/me/second-factor/confirm", code=now_on(secret))
    return secret, re.findall(r"<li>(\w{5}-\w{5})</li>", done.text)


def now_on(secret: str) -> str:
    return totp.code_at(secret, int(clock.now().timestamp()) // 30)


async def test_staff_without_the_factor_see_nothing_of_the_desk_and_come_back_to_it(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "gu_unproved@demo.invalid")
    shut = await browser.get("/reporting/desk")
    assert (shut.status_code, "/me/second-factor?next=/reporting/desk" in shut.text) == (403, True)
    secret, spares = await set_up(browser)
    assert len(spares) == 10
    assert (await browser.get("/reporting/desk")).status_code == 200
    hands.go(minutes=31)
    assert (await browser.get("/reporting/desk")).status_code == 403
    back = await browser.send_form("/me/second-factor", code=now_on(secret), next="/reporting/desk")
    assert back.headers["location"] == "/reporting/desk"
    assert (await browser.get("/reporting/desk")).status_code == 200


async def test_without_the_setting_nobody_is_asked(visit, cast, hands):
    from dataclasses import replace

    settings.use(replace(settings.current(), staff_second_factor=False))
    assert (await visit("gu_unproved").get("/reporting/desk")).status_code == 200


async def test_a_used_code_is_not_taken_again_on_another_phone(visit, cast, hands):
    one, two = visit(None), visit(None)
    await signed_in(one, "gu_unproved@demo.invalid")
    secret, _spares = await set_up(one)
    hands.go(minutes=2)
    await signed_in(two, "gu_unproved@demo.invalid")
    code = now_on(secret)
    assert (await one.send_form("/me/second-factor", code=code)).status_code == 303
    replayed = await two.send_form("/me/second-factor", code=code)
    assert replayed.status_code == 422 and "还可以试 4 次" in replayed.text


async def test_one_code_on_two_phones_at_once_opens_one(app, cast, hands):
    person = cast.people["gu_unproved"]
    secret = totp.new_secret()
    await SecondFactor.create(
        person=person, sealed=sealing.seal(settings.current().secret, secret), made_at=hands.at, confirmed_at=hands.at
    )
    actor = await cast.actor("gu_unproved")
    passes = (factors.pass_factor(actor, now_on(secret)) for _ in range(8))
    answers = await asyncio.gather(*passes, return_exceptions=True)
    assert sum(each is None for each in answers) == 1


async def test_a_spare_code_serves_once(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "gu_unproved@demo.invalid")
    _secret, spares = await set_up(browser)
    hands.go(minutes=31)
    assert (await browser.send_form("/me/second-factor", code=spares[3].lower())).status_code == 303
    hands.go(minutes=31)
    assert (await browser.send_form("/me/second-factor", code=spares[3])).status_code == 422
    assert await SpareCode.filter(used_at=None).count() == 9
    assert all(spare.replace("-", "") not in row.code for row in await SpareCode.all() for spare in spares)


async def test_five_wrong_factors_are_waited_for(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "gu_unproved@demo.invalid")
    secret, spares = await set_up(browser)
    hands.go(minutes=31)
    for _ in range(5):
        await browser.send_form("/me/second-factor", code=other(now_on(secret)))
    waits = await browser.send_form("/me/second-factor", code=now_on(secret))
    assert waits.status_code == 422 and "先停一停" in waits.text
    assert (await browser.send_form("/me/second-factor", code=spares[0])).status_code == 303  # paper still serves
    hands.go(minutes=46)
    assert (await browser.send_form("/me/second-factor", code=now_on(secret))).status_code == 303
    assert {FactorWaits.status, WrongFactor.status} == {429, 422}


async def test_a_thief_with_the_open_phone_cannot_set_up_a_factor(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "gu_unproved@demo.invalid")
    hands.go(minutes=11)
    sent = await browser.send_form("/me/second-factor/begin")
    assert sent.headers["location"] == "/me/prove?next=/me/second-factor"
    assert not await SecondFactor.exists()


async def test_the_security_administrator_resets_it_for_a_reason_that_is_kept_and_told(visit, cast, hands):
    browser = visit(None)
    await signed_in(browser, "gu_unproved@demo.invalid")
    await set_up(browser)
    person = cast.people["gu_unproved"]
    admin = visit("xu_security")
    assert "顾未验" in (await admin.get("/second-factors")).text
    assert (await admin.send_form(f"/second-factors/{person.id}/reset", why="")).status_code == 422
    assert (await admin.send_form(f"/second-factors/{person.id}/reset", why="手机掉河里了")).status_code == 303
    assert not await SecondFactor.exists() and not await SpareCode.exists()
    assert (await browser.get("/me")).status_code == 403
    assert await Notice.exists(person=person, kind="factor_reset")
    kept = await AuditRecord.get(event="FactorReset")
    assert str(cast.people["xu_security"].id) in kept.facts and "手机" not in kept.facts
    ordinary = cast.people["chen_xiuying"]
    assert (await admin.send_form(f"/second-factors/{ordinary.id}/reset", why="好奇")).status_code == 404


async def test_the_locked_hold_no_office_anywhere_the_policy_looks(app, cast, hands):
    actor = await cast.actor("gu_unproved")
    assert (actor.roles, actor.roles_locked, actor.strong) == ((), True, False)
    await Session.filter(person_id=actor.id).update(strong_until=hands.at + timedelta(minutes=1))
    assert [held.role for held in (await cast.actor("gu_unproved")).roles] == ["community_staff"]


async def test_looking_writes_seldom(app, cast, hands):
    token = "a-token-of-tang"
    session = await Session.get(id=await begin("tang_laoshi", token, cast))
    await recognising.who_holds(token)
    assert (await Session.get(id=session.id)).idle_until == session.idle_until
    hands.go(hours=2)
    await recognising.who_holds(token)
    assert (await Session.get(id=session.id)).idle_until == rules.idle_end(hands.at, session.expires_at)
    assert await queries.is_fresh(await queries.actor_with_session(token)) is False


async def begin(who: str, token: str, cast) -> int:
    from dataclasses import replace

    settings.use(replace(settings.current(), demo=True))
    session_id = await signing_in.step_into(await cast.actor(who), cast.people[who].id, sealing.digest(token))
    settings.use(replace(settings.current(), demo=False))
    return session_id
