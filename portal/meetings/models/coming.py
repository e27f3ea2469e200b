"""Who says that they come, and which rights of the electorate are here."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting


class Coming(Model):
    """来、委托、不来: one answer of each person to one meeting, to be changed until it starts.

    `keys` are the names under which they hold rights (`owner:12`, `home:7`), so that a right is counted once whoever
    of its holders answers. Whoever has no account is entered by another (`entered_by`); their `slot` is the right.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="coming", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="coming", null=True, on_delete=fields.RESTRICT
    )
    slot = fields.CharField(80)
    keys = fields.JSONField[list[str]]()
    answer = fields.CharField(10)
    at = UtcDatetimeField()
    entered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="coming_entered", null=True, on_delete=fields.RESTRICT
    )
    meeting_id: int
    person_id: int | None
    entered_by_id: int | None

    class Meta:
        table = "coming"
        unique_together = (("meeting", "slot"),)


class Presence(Model):
    """到场: one right of the electorate is here, as its holder's phone, a tick at the door or a sheet of paper says.

    While it stands its `slot` is the right, so that none is here twice. `occurred_at` is when they came, `entered_at`
    when that was written down, and by whom; a phone's own arrival has nobody who entered it. What was ticked by
    mistake keeps its reason (`why`).
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="presences", on_delete=fields.RESTRICT
    )
    key = fields.CharField(80)
    label = fields.CharField(120)
    way = fields.CharField(10)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="presences", null=True, on_delete=fields.RESTRICT
    )
    occurred_at = UtcDatetimeField()
    entered_at = UtcDatetimeField()
    entered_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="presences_entered", null=True, on_delete=fields.RESTRICT
    )
    slot = fields.CharField(80, null=True)
    undone_at = UtcDatetimeField(null=True)
    undone_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="presences_undone", null=True, on_delete=fields.RESTRICT
    )
    why = fields.CharField(100, default="")
    meeting_id: int
    person_id: int | None
    entered_by_id: int | None

    class Meta:
        table = "presence"
        unique_together = (("meeting", "slot"),)
