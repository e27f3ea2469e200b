"""The outbox: a letter is written in the transaction that causes it, and leaves afterwards."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Letter(Model):
    """Address and words are sealed at rest, and a sign-in code's words are erased when it has left.

    `addressee` is the address's fingerprint: whoever closes their account has their letters taken away.
    `stop` is the sealed link that stops letters of its kind (RFC 8058); most have none.
    `payer` is the path of the area that pays for it, `purpose` what it was for (`meeting:12`, `code`). The state
    `held` says that a short message was not sent, because the area had none left this month.
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
    payer = fields.CharField(200, default="", db_default="")
    purpose = fields.CharField(40, default="", db_default="")
    stop = fields.CharField(600, default="", db_default="")

    class Meta:
        table = "letter"
        indexes = (("state", "lane", "run_at"),)


class MessageBudget(Model):
    """How many short messages the area at `path` may pay for in a month, and what one costs in 分."""

    id = fields.IntField(primary_key=True)
    path = fields.CharField(200, unique=True)
    monthly = fields.IntField()
    price = fields.IntField()
    set_at = UtcDatetimeField()

    class Meta:
        table = "message_budget"


class MessageUse(Model):
    """What an area's short messages came to in one month, for one purpose. `held` were not sent: nothing was left."""

    id = fields.IntField(primary_key=True)
    path = fields.CharField(200)
    month = fields.CharField(7)
    purpose = fields.CharField(40)
    parts = fields.IntField(default=0)
    held = fields.IntField(default=0)
    cost = fields.IntField(default=0)

    class Meta:
        table = "message_use"
        unique_together = (("path", "month", "purpose"),)
