"""Door code slips: paper that says where somebody lives."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area, Home


class SlipBatch(Model):
    """One sheet of slips for a building or an estate. `sealed` holds its codes until the sheet is fetched, once."""

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="slip_batches", on_delete=fields.RESTRICT
    )
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="slip_batches", on_delete=fields.RESTRICT
    )
    made_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    count = fields.IntField()
    sealed = fields.TextField(null=True)
    revoked_at = UtcDatetimeField(null=True)
    area_id: int
    made_by_id: int

    class Meta:
        table = "slip_batch"

    @property
    def path(self) -> str:
        return self.area.path

    @property
    def person_id(self) -> int:
        return self.made_by_id


class Slip(Model):
    """One slip, for one home and one account. `code` is a keyed hash: what stands on the paper is kept nowhere."""

    id = fields.IntField(primary_key=True)
    batch: fields.ForeignKeyRelation[SlipBatch] = fields.ForeignKeyField(
        "portal.SlipBatch", related_name="slips", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="slips", on_delete=fields.RESTRICT
    )
    code = fields.CharField(64, unique=True)
    used_at = UtcDatetimeField(null=True)
    used_by_id = fields.IntField(null=True)
    revoked_at = UtcDatetimeField(null=True)
    batch_id: int
    home_id: int

    class Meta:
        table = "slip"
