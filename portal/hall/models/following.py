"""Who follows a matter, and who has said that they do not."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter


class Following(Model):
    """That somebody follows a matter. `follows` is False where they said no: speaking again does not bring it back."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="followings", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="followings", on_delete=fields.RESTRICT
    )
    follows = fields.BooleanField(default=True)
    at = UtcDatetimeField()
    matter_id: int
    person_id: int

    class Meta:
        table = "following"
        unique_together = (("matter", "person"),)
        indexes = (("person_id", "id"),)
