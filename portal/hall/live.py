"""An open thread hears that somebody has spoken, and asks how many."""

from starlette.websockets import WebSocket

from portal.hall.models import Matter
from portal.hall.queries import newest_in


async def live_thread(socket: WebSocket, matter: Matter) -> None:
    async def look() -> str:
        return await newest_in(matter.id)

    socket.app.state.rooms.must_have_room()
    await socket.accept()
    await socket.app.state.rooms.attend(socket, f"matter:{matter.number}", look)
