"""Areas from the city to the stairwell, and what they were before."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Area(Model):
    """One node of the tree. `path` is `/city/…/this/` in ids: what lies below begins with it.

    `since` is null for what was there before the portal. An area that has `ended_at` is kept for what refers to it,
    and offered nowhere. `phone` is that of a desk, never of a person.
    """

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(20)
    name = fields.CharField(80)
    code = fields.CharField(60, unique=True)
    parent: fields.ForeignKeyNullableRelation["Area"] = fields.ForeignKeyField(
        "portal.Area", related_name="children", on_delete=fields.RESTRICT, null=True
    )
    path = fields.CharField(200, db_index=True)
    since = UtcDatetimeField(null=True)
    ended_at = UtcDatetimeField(null=True)
    phone = fields.CharField(20, default="", db_default="")
    parent_id: int | None

    class Meta:
        table = "area"


class AreaSpell(Model):
    """Where an area stood and what it was called, for a time. Written when it is made and at every change, never changed
    but for its end. The tree at any moment is what the spells of that moment say."""

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="spells", on_delete=fields.RESTRICT
    )
    above_id = fields.IntField(null=True)
    name = fields.CharField(80)
    path = fields.CharField(200)
    since = UtcDatetimeField(null=True)
    until = UtcDatetimeField(null=True)
    why = fields.CharField(200, default="", db_default="")
    by_id = fields.IntField(null=True)
    area_id: int

    class Meta:
        table = "area_spell"
        indexes = (("area_id", "until"),)


class AreaSuccession(Model):
    """One area came out of another: `split`, or went into it: `merge`."""

    id = fields.IntField(primary_key=True)
    of: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="successors", on_delete=fields.RESTRICT
    )
    into: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="predecessors", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(10)
    why = fields.CharField(200)
    by_id = fields.IntField(null=True)
    at = UtcDatetimeField()
    of_id: int
    into_id: int

    class Meta:
        table = "area_succession"


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


class Facility(Model):
    """Something of use to everybody in an estate, and where it is. About things, never about persons."""

    id = fields.IntField(primary_key=True)
    estate: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="facilities", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(20)
    name = fields.CharField(30)
    place = fields.CharField(60)
    added_at = UtcDatetimeField()
    removed_at = UtcDatetimeField(null=True)
    estate_id: int

    class Meta:
        table = "facility"

    @property
    def path(self) -> str:
        return self.estate.path
