"""Meetings, their agenda, who came, and the link for the hall's screen."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Meeting(Model):
    """`area` is whose meeting it is: those who live or own there are invited. `version` is the shape of the room.

    `came` counts those whose arrival is no longer kept one by one. `desk` is the shape of the console alone: hands and
    calls for help change it, without every phone fetching the room anew.
    """

    id = fields.IntField(primary_key=True)
    form = fields.CharField(30)
    title = fields.CharField(80)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="meetings", on_delete=fields.RESTRICT
    )
    place = fields.CharField(80)
    starts_at = UtcDatetimeField(db_index=True)
    ends_at = UtcDatetimeField()
    convener: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="meetings", on_delete=fields.RESTRICT
    )
    called_at = UtcDatetimeField()
    code = fields.CharField(4)
    version = fields.IntField(default=1)
    came = fields.IntField(default=0, db_default=0)
    desk = fields.IntField(default=0, db_default=0)
    list_closed = fields.BooleanField(default=False, db_default=False)
    announcement = fields.CharField(60, default="", db_default="")
    area_id: int
    convener_id: int

    class Meta:
        table = "meeting"

    @property
    def path(self) -> str:
        return self.area.path


class AgendaItem(Model):
    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="items", on_delete=fields.RESTRICT
    )
    position = fields.IntField()
    title = fields.CharField(80)
    matter_number = fields.CharField(30, null=True, db_index=True)
    meeting_id: int

    class Meta:
        table = "agenda_item"
        unique_together = (("meeting", "position"),)


class Arrival(Model):
    """Somebody is here (到会). Says nothing of voting."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="arrivals", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="arrivals", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    meeting_id: int
    person_id: int

    class Meta:
        table = "arrival"
        unique_together = (("meeting", "person"),)


class Display(Model):
    """A link for the hall's screen: no sign-in, and an end."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="displays", on_delete=fields.RESTRICT
    )
    token = fields.CharField(64, unique=True)
    expires_at = UtcDatetimeField()
    meeting_id: int

    class Meta:
        table = "display"
