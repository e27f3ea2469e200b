"""What comes out of a vote and of a meeting: the result laid open, objections to it, the minutes, and what was agreed."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import AgendaItem, Meeting
from portal.meetings.models.motions import Motion
from portal.places.models import Area


class ResultNotice(Model):
    """A result that has been laid open, or was annulled. A closed motion without one is counted and no more.

    `figures` is everything that was published but for the receipt codes, which go with the ballots, and `bundle_hash`
    its hash. `published_by_id` is empty where the portal did it.
    """

    id = fields.IntField(primary_key=True)
    motion: fields.OneToOneRelation[Motion] = fields.OneToOneField(
        "portal.Motion", related_name="result_notice", on_delete=fields.RESTRICT
    )
    state = fields.CharField(12)
    figures = fields.JSONField[dict[str, object]](null=True)
    bundle_hash = fields.CharField(64, default="")
    published_at = UtcDatetimeField(null=True)
    published_by_id = fields.IntField(null=True)
    until = UtcDatetimeField(null=True)
    late_at = UtcDatetimeField(null=True)
    ended_at = UtcDatetimeField(null=True)
    reason = fields.CharField(500, default="")
    ended_by_id = fields.IntField(null=True)
    motion_id: int

    class Meta:
        table = "result_notice"
        indexes = (("state", "until"),)


class ResultObjection(Model):
    """Somebody who holds a right in the electorate doubts the result, once. `upheld` ends it."""

    id = fields.IntField(primary_key=True)
    notice: fields.ForeignKeyRelation[ResultNotice] = fields.ForeignKeyField(
        "portal.ResultNotice", related_name="objections", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="result_objections", on_delete=fields.RESTRICT
    )
    text = fields.CharField(500)
    at = UtcDatetimeField()
    due_at = UtcDatetimeField()
    upheld = fields.BooleanField(null=True)
    answer = fields.CharField(500, default="")
    answered_by_id = fields.IntField(null=True)
    answered_at = UtcDatetimeField(null=True)
    notice_id: int
    person_id: int

    class Meta:
        table = "result_objection"
        unique_together = (("notice", "person"),)


class Minutes(Model):
    """One version of a meeting's minutes (纪要). Confirmed by two persons it is frozen, and the next is a new row.

    `facts` is what the portal knows of the meeting and `notes` what the recorder wrote to each item of the agenda, by
    its position. `edits` grows with every saving, so that two who write see each other. `slot` is the meeting while the
    version is a draft: there is one at a time.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="minutes", on_delete=fields.RESTRICT
    )
    version = fields.IntField()
    slot = fields.IntField(null=True, unique=True)
    reason = fields.CharField(300, default="")
    facts = fields.JSONField[dict[str, object]](null=True)
    present = fields.CharField(300, default="")
    speakers = fields.IntField(default=0)
    notes = fields.JSONField[dict[str, str]]()
    others = fields.TextField(default="")
    edits = fields.IntField(default=1)
    recorder: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="minutes_written", on_delete=fields.RESTRICT
    )
    written_at = UtcDatetimeField()
    recorder_confirmed_at = UtcDatetimeField(null=True)
    host: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="minutes_hosted", null=True, on_delete=fields.RESTRICT
    )
    host_confirmed_at = UtcDatetimeField(null=True)
    frozen_at = UtcDatetimeField(null=True)
    hash = fields.CharField(64, default="")
    meeting_id: int
    recorder_id: int
    host_id: int | None

    class Meta:
        table = "minutes"
        unique_together = (("meeting", "version"),)


class ActionItem(Model):
    """What was agreed to be done: what, who, until which day. `promised` once the ledger keeps an eye on it."""

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="action_items", on_delete=fields.RESTRICT
    )
    item: fields.ForeignKeyRelation[AgendaItem] = fields.ForeignKeyField(
        "portal.AgendaItem", related_name="action_items", on_delete=fields.RESTRICT
    )
    what = fields.CharField(100)
    owner = fields.CharField(30)
    due_on = fields.DateField()
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="action_items", on_delete=fields.RESTRICT
    )
    added_at = UtcDatetimeField()
    minutes: fields.ForeignKeyNullableRelation[Minutes] = fields.ForeignKeyField(
        "portal.Minutes", related_name="action_items", null=True, on_delete=fields.RESTRICT
    )
    meeting_id: int
    item_id: int
    added_by_id: int
    minutes_id: int | None

    class Meta:
        table = "action_item"
        indexes = (("meeting_id",),)


class Disposition(Model):
    """采纳情况: what somebody said at the hearing, whether it was adopted, and why. `outcome` as in `rules.dispositions`.

    `speaker` is how the recorder calls who said it, by no name of a neighbour.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="dispositions", on_delete=fields.RESTRICT
    )
    speaker = fields.CharField(20, default="")
    comment = fields.CharField(200)
    outcome = fields.CharField(10)
    reason = fields.CharField(200)
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="dispositions", on_delete=fields.RESTRICT
    )
    added_at = UtcDatetimeField()
    minutes: fields.ForeignKeyNullableRelation[Minutes] = fields.ForeignKeyField(
        "portal.Minutes", related_name="dispositions", null=True, on_delete=fields.RESTRICT
    )
    meeting_id: int
    added_by_id: int
    minutes_id: int | None

    class Meta:
        table = "disposition"


class CostPlan(Model):
    """A cost shared by area (Civil Code 283). `cost` is in 分. `shares` is frozen when it is made: for each home its id,
    its label, its stairwell's path, its area in 0.01 m² and what it pays in 分, in the order of doors."""

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="cost_plans", on_delete=fields.RESTRICT
    )
    title = fields.CharField(80)
    matter_number = fields.CharField(30, null=True, db_index=True)
    cost = fields.BigIntField()
    shares = fields.JSONField[list[list[object]]]()
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="cost_plans", on_delete=fields.RESTRICT
    )
    made_at = UtcDatetimeField()
    area_id: int
    made_by_id: int

    class Meta:
        table = "cost_plan"

    @property
    def path(self) -> str:
        return self.area.path
