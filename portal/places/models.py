"""Areas from the city to the stairwell, the homes in them, and who owns each home."""

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


class Home(Model):
    """An exclusive unit (专有部分): a flat, a shop or a parking bay. `size` is in 0.01 m²."""

    id = fields.IntField(primary_key=True)
    estate: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="homes_of_estate", on_delete=fields.RESTRICT
    )
    building: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="homes_of_building", on_delete=fields.RESTRICT
    )
    label = fields.CharField(60)
    floor = fields.IntField()
    kind = fields.CharField(20)
    size = fields.BigIntField()
    size_source = fields.CharField(20)
    state = fields.CharField(20)
    path = fields.CharField(200, db_index=True)
    estate_id: int
    building_id: int

    class Meta:
        table = "home"


class Owner(Model):
    """Somebody in an estate's register of owners. An owner needs no account."""

    id = fields.IntField(primary_key=True)
    estate: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="owners", on_delete=fields.RESTRICT
    )
    name = fields.CharField(80)
    kind = fields.CharField(20)
    estate_id: int

    class Meta:
        table = "owner"


class Ownership(Model):
    id = fields.IntField(primary_key=True)
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="ownerships", on_delete=fields.RESTRICT
    )
    owner: fields.ForeignKeyRelation[Owner] = fields.ForeignKeyField(
        "portal.Owner", related_name="ownerships", on_delete=fields.RESTRICT
    )
    since = fields.DateField(null=True)
    until = fields.DateField(null=True)
    home_id: int
    owner_id: int

    class Meta:
        table = "ownership"
