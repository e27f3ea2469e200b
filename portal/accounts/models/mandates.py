"""Who acts for whom, and who got back an account face to face."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField


class Mandate(Model):
    """代办: the principal lets the helper act, for a while. `way` says how the consent was given: code or witness."""

    id = fields.IntField(primary_key=True)
    principal: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="mandates_given", on_delete=fields.RESTRICT
    )
    helper: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="mandates_held", on_delete=fields.RESTRICT
    )
    way = fields.CharField(10)
    witness_id = fields.IntField(null=True)
    witness_name = fields.CharField(60, default="")
    since = UtcDatetimeField()
    until = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    ended_by = fields.IntField(null=True)
    principal_id: int
    helper_id: int

    class Meta:
        table = "mandate"
        indexes = (("helper_id", "until"), ("principal_id", "until"))


class Recovery(Model):
    """找回: staff saw the person and gave them a slip. It opens nothing before `effective_at`, nor once stopped.

    `slip` is a hash, `sealed` the new address, and `objection` the hash of the link sent to the old ones.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="recoveries", on_delete=fields.RESTRICT
    )
    issued_by = fields.IntField()
    how = fields.CharField(200)
    slip = fields.CharField(64, unique=True)
    objection = fields.CharField(64, unique=True)
    issued_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    channel = fields.CharField(10, default="")
    sealed = fields.TextField(default="")
    used_at = UtcDatetimeField(null=True)
    effective_at = UtcDatetimeField(null=True, db_index=True)
    stopped_at = UtcDatetimeField(null=True)
    done_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "recovery"
