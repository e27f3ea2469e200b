"""A channel that is not set up yet: the log says that a letter would have left, and nothing of what it says."""

import logging

from portal.channels.carrier import Outgoing

_log = logging.getLogger("portal.channels")


class Logged:
    async def carry(self, letter: Outgoing) -> None:
        _log.info("letter would have left", extra={"lane": letter.lane})
