"""The outbox: a letter is written in the transaction that causes it, and leaves afterwards."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Letter(Model):
    """Address and words are sealed at rest, and a sign-in code's words are erased when it has left.

    `addressee` is the address's fingerprint: whoever closes their account has their letters taken away.
    """

    id = fields.BigIntField(primary_key=True)
    lane = fields.CharField(10)
    channel = fields.CharField(10)
    address = fields.TextField()
    addressee = fields.CharField(64, default="", db_default="", db_index=True)
    subject = fields.CharField(200)
    body = fields.TextField()
    dedupe = fields.CharField(120, unique=True)
    state = fields.CharField(10, default="new")
    tries = fields.IntField(default=0)
    written_at = UtcDatetimeField()
    run_at = UtcDatetimeField()
    lease_until = UtcDatetimeField()
    owner = fields.CharField(40, default="")
    sent_at = UtcDatetimeField(null=True)

    class Meta:
        table = "letter"
        indexes = (("state", "lane", "run_at"),)
