"""代办: consent that is kept, a few acts only, told each time, ended in one tap. And the way back without a phone."""

import asyncio
import re
from datetime import timedelta

import pytest

from portal import settings
from portal.accounts.actions import mandates, recovering
from portal.accounts.actions.contacts import Typed
from portal.accounts.actions.steps import add_contact
from portal.accounts.models import Contact, Look, Mandate, Recovery, Session
from portal.accounts.rules.mandates import AlreadyHelping, TooManyPrincipals
from portal.audit import chain
from portal.audit.models import AuditRecord
from portal.channels.models import Letter
from portal.hall import actions as hall
from portal.hall.models import Post
from portal.kit import sealing
from portal.meetings.actions import running
from portal.notices.models import Notice
from portal.policy import HELPER_MAY, POLICY, STRANGER, Act, Actor, permits
from portal.routes import ROUTES
from portal.unit_of_work import once
from tests.accounts.test_keeping import code_of, name_on, other, signed_in

HERS = "chen_xiuying@demo.invalid"
PHONE = "12000000001"

NEVER = {
    Act.CAST_BALLOT, Act.KEEP_ACCOUNT, Act.GIVE_THANKS, Act.SERVE_SHIFT, Act.JOIN_TEAM, Act.REPORT_IN, Act.CLAIM_NEED, Act.SERVE_CLAIM, Act.CLOSE_NEED,
    Act.OBJECT_TO_SERVICE, Act.CONFIRM_RESIDENCE, Act.CONFIRM_OWNER, Act.ANSWER_MATTER, Act.CHANGE_POST, Act.CALL_MEETING, Act.RUN_MEETING,
    Act.MAKE_PROMISE, Act.REPORT_DONE, Act.FOUND_TEAM, Act.FOUND_TEAM_HERE, Act.RUN_TEAM, Act.RUN_REPORTING,
    Act.ACCEPT_REPORT, Act.SEE_UNIT, Act.PUBLISH_NEED, Act.ACCEPT_CLAIM, Act.WITNESS_MANDATE, Act.RECOVER_ACCOUNT,
    Act.SEE_FACTORS, Act.RESET_FACTOR, Act.SEE_BUDGET, Act.SET_BUDGET, Act.BROWSE_AREAS, Act.SEE_AREA, Act.CREATE_AREA, Act.CHANGE_AREA, Act.KEEP_DESK, Act.OPEN_VENUE, Act.RUN_VENUE, Act.RUN_BOOKING, Act.WRITE_GUIDE, Act.KEEP_GUIDE, Act.READ_CORRECTIONS, Act.REPLY_TO_CORRECTION, Act.COUNTER_CHECK, Act.VOUCH_FOR_FAMILY, Act.MAKE_SLIPS, Act.RUN_SLIPS, Act.FETCH_SHEET, Act.USE_SLIP, Act.PRINT_POSTER, Act.GRANT_OFFICE, Act.END_OFFICE, Act.KEEP_OFFICE, Act.READ_AUDIT, Act.SEE_CORRECTIONS, Act.CORRECT_DATA, Act.COUNT_ELECTORATE, Act.COUNT_ELECTORATE_HERE, Act.OPEN_ROLL, Act.INSPECT_ROLL, Act.OBJECT_TO_ROLL, Act.KEEP_ROLL, Act.ANSWER_ROLL_OBJECTION, Act.OPEN_DESK, Act.KEEP_REGISTERS, Act.SEE_REGISTER, Act.IMPORT_REGISTER,
    Act.HEAR_VOICES, Act.HEAR_VOICE, Act.TRIAGE_MATTER, Act.DECIDE_APPEAL, Act.RUN_MATTER, Act.SUSPEND_MATTER,
    Act.WRITE_OPINION, Act.ANNUL_OPINION, Act.REPLY_TO_OBJECTION, Act.OPEN_HALL, Act.KEEP_HALL, Act.RECORD_VOICE,
    Act.RECORD_MATTER, Act.SEE_RECORDED, Act.WITNESS_VOICES, Act.PRINT_SLIP, Act.TAKE_BACK_VOICE, Act.CLAIM_VOICE,
    Act.MODERATE, Act.COMPLAIN, Act.OPEN_REVIEW, Act.READ_OWN_REVIEW, Act.APPEAL_HIDING, Act.HEAR_APPEAL, Act.KEEP_PROMISE,
    Act.FOLLOW_MATTER, Act.STOP_DIGEST, Act.ADD_STATEMENT, Act.TAP_STATEMENT, Act.MEND_STATEMENT, Act.TAKE_UP_STATEMENT,
    Act.TAKE_OVER_MEETING, Act.TAP_TIME, Act.KEEP_DOOR, Act.DELIVER_NOTICE, Act.GIVE_PROXY, Act.ACCEPT_PROXY, Act.REVOKE_PROXY,
    Act.RECORD_PAPER, Act.WITNESS_PAPER, Act.WITHDRAW_PAPER, Act.LOOK_AT_PAPER, Act.PUBLISH_RESULT, Act.OBJECT_TO_RESULT, Act.KEEP_RESULT,
    Act.COUNT_HANDS, Act.TRY_VOTE,
    Act.ANSWER_RESULT_OBJECTION, Act.ANNUL_RESULT, Act.EXPORT_VOTE, Act.WRITE_MINUTES, Act.CONFIRM_MINUTES, Act.SHARE_COST,
}  # fmt: skip


