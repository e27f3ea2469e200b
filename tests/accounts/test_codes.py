"""Codes: one purpose, one browser, one identity; few, and few wrong tries."""

import asyncio
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.accounts import rules
from portal.accounts.models import Consent, Person, Session, SignInCode
from portal.accounts.rules.codes import CodesTooOften, TooManyCodes, TooManyWrong, Tried, may_ask, must_be_few_wrong
from portal.channels.models import Letter
from portal.kit import sealing
from portal.settings import current

NOW = datetime(2026, 11, 24, 11, 40, tzinfo=UTC)
PHONE = "12000000001"

ONE_IDENTITY = [
    "12000000001", "+86 120 0000 0001", "0086-120-0000-0001", "008612000000001", "8612000000001", "１２００００００００１",
    "（120）0000.0001", "120·0000·0001", "120\u200b0000\u200c0001", "\ufeff12000000001\u00a0", "＋86１２０00000001", "120–0000—0001",
    "120\u00ad00000001", "\u202a12000000001\u202c", "١٢٠٠٠٠٠٠٠٠١", "120_0000/0001", "𝟏𝟐𝟎00000001", "120\t0000\u30000001",
]  # fmt: skip


@pytest.mark.anywhere
@pytest.mark.parametrize("typed", ONE_IDENTITY)
def test_however_a_number_is_typed_it_is_one_identity(typed):
    assert rules.address(typed) == (rules.Channel.SMS, PHONE)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    "typed", ["Wang@Example.ORG", "wang＠example.org", "ｗａｎｇ@example.org", " wang@exam\u200bple.org "]
)
def test_however_a_mailbox_is_typed_it_is_one_identity(typed):
    assert rules.address(typed) == (rules.Channel.EMAIL, "wang@example.org")


@pytest.mark.anywhere
@settings(deadline=None)
@given(st.text(min_size=0, max_size=40))
def test_any_text_is_an_address_or_is_refused_with_a_sentence(text):
    try:
        channel, spelled = rules.address(text)
    except (rules.NotAnAddress, rules.PhoneTooShort) as refusal:
        assert str(refusal).endswith("。")
    else:
        assert rules.address(spelled) == (channel, spelled)


BETWEEN = st.lists(
    st.sampled_from(["", " ", "-", ".", "·", "\u200b", "\u3000", "—", "\u00ad"]), min_size=11, max_size=11
)


@pytest.mark.anywhere
@settings(deadline=None)
@given(BETWEEN, st.sampled_from(["", "+86", "0086", "86 ", "＋８６"]), st.booleans())
def test_nothing_that_is_put_between_the_digits_makes_a_second_identity(between, before, wide):
    digits = [chr(ord(d) + 0xFEE0) if wide else d for d in PHONE]
    typed = before + "".join(d + gap for d, gap in zip(digits, between, strict=True))
    assert rules.address(typed)[1] == PHONE
    assert unicodedata.is_normalized("NFKC", rules.address(typed)[1])


def tried(*minutes_ago: float, attempts: int = 0) -> list[Tried]:
    return [
        Tried(NOW - timedelta(minutes=m), attempts, NOW - timedelta(minutes=m) if attempts else None)
        for m in minutes_ago
    ]


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("codes", "refused"),
    [
        ([], None),
        (tried(0.5), CodesTooOften),
        (tried(1), None),
        (tried(50, 40, 30, 20), None),
        (tried(50, 40, 30, 20, 10), CodesTooOften),
        (tried(61, 40, 30, 20, 10), None),
        (tried(*range(100, 1100, 100)), TooManyCodes),
        (tried(*range(100, 1000, 100)), None),
        (tried(*range(400, 1400, 100), 1441), TooManyCodes),
        (tried(50, 40, 30, attempts=5), TooManyWrong),
        (tried(61, 40, 30, attempts=5), None),
    ],
)
def test_how_often_one_number_is_sent_a_code(codes, refused):
    if refused is None:
        may_ask(codes, NOW)
    else:
        with pytest.raises(refused):
            may_ask(codes, NOW)


@pytest.mark.anywhere
def test_the_wait_says_until_when():
    with pytest.raises(TooManyWrong, match=".*") as refusal:
        must_be_few_wrong(tried(50, 40, 30, attempts=5), NOW)
    assert "19:50" in str(refusal.value)  # an hour after the first of them, by the city's clock


