"""Photos and voice notes that belong to a matter, or to what a neighbour said of it.

**Where the bytes live: in the database.** Whoever was told "saved" finds it after the power went, because it was
written by the same commit as the words; several servers see it without a shared disk; a backup of the database is the
whole backup; and a transaction that fails leaves no orphan to be swept. The price is a larger database: about half a
megabyte for a photo, kept apart from the row that pages read (`attachment_file`), so that no list ever loads it. A
browser fetches each file once and keeps it.
"""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter
from portal.hall.models.posts import Post


class Attachment(Model):
    """A photo or a voice note of a matter, and of one post in it where `post` is given.

    `state` is one of `rules.media.Heard`: a photo is shown at once, a voice when the community has heard it.
    `width` and `height` are in pixels, `milliseconds` is the length of a voice, `bytes` the size of all its files and
    `sha256` of the largest. `words` is what the community heard, written down. `reason` is a code of
    `rules.media.REASONS` where it was refused.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="attachments", on_delete=fields.RESTRICT
    )
    post: fields.ForeignKeyNullableRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="attachments", null=True, on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="attachments", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(10)
    type = fields.CharField(30)
    width = fields.IntField(default=0)
    height = fields.IntField(default=0)
    milliseconds = fields.IntField(default=0)
    bytes = fields.IntField()
    sha256 = fields.CharField(64)
    state = fields.CharField(10, db_index=True)
    brought_at = UtcDatetimeField()
    heard_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="voices_heard", null=True, on_delete=fields.RESTRICT
    )
    heard_at = UtcDatetimeField(null=True)
    words = fields.TextField(default="")
    reason = fields.CharField(20, default="")
    matter_id: int
    post_id: int | None
    person_id: int
    heard_by_id: int | None

    class Meta:
        table = "attachment"
        indexes = (("matter_id", "id"),)

    @property
    def path(self) -> str:
        return self.matter.path

    @property
    def seconds(self) -> int:
        return max(1, round(self.milliseconds / 1000))


class AttachmentFile(Model):
    """The bytes of one variant of an attachment, such as small.webp."""

    id = fields.IntField(primary_key=True)
    attachment: fields.ForeignKeyRelation[Attachment] = fields.ForeignKeyField(
        "portal.Attachment", related_name="files", on_delete=fields.RESTRICT
    )
    variant = fields.CharField(12)
    type = fields.CharField(30)
    data = fields.BinaryField()
    attachment_id: int

    class Meta:
        table = "attachment_file"
        unique_together = (("attachment", "variant"),)
