"""Keep what somebody typed until it is known who they are: in their browser's name, for a day."""

import json

from portal import settings
from portal.accounts.models import KeptDraft
from portal.kit import clock, sealing
from portal.policy import Actor
from portal.unit_of_work import action


@action
async def keep_draft(_actor: Actor, browser: str, act: str, path: str, back: str, fields: dict[str, str]) -> None:
    """The last one replaces the one before. Only the browser it was typed in can open it."""
    sealed = sealing.seal(settings.current().secret + browser, json.dumps(fields))
    kept = {"act": act[:30], "path": path, "back": back, "kept_at": clock.now(), "sealed": sealed}
    await KeptDraft.update_or_create(defaults=kept, browser=sealing.digest(browser))


@action
async def drop_draft(_actor: Actor, browser: str) -> None:
    await KeptDraft.filter(browser=sealing.digest(browser)).delete()
