"""Ballots on paper, on their way into the box."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.motions import Motion, Right


class PaperBallot(Model):
    """A ballot on paper that one person recorded and another reads again before it counts.

    While it waits its `slot` is the right, so that nobody records it twice. `choice` is stored as a ballot's is, and
    is nobody's to read before the second person has said what stands on the paper.
    """

    id = fields.IntField(primary_key=True)
    motion: fields.ForeignKeyRelation[Motion] = fields.ForeignKeyField(
        "portal.Motion", related_name="papers", on_delete=fields.RESTRICT
    )
    right: fields.ForeignKeyRelation[Right] = fields.ForeignKeyField(
        "portal.Right", related_name="papers", on_delete=fields.RESTRICT
    )
    choice = fields.CharField(400)
    state = fields.CharField(10, default="waiting")
    slot = fields.IntField(null=True)
    recorded_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="papers_recorded", on_delete=fields.RESTRICT
    )
    recorded_at = UtcDatetimeField()
    witness: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="papers_witnessed", null=True, on_delete=fields.RESTRICT
    )
    witnessed_at = UtcDatetimeField(null=True)
    receipt = fields.CharField(9, default="")
    motion_id: int
    right_id: int
    recorded_by_id: int
    witness_id: int | None

    class Meta:
        table = "paper_ballot"
        unique_together = (("motion", "slot"),)

    @property
    def path(self) -> str:
        return self.motion.path

    @property
    def convener_id(self) -> int:
        return self.motion.convener_id

    @property
    def stand_in_id(self) -> int | None:
        return self.motion.stand_in_id


class PaperPhoto(Model):
    """What the first person photographed, as JPEG: the second reads it where the paper itself is elsewhere.

    It shows how somebody voted, so it is served to the second reader alone while the paper waits; later to who works
    here and says so, which is noted.
    """

    id = fields.IntField(primary_key=True)
    paper: fields.OneToOneRelation[PaperBallot] = fields.OneToOneField(
        "portal.PaperBallot", related_name="photo", on_delete=fields.RESTRICT
    )
    sha256 = fields.CharField(64)
    data = fields.BinaryField()
    taken_at = UtcDatetimeField()
    paper_id: int

    class Meta:
        table = "paper_photo"
