"""What is wrong, too long, too late, twice, or somebody else's gets a clear sentence; nothing is lost and nothing breaks."""

import re

import pytest
import websockets

from portal.accounts.models import Residency, SignInCode
from portal.channels.models import Letter
from portal.hall.models import Matter, Post
from portal.kit import sealing
from portal.ledger.models import Confirmation
from portal.meetings.actions import running
from portal.meetings.models import Ballot, Right
from portal.notices.models import Notice
from portal.policy import STRANGER
from portal.settings import current


async def opened(cast) -> Right:
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    return (await Right.filter(motion_id=cast.motion.id, holders__holder=f"owner:{cast.owners[1].id}"))[0]


def paper(right: Right, choice: str = "agree", key: str = "a-key-of-a-phone-01") -> dict:
    return {"right": right.id, "choice": choice, "key": key}


JSON = {"accept": "application/json"}


async def test_an_unknown_motion_a_closed_one_and_one_not_open_yet(visit, cast, hands):
    chen = visit("chen_xiuying")
    assert (await chen.post("/motions/999/ballot", data={})).status_code == 404
    right = await opened(cast)
    hands.go(minutes=51)
    late = await chen.post(f"/motions/{cast.motion.id}/ballot", data=paper(right), headers=JSON)
    assert (late.status_code, late.json()["refused"]) == (409, "表决已结束，这一票没有计入。可以看结果、提疑问。")
    assert not await Ballot.exists()


@pytest.mark.parametrize(
    "who", ["li_tenant", "zhou_mingqiang", "he_stranger", "sun_moved", "wu_retired", "chen_guifang"]
)
async def test_who_holds_no_right_casts_no_ballot(visit, cast, who):
    right = await opened(cast)
    answer = await visit(who).post(f"/motions/{cast.motion.id}/ballot", data=paper(right), headers=JSON)
    assert answer.status_code == 403
    assert not await Ballot.exists()


async def test_an_owner_cannot_cast_a_neighbours_ballot(visit, cast):
    right = await opened(cast)
    answer = await visit("tang_laoshi").post(f"/motions/{cast.motion.id}/ballot", data=paper(right), headers=JSON)
    assert (answer.status_code, answer.json()["refused"]) == (403, "这一票不在您名下，没有计入。")


async def test_the_same_key_twice_is_one_ballot_and_with_another_choice_is_refused(visit, cast):
    right, chen = await opened(cast), visit("chen_xiuying")
    path = f"/motions/{cast.motion.id}/ballot"
    first = await chen.post(path, data=paper(right), headers=JSON)
    again = await chen.post(path, data=paper(right), headers=JSON)
    assert first.json() == again.json()
    other = await chen.post(path, data=paper(right, "oppose"), headers=JSON)
    assert other.status_code == 422
    assert await Ballot.all().count() == 1


@pytest.mark.parametrize("wrong", [{}, {"right": "x"}, {"choice": "maybe"}, {"key": "short"}, {"right": "9" * 40}])
async def test_a_malformed_ballot_gets_a_sentence(visit, cast, wrong):
    right = await opened(cast)
    data = {} if not wrong else {**paper(right), **wrong}
    answer = await visit("chen_xiuying").post(f"/motions/{cast.motion.id}/ballot", data=data, headers=JSON)
    assert answer.status_code in (400, 403, 422)
    assert answer.json()["refused"].endswith("。")


async def test_an_empty_or_endless_reply_is_shown_again_with_what_was_typed(visit, cast):
    chen = visit("chen_xiuying")
    empty = await chen.send_form(f"/hall/{cast.matter.number}/replies", body="", stance="support")
    assert (empty.status_code, "这一项还没填。" in empty.text) == (422, True)
    long = await chen.send_form(f"/hall/{cast.matter.number}/replies", body="长" * 501)
    assert (long.status_code, "写了 501 个字，最多 500 个" in long.text, "长" * 400 in long.text) == (422, True, True)
    assert not await Post.exists()


async def test_a_megabyte_in_a_field_and_a_body_beyond_all_bounds(visit, cast):
    chen = visit("chen_xiuying")
    big = await chen.send_form(f"/hall/{cast.matter.number}/replies", body="a" * 1_000_000)
    huge = await chen.send_form(f"/hall/{cast.matter.number}/replies", body="a" * 3_000_000)
    assert (big.status_code, huge.status_code) == (422, 413)
    assert "写了 1000000 个字" in big.text and "内容太大了" in huge.text


async def test_a_phone_number_in_public_words_is_held_back(visit, cast):
    answer = await visit("chen_xiuying").send_form(
        f"/hall/{cast.matter.number}/replies", body="打我电话 138 0013 8000 嘛"
    )
    assert (answer.status_code, "像是有电话" in answer.text, "138 0013 8000" in answer.text) == (422, True, True)


async def test_a_form_without_its_key_or_with_a_used_one(visit, cast):
    chen = visit("chen_xiuying")
    path = f"/hall/{cast.matter.number}/replies"
    assert (await chen.post(path, data={"body": "你好呀"})).status_code == 400
    for _ in range(2):
        assert (await chen.send_form(path, key="k" * 20, body="你好呀")).status_code == 303
    assert (await chen.send_form(path, key="k" * 20, body="别的话")).status_code == 422
    assert await Post.all().count() == 1


