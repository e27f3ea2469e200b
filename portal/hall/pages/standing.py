"""A matter that is held or was put away: what its page says of that."""

from typing import Any

from portal.hall.models import Matter
from portal.hall.queries.moderation import standing_of
from portal.hall.queries.there import There
from portal.hall.rules.lifecycle import Shown
from portal.hall.rules.moderation import REASONS
from portal.policy import Actor
from portal.web.templates import F_

HELD = F_("收到了。社区看过就发出来，最晚下一个工作日。")


async def standing(_actor: Actor, matter: Matter, _there: There) -> dict[str, Any]:
    look = await standing_of("matter", matter.id) if matter.shown != Shown.SHOWN else None
    return {"look": look, "reasons": REASONS}
