"""What was promised, whether it is really done, and every step of a matter."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Promise(Model):
    """A deed with an owner and a date. `round` grows each time those concerned say that it is not done."""

    id = fields.IntField(primary_key=True)
    matter_number = fields.CharField(30, db_index=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="promises", on_delete=fields.RESTRICT
    )
    what = fields.CharField(200)
    owner = fields.CharField(60)
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="promises", on_delete=fields.RESTRICT
    )
    made_at = UtcDatetimeField()
    due_on = fields.DateField()
    stage = fields.CharField(12)
    round = fields.IntField(default=1)
    done_at = UtcDatetimeField(null=True)
    evidence = fields.TextField(default="")
    told_late_at = UtcDatetimeField(null=True)
    reminded_at = UtcDatetimeField(null=True)
    area_id: int
    made_by_id: int

    class Meta:
        table = "promise"

    @property
    def path(self) -> str:
        return self.area.path


class DueChange(Model):
    """Another day, and why. The days before stay readable."""

    id = fields.IntField(primary_key=True)
    promise: fields.ForeignKeyRelation[Promise] = fields.ForeignKeyField(
        "portal.Promise", related_name="due_changes", on_delete=fields.RESTRICT
    )
    before = fields.DateField()
    after = fields.DateField()
    reason = fields.TextField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="due_changes", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    promise_id: int
    person_id: int

    class Meta:
        table = "due_change"


class Confirmation(Model):
    """真的好了吗: one answer of one person concerned, in one round."""

    id = fields.IntField(primary_key=True)
    promise: fields.ForeignKeyRelation[Promise] = fields.ForeignKeyField(
        "portal.Promise", related_name="confirmations", on_delete=fields.RESTRICT
    )
    round = fields.IntField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="confirmations", on_delete=fields.RESTRICT
    )
    answer = fields.CharField(10)
    note = fields.TextField(default="")
    at = UtcDatetimeField()
    promise_id: int
    person_id: int

    class Meta:
        table = "confirmation"
        unique_together = (("promise", "round", "person"),)


class Concern(Model):
    """That a matter is this person's business: raised it, seconded it, or spoke of it."""

    id = fields.IntField(primary_key=True)
    matter_number = fields.CharField(30)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="concerns", on_delete=fields.RESTRICT
    )
    person_id: int

    class Meta:
        table = "concern"
        unique_together = (("matter_number", "person"),)


class Step(Model):
    """One line of a matter's timeline, public. `facts` fill the sentence of its kind."""

    id = fields.IntField(primary_key=True)
    matter_number = fields.CharField(30, db_index=True)
    at = UtcDatetimeField()
    stage = fields.CharField(10)
    kind = fields.CharField(30)
    facts = fields.JSONField[dict[str, object]]()

    class Meta:
        table = "step"
