"""未表态的: what an estate's own rules say of owners who stay silent, and which of them were given a ballot."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.motions import Motion, Right


class SilentRule(Model):
    """Silent owners follow the majority in this motion, by this `article` of the estate's rules. Without a row, they
    do not take part."""

    id = fields.IntField(primary_key=True)
    motion: fields.OneToOneRelation[Motion] = fields.OneToOneField(
        "portal.Motion", related_name="silent_rule", on_delete=fields.RESTRICT
    )
    article = fields.CharField(60)
    set_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="silent_rules", on_delete=fields.RESTRICT
    )
    set_at = UtcDatetimeField()
    motion_id: int
    set_by_id: int

    class Meta:
        table = "silent_rule"


class Delivery(Model):
    """送达: a ballot of one right was brought to its owner. `how`: hand, box or address."""

    id = fields.BigIntField(primary_key=True)
    motion: fields.ForeignKeyRelation[Motion] = fields.ForeignKeyField(
        "portal.Motion", related_name="deliveries", on_delete=fields.RESTRICT
    )
    right: fields.OneToOneRelation[Right] = fields.OneToOneField(
        "portal.Right", related_name="delivery", on_delete=fields.RESTRICT
    )
    how = fields.CharField(10)
    note = fields.CharField(60, default="")
    recorded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="deliveries", on_delete=fields.RESTRICT
    )
    recorded_at = UtcDatetimeField()
    motion_id: int
    right_id: int
    recorded_by_id: int

    class Meta:
        table = "delivery"
