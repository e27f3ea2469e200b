"""People with an account: how to reach them, where they live, what they own, and which roles they hold."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.places.models import Area, Home, Owner


class Person(Model):
    """`shown_as` says how neighbours see the name: `full`, `surname` (刘先生 style) or `building` (3栋邻居)."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(60)
    shown_as = fields.CharField(10, default="building")
    joined_at = UtcDatetimeField()
    closed_at = UtcDatetimeField(null=True)

    class Meta:
        table = "person"


class Contact(Model):
    """A phone number or mailbox: sealed, and found again by its fingerprint."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="contacts", on_delete=fields.RESTRICT
    )
    channel = fields.CharField(10)
    sealed = fields.TextField()
    fingerprint = fields.CharField(64, unique=True)
    verified_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "contact"


class SignInCode(Model):
    """A one-time code: for one address, one purpose and one browser. Kept as a hash."""

    id = fields.IntField(primary_key=True)
    fingerprint = fields.CharField(64, db_index=True)
    purpose = fields.CharField(20)
    browser = fields.CharField(64)
    code = fields.CharField(64)
    attempts = fields.IntField(default=0)
    asked_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    used_at = UtcDatetimeField(null=True)

    class Meta:
        table = "sign_in_code"


class Session(Model):
    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="sessions", on_delete=fields.RESTRICT
    )
    token = fields.CharField(64, unique=True)
    device = fields.CharField(60)
    began_at = UtcDatetimeField()
    expires_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "session"


class Residency(Model):
    """Who lives where. `kind`: owner, tenant or family. `level`: 2 residence confirmed, 3 ownership confirmed."""

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
    person_id: int
    home_id: int

    class Meta:
        table = "residency"


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
    """That this account is that owner of the register."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="holdings", on_delete=fields.RESTRICT
    )
    owner: fields.ForeignKeyRelation[Owner] = fields.ForeignKeyField(
        "portal.Owner", related_name="holdings", on_delete=fields.RESTRICT
    )
    since = UtcDatetimeField()
    until = UtcDatetimeField(null=True)
    person_id: int
    owner_id: int

    class Meta:
        table = "holding"


class Appointment(Model):
    """A role, bound to an area and a period."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="appointments", on_delete=fields.RESTRICT
    )
    role = fields.CharField(30)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="appointments", on_delete=fields.RESTRICT
    )
    since = UtcDatetimeField()
    until = UtcDatetimeField(null=True)
    person_id: int
    area_id: int

    class Meta:
        table = "appointment"
