"""Long work that was asked for, and how far it is."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Job(Model):
    """One piece of long work on one subject. Whoever holds it does so until `lease_until`, then anybody may.

    `slot` is `kind:subject` while the job is to be done and nothing afterwards: the same work is asked for once.
    """

    id = fields.IntField(primary_key=True)
    kind = fields.CharField(40)
    subject = fields.IntField()
    slot = fields.CharField(60, null=True, unique=True)
    stage = fields.CharField(10, default="new")
    done = fields.IntField(default=0)
    total = fields.IntField(default=0)
    outcome = fields.CharField(40, default="")
    owner = fields.CharField(16, default="")
    lease_until = UtcDatetimeField()
    tries = fields.IntField(default=0)
    asked_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)

    class Meta:
        table = "job"
        indexes = (("stage", "lease_until"), ("kind", "subject"))
