"""Letters really leave by SMTP, once, codes first, and nothing readable stays behind."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiosmtpd.smtp import SMTP

from portal import settings
from portal.app import carriers
from portal.channels import outbox
from portal.channels.mail import Mail
from portal.channels.models import Letter
from portal.kit import clock
from portal.policy import STRANGER
from portal.unit_of_work import action


class Keeper:
    """A mail server that answers as it is told, then takes the letter."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.letters = list(answers), []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 kept"


@asynccontextmanager
async def serving(keeper: Keeper):
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(keeper, hostname="localhost"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield {
            "email": Mail(
                replace(settings.current(), smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", mail_from="a@b.c")
            )
        }
    finally:
        server.close()


@action
async def write(_actor, lane: str, n: int) -> None:
    await outbox.write(
        lane=lane,
        channel="email",
        address=f"p{n}@demo.invalid",
        subject="百言堂",
        body=f"第 {n} 封信",
        dedupe=f"{lane}:{n}",
    )


async def test_a_letter_leaves_once_in_chinese_and_codes_go_first(database, hands):
    keeper = Keeper()
    await write(STRANGER, outbox.MAIL, 1)
    await write(STRANGER, outbox.MAIL, 1)
    await write(STRANGER, outbox.CODES, 2)
    async with serving(keeper) as ways:
        await outbox.deliver(ways)
        await outbox.deliver(ways)
    assert [to for to, _ in keeper.letters] == [["p2@demo.invalid"], ["p1@demo.invalid"]]
    assert b"Message-ID: <letter-" in keeper.letters[0][1]
    assert {letter.state for letter in await Letter.all()} == {"sent"}


async def test_address_and_words_are_sealed_and_a_code_is_erased_when_sent(database, hands):
    await write(STRANGER, outbox.CODES, 1)
    await write(STRANGER, outbox.MAIL, 2)
    assert all("demo.invalid" not in letter.address and "封信" not in letter.body for letter in await Letter.all())
    async with serving(Keeper()) as ways:
        await outbox.deliver(ways)
    code = await Letter.get(lane=outbox.CODES)
    assert (code.body, code.address) == ("", "")


async def test_later_means_later_and_never_means_never(database, hands):
    keeper = Keeper("451 later", "250 ok")
    await write(STRANGER, outbox.MAIL, 1)
    async with serving(keeper) as ways:
        await outbox.deliver(ways)
        assert keeper.letters == []
        await outbox.deliver(ways)
        assert (await Letter.get()).tries == 1
        hands.go(minutes=2)
        keeper.answers.clear()
        await outbox.deliver(ways)
    assert len(keeper.letters) == 1
    async with serving(Keeper("550 nobody here")) as ways:
        await write(STRANGER, outbox.MAIL, 2)
        await outbox.deliver(ways)
    assert (await Letter.get(dedupe="mail:2")).state == "dead"


async def test_with_the_mail_server_down_nothing_is_lost(database, hands):
    await write(STRANGER, outbox.MAIL, 1)
    down = {"email": Mail(replace(settings.current(), smtp_host="127.0.0.1", smtp_port=9, smtp_tls="none"))}
    await outbox.deliver(down)
    letter = await Letter.get()
    assert (letter.state, letter.run_at > clock.now() + timedelta(seconds=59)) == ("new", True)


async def test_a_letter_leased_by_a_worker_that_died_is_taken_by_the_next(database, hands):
    await write(STRANGER, outbox.MAIL, 1)
    assert len(await outbox._claim("dead", 10)) == 1
    assert await outbox._claim("next", 10) == []
    hands.go(minutes=3)
    assert len(await outbox._claim("next", 10)) == 1


async def test_a_letter_that_another_process_holds_by_now_is_left_to_it(database, hands):
    """The mail server took longer over the first than the lease lasts: the second is the other one's."""
    keeper = Keeper()
    for n in range(2):
        await write(STRANGER, outbox.MAIL, n)
    async with serving(keeper) as ways:
        carry = ways["email"].carry

        async def slowly(letter):
            await carry(letter)
            hands.go(minutes=3)
            assert len(await outbox._claim("other", 10)) == 2 - len(keeper.letters)

        ways["email"].carry = slowly
        assert await outbox.deliver(ways) == 2
    assert [to for to, _ in keeper.letters] == [["p0@demo.invalid"]]
    left = await Letter.get(dedupe="mail:1")
    assert (left.state, left.owner, left.tries) == ("new", "other", 0)


async def test_more_than_a_handful_leaves_in_one_turn_and_each_lane_in_its_own(database, hands):
    keeper = Keeper()
    for n in range(outbox.AT_ONCE * 2 + 3):
        await write(STRANGER, outbox.MAIL, n)
    await write(STRANGER, outbox.CODES, 99)
    async with serving(keeper) as ways:
        await outbox.deliver_all(ways, outbox.CODES)
        assert [to for to, _ in keeper.letters] == [["p99@demo.invalid"]]
        await outbox.deliver_all(ways, outbox.MAIL)
    assert len(keeper.letters) == outbox.AT_ONCE * 2 + 4


async def test_a_stop_waits_for_the_letter_under_way(database, hands):
    """Whoever stops the portal in the ordinary way sends nothing a second time."""
    await write(STRANGER, outbox.MAIL, 1)
    under_way, go_on = asyncio.Event(), asyncio.Event()

    class Slow:
        async def carry(self, _letter):
            under_way.set()
            await go_on.wait()

    delivering = asyncio.create_task(outbox.deliver({"email": Slow()}))
    await under_way.wait()
    delivering.cancel()
    asyncio.get_running_loop().call_later(0.05, go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await delivering
    assert (await Letter.get()).state == "sent"


async def test_a_short_message_goes_to_the_gateway_with_its_key(database, hands):
    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    got, answers = [], [500, 200]

    async def gateway(request):
        got.append((await request.json(), request.headers["idempotency-key"], request.headers["authorization"]))
        return Response(status_code=answers.pop(0))

    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=[Route("/", gateway, methods=["POST"])]), port=0, log_config=None)
    )
    serving_it = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    ways = carriers(replace(settings.current(), sms_url=f"http://127.0.0.1:{port}/", sms_token="t"))

    @action
    async def text(_actor) -> None:
        await outbox.write(
            lane=outbox.CODES, channel="sms", address="12000000001", subject="", body="验证码 123456", dedupe="c"
        )

    await text(STRANGER)
    await outbox.deliver(ways)
    hands.go(minutes=2)
    await outbox.deliver(ways)
    server.should_exit = True
    await serving_it
    assert got[0] == got[1] == ({"to": "12000000001", "text": "验证码 123456"}, got[0][1], "Bearer t")
    assert (await Letter.get()).state == "sent"


@pytest.mark.anywhere
def test_without_a_mail_server_letters_are_only_logged():
    from portal.channels.logged import Logged

    assert all(isinstance(way, Logged) for way in carriers(settings.current()).values())
