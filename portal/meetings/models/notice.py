"""What was posted about a meeting, word for word, each time that it changed."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting


class PostedNotice(Model):
    """One edition of a meeting's notice (公告). `said` is all of it, and `hash` proves that it stood so.

    `kind`: called, changed, agenda, extended or cancelled. Append-only: an edition is never altered, the next one follows it.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="notices", on_delete=fields.RESTRICT
    )
    edition = fields.IntField()
    kind = fields.CharField(12)
    why = fields.CharField(200, default="")
    said = fields.JSONField[dict[str, object]]()
    hash = fields.CharField(64)
    posted_at = UtcDatetimeField()
    meeting_id: int

    class Meta:
        table = "posted_notice"
        unique_together = (("meeting", "edition"),)
