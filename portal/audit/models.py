"""The audit trail: append-only rows, chained by one writer after they are committed."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class AuditRecord(Model):
    """`facts` are the numbers and codes of an event: no name, phone, choice, token or text of a person.

    `by_id` is the helper, where somebody acted for the actor.
    """

    id = fields.BigIntField(primary_key=True)
    at = UtcDatetimeField()
    actor_id = fields.IntField(null=True)
    by_id = fields.IntField(null=True)
    event = fields.CharField(80)
    facts = fields.TextField()
    sequence = fields.BigIntField(null=True, unique=True)
    digest = fields.CharField(64, null=True)

    class Meta:
        table = "audit_record"
        indexes = (("actor_id", "id"), ("event", "id"), ("at", "id"))
