"""The roll of an area, inspected by those who stand on it."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area, Home


class RollInspection(Model):
    """The roll of an area lies open to those on it, before a formal vote, for a time."""

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="roll_inspections", on_delete=fields.RESTRICT
    )
    opened_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="roll_inspections", on_delete=fields.RESTRICT
    )
    opened_at = UtcDatetimeField()
    until = UtcDatetimeField()
    area_id: int
    opened_by_id: int

    class Meta:
        table = "roll_inspection"

    @property
    def path(self) -> str:
        return self.area.path


class RollObjection(Model):
    """Somebody says that the roll is wrong, and the community answers. While it waits its `slot` says whose it is and
    of which kind, so that nobody has two of one kind waiting."""

    id = fields.IntField(primary_key=True)
    inspection: fields.ForeignKeyRelation[RollInspection] = fields.ForeignKeyField(
        "portal.RollInspection", related_name="objections", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="roll_objections", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyNullableRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="roll_objections", on_delete=fields.RESTRICT, null=True
    )
    kind = fields.CharField(10)
    text = fields.CharField(300)
    at = UtcDatetimeField()
    slot = fields.CharField(30, null=True)
    upheld = fields.BooleanField(null=True)
    answer = fields.CharField(300, default="")
    answered_by_id = fields.IntField(null=True)
    answered_at = UtcDatetimeField(null=True)
    inspection_id: int
    person_id: int
    home_id: int | None

    class Meta:
        table = "roll_objection"
        unique_together = (("inspection", "slot"),)
        indexes = (("inspection_id", "answered_at"),)

    @property
    def path(self) -> str:
        return self.inspection.area.path
