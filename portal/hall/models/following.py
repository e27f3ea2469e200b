"""Who follows a matter, a place or a hall, and who has said that they do not."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Hall, Matter
from portal.places.models import Area


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


class PlaceFollowing(Model):
    """That somebody follows a place, with all that lies in it, or a hall: they are told of what is newly raised there.

    One of `area` and `hall` is named. Who has no row does not follow.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="place_followings", on_delete=fields.RESTRICT
    )
    area: fields.ForeignKeyNullableRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="place_followings", null=True, on_delete=fields.RESTRICT
    )
    hall: fields.ForeignKeyNullableRelation[Hall] = fields.ForeignKeyField(
        "portal.Hall", related_name="place_followings", null=True, on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    person_id: int
    area_id: int | None
    hall_id: int | None

    class Meta:
        table = "place_following"
        unique_together = (("person", "area"), ("person", "hall"))
        indexes = (("area_id",), ("hall_id",))
