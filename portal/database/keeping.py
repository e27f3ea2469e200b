"""How long the floor's own rows are kept."""

from datetime import timedelta

from portal.database.models import Deed
from portal.kit import clock


async def forget_old_deeds() -> int:
    """A request is not sent again after a week."""
    return await Deed.filter(done_at__lt=clock.now() - timedelta(days=7)).delete()