OPEN_TO_HELPERS = {"/me", "/me/home", "/me/helpers/act", "/me/helpers/stop"}  # to read, and to act and stop


@pytest.mark.anywhere
def test_whatever_lies_under_me_is_ones_own_alone():
    """A new page of one's own (export, consents, closing …) takes KEEP_ACCOUNT, or an act that is no helper's."""
    own = [door for door in ROUTES if door.path == "/me" or door.path.startswith("/me/")]
    assert {door.path for door in own if door.act in HELPER_MAY} == OPEN_TO_HELPERS
    deeds = {door.path for door in own if door.act in HELPER_MAY and "POST" in (door.methods or ())}
    assert deeds <= {"/me/helpers/act", "/me/helpers/stop"}


class Anything:
    """A subject of which every question is answered with yes."""

    path, rights, concerned, near = "/1/", True, True, True
    person_id = leader_id = convener_id = raised_by_id = 7
    made_by_id = 9


@pytest.mark.anywhere
@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_either_a_helpers_or_never(act):
    """A new act is the principal's alone until somebody puts it on one of the two lists."""
    assert (act in HELPER_MAY) is (act not in NEVER), f"say in this table whether a helper may {act}"
    helper = Actor(id=7, by_id=8, lives_at=("/1/",), owns_at=("/1/",), homes=frozenset({1}), owners=frozenset({1}))
    if act in NEVER:
        assert not permits(helper, act, Anything())
    elif any("it_is_anothers" not in {t.__name__ for t in row} for row in POLICY[act]):
        assert permits(helper, act, Anything())


async def lets_help(visit, cast, helper: str = "tang_laoshi", months: int = 6):
    """The helper's browser, with 陈秀英's consent."""
    browser = visit(helper)
    await browser.send_form("/me/helpers", address=HERS, months=months)
    done = await browser.send_form("/me/helpers/begin", address=HERS, code=await code_of(HERS), months=months)
    assert done.status_code == 303, done.text
    return browser, await Mandate.all().order_by("-id").first()


