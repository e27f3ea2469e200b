"""Who has reported in where, what neighbours need, and who took it on.

Membership is told to nobody else: these tables are read for the person they belong to, and by the community that
confirms a report.
"""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Report(Model):
    """报到: a member where they live, or a worker of a new trade where they work. One in force per person.

    `slot` is the person's id while it is in force and nothing afterwards: the database lets nobody report in twice.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="reports", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(12)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="reports", on_delete=fields.RESTRICT
    )
    unit_name = fields.CharField(40, default="")
    stage = fields.CharField(10)
    slot = fields.IntField(null=True, unique=True)
    consent = fields.CharField(64)
    reported_at = UtcDatetimeField()
    confirmed_by_id = fields.IntField(null=True)
    confirmed_at = UtcDatetimeField(null=True)
    ended_at = UtcDatetimeField(null=True)
    person_id: int
    area_id: int

    class Meta:
        table = "report"
        indexes = (("area_id", "stage"), ("person_id",))

    @property
    def path(self) -> str:
        return self.area.path


class Unit(Model):
    """单位报到: an employer's Party organisation, its liaison, and the community it is paired with for a period.

    `slot` is its community and name while it is in force: it may report again afterwards.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="units", on_delete=fields.RESTRICT
    )
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="units", on_delete=fields.RESTRICT
    )
    name = fields.CharField(40)
    offers = fields.TextField()
    stage = fields.CharField(10)
    receipt = fields.CharField(30, default="")
    reported_at = UtcDatetimeField()
    accepted_by_id = fields.IntField(null=True)
    accepted_at = UtcDatetimeField(null=True)
    paired_from = fields.DateField(null=True)
    paired_until = fields.DateField(null=True)
    slot = fields.CharField(60, null=True, unique=True)
    person_id: int
    area_id: int

    class Meta:
        table = "unit"

    @property
    def path(self) -> str:
        return self.area.path


class Need(Model):
    """What a neighbour needs, in words that say neither who nor which door. `sealed` holds name, address and door.

    `kind`: service, done by people, or resource, lent by a unit. `recipient_id` is the account of whoever is served,
    where they have one.
    """

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="needs", on_delete=fields.RESTRICT
    )
    title = fields.CharField(40)
    summary = fields.TextField()
    kind = fields.CharField(10)
    category = fields.CharField(20)
    minutes = fields.IntField()
    people = fields.IntField()
    taken = fields.IntField(default=0)
    by_day = fields.DateField(db_index=True)
    skill = fields.CharField(40, default="")
    risks = fields.CharField(300, default="")
    origin = fields.CharField(10)
    matter_number = fields.CharField(30, default="", db_index=True)
    promise_id = fields.IntField(null=True)
    stage = fields.CharField(10)
    why_closed = fields.CharField(100, default="")
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="needs", on_delete=fields.RESTRICT
    )
    recipient_id = fields.IntField(null=True)
    sealed = fields.TextField()
    asked_at = UtcDatetimeField()
    published_by_id = fields.IntField(null=True)
    area_id: int
    person_id: int

    class Meta:
        table = "need"
        indexes = (("area_id", "stage"),)


class Claim(Model):
    """我来: one helper for one need, from the claim to the thanks. `guesses` counts wrong spoken codes.

    `slip_by_id` is who printed its paper slip: somebody else enters it.
    """

    id = fields.IntField(primary_key=True)
    need: fields.ForeignKeyRelation[Need] = fields.ForeignKeyField(
        "portal.Need", related_name="claims", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="claims", on_delete=fields.RESTRICT
    )
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "portal.Unit", related_name="claims", on_delete=fields.RESTRICT, null=True
    )
    ledger = fields.CharField(20)
    stage = fields.CharField(10)
    round = fields.IntField(default=1)
    guesses = fields.IntField(default=0)
    claimed_at = UtcDatetimeField()
    accepted_at = UtcDatetimeField(null=True)
    done_at = UtcDatetimeField(null=True)
    confirmed_at = UtcDatetimeField(null=True)
    confirmed_how = fields.CharField(10, default="")
    thanks = fields.CharField(200, default="")
    slip_by_id = fields.IntField(null=True)
    need_id: int
    person_id: int
    unit_id: int | None

    class Meta:
        table = "claim"
        unique_together = (("need", "person"),)
        indexes = (("person_id", "stage"), ("stage", "done_at"), ("unit_id",))


class DoorSeen(Model):
    """That somebody looked at who is served, their door and number: shown to whoever asked for help."""

    id = fields.IntField(primary_key=True)
    need: fields.ForeignKeyRelation[Need] = fields.ForeignKeyField(
        "portal.Need", related_name="looks", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="looks", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    need_id: int
    person_id: int

    class Meta:
        table = "door_seen"


class CallNote(Model):
    """That the community called to ask. It confirms nothing."""

    id = fields.IntField(primary_key=True)
    claim: fields.ForeignKeyRelation[Claim] = fields.ForeignKeyField(
        "portal.Claim", related_name="calls", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="call_notes", on_delete=fields.RESTRICT
    )
    note = fields.CharField(200)
    at = UtcDatetimeField()
    claim_id: int

    class Meta:
        table = "call_note"
