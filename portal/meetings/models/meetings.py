"""Meetings, their agenda, who came, and the link for the hall's screen."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Meeting(Model):
    """`area` is whose meeting it is: those who live or own there are invited. `version` is the shape of the room.

    `came` counts those whose arrival is no longer kept one by one. `edition` is the number of the notice in force,
    and `reminded` how many of the two reminders are out. Whoever the convener named to stand in does so from
    `taken_over_at`. `booking_id` is the number of a room's booking, which goes before the meeting does.
    `desk` is the shape of the console alone: hands and calls for help change it, without every phone fetching the room
    anew.
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
    version = fields.IntField(default=1)
    came = fields.IntField(default=0, db_default=0)
    edition = fields.IntField(default=1, db_default=1)
    reminded = fields.IntField(default=0, db_default=0)
    cancelled_at = UtcDatetimeField(null=True)
    why_cancelled = fields.CharField(200, default="", db_default="")
    deputy: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="meetings_to_stand_in", null=True, on_delete=fields.RESTRICT
    )
    taken_over_at = UtcDatetimeField(null=True)
    booking_id = fields.IntField(null=True)
    desk = fields.IntField(default=0, db_default=0)
    list_closed = fields.BooleanField(default=False, db_default=False)
    announcement = fields.CharField(60, default="", db_default="")
    area_id: int
    convener_id: int
    deputy_id: int | None

    class Meta:
        table = "meeting"

    @property
    def path(self) -> str:
        return self.area.path

    @property
    def stand_in_id(self) -> int | None:
        """Who runs it beside the convener: from when they said that they take over."""
        return self.deputy_id if self.taken_over_at is not None else None


class AgendaItem(Model):
    """`noticed_at`: from when the days of notice of this item count, empty where that is when it was called."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="items", on_delete=fields.RESTRICT
    )
    position = fields.IntField()
    title = fields.CharField(80)
    matter_number = fields.CharField(30, null=True, db_index=True)
    noticed_at = UtcDatetimeField(null=True)
    withdrawn_at = UtcDatetimeField(null=True)
    meeting_id: int

    class Meta:
        table = "agenda_item"
        unique_together = (("meeting", "position"),)

    @property
    def path(self) -> str:
        return self.meeting.area.path

    @property
    def convener_id(self) -> int:
        return self.meeting.convener_id

    @property
    def deputy_id(self) -> int | None:
        return self.meeting.deputy_id

    @property
    def stand_in_id(self) -> int | None:
        return self.meeting.stand_in_id


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
