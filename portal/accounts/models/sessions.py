"""One-time codes, and the browsers that are signed in."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField


class SignInCode(Model):
    """A one-time code: for one address, one purpose and one browser. Kept as a hash."""

    id = fields.IntField(primary_key=True)
    fingerprint = fields.CharField(64, db_index=True)
    purpose = fields.CharField(20)
    browser = fields.CharField(64)
    code = fields.CharField(64)
    attempts = fields.IntField(default=0)
    tried_at = UtcDatetimeField(null=True)
    asked_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    used_at = UtcDatetimeField(null=True)

    class Meta:
        table = "sign_in_code"


class Session(Model):
    """One person on one browser. Whoever acts on a shared phone holds its token: `family` joins the others to it.

    `expires_at` is its end whatever happens, `idle_until` unless it is used before, `strong_until` that of the second
    factor. `proved_at` is when a code was last entered, `acting_for` the mandate under which a helper acts just now.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="sessions", on_delete=fields.RESTRICT
    )
    token = fields.CharField(64, unique=True)
    device = fields.CharField(60)
    began_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    idle_until = UtcDatetimeField(null=True)
    strong_until = UtcDatetimeField(null=True)
    proved_at = UtcDatetimeField(null=True)
    family = fields.CharField(64, null=True, db_index=True)
    acting_for = fields.IntField(null=True)
    person_id: int

    class Meta:
        table = "session"
        indexes = (("person_id",),)
