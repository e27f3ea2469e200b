"""Limits, health, and what is written down of a request."""

import json
import logging

from portal.web import log
from portal.web.language import safe_path
from portal.web.limits import PER_PERSON


async def test_who_posts_too_often_is_asked_to_wait(visit, cast):
    chen = visit("chen_xiuying")
    answers = [await chen.send_form("/inbox/read") for _ in range(PER_PERSON.amount + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {303}
    assert (answers[-1].status_code, "点得太快了" in answers[-1].text, answers[-1].headers["retry-after"]) == (
        429,
        True,
        "5",
    )
    assert (await visit("tang_laoshi").send_form("/inbox/read")).status_code == 303


async def test_health_readiness_and_metrics(visit):
    stranger = visit(None)
    assert (await stranger.get("/healthz")).text == "ok\n"
    assert (await stranger.get("/readyz")).json() == {"database": True, "bus": True}
    figures = await stranger.get("/metrics")
    assert (figures.status_code, "portal_requests_total" in figures.text) == (200, True)


async def test_the_log_holds_routes_and_no_person(visit, cast, caplog):
    with caplog.at_level(logging.INFO, "portal.request"):
        await visit("chen_xiuying").get("/me?code=123456")
    lines = [log.AsJson().format(record) for record in caplog.records if record.name == "portal.request"]
    assert [json.loads(line)["route"] for line in lines] == ["accounts.me"]
    assert not any(word in "".join(lines) for word in ("陈", "123456", "session", "demo.invalid"))


async def test_a_page_makes_the_same_number_of_queries_however_much_is_in_it(visit, cast, caplog):
    async def queries(path: str) -> int:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "tortoise.db_client"):
            assert (await visit("tang_laoshi").get(path)).status_code == 200
        return len([r for r in caplog.records if r.name == "tortoise.db_client"])

    paths = [f"/hall/{cast.matter.number}", "/hall", "/meetings", f"/meetings/{cast.meeting.id}", "/"]
    await visit("chen_xiuying").send_form(f"/hall/{cast.matter.number}/replies", body="第一句话")  # one of each kind
    before = [await queries(path) for path in paths]
    for n in range(8):
        await visit("chen_xiuying").send_form(f"/hall/{cast.matter.number}/replies", body=f"第 {n} 句话")
        await visit("chen_xiuying").send_form(
            "/hall/raise", title=f"第 {n} 件事情", body="说清楚一点", area_id=cast.stairwell.id, category="other"
        )
    assert [await queries(path) for path in paths] == before


def test_a_way_back_stays_on_this_site():
    assert safe_path("/hall?stage=do") == "/hall?stage=do"
    for elsewhere in ("//evil", "/\\evil", "http://evil", "", "/a\nb", "/" + "x" * 300):
        assert safe_path(elsewhere) == "/"


async def test_a_phone_that_hangs_up_while_it_sends_is_no_fault(app, cast, caplog):
    """It asked for nothing yet: there is no traceback to be read by whoever looks after the server."""
    headers = {
        "host": "portal.test",
        "origin": "http://portal.test",
        "content-type": "application/x-www-form-urlencoded",
    }
    headers |= {"cookie": f"portal_session={cast.token('chen_xiuying')}"}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/hall/raise", "raw_path": b"/hall/raise", "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "server": ("portal.test", 80),
    }  # fmt: skip
    coming = iter([{"type": "http.request", "body": b"title=", "more_body": True}, {"type": "http.disconnect"}])
    answers = []

    async def receive():
        return next(coming)

    async def send(message):
        answers.append(message)

    await app(scope, receive, send)
    assert answers[0]["status"] == 400
    assert not [record for record in caplog.records if record.exc_info]
