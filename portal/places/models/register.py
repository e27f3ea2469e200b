"""The homes, and who owns each: the register."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.places.models.areas import Area


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
        indexes = (("estate_id", "label"), ("building_id",))


class Owner(Model):
    """Somebody in an estate's register of owners. An owner needs no account.

    `number` is what the estate's own list calls them by, where it does: it tells apart people of one name.
    """

    id = fields.IntField(primary_key=True)
    estate: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="owners", on_delete=fields.RESTRICT
    )
    name = fields.CharField(80)
    kind = fields.CharField(20)
    number = fields.CharField(40, null=True)
    estate_id: int

    class Meta:
        table = "owner"
        indexes = (("estate_id", "name"),)
        unique_together = (("estate_id", "number"),)


class Ownership(Model):
    """Who owns a home, from a day until a day. A share is a fraction, and unknown where the register says none."""

    id = fields.IntField(primary_key=True)
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="ownerships", on_delete=fields.RESTRICT
    )
    owner: fields.ForeignKeyRelation[Owner] = fields.ForeignKeyField(
        "portal.Owner", related_name="ownerships", on_delete=fields.RESTRICT
    )
    since = fields.DateField(null=True)
    until = fields.DateField(null=True)
    share_num = fields.IntField(null=True)
    share_den = fields.IntField(null=True)
    home_id: int
    owner_id: int

    class Meta:
        table = "ownership"
        indexes = (("home_id",), ("owner_id",))


class HomeMove(Model):
    """A home came to lie in another building or stairwell, because these were split or merged. Never changed."""

    id = fields.IntField(primary_key=True)
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="moves", on_delete=fields.RESTRICT
    )
    from_area_id = fields.IntField()
    into_area_id = fields.IntField()
    at = UtcDatetimeField()
    home_id: int

    class Meta:
        table = "home_move"
