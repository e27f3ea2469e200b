"""Areas from the city to the stairwell."""

from tortoise import fields
from tortoise.models import Model


class Area(Model):
    """One node of the tree. `path` is `/city/…/this/` in ids: what lies below begins with it."""

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(20)
    name = fields.CharField(80)
    code = fields.CharField(60, unique=True)
    parent: fields.ForeignKeyNullableRelation["Area"] = fields.ForeignKeyField(
        "portal.Area", related_name="children", on_delete=fields.RESTRICT, null=True
    )
    path = fields.CharField(200, db_index=True)
    parent_id: int | None

    class Meta:
        table = "area"


class Estate(Model):
    """What an area of kind `estate` has of its own: its type decides which bodies exist."""

    id = fields.IntField(primary_key=True)
    area: fields.OneToOneRelation[Area] = fields.OneToOneField(
        "portal.Area", related_name="estate", on_delete=fields.RESTRICT
    )
    type = fields.CharField(20)
    parking_counts = fields.BooleanField(default=False)
    area_id: int

    class Meta:
        table = "estate"
