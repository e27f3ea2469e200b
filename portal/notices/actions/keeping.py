"""What of this room goes when its time is over."""

from portal.database.keeping import ago, deleting
from portal.notices.models import Notice

NOTICES = deleting(lambda: Notice.filter(at__lt=ago(days=365)), "at")
