"""What waits in a browser."""

import json
from dataclasses import dataclass

from portal import settings
from portal.accounts.models import KeptDraft
from portal.accounts.rules.drafts import KEPT_FOR
from portal.kit import clock, sealing


@dataclass(frozen=True)
class Draft:
    act: str
    path: str
    back: str
    fields: dict[str, str]


async def draft_in(browser: str) -> Draft | None:
    """The draft that this browser's cookie opens, for a day."""
    if not browser:
        return None
    young = KeptDraft.filter(browser=sealing.digest(browser), kept_at__gt=clock.now() - KEPT_FOR)
    kept = await young.first()
    if kept is None:
        return None
    fields = json.loads(sealing.unseal(settings.current().secret + browser, kept.sealed))
    return Draft(kept.act, kept.path, kept.back, fields)
