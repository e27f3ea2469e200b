"""Matters that residents raise, who stands behind them, and the way that each has gone."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Hall(Model):
    """A named space where neighbours deliberate, such as 百言堂: hosts, hours and a page of its own.

    `hours` is said in words, as on its door. `area` is the one it serves.
    """

    id = fields.IntField(primary_key=True)
    name = fields.CharField(40)
    motto = fields.CharField(80, default="")
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="halls", on_delete=fields.RESTRICT
    )
    hosts = fields.CharField(80, default="")
    hours = fields.CharField(120, default="")
    room = fields.CharField(80, default="")
    opened_at = UtcDatetimeField()
    closed_at = UtcDatetimeField(null=True)
    area_id: int

    class Meta:
        table = "hall"

    @property
    def path(self) -> str:
        return self.area.path


class Matter(Model):
    """What has the public number and goes 提议决办评. Its page in the hall is the thread.

    `state` is where it is on its way (`rules.lifecycle`), and `stage` the fifth of the way that the state belongs to.
    `due_at` is when the clock that now runs (`due_for`) comes to its end; none runs where it is None. `late_since` is when it was told that this was missed. `shown` says
    whether neighbours see its words. `version` grows with everything that changes the page. The counters are kept by
    the actions that change them.
    """

    id = fields.IntField(primary_key=True)
    number = fields.CharField(30, unique=True)
    title = fields.CharField(80)
    body = fields.TextField()
    category = fields.CharField(20)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="matters", on_delete=fields.RESTRICT
    )
    hall: fields.ForeignKeyNullableRelation[Hall] = fields.ForeignKeyField(
        "portal.Hall", related_name="matters", null=True, on_delete=fields.RESTRICT
    )
    state = fields.CharField(20, default="triage", db_default="triage", db_index=True)
    stage = fields.CharField(10, db_index=True)
    track = fields.CharField(10, default="", db_default="")
    due_for = fields.CharField(20, default="", db_default="")
    due_at = UtcDatetimeField(null=True, db_index=True)
    late_since = UtcDatetimeField(null=True)
    suspended_from = fields.CharField(20, default="", db_default="")
    merged_into: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="merged", null=True, on_delete=fields.RESTRICT
    )
    shown = fields.CharField(10, default="shown", db_default="shown")
    raised_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="matters", on_delete=fields.RESTRICT
    )
    raised_as = fields.CharField(60)
    helper_id = fields.IntField(null=True)
    recorded = fields.BooleanField(default=False, db_default=False)
    is_urgent = fields.BooleanField(default=False)
    facts = fields.TextField(default="")
    options = fields.TextField(default="", db_default="")
    raised_at = UtcDatetimeField()
    changed_at = UtcDatetimeField(db_index=True)
    seconds = fields.IntField(default=0)
    supporting = fields.IntField(default=0)
    opposing = fields.IntField(default=0)
    suggesting = fields.IntField(default=0)
    posts_count = fields.IntField(default=0)
    version = fields.IntField(default=1)
    area_id: int
    hall_id: int | None
    merged_into_id: int | None
    raised_by_id: int

    class Meta:
        table = "matter"
        indexes = (
            ("stage", "changed_at", "id"), ("area_id", "changed_at", "id"), ("changed_at", "id"), ("merged_into_id", "id"),
            ("raised_by_id",),
        )  # fmt: skip

    @property
    def path(self) -> str:
        return self.area.path


class Passage(Model):
    """One step of a matter from a state to the next, by which deed (`rules.lifecycle`), by whom and why.

    Nobody did it where time or another room brought it about: then `person` is None.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="passages", on_delete=fields.RESTRICT
    )
    deed = fields.CharField(30)
    from_state = fields.CharField(20)
    to_state = fields.CharField(20)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="passages", null=True, on_delete=fields.RESTRICT
    )
    reason_code = fields.CharField(30, default="")
    reason = fields.TextField(default="")
    at = UtcDatetimeField()
    matter_id: int
    person_id: int | None

    class Meta:
        table = "passage"
        indexes = (("matter_id", "id"),)


class Second(Model):
    """附议: one neighbour stands behind a matter, once."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="seconded", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="seconded", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    matter_id: int
    person_id: int

    class Meta:
        table = "second"
        unique_together = (("matter", "person"),)
