"""Letters as short messages, through an operator's HTTP gateway: POST {to, text} as JSON."""

from portal.channels.carrier import Outgoing, Undeliverable
from portal.settings import Settings


class Sms:
    def __init__(self, settings: Settings, *, patience: float = 20) -> None:
        self._settings, self._patience = settings, patience

    async def carry(self, letter: Outgoing) -> None:
        import httpx2  # needed by one channel only, and slow to import

        headers = {"authorization": f"Bearer {self._settings.sms_token}", "idempotency-key": f"letter-{letter.id}"}
        try:
            async with httpx2.AsyncClient(timeout=self._patience, trust_env=False) as gateway:
                answer = await gateway.post(
                    self._settings.sms_url, json={"to": letter.address, "text": letter.body}, headers=headers
                )
        except (httpx2.HTTPError, httpx2.InvalidURL) as problem:
            raise Undeliverable(for_ever=False) from problem
        if answer.status_code >= 300:
            # 429 is "later"; any other 4xx says that this message will never be taken.
            raise Undeliverable(for_ever=400 <= answer.status_code < 500 and answer.status_code != 429)