async def test_a_code_that_the_principal_reads_out_is_the_consent(visit, cast, hands):
    browser, mandate = await lets_help(visit, cast)
    assert (mandate.principal_id, mandate.helper_id, mandate.way) == (
        cast.people["chen_xiuying"].id, cast.people["tang_laoshi"].id, "code",
    )  # fmt: skip
    assert mandate.until - mandate.since == timedelta(days=180)
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="mandate_given")
    await browser.send_form("/me/helpers/act", id=mandate.id)
    page = (await browser.get("/hall")).text
    assert "您在替 陈秀英 办" in page and await name_on(browser) == "陈秀英"
    await browser.send_form("/me/helpers/stop")
    assert await name_on(browser) == "唐老师"


async def test_the_consent_is_for_the_months_it_names(visit, cast, hands):
    browser = visit("tang_laoshi")
    await browser.send_form("/me/helpers", address=HERS, months=1)
    longer = await browser.send_form("/me/helpers/begin", address=HERS, code=await code_of(HERS), months=12)
    assert longer.status_code == 422 and not await Mandate.exists()
    assert (await browser.send_form("/me/helpers", address=HERS, months=13)).status_code == 422


async def test_nobody_learns_by_asking_to_help_who_has_an_account(visit, cast, hands):
    browser = visit("tang_laoshi")
    known = await browser.send_form("/me/helpers", address=HERS, months=6)
    unknown = await browser.send_form("/me/helpers", address="nobody_here@demo.invalid", months=6)
    assert known.status_code == unknown.status_code == 200
    assert await Letter.filter(lane="codes").count() == 1


async def test_not_for_oneself_and_for_three_at_most_however_fast(app, cast, hands):
    browser_mark = "b"
    helper = await cast.actor("tang_laoshi")
    with pytest.raises(mandates.ForOneself):
        await mandates.ask_to_help(helper, "tang_laoshi@demo.invalid", 6, browser_mark)
    five = ("chen_xiuying", "zhou_shifu", "li_tenant", "he_chunmei", "luo_member")
    codes = {}
    for who in five:
        await mandates.ask_to_help(helper, f"{who}@demo.invalid", 6, browser_mark)
        codes[who] = await code_of(who)
    begins = (
        mandates.begin_helping(helper, Typed(f"{who}@demo.invalid", code, browser_mark), 6)
        for who, code in codes.items()
    )
    answers = await asyncio.gather(*begins, return_exceptions=True)
    assert sum(isinstance(each, int) for each in answers) == 3
    assert sum(isinstance(each, TooManyPrincipals) for each in answers) == 2


async def test_the_same_twice_is_refused(visit, cast, hands):
    browser, _mandate = await lets_help(visit, cast)
    hands.go(minutes=2)
    await browser.send_form("/me/helpers", address=HERS, months=6)
    again = await browser.send_form("/me/helpers/begin", address=HERS, code=await code_of(HERS), months=6)
    assert str(AlreadyHelping()) in again.text


async def acting(cast, helper: str = "tang_laoshi") -> Actor:
    return await cast.actor(helper)


async def test_what_a_helper_says_is_marked_kept_and_told_each_time(visit, cast, hands):
    browser, mandate = await lets_help(visit, cast)
    await browser.send_form("/me/helpers/act", id=mandate.id)
    actor = await acting(cast)
    assert (actor.id, actor.by_id, actor.roles) == (mandate.principal_id, mandate.helper_id, ())
    for body in ("支持，楼上老人多。", "最好周末装。"):
        assert (await browser.send_form(f"/hall/{cast.matter.number}/replies", body=body)).status_code == 303
    assert [post.helper_id for post in await Post.all()] == [mandate.helper_id] * 2
    assert "代办" in (await visit("zhou_shifu").get(f"/hall/{cast.matter.number}")).text
    told = await Notice.filter(person_id=mandate.principal_id, kind="done_for")
    assert [each.facts for each in told] == [{"name": "唐老师", "what": "说了两句"}] * 2
    kept = await AuditRecord.filter(event="Replied")
    assert {(each.actor_id, each.by_id) for each in kept} == {(mandate.principal_id, mandate.helper_id)}
    assert "唐老师替您说了两句" in (await visit("chen_xiuying").get("/inbox")).text


