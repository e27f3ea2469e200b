"""The motions put to the vote, who may vote, and every ballot cast."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import AgendaItem, Meeting
from portal.places.models import Area


class Motion(Model):
    """One question put to the vote, with the rule and the electorate frozen when it opened.

    `rule` is the snapshot the result is computed by; sizes are in 0.01 m². `turnout_*` is kept by the ballot box in
    the transaction that stores the ballots. Where there are `options` one chooses between them by `method`, `least` to
    `most` of them for so many `seats`; `seed` orders what nothing else tells apart. `result` is written once, when the motion closes. `lights` seeds the
    shuffle of the lit windows, so that no window stands for a door.
    """

    id = fields.IntField(primary_key=True)
    item: fields.OneToOneRelation[AgendaItem] = fields.OneToOneField(
        "portal.AgendaItem", related_name="motion", on_delete=fields.RESTRICT
    )
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="motions", on_delete=fields.RESTRICT
    )
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="motions", on_delete=fields.RESTRICT
    )
    wording = fields.CharField(300)
    wording_hash = fields.CharField(64)
    kind = fields.CharField(20)
    method = fields.CharField(10, default="yes_no", db_default="yes_no")
    options = fields.JSONField[list[str]](null=True)
    least = fields.IntField(default=1, db_default=1)
    most = fields.IntField(default=1, db_default=1)
    seats = fields.IntField(default=1, db_default=1)
    seed = fields.CharField(32, default="", db_default="")
    indicative = fields.BooleanField(default=False)
    rule_code = fields.CharField(40)
    stage = fields.CharField(20)
    closes_at = UtcDatetimeField(db_index=True)
    opened_at = UtcDatetimeField(null=True)
    closed_at = UtcDatetimeField(null=True)
    rule = fields.JSONField[dict[str, object]](null=True)
    rule_hash = fields.CharField(64, null=True)
    electorate_hash = fields.CharField(64, null=True)
    rights_count = fields.IntField(default=0)
    rights_size = fields.BigIntField(default=0)
    turnout_count = fields.IntField(default=0)
    turnout_size = fields.BigIntField(default=0)
    extends_to = UtcDatetimeField(null=True)
    extended_at = UtcDatetimeField(null=True)
    reminded_at = UtcDatetimeField(null=True)
    result = fields.JSONField[dict[str, object]](null=True)
    lights = fields.IntField(default=0)
    item_id: int
    meeting_id: int
    area_id: int

    class Meta:
        table = "motion"
        indexes = (("meeting_id",),)

    @property
    def path(self) -> str:
        return self.area.path

    @property
    def convener_id(self) -> int:
        return self.meeting.convener_id

    @property
    def stand_in_id(self) -> int | None:
        return self.meeting.stand_in_id


class Right(Model):
    """票权: one vote in a frozen electorate, with all the area that stands behind it."""

    id = fields.BigIntField(primary_key=True)
    motion: fields.ForeignKeyRelation[Motion] = fields.ForeignKeyField(
        "portal.Motion", related_name="rights", on_delete=fields.RESTRICT
    )
    key = fields.CharField(80)
    label = fields.CharField(120)
    size = fields.BigIntField()
    motion_id: int
    holders: fields.ReverseRelation["RightHolder"]

    class Meta:
        table = "voting_right"
        unique_together = (("motion", "key"),)


class RightHolder(Model):
    """Who may use a right: `owner:12`, `home:7` or `person:3`."""

    id = fields.BigIntField(primary_key=True)
    right: fields.ForeignKeyRelation[Right] = fields.ForeignKeyField(
        "portal.Right", related_name="holders", on_delete=fields.RESTRICT
    )
    holder = fields.CharField(40, db_index=True)
    right_id: int

    class Meta:
        table = "right_holder"
        indexes = (("right_id",),)


class Ballot(Model):
    """One revision of one vote. Append-only: the last before the close counts.

    `choice` is agree, oppose or abstain; of options their numbers as the ballot prints them (`rules.written`).
    """

    id = fields.BigIntField(primary_key=True)
    motion: fields.ForeignKeyRelation[Motion] = fields.ForeignKeyField(
        "portal.Motion", related_name="ballots", on_delete=fields.RESTRICT
    )
    right: fields.ForeignKeyRelation[Right] = fields.ForeignKeyField(
        "portal.Right", related_name="ballots", on_delete=fields.RESTRICT
    )
    revision = fields.IntField()
    key = fields.CharField(64)
    choice = fields.CharField(400)
    channel = fields.CharField(15)
    cast_by_id = fields.IntField(null=True)
    cast_at = UtcDatetimeField()
    receipt = fields.CharField(9)
    motion_id: int
    right_id: int

    class Meta:
        table = "ballot"
        unique_together = (("motion", "right", "revision"), ("motion", "key"))
        indexes = (("right_id",),)
