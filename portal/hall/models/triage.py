"""What the community made of a matter: its facts, and the appeal against where it was sent."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter


class Appeal(Model):
    """The one appeal of whoever raised a matter that was sent back. The street decides it by `due_at`."""

    id = fields.IntField(primary_key=True)
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "portal.Matter", related_name="appeal", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="matter_appeals", on_delete=fields.RESTRICT
    )
    words = fields.TextField()
    at = UtcDatetimeField()
    due_at = UtcDatetimeField()
    granted = fields.BooleanField(null=True)
    reason = fields.TextField(default="")
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="matter_appeals_decided", null=True, on_delete=fields.RESTRICT
    )
    decided_at = UtcDatetimeField(null=True)
    matter_id: int
    person_id: int
    decided_by_id: int | None

    class Meta:
        table = "matter_appeal"


class Facts(Model):
    """One version of what one has to know, and of what there is to choose. The last one is the matter's own."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="facts_versions", on_delete=fields.RESTRICT
    )
    facts = fields.TextField()
    options = fields.TextField()
    written_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="facts_written", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    matter_id: int
    written_by_id: int

    class Meta:
        table = "facts"
        indexes = (("matter_id", "id"),)