async def test_the_chain_holds_with_helpers_and_without_and_shows_a_removed_one(visit, cast, hands):
    await hall.second_matter(await cast.actor("zhou_shifu"), cast.matter.id)
    await chain.chain()
    plain = await AuditRecord.filter(by_id=None).order_by("sequence").first()
    browser, mandate = await lets_help(visit, cast)
    await browser.send_form("/me/helpers/act", id=mandate.id)
    await browser.send_form(f"/hall/{cast.matter.number}/replies", body="支持。")
    await chain.chain()
    assert await chain.verify() is None
    marked = await AuditRecord.filter(by_id__isnull=False).order_by("sequence").first()
    await AuditRecord.filter(id=marked.id).update(by_id=None)
    assert await chain.verify() == marked.sequence
    assert plain.sequence < marked.sequence


async def test_a_helper_casts_no_ballot_and_changes_nothing_of_the_account(visit, cast, hands):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    browser, mandate = await lets_help(visit, cast)
    await browser.send_form("/me/helpers/act", id=mandate.id)
    right = f"owner:{cast.owners[1].id}"
    vote = await browser.send_form(f"/motions/{cast.motion.id}/ballot", right=right, choice="yes")
    assert vote.status_code == 403 and "只能他本人办" in (await browser.get(f"/motions/{cast.motion.id}/ballot")).text
    assert "票等" not in (await browser.get("/")).text
    for path in ("/me/addresses", "/me/devices", "/me/second-factor", "/me/helpers", "/me/family", "/me/prove"):
        assert (await browser.get(path)).status_code == 403, path
    for path in ("/me/addresses", "/me/helpers", "/me/home/move-out", "/me/end-session", "/me/helpers/end"):
        assert (await browser.send_form(path, id=mandate.id, home=cast.homes[1].id)).status_code == 403, path


async def test_a_helper_sees_no_link_that_thanks_them_and_no_membership(visit, cast, hands):
    """罗党员, who claimed her need and reported in, also acts for her: the thanks stay hers, his report stays his."""
    her = cast.people["chen_xiuying"]
    for kind in ("help_done", "recovery_issued", "replied"):
        facts = {"name": "罗", "title": "提米上楼"}
        await Notice.create(person=her, kind=kind, facts=facts, href=f"/secret-of-{kind}", at=hands.at)
    browser, mandate = await lets_help(visit, cast, "luo_member")
    await browser.send_form("/me/helpers/act", id=mandate.id)
    page = (await browser.get("/inbox")).text
    assert "/secret-of-replied" in page and "/secret-of-help_done" not in page and "/secret-of-recovery" not in page
    home = (await browser.get("/")).text
    assert "/thanks/" not in home and "/reporting" not in home
    for path in ("/record", "/record.xlsx", "/reporting"):
        assert (await browser.get(path)).status_code == 403, path
    assert (await browser.send_form("/inbox/read")).status_code == 403  # she shall find what was done unread
    assert (await browser.send_form(f"/shifts/{cast.shift.id}/start", code="000000")).status_code == 403


async def test_the_principal_ends_it_in_one_tap_and_it_holds_at_once(visit, cast, hands):
    browser, mandate = await lets_help(visit, cast)
    await browser.send_form("/me/helpers/act", id=mandate.id)
    hers = visit("chen_xiuying")
    assert "唐老师" in (await hers.get("/me/helpers")).text
    assert (await hers.send_form("/me/helpers/end", id=mandate.id)).status_code == 303
    assert await name_on(browser) == "唐老师"
    assert (await browser.send_form("/me/helpers/act", id=mandate.id)).status_code == 404
    assert await Notice.exists(person=cast.people["tang_laoshi"], kind="mandate_over")


