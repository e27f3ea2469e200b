"""委托, as the principal and the holder find it."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal import settings
from portal.kit import sealing
from portal.kit.errors import Missing
from portal.kit.shapes import number_in
from portal.meetings.models import Motion, Proxy
from portal.policy import Actor


@dataclass(frozen=True)
class Proxies:
    """The one given by whoever asks, and those they hold, at one meeting."""

    given: Proxy | None
    held: Sequence[Proxy]


async def proxies_of(actor: Actor, meeting_id: int) -> Proxies:
    found = Proxy.filter(meeting_id=meeting_id, revoked_at=None).select_related("principal", "holder")
    held = await found.filter(holder_id=actor.id).order_by("id")
    return Proxies(await found.filter(principal_id=actor.id).first(), held)


async def proxy_for(_actor: Actor, proxy_id: int) -> Proxy:
    proxy = await Proxy.filter(id=proxy_id).select_related("meeting__area", "principal", "holder").first()
    if proxy is None:
        raise Missing()
    return proxy


def proxy_token(proxy_id: int) -> str:
    """The end of the link that the principal hands over: signed, so that nobody tries numbers."""
    return f"{proxy_id}-{sealing.fingerprint(settings.current().secret, 'proxy', str(proxy_id))[:32]}"


async def proxy_offered(actor: Actor, token: str) -> Proxy:
    """Raises Missing where the link is not one of ours, or was taken back."""
    number = number_in(token.partition("-")[0])
    if number is None or not sealing.same(token, proxy_token(number)):
        raise Missing()
    proxy = await proxy_for(actor, number)
    if proxy.revoked_at is not None:
        raise Missing()
    return proxy


async def motions_to_instruct(meeting_id: int) -> list[Motion]:
    return await Motion.filter(meeting_id=meeting_id).exclude(stage="called_off").order_by("item__position", "id")
