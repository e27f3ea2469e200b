"""Live rooms: every phone sees the present now, after each change, and every few seconds in any case.

Bells and looks, not messages: one look for everybody, at most ten a second, framed once. There is nothing to queue,
nothing to replay and nothing to lose; a ring that went missing costs seconds, never truth.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic

from starlette.exceptions import HTTPException
from starlette.websockets import WebSocket, WebSocketDisconnect

from portal.kit.words import N_, _
from portal.live.bus import Bus
from portal.live.collecting import Collector
from portal.live.connection import PATIENCE, Phone
from portal.live.leaving import SignOuts
from portal.live.protocol import framed

Look = Callable[[], Awaitable[str]]
BREATH = 0.1  # seconds between two looks
REST = 4  # times as long as it took to tell everybody: in a room of thousands, votes come in meanwhile
AT_LEAST_EVERY = 15.0
LONGEST_FRAME = 4096
MOST_MALFORMED = 5
SPEAK_BY_POST = N_("这里只听不说。要投票、发言，请用页面上的按钮。")
_log = logging.getLogger("portal.live")


class Room:
    """Everybody who looks at one topic."""

    def __init__(self, bus: Bus, topic: str, look: Look, *, every: float) -> None:
        self.phones: set[Phone] = set()
        self._newcomers: list[Phone] = []
        self._greeting: asyncio.Task[None] | None = None
        self._bus, self._topic, self._look, self._every = bus, topic, look, every
        self._showing = asyncio.create_task(self._show())

    async def _show(self) -> None:
        with self._bus.listen(self._topic) as bell:
            rings = aiter(bell)
            ring = asyncio.ensure_future(anext(rings))
            try:
                while True:
                    await asyncio.wait([ring], timeout=self._every)
                    if ring.done():
                        ring = asyncio.ensure_future(anext(rings))
                    await asyncio.sleep(max(BREATH, REST * await self._look_once()))
            finally:
                ring.cancel()

    async def _look_once(self) -> float:
        """Returns how many seconds it took to tell everybody what was seen."""
        try:
            text = await self._look()
        except Exception:
            # A database that is away for a moment must not end the room: the next look will tell.
            _log.warning("a look failed", exc_info=True)
            return 0
        began, frame = monotonic(), framed(text)
        for phone in list(self.phones):
            phone.offer(text, frame)
        return monotonic() - began

    def greet(self, phone: Phone) -> None:
        """Show a newcomer the present. Those who come together share one look: after a restart all come at once."""
        self._newcomers.append(phone)
        if self._greeting is None or self._greeting.done():
            self._greeting = asyncio.create_task(self._greet())

    async def _greet(self) -> None:
        while self._newcomers:
            newcomers, self._newcomers = self._newcomers, []
            with suppress(Exception):
                text = await self._look()
                frame = framed(text)
                for phone in self.phones.intersection(newcomers):
                    phone.offer(text, frame)

    async def end(self) -> None:
        tasks = [task for task in (self._showing, self._greeting) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Rooms:
    """The rooms of this process: made with the first phone, ended with the last."""

    def __init__(
        self, bus: Bus, *, most_phones: int = 12_000, every: float = AT_LEAST_EVERY, patience: float = PATIENCE,
        door: SignOuts | None = None,
    ) -> None:  # fmt: skip
        self._bus, self._most_phones, self._every, self._patience = bus, most_phones, every, patience
        self._door = door
        self._rooms: dict[str, Room] = {}
        self._collector = Collector()
        self.phones = 0

    def must_have_room(self) -> None:
        """Before a socket is accepted: raises HTTPException 503 when this process holds all the phones it can."""
        if self.phones >= self._most_phones:
            raise HTTPException(503, headers={"retry-after": "10"})

    async def attend(self, socket: WebSocket, topic: str, look: Look) -> None:
        """Keep one accepted phone shown the present, until it goes."""
        room = self._rooms.get(topic)
        if room is None:
            room = self._rooms[topic] = Room(self._bus, topic, look, every=self._every)
        phone = Phone(socket, patience=self._patience)
        room.phones.add(phone)
        self.phones += 1
        self._collector.came(self.phones)
        try:
            room.greet(phone)
            if self._door is None:
                await _hear(socket)
            else:
                await self._door.until_signed_out(socket, _hear(socket), self._bus)
        finally:
            self.phones -= 1
            room.phones.discard(phone)
            self._collector.went(self.phones)
            await phone.leave()
            if not room.phones and self._rooms.get(topic) is room:
                del self._rooms[topic]
                await room.end()

    async def close(self) -> None:
        if self._door is not None:
            await self._door.close()
        rooms, self._rooms = list(self._rooms.values()), {}
        for room in rooms:
            await room.end()


async def _hear(socket: WebSocket) -> None:
    """Answer pings. Whatever else is said here is refused with a sentence; who goes on is shown out."""
    malformed = 0
    with suppress(WebSocketDisconnect, RuntimeError):
        while malformed < MOST_MALFORMED:
            message = await socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            number = _ping(message.get("text"))
            if number is not None:
                await socket.send_text(json.dumps({"pong": number}))
                continue
            malformed += 1
            await socket.send_text(json.dumps({"refused": _(SPEAK_BY_POST)}, ensure_ascii=False))
        await socket.close(1008)


def _ping(text: object) -> int | None:
    if not isinstance(text, str) or len(text) > LONGEST_FRAME:
        return None
    try:
        said = json.loads(text)
    except ValueError:
        return None
    number = said.get("ping") if isinstance(said, dict) else None
    return number if isinstance(number, int) else None
