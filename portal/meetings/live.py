"""The meeting room, live. The socket carries state out; ballots come in by post."""

import json

from starlette.websockets import WebSocket

from portal.meetings import queries
from portal.meetings.models import Meeting


async def live_room(socket: WebSocket, meeting: queries.Followed) -> None:
    await _attend(socket, meeting.id)


async def live_display(socket: WebSocket, meeting: Meeting) -> None:
    """The screen in the hall hears the same."""
    await _attend(socket, meeting.id)


async def _attend(socket: WebSocket, meeting_id: int) -> None:
    async def look() -> str:
        return json.dumps(await queries.tick_of(meeting_id), separators=(",", ":"))

    socket.app.state.rooms.must_have_room()
    await socket.accept()
    await socket.app.state.rooms.attend(socket, f"meeting:{meeting_id}", look)