async def asked(browser, address: str, **more) -> str:
    answer = await browser.send_form("/sign-in", address=address, **more)
    assert answer.status_code == 200, answer.text
    letter = await Letter.all().order_by("-id").first()
    return re.search(r"\d{6}", sealing.unseal(current().secret, letter.body))[0]


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1000000:06}"


async def test_another_spelling_is_no_second_number_to_be_texted(visit, cast, hands):
    await asked(visit(None), "12000000001")
    again = await visit(None).send_form("/sign-in", address="＋86 120-0000-0001")
    assert again.status_code == 422 and "验证码刚发过" in again.text and "19:41" in again.text
    assert await SignInCode.all().count() == 1


async def test_guessing_from_many_browsers_is_stopped_for_the_address(visit, cast, hands):
    for _ in range(3):
        browser = visit(None)
        code = await asked(browser, PHONE)
        for _ in range(5):
            await browser.send_form("/sign-in/code", address=PHONE, code=other(code), agree="yes")
        hands.go(minutes=2)
    for answer in (
        await visit(None).send_form("/sign-in", address="0086 12000000001"),
        await browser.send_form("/sign-in/code", address=PHONE, code=code, agree="yes"),
    ):
        assert answer.status_code == 422 and "错的次数太多了" in answer.text
    hands.go(minutes=61)
    browser = visit(None)
    code = await asked(browser, PHONE)
    assert (await browser.send_form("/sign-in/code", address=PHONE, code=code, agree="yes")).status_code == 303


async def test_twenty_who_ask_at_once_for_one_number_send_one_message(visit, cast, hands):
    browsers = [visit(None) for _ in range(20)]
    answers = await asyncio.gather(*(b.send_form("/sign-in", address=PHONE) for b in browsers))
    assert sorted(a.status_code for a in answers) == [200] + [422] * 19
    assert await Letter.filter(lane="codes").count() == 1


async def test_two_right_codes_at_once_make_one_session_and_one_account(visit, cast, hands):
    browser = visit(None)
    code = await asked(browser, PHONE)
    sends = (browser.send_form("/sign-in/code", address=PHONE, code=code, agree="yes") for _ in range(6))
    answers = await asyncio.gather(*sends)
    assert sorted(a.status_code for a in answers) == [303] + [422] * 5
    person = await Person.get(name="120****0001")
    assert await Session.filter(person=person).count() == 1


async def test_a_form_that_is_sent_twice_signs_in_once_with_the_same_cookie(visit, cast, hands):
    browser = visit(None)
    code = await asked(browser, PHONE)
    key = "k" * 20
    twin = visit(None)
    twin.cookies.update({"portal_browser": browser.cookies["portal_browser"]})
    said = {"address": PHONE, "code": code, "agree": "yes"}
    first = await browser.send_form("/sign-in/code", key, **said)
    second = await twin.send_form("/sign-in/code", key, **said)
    assert first.cookies["portal_session"] == second.cookies["portal_session"]
    assert (await twin.get("/me")).status_code == 200


async def test_nobody_learns_whether_an_address_has_an_account(visit, cast, hands):
    known = await visit(None).send_form("/sign-in", address="chen_xiuying@demo.invalid")
    unknown = await visit(None).send_form("/sign-in", address="nobody_here@demo.invalid")

    def plain(answer) -> str:
        return re.sub(r'value="[^"]*"|\S+@demo\.invalid', "", answer.text)

    assert (known.status_code, plain(known)) == (unknown.status_code, plain(unknown))


async def test_a_first_sign_in_reads_how_it_is_kept_before_there_is_an_account(visit, cast, hands):
    browser = visit(None)
    code = await asked(browser, PHONE)
    before = await Person.all().count()
    shown = await browser.send_form("/sign-in/code", address=PHONE, code=code)
    assert (shown.status_code, "同意，登录" in shown.text) == (200, True)
    assert await Person.all().count() == before
    done = await browser.send_form("/sign-in/code", address=PHONE, code=code, agree="yes")
    assert done.status_code == 303
    person = await Person.get(name="120****0001")
    assert await Consent.filter(person=person, purpose="terms", given=True).count() == 1
    browser.cookies.delete("portal_session")
    hands.go(minutes=2)
    code = await asked(browser, PHONE)  # the next time it is not asked again
    assert (await browser.send_form("/sign-in/code", address=PHONE, code=code)).status_code == 303


async def test_a_short_message_code_fits_into_one(visit, cast, hands):
    from portal.accounts.actions.codes import SAID

    for sentence in SAID.values():
        said = sentence % {"code": "123456", "helper": "138****1234", "until": "2027-11-24"}
        assert len(said) <= 70
