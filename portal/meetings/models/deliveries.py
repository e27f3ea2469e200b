"""送达: how the notice of a meeting reached each home, who brought it there, and who may."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting
from portal.meetings.models.motions import Right
from portal.places.models import Home


class RightHome(Model):
    """Which homes stand behind a right, frozen with it: whoever is reached in one of them is reached."""

    id = fields.BigIntField(primary_key=True)
    right: fields.ForeignKeyRelation[Right] = fields.ForeignKeyField(
        "portal.Right", related_name="homes", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="rights", on_delete=fields.RESTRICT
    )
    right_id: int
    home_id: int

    class Meta:
        table = "right_home"
        indexes = (("right_id",),)


class Delivery(Model):
    """One attempt to reach a home, and what came of it. Never changed, but struck out with a reason.

    `by` is empty where the portal itself told those who hold the home's right. `occurred_at` is when it was, as
    whoever was there says, and `logged_at` when the portal learnt of it.
    """

    id = fields.BigIntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="deliveries", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="deliveries", on_delete=fields.RESTRICT
    )
    method = fields.CharField(10)
    outcome = fields.CharField(10)
    note = fields.CharField(100, default="")
    occurred_at = UtcDatetimeField()
    logged_at = UtcDatetimeField()
    by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="deliveries", null=True, on_delete=fields.RESTRICT
    )
    struck_at = UtcDatetimeField(null=True)
    struck_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="deliveries_struck", null=True, on_delete=fields.RESTRICT
    )
    why_struck = fields.CharField(100, default="")
    meeting_id: int
    home_id: int
    by_id: int | None
    struck_by_id: int | None

    class Meta:
        table = "delivery"
        indexes = (("meeting_id", "home_id"),)


class DeliveryPhoto(Model):
    """Proof of one delivery, as JPEG: the slip in the door, the receipt of a registered letter. Seen by who goes from
    door to door."""

    id = fields.IntField(primary_key=True)
    delivery: fields.OneToOneRelation[Delivery] = fields.OneToOneField(
        "portal.Delivery", related_name="photo", on_delete=fields.RESTRICT
    )
    sha256 = fields.CharField(64)
    data = fields.BinaryField()
    taken_at = UtcDatetimeField()
    delivery_id: int

    class Meta:
        table = "delivery_photo"


class DoorHelper(Model):
    """Somebody in office whom the convener asked to go from door to door. While they do, `slot` is the person."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="door_helpers", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="doors_helped", on_delete=fields.RESTRICT
    )
    slot = fields.IntField(null=True)
    named_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    meeting_id: int
    person_id: int

    class Meta:
        table = "door_helper"
        unique_together = (("meeting", "slot"),)


class DoorLook(Model):
    """Somebody looked, for a reason, at which doors have not voted yet. Never at how, and never when."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="door_looks", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="door_looks", on_delete=fields.RESTRICT
    )
    why = fields.CharField(10)
    at = UtcDatetimeField()
    meeting_id: int
    person_id: int

    class Meta:
        table = "door_look"
        indexes = (("meeting_id",),)