async def test_it_ends_by_itself_and_is_nobody_elses_to_use_or_to_end(visit, cast, hands):
    browser, mandate = await lets_help(visit, cast, months=1)
    for stranger in ("zhou_shifu", "wang_degui", "chen_guifang"):
        assert (await visit(stranger).send_form("/me/helpers/act", id=mandate.id)).status_code == 404
        assert (await visit(stranger).send_form("/me/helpers/end", id=mandate.id)).status_code == 404
    await browser.send_form("/me/helpers/act", id=mandate.id)
    hands.go(days=31)
    assert await name_on(browser) == "唐老师"


async def test_a_helper_is_no_helpers_helper(visit, cast, hands):
    """周师傅 helps 唐老师, who helps 陈秀英: from 唐老师's place there is no way on to her."""
    _browser, hers = await lets_help(visit, cast)
    second = visit("zhou_shifu")
    his = "tang_laoshi@demo.invalid"
    await second.send_form("/me/helpers", address=his, months=6)
    await second.send_form("/me/helpers/begin", address=his, code=await code_of(his), months=6)
    mandate = await Mandate.get(helper=cast.people["zhou_shifu"])
    await second.send_form("/me/helpers/act", id=mandate.id)
    assert await name_on(second) == "唐老师"
    assert (await second.send_form("/me/helpers/act", id=hers.id)).status_code == 404
    assert (await second.send_form("/me/helpers", address=HERS, months=6)).status_code == 403


async def test_before_a_witness_in_office_whose_name_is_kept(visit, cast, hands):
    head = visit("wang_degui")
    page = await head.get(f"/helpers/witness?building={cast.building.id}")
    assert "102" in page.text
    said = {"home_id": cast.homes[1].id, "name": "陈秀英", "address": "tang_laoshi@demo.invalid", "months": 3}
    assert (await head.send_form("/helpers/witness", **said)).status_code == 303
    mandate = await Mandate.get()
    assert (mandate.way, mandate.witness_id, mandate.witness_name) == (
        "witness", cast.people["wang_degui"].id, "王德贵",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("zhou_mingqiang", {}),  # heads another building
        ("wang_degui", {"name": "陈秀"}),  # another name
        ("wang_degui", {"address": "wang_degui@demo.invalid"}),  # the witness himself
        ("wang_degui", {"address": "chen_xiuying@demo.invalid"}),  # for oneself
        ("wang_degui", {"address": "nobody@demo.invalid"}),
        ("wang_degui", {"months": 13}),
        ("wang_degui", {"home_id": 999999}),
    ],
)
async def test_a_witness_is_a_third_person_who_knows_them(visit, cast, hands, who, changed):
    said = {"home_id": cast.homes[1].id, "name": "陈秀英", "address": "tang_laoshi@demo.invalid", "months": 3}
    assert (await visit(who).send_form("/helpers/witness", **(said | changed))).status_code == 422
    assert not await Mandate.exists()


# 找回


async def slip_for(visit, old: str = HERS) -> str:
    answer = await visit("chen_guifang").send_form("/recoveries", address=old, how="认识多年，核对了底册")
    assert answer.status_code == 200, answer.text
    return "".join(re.search(r"spoken--8\">(\d{4}) (\d{4})<", answer.text).groups())


async def the_day_is_over() -> None:
    once.set(None)  # the schedule runs under no request's key
    await recovering.finish_recoveries(STRANGER)


async def use(browser, slip: str, new: str = PHONE):
    asked_for = await browser.send_form("/sign-in/recover", slip=slip, address=new)
    if asked_for.status_code != 200:
        return asked_for
    return await browser.send_form("/sign-in/recover/code", slip=slip, address=new, code=await code_of(new))