async def test_a_post_from_another_site_and_an_unknown_host_are_refused(visit, cast):
    chen = visit("chen_xiuying")
    for headers in ({"origin": "http://evil.test"}, {"origin": "null"}, {"origin": "", "sec-fetch-site": "cross-site"}):
        answer = await chen.post(f"/hall/{cast.matter.number}/second", data={"_key": "k" * 20}, headers=headers)
        assert (answer.status_code, "没有执行" in answer.text) == (403, True)
    assert (await chen.get("/", headers={"host": "evil.test"})).status_code == 400
    page = await chen.get("/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"


async def test_a_socket_is_refused_to_strangers_and_other_sites(server, cast):
    url = f"ws://{server}/meetings/{cast.meeting.id}/live"

    async def status(origin: str, who: str | None) -> int:
        headers = {"Cookie": f"portal_session={cast.token(who)}"} if who else {}
        try:
            async with websockets.connect(url, origin=origin, additional_headers=headers, proxy=None):
                return 101
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    ours = f"http://{server}"
    assert await status(ours, "chen_xiuying") == 101
    assert await status("http://evil.test", "chen_xiuying") == 403
    assert [await status(ours, who) for who in (None, "he_stranger", "sun_moved", "wu_retired")] == [403] * 4


async def ask_for_code(browser, address: str) -> str:
    await browser.send_form("/sign-in", address=address)
    letter = await Letter.all().order_by("-id").first()
    return re.search(r"\d{6}", sealing.unseal(current().secret, letter.body))[0]


async def test_a_code_signs_in_once_in_the_browser_that_asked_for_it(visit, cast):
    browser, thief = visit(None), visit(None)
    code = await ask_for_code(browser, "chen_xiuying@DEMO.invalid")
    stolen = await thief.send_form("/sign-in/code", address="chen_xiuying@demo.invalid", code=code)
    assert stolen.status_code == 422
    good = await browser.send_form("/sign-in/code", address="chen_xiuying@demo.invalid", code=code, next="//evil.test")
    assert (good.status_code, good.headers["location"]) == (303, "/")
    assert "陈秀英" in (await browser.get("/me")).text
    again = visit(None)
    again.cookies.update({"portal_browser": browser.cookies["portal_browser"]})
    assert (await again.send_form("/sign-in/code", address="chen_xiuying@demo.invalid", code=code)).status_code == 422


async def test_five_wrong_codes_spend_it(visit, cast):
    browser = visit(None)
    code = await ask_for_code(browser, "120 0000 0001")
    wrong = f"{(int(code) + 1) % 1000000:06}"
    answers = [await browser.send_form("/sign-in/code", address="12000000001", code=wrong) for _ in range(5)]
    assert "还可以试 4 次" in answers[0].text
    spent = await browser.send_form("/sign-in/code", address="12000000001", code=code)
    assert (spent.status_code, "错了五次" in spent.text) == (422, True)


async def test_a_code_of_another_purpose_and_an_old_one_do_not_sign_in(visit, cast, hands):
    browser = visit(None)
    code = await ask_for_code(browser, "12000000001")
    await SignInCode.all().update(purpose="add_contact")
    assert (await browser.send_form("/sign-in/code", address="12000000001", code=code)).status_code == 422
    await SignInCode.all().update(purpose="sign_in")
    hands.go(minutes=11)
    assert (await browser.send_form("/sign-in/code", address="12000000001", code=code)).status_code == 422
    short = await browser.send_form("/sign-in", address="1380000")
    assert "要 11 位，现在是 7 位" in short.text


async def test_nobody_steps_into_anybody_where_it_is_no_demo(visit, cast):
    answer = await visit(None).send_form("/demo/step-into", person=cast.people["chen_guifang"].id)
    assert answer.status_code == 404
    assert (await visit(None).get("/demo/mailbox")).status_code == 404


async def test_a_residency_that_ended_ends_in_the_next_request(visit, cast, hands):
    li = visit("li_tenant")
    path = f"/meetings/{cast.meeting.id}/room"
    assert (await li.get(path)).status_code == 200
    hands.go(minutes=1)
    await Residency.filter(person=cast.people["li_tenant"]).update(until=hands())
    hands.go(minutes=1)
    assert (await li.get(path)).status_code == 403


async def test_calling_a_meeting_tells_everybody_invited_by_notice_and_letter(visit, cast):
    wang = visit("wang_degui")
    typed = {
        "area_id": cast.stairwell.id, "form": "baba", "title": "扶手坝坝会", "place": "1栋前坝子", "starts_at": "2026-11-25T19:30",
        "closes_at": "2026-11-28T20:30", "matter": cast.matter.number, "wording": "是否同意装扶手？", "rule": "households",
    }  # fmt: skip
    late = await wang.send_form("/meetings/call", **typed | {"closes_at": "2026-11-25T19:00"})
    assert (late.status_code, "截止要晚于开会时间" in late.text, "扶手坝坝会" in late.text) == (422, True, True)
    not_his = await wang.send_form("/meetings/call", **typed | {"form": "owners_assembly"})
    assert (not_his.status_code, "不归您召集" in not_his.text) == (422, True)
    assert (await wang.send_form("/meetings/call", **typed)).status_code == 303
    told = {notice.person_id for notice in await Notice.filter(kind="meeting_called")}
    assert cast.people["li_tenant"].id in told and cast.people["he_stranger"].id not in told
    assert await Letter.filter(channel="email").count() == len(told)
    assert (await Matter.get(id=cast.matter.id)).stage == "decide"


async def test_a_vote_without_its_days_of_notice_does_not_open(visit, cast, hands):
    wang = visit("wang_degui")
    await wang.send_form(
        "/meetings/call", area_id=cast.stairwell.id, form="baba", title="新会", place="坝子", starts_at="2026-11-25T19:30",
        closes_at="2026-11-30T20:30", wording="是否同意装灯？", rule="households",
    )  # fmt: skip
    answer = await wang.send_form(f"/motions/{cast.motion.id + 1}/open")
    assert (answer.status_code, "最早 11月28日" in answer.text) == (409, True)
    hands.go(days=4)
    assert (await wang.send_form(f"/motions/{cast.motion.id + 1}/open")).status_code == 303
    assert (await wang.send_form(f"/motions/{cast.motion.id + 1}/open")).status_code == 409


async def test_one_reminder_and_only_to_those_who_have_not_voted(visit, cast):
    right, wang = await opened(cast), visit("wang_degui")
    await visit("chen_xiuying").post(f"/motions/{cast.motion.id}/ballot", data=paper(right))
    assert (await wang.send_form(f"/motions/{cast.motion.id}/remind")).status_code == 303
    told = {notice.person_id for notice in await Notice.filter(kind="reminder")}
    assert cast.people["chen_xiuying"].id not in told and cast.people["tang_laoshi"].id in told
    assert (await wang.send_form(f"/motions/{cast.motion.id}/remind")).status_code == 409


async def test_nobody_learns_the_split_before_the_close(visit, cast, hands):
    """Two houses that differ only in how was voted look alike to everybody, byte for byte."""
    right, chen = await opened(cast), visit("chen_xiuying")
    paths = [
        f"/meetings/{cast.meeting.id}{end}"
        for end in ("", "/room", "/room/part", "/state", "/console", "/console/part", "/desk")
    ]

    async def seen() -> list[str]:
        texts = []
        for who in ("wang_degui", "tang_laoshi", "chen_guifang"):
            for path in paths:
                text = (await visit(who).get(path)).text
                texts.append(re.sub(r'name="_key" value="[^"]+"|[A-Z2-9]{4}-[A-Z2-9]{4}|编号：[0-9a-f]{8}', "", text))
        return texts

    await chen.post(f"/motions/{cast.motion.id}/ballot", data=paper(right, "agree", "a-key-of-a-phone-01"))
    agreed = await seen()
    await chen.post(f"/motions/{cast.motion.id}/ballot", data=paper(right, "oppose", "a-key-of-a-phone-02"))
    assert await seen() == agreed
    early = await visit(None).get(f"/motions/{cast.motion.id}/result")
    assert early.status_code == 303
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    assert "没有结果" in (await visit(None).get(f"/motions/{cast.motion.id}/result")).text


async def test_a_promise_in_the_past_and_an_answer_twice(visit, cast):
    staff = visit("chen_guifang")
    path = f"/matters/{cast.matter.number}/promise"
    past = await staff.send_form(path, what="装扶手一根", owner="罗工", due_on="2020-01-01")
    assert (past.status_code, "不能早于今天" in past.text) == (422, True)
    assert (await staff.send_form(path, what="装扶手一根", owner="罗工", due_on="2026-12-01")).status_code == 303
    await visit("chen_xiuying").send_form(f"/hall/{cast.matter.number}/second")
    early = await visit("chen_xiuying").send_form("/promises/1/confirm", answer="yes")
    assert early.status_code == 409
    await staff.send_form("/promises/1/done", evidence="装好了")
    chen = visit("chen_xiuying")
    assert (await chen.send_form("/promises/1/confirm", answer="yes")).status_code == 303
    assert (await chen.send_form("/promises/1/confirm", answer="not_yet")).status_code == 409
    assert (await visit("zhou_shifu").send_form("/promises/1/confirm", answer="yes")).status_code == 403
    assert await Confirmation.all().count() == 1


async def test_a_reader_who_has_the_thread_is_not_sent_it_again_until_somebody_speaks(visit, cast):
    stranger, path = visit(None), f"/hall/{cast.matter.number}"
    first = await stranger.get(path)
    mark = {"if-none-match": first.headers["etag"]}
    assert (await stranger.get(path, headers=mark)).status_code == 304
    await visit("chen_xiuying").send_form(f"{path}/replies", body="我有话说")
    again = await stranger.get(path, headers=mark)
    assert (again.status_code, "我有话说" in again.text) == (200, True)
