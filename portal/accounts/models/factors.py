"""The second factor of whoever works here: an app that shows codes, and spare codes on paper."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField


class SecondFactor(Model):
    """The secret of one person's app, sealed. `last_step` is the half-minute last used: it is not taken twice."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="second_factors", on_delete=fields.RESTRICT, unique=True
    )
    sealed = fields.TextField()
    made_at = UtcDatetimeField()
    confirmed_at = UtcDatetimeField(null=True)
    last_step = fields.BigIntField(default=0)
    wrong = fields.IntField(default=0)
    wait_until = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "second_factor"


class SpareCode(Model):
    """One of the ten codes on paper, for a day without the app. Kept as a hash, and used once."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="spare_codes", on_delete=fields.RESTRICT
    )
    code = fields.CharField(64)
    used_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "spare_code"
        unique_together = (("person", "code"),)