async def test_seen_by_the_community_a_day_later_the_new_number_opens_the_account(visit, cast, hands):
    browser = visit(None)
    slip = await slip_for(visit)
    assert (await use(browser, slip)).status_code == 303
    hands.go(hours=23)
    await the_day_is_over()
    assert (await visit("chen_xiuying").get("/me")).status_code == 200
    hands.go(hours=1)
    await the_day_is_over()
    await the_day_is_over()
    assert (await visit("chen_xiuying").get("/me")).status_code == 403  # signed out everywhere
    assert await Contact.filter(person=cast.people["chen_xiuying"]).count() == 1
    new = visit(None)
    await signed_in(new, PHONE)
    assert await name_on(new) == "陈秀英"
    assert await Look.exists(person=cast.people["chen_xiuying"], what="recovery")
    events = [each.event for each in await AuditRecord.filter(event__startswith="Recovery").order_by("id")]
    assert events == ["RecoveryIssued", "RecoveryUsed", "RecoveryDone"]


async def test_both_old_addresses_are_told_and_one_tap_stops_it(visit, cast, hands):
    await add_contact(cast.people["chen_xiuying"].id, "sms", "12000000009")
    slip = await slip_for(visit)
    secret = settings.current().secret
    warned = {sealing.unseal(secret, each.address) for each in await Letter.filter(lane="mail")}
    assert warned == {HERS, "12000000009"}
    await use(visit(None), slip)
    link = (await Notice.get(kind="recovery_issued")).href
    page = await visit(None).get(link)
    assert "不是我，拦下" in page.text and not (await Recovery.get()).stopped_at  # opening changes nothing
    assert (await visit(None).send_form(f"{link}/stop")).status_code == 303
    hands.go(hours=25)
    await the_day_is_over()
    assert (await visit("chen_xiuying").get("/me")).status_code == 200
    assert await Contact.filter(person=cast.people["chen_xiuying"]).count() == 2


async def test_a_slip_lives_a_quarter_of_an_hour_and_serves_once(visit, cast, hands):
    slip = await slip_for(visit)
    wrong = await use(visit(None), other(slip[:6]) + slip[6:])
    assert wrong.status_code == 422 and "纸条上的码不对" in wrong.text
    assert (await use(visit(None), slip)).status_code == 303
    again = await use(visit(None), slip, "12000000002")
    assert again.status_code == 422
    hands.go(minutes=2)
    late = await slip_for(visit, "tang_laoshi@demo.invalid")
    hands.go(minutes=16)
    assert (await use(visit(None), late, "12000000003")).status_code == 422


async def test_one_slip_in_two_hands_at_once_serves_one(app, cast, hands):
    code = recovering.new_slip("seed")
    await recovering.issue_slip(await cast.actor("chen_guifang"), recovering.Slip(HERS, "认识", code))
    for n in (1, 2):
        await recovering.ask_to_recover(STRANGER, code, f"1200000000{n}", f"b{n}")
    codes = [await code_of(f"1200000000{n}") for n in (1, 2)]
    uses = (recovering.use_slip(STRANGER, code, Typed(f"1200000000{n}", codes[n - 1], f"b{n}")) for n in (1, 2))
    answers = await asyncio.gather(*uses, return_exceptions=True)
    assert sorted(type(each).__name__ for each in answers) == ["NoneType", "UnknownSlip"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("wang_degui", 403), ("liu_xiaomin", 403), ("gu_unproved", 403), ("xu_security", 403), ("chen_guifang", 200)],
)
async def test_only_the_community_with_its_second_factor_gives_slips(visit, cast, hands, who, status):
    answer = await visit(who).send_form("/recoveries", address=HERS, how="认识多年")
    assert answer.status_code == status
    assert await Recovery.exists() is (status == 200)


async def test_an_account_of_elsewhere_or_of_nobody_is_refused_alike(visit, cast, hands):
    desk = visit("chen_guifang")
    for old in ("he_stranger@demo.invalid", "nobody@demo.invalid"):  # lives nowhere, and is not there
        answer = await desk.send_form("/recoveries", address=old, how="认识多年")
        assert answer.status_code == 422 and "没有用这个号码的住户" in answer.text
    assert await Session.filter(ended_at=None).count() == len(cast.people)
