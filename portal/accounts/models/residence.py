"""Where people live, what they own, and what they say of themselves until somebody has looked."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Home, Owner


class Residency(Model):
    """Who lives where. `kind`: owner, tenant or family. `level`: 2 residence confirmed, 3 ownership confirmed.

    `method` is how it was confirmed: register, head, community, slip or family. `checked_by_id` is the second pair of
    eyes. What has a `renew_by` ends then, unless it is confirmed anew.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="residencies", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="residencies", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(10)
    level = fields.IntField(default=2)
    since = UtcDatetimeField()
    until = UtcDatetimeField(null=True)
    method = fields.CharField(10, default="register", db_default="register")
    confirmed_by_id = fields.IntField(null=True)
    checked_by_id = fields.IntField(null=True)
    checked_at = UtcDatetimeField(null=True)
    renew_by = UtcDatetimeField(null=True, db_index=True)
    reminded_at = UtcDatetimeField(null=True)
    person_id: int
    home_id: int

    class Meta:
        table = "residency"
        indexes = (
            ("person_id",),
            ("home_id",),
        )


class ResidenceRequest(Model):
    """我住这一户: what somebody says of themselves, until the head or the community has looked.

    `stage`: asked, confirmed, declined or withdrawn. `slot` is the person's id while it is asked: one at a time.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="residence_requests", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="residence_requests", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(10)
    stage = fields.CharField(10)
    slot = fields.IntField(null=True, unique=True)
    asked_at = UtcDatetimeField()
    decided_by_id = fields.IntField(null=True)
    decided_at = UtcDatetimeField(null=True)
    person_id: int
    home_id: int

    class Meta:
        table = "residence_request"

    @property
    def path(self) -> str:
        return self.home.path


class Holding(Model):
    """That this account is that owner of the register. How that was confirmed is told as of a residence."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="holdings", on_delete=fields.RESTRICT
    )
    owner: fields.ForeignKeyRelation[Owner] = fields.ForeignKeyField(
        "portal.Owner", related_name="holdings", on_delete=fields.RESTRICT
    )
    since = UtcDatetimeField()
    until = UtcDatetimeField(null=True)
    method = fields.CharField(10, default="register", db_default="register")
    confirmed_by_id = fields.IntField(null=True)
    checked_by_id = fields.IntField(null=True)
    checked_at = UtcDatetimeField(null=True)
    person_id: int
    owner_id: int

    class Meta:
        table = "holding"
        indexes = (
            ("person_id",),
            ("owner_id",),
        )
