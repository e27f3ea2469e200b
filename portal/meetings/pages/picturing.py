"""A photo that came with a form of a meeting, and how one is shown to the few who may see it."""

from starlette.requests import Request
from starlette.responses import Response

from portal.documents import photos
from portal.kit.errors import Missing
from portal.meetings.models import DeliveryPhoto, PaperPhoto
from portal.web.files import SEALED, chosen, looked_at


async def photo_in(request: Request) -> tuple[str, bytes] | None:
    """Its SHA-256 and the JPEG that was drawn anew; None where none was chosen. Raises TooMany, PhotoRefused."""
    pictures = chosen((await request.form()).getlist("photo"))
    if not pictures:
        return None
    photo = await looked_at(request, pictures[0], photos.MOST_BYTES, photos.drawn_anew)
    return photo.sha256, photo.files["large.jpg"].data


def shown(kept: PaperPhoto | DeliveryPhoto | None) -> Response:
    """For this reader now, and for no cache. Raises Missing."""
    if kept is None:
        raise Missing()
    return Response(kept.data, headers=SEALED | {"cache-control": "no-store"}, media_type="image/jpeg")
