"""Venues with their hours and bookings, and the guide to what can be got done where."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Venue(Model):
    """A place that neighbours can use: a room, a courtyard, a hall, a station to rest, a service point.

    `confirms`: a booking waits until the community says yes. Staff of its area run it; `ended_at` once it is no more.
    """

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="venues", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(12, db_index=True)
    name = fields.CharField(40)
    place = fields.CharField(80)
    capacity = fields.IntField(default=0)
    phone = fields.CharField(20, default="")
    step_free = fields.BooleanField(default=False)
    toilet = fields.BooleanField(default=False)
    lift = fields.BooleanField(default=False)
    hearing_loop = fields.BooleanField(default=False)
    water = fields.BooleanField(default=False)
    charging = fields.BooleanField(default=False)
    microwave = fields.BooleanField(default=False)
    bookable = fields.BooleanField(default=False)
    confirms = fields.BooleanField(default=False)
    notes = fields.TextField(default="")
    opened_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    why_ended = fields.CharField(100, default="")
    area_id: int

    class Meta:
        table = "venue"

    @property
    def path(self) -> str:
        return self.area.path


class OpeningHours(Model):
    """One span of a weekday (Monday is 0), in minutes of the city's day. Past midnight is two rows."""

    id = fields.IntField(primary_key=True)
    venue: fields.ForeignKeyRelation[Venue] = fields.ForeignKeyField(
        "portal.Venue", related_name="hours", on_delete=fields.RESTRICT
    )
    weekday = fields.IntField()
    opens = fields.IntField()
    closes = fields.IntField()
    venue_id: int

    class Meta:
        table = "opening_hours"
        indexes = (("venue_id", "weekday"),)


class OpeningException(Model):
    """A day unlike the week: closed (`hours` empty), or open at other hours, written as they are typed."""

    id = fields.IntField(primary_key=True)
    venue: fields.ForeignKeyRelation[Venue] = fields.ForeignKeyField(
        "portal.Venue", related_name="exceptions", on_delete=fields.RESTRICT
    )
    day = fields.DateField()
    hours = fields.CharField(60, default="")
    why = fields.CharField(60)
    venue_id: int

    class Meta:
        table = "opening_exception"
        unique_together = (("venue", "day"),)

    @property
    def path(self) -> str:
        return self.venue.area.path


class Booking(Model):
    """A room, had from `starts_at` until just before `ends_at`. `stage`: asked, confirmed or cancelled.

    `booked_as` is the name that the community reads, fixed when it was booked. `version` counts for calendars.
    """

    id = fields.IntField(primary_key=True)
    venue: fields.ForeignKeyRelation[Venue] = fields.ForeignKeyField(
        "portal.Venue", related_name="bookings", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="bookings", on_delete=fields.RESTRICT
    )
    booked_as = fields.CharField(60)
    starts_at = UtcDatetimeField()
    ends_at = UtcDatetimeField()
    purpose = fields.CharField(12)
    title = fields.CharField(40)
    people = fields.IntField(default=0)
    stage = fields.CharField(10)
    why_cancelled = fields.CharField(100, default="")
    booked_at = UtcDatetimeField()
    decided_by_id = fields.IntField(null=True)
    version = fields.IntField(default=0)
    venue_id: int
    person_id: int

    class Meta:
        table = "booking"
        indexes = (("venue_id", "starts_at"), ("person_id", "starts_at"))

    @property
    def path(self) -> str:
        return self.venue.area.path


class GuideItem(Model):
    """办事指南: one thing that can be got done. `materials` has one thing to bring per line.

    `found_by` is what is searched: title, keywords and materials in lower case. `checked_on` is when somebody in
    office last saw that all of it is still right.
    """

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="guide", on_delete=fields.RESTRICT
    )
    category = fields.CharField(12, db_index=True)
    title = fields.CharField(40)
    summary = fields.TextField()
    materials = fields.TextField(default="")
    venue: fields.ForeignKeyNullableRelation[Venue] = fields.ForeignKeyField(
        "portal.Venue", related_name="guide", on_delete=fields.RESTRICT, null=True
    )
    place = fields.CharField(80, default="")
    hours = fields.CharField(80, default="")
    duration = fields.CharField(60, default="")
    fee = fields.CharField(60, default="")
    contact = fields.CharField(60, default="")
    keywords = fields.CharField(120, default="")
    found_by = fields.TextField()
    checked_on = fields.DateField(db_index=True)
    ended_at = UtcDatetimeField(null=True)
    area_id: int
    venue_id: int | None

    class Meta:
        table = "guide_item"

    @property
    def path(self) -> str:
        return self.area.path


class Correction(Model):
    """哪里不对: somebody says what is wrong with an item of the guide or with a venue, and the community answers."""

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="corrections", on_delete=fields.RESTRICT
    )
    item: fields.ForeignKeyNullableRelation[GuideItem] = fields.ForeignKeyField(
        "portal.GuideItem", related_name="corrections", on_delete=fields.RESTRICT, null=True
    )
    venue: fields.ForeignKeyNullableRelation[Venue] = fields.ForeignKeyField(
        "portal.Venue", related_name="corrections", on_delete=fields.RESTRICT, null=True
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="corrections", on_delete=fields.RESTRICT
    )
    what = fields.CharField(300)
    sent_at = UtcDatetimeField()
    reply = fields.CharField(300, default="")
    replied_at = UtcDatetimeField(null=True)
    replied_by_id = fields.IntField(null=True)
    item_id: int | None
    venue_id: int | None
    person_id: int

    class Meta:
        table = "correction"
        indexes = (("replied_at", "id"),)

    @property
    def path(self) -> str:
        return self.area.path
