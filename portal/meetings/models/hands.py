"""举手表决: a vote counted in the hall, by two people."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.motions import Motion


class HandVote(Model):
    """A motion that is voted on by a show of hands. `present` is how many with a vote the convener sees in the hall.

    Every count that differed begins a new `round`.
    """

    id = fields.IntField(primary_key=True)
    motion: fields.OneToOneRelation[Motion] = fields.OneToOneField(
        "portal.Motion", related_name="hand_vote", on_delete=fields.RESTRICT
    )
    present = fields.IntField()
    round = fields.IntField(default=1)
    opened_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="hand_votes", on_delete=fields.RESTRICT
    )
    motion_id: int
    opened_by_id: int

    class Meta:
        table = "hand_vote"


class HandCount(Model):
    """What one of the two counted in one round, empty until they have entered it. Never changed, never deleted before
    its time: the counts that differed are kept too. `seat` is 1 or 2."""

    id = fields.IntField(primary_key=True)
    vote: fields.ForeignKeyRelation[HandVote] = fields.ForeignKeyField(
        "portal.HandVote", related_name="counts", on_delete=fields.RESTRICT
    )
    round = fields.IntField()
    seat = fields.IntField()
    counter: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="hands_counted", on_delete=fields.RESTRICT
    )
    agree = fields.IntField(null=True)
    oppose = fields.IntField(null=True)
    abstain = fields.IntField(null=True)
    entered_at = UtcDatetimeField(null=True)
    vote_id: int
    counter_id: int

    class Meta:
        table = "hand_count"
        unique_together = (("vote", "round", "seat"), ("vote", "round", "counter"))
