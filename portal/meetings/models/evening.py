"""Who asks to speak, and who asks for help, while the meeting lasts."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting


class Hand(Model):
    """举手: a raised hand, from a phone or, without `person`, by whoever runs the meeting, with a `label`.

    `number` is the hand's in this meeting, and all that the screen shows. While the hand is on the list its `slot`
    says whose it is, so that nobody has two; `ended` is `spoke`, `skipped` or `down`.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="hands", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="hands", on_delete=fields.RESTRICT, null=True
    )
    number = fields.IntField()
    label = fields.CharField(40, default="")
    slot = fields.CharField(20, null=True)
    raised_at = UtcDatetimeField()
    called_at = UtcDatetimeField(null=True)
    ended_at = UtcDatetimeField(null=True)
    ended = fields.CharField(10, default="")
    meeting_id: int
    person_id: int | None

    class Meta:
        table = "hand"
        unique_together = (("meeting", "number"), ("meeting", "slot"))


class HelpCall(Model):
    """我要帮忙: seen by whoever runs the meeting, and by nobody else. One that waits has a `slot`."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="help_calls", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="help_calls", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(12)
    at = UtcDatetimeField()
    slot = fields.CharField(20, null=True)
    answered_at = UtcDatetimeField(null=True)
    meeting_id: int
    person_id: int

    class Meta:
        table = "help_call"
        unique_together = (("meeting", "slot"),)
