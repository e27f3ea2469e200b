"""What somebody typed before it was known whether they may say it."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class KeptDraft(Model):
    """One act that waits in one browser: where it goes, and what was typed, sealed by that browser's cookie."""

    id = fields.IntField(primary_key=True)
    browser = fields.CharField(64, unique=True)
    act = fields.CharField(30)
    path = fields.CharField(200)
    back = fields.CharField(200)
    sealed = fields.TextField()
    kept_at = UtcDatetimeField(db_index=True)

    class Meta:
        table = "kept_draft"
