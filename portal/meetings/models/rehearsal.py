"""试投: everybody tries how voting goes, and nothing of it stays."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting


class Rehearsal(Model):
    """A practice question while it is open. It is no motion, and goes with everything in it when it ends."""

    id = fields.IntField(primary_key=True)
    meeting: fields.OneToOneRelation[Meeting] = fields.OneToOneField(
        "portal.Meeting", related_name="rehearsal", on_delete=fields.RESTRICT
    )
    opened_at = UtcDatetimeField()
    ends_at = UtcDatetimeField(db_index=True)
    meeting_id: int

    class Meta:
        table = "rehearsal"


class RehearsalTry(Model):
    """Somebody has tried. What they chose is not kept, not even until the end."""

    id = fields.IntField(primary_key=True)
    rehearsal: fields.ForeignKeyRelation[Rehearsal] = fields.ForeignKeyField(
        "portal.Rehearsal", related_name="tries", on_delete=fields.CASCADE
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="rehearsal_tries", on_delete=fields.RESTRICT
    )
    rehearsal_id: int
    person_id: int

    class Meta:
        table = "rehearsal_try"
        unique_together = (("rehearsal", "person"),)
