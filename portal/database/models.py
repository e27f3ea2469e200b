"""What the floor itself remembers: where the data came from, and which deeds are already done."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Mark(Model):
    """A fact about the whole database, such as that it was seeded as a demo."""

    name = fields.CharField(40, primary_key=True)
    value = fields.CharField(200)

    class Meta:
        table = "mark"


class Deed(Model):
    """A state-changing request that was carried out, so that the same request sent again changes nothing.

    `result` is what the action returned, in a list of one: a bare text would be read as JSON.
    """

    key = fields.CharField(64, primary_key=True)
    content = fields.CharField(64)
    result = fields.JSONField[list[Any]]()
    done_at = UtcDatetimeField(db_index=True)

    class Meta:
        table = "deed"
