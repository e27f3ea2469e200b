"""未表态的: what an estate's own rules say of owners who stay silent, and which of them were given a ballot."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.motions import Motion


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
