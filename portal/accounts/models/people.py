"""People, and how to reach them."""

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField


class Person(Model):
    """`shown_as` says how neighbours see the name: `full`, `surname` (刘先生 style) or `building` (3栋邻居).

    A closed account is erased after `erase_after`, unless its person signs in before. `left_as` is the label under
    which its public words stay: 3栋业主.
    """

    id = fields.IntField(primary_key=True)
    name = fields.CharField(60)
    shown_as = fields.CharField(10, default="building")
    joined_at = UtcDatetimeField()
    closed_at = UtcDatetimeField(null=True)
    erase_after = UtcDatetimeField(null=True, db_index=True)
    erased_at = UtcDatetimeField(null=True)
    left_as = fields.CharField(60, default="", db_default="")

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
        indexes = (("person_id",),)
