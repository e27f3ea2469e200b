"""What was looked at before or after neighbours saw it, and who reported it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter


class Review(Model):
    """One look at what somebody said (`kind` and `thing_id`), what it came to, and the one appeal against it.

    `person` is whose words they are. `codes` are what was found in them, `complaints` how many neighbours reported them.
    `was_shown` says whether neighbours had seen them before. `due_at` is until when somebody should look or hear the
    appeal, and None while nobody waits. `slot` keeps a second look from being opened beside an undecided one. The words
    stay where they are: whatever is put away is kept (§6.6).
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="reviews", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(20)
    thing_id = fields.IntField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="reviews", on_delete=fields.RESTRICT
    )
    origin = fields.CharField(10)
    codes = fields.CharField(120, default="")
    complaints = fields.IntField(default=0)
    was_shown = fields.BooleanField()
    opened_at = UtcDatetimeField()
    due_at = UtcDatetimeField(null=True, db_index=True)
    slot = fields.CharField(40, null=True, unique=True)
    outcome = fields.CharField(10, default="")
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="reviewed", null=True, on_delete=fields.RESTRICT
    )
    decided_at = UtcDatetimeField(null=True)
    reason_code = fields.CharField(30, default="")
    reason = fields.TextField(default="")
    appeal = fields.TextField(default="")
    appealed_at = UtcDatetimeField(null=True)
    heard_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="heard", null=True, on_delete=fields.RESTRICT
    )
    heard_at = UtcDatetimeField(null=True)
    hearing = fields.TextField(default="")
    restored_at = UtcDatetimeField(null=True)
    matter_id: int
    person_id: int
    decided_by_id: int | None
    heard_by_id: int | None

    class Meta:
        table = "review"
        indexes = (("kind", "thing_id"), ("opened_at",), ("decided_at",), ("restored_at",))

    @property
    def path(self) -> str:
        return self.matter.area.path

    @property
    def last_day(self) -> datetime | None:
        """A moment of the last day on which somebody may look: `due_at` is the midnight that ends it."""
        return self.due_at - timedelta(seconds=1) if self.due_at is not None else None

    @property
    def found(self) -> list[str]:
        return [code for code in self.codes.split(",") if code]


class Complaint(Model):
    """举报: one person says, once, that something should not stand there. Who it was is told to nobody but staff.

    `thing` is the kind and the number of what was reported: post:12.
    """

    id = fields.IntField(primary_key=True)
    review: fields.ForeignKeyRelation[Review] = fields.ForeignKeyField(
        "portal.Review", related_name="complained", on_delete=fields.RESTRICT
    )
    thing = fields.CharField(40)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="complaints", on_delete=fields.RESTRICT
    )
    reason_code = fields.CharField(30)
    words = fields.TextField(default="")
    at = UtcDatetimeField(db_index=True)
    review_id: int
    person_id: int

    class Meta:
        table = "complaint"
        unique_together = (("thing", "person"),)
