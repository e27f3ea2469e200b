"""What a person is told, in the portal itself."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField


class Notice(Model):
    """One line of an inbox. `facts` fill the sentence of its kind, and `href` is where it leads."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="notices", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(30)
    facts = fields.JSONField[dict[str, object]]()
    href = fields.CharField(120)
    at = UtcDatetimeField()
    read_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "notice"
        indexes = (("person_id", "read_at"),)
