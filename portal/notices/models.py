"""What a person is told, in the portal itself, and what they want to be told how."""

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


class NoticeChoice(Model):
    """What somebody chose of letters. Who has no row has chosen nothing: the usual of `rules.choosing` holds.

    `weekday` is the day of the weekly letter (0 is Monday), and None where they want none. Letters that can wait do
    from `quiet_from` to `quiet_until`, minutes of the city's day. The two are equal where nothing waits.
    """

    id = fields.IntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField(
        "portal.Person", related_name="notice_choice", on_delete=fields.RESTRICT
    )
    weekday = fields.IntField(null=True)
    quiet_from = fields.IntField()
    quiet_until = fields.IntField()
    chosen_at = UtcDatetimeField()
    person_id: int

    class Meta:
        table = "notice_choice"
