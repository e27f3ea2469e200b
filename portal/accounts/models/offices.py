"""Which roles people hold, where and for how long."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Appointment(Model):
    """A role, bound to an area and a period. `deputy_for` is whose place a deputy takes while it lasts."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="appointments", on_delete=fields.RESTRICT
    )
    role = fields.CharField(30)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="appointments", on_delete=fields.RESTRICT
    )
    since = UtcDatetimeField()
    until = UtcDatetimeField(null=True)
    deputy_for: fields.ForeignKeyNullableRelation["Appointment"] = fields.ForeignKeyField(
        "portal.Appointment", related_name="deputies", on_delete=fields.RESTRICT, null=True
    )
    appointed_by_id = fields.IntField(null=True)
    ended_by_id = fields.IntField(null=True)
    ended_why = fields.CharField(200, null=True)
    reminded_at = UtcDatetimeField(null=True)
    person_id: int
    area_id: int
    deputy_for_id: int | None

    class Meta:
        table = "appointment"
        indexes = (("person_id",),)

    @property
    def path(self) -> str:
        return self.area.path
