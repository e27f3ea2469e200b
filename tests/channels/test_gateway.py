"""The short-message gateway on a bad day: busy, refusing, slow, talking nonsense. Nothing is lost, nothing sent twice."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from portal import settings
from portal.channels import outbox
from portal.channels.models import Letter
from portal.channels.sms import Sms
from portal.policy import STRANGER
from portal.unit_of_work import action

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
BUSY = b"HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n"
NO_SUCH = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"
DOWN = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"
ELSEWHERE = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"
NONSENSE = b"\x00\xff\x00 this is no HTTP\r\n\r\n"
SILENCE = b""


@asynccontextmanager
async def gateway(*answers: bytes):
    """A server that answers each request as it is told; `SILENCE` says nothing and keeps the line open."""
    asked, left, lines = [], list(answers), []

    async def answer(reader, writer):
        lines.append(writer)
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        said = left.pop(0)
        if said != SILENCE:
            writer.write(said)
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    here = replace(settings.current(), sms_url=f"http://127.0.0.1:{port}/", sms_token="t")
    try:
        yield {"sms": Sms(here, patience=0.3)}, asked
    finally:
        for line in lines:
            line.close()
        server.close()


@action
async def text(_actor, n: int = 1) -> None:
    await outbox.write(
        lane=outbox.MAIL, channel="sms", address="12000000001", subject="", body="坝坝会", dedupe=f"s{n}"
    )


async def state() -> tuple[str, int]:
    letter = await Letter.get(dedupe="s1")
    return letter.state, letter.tries


@pytest.mark.parametrize(
    "trouble", [BUSY, DOWN, NONSENSE, SILENCE, ELSEWHERE], ids=["429", "503", "nonsense", "silence", "302"]
)
async def test_trouble_that_passes_is_tried_again_with_the_same_key(database, hands, trouble):
    await text(STRANGER)
    async with gateway(trouble, OK) as (ways, asked):
        await outbox.deliver(ways)
        assert await state() == ("new", 1)
        await outbox.deliver(ways)  # not at once
        assert len(asked) == 1
        hands.go(minutes=2)
        await outbox.deliver(ways)
    assert await state() == ("sent", 2)
    keys = [line for said in asked for line in said.split(b"\r\n") if line.lower().startswith(b"idempotency-key")]
    assert len(keys) == 2 and keys[0] == keys[1]


async def test_a_number_that_is_never_taken_is_given_up_at_once(database, hands):
    await text(STRANGER)
    async with gateway(NO_SUCH) as (ways, _asked):
        await outbox.deliver(ways)
    assert await state() == ("dead", 1)


async def test_a_gateway_that_stays_away_is_given_up_after_hours_and_not_before(database, hands):
    await text(STRANGER)
    async with gateway(*[DOWN] * 6) as (ways, asked):
        for _ in range(6):
            await outbox.deliver(ways)
            hands.go(hours=16)
    assert (await state(), len(asked)) == (("dead", 6), 6)


async def test_an_address_of_the_gateway_that_is_none_loses_no_letter(database, hands):
    await text(STRANGER)
    await outbox.deliver({"sms": Sms(replace(settings.current(), sms_url="http://[broken"))})
    assert await state() == ("new", 1)


async def test_one_letter_that_breaks_the_channel_does_not_keep_the_others(database, hands):
    class Broken:
        def __init__(self) -> None:
            self.carried = 0

        async def carry(self, letter) -> None:
            self.carried += 1
            if self.carried == 1:
                raise KeyError("what nobody thought of")

    await text(STRANGER, 1)
    await text(STRANGER, 2)
    await outbox.deliver({"sms": Broken()})
    assert sorted([each.state for each in await Letter.all()]) == ["new", "sent"]
