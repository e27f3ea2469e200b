"""What a person has consented to, and who has looked at what is kept of them."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField


class Consent(Model):
    """One line of the ledger of consents: given or withdrawn, to one text, by its version and digest. Never changed.

    The last line of a purpose is what holds now (PIPL art. 14–16).
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="consents", on_delete=fields.RESTRICT
    )
    purpose = fields.CharField(40)
    version = fields.CharField(20)
    digest = fields.CharField(64)
    given = fields.BooleanField()
    at = UtcDatetimeField()
    person_id: int

    class Meta:
        table = "consent"
        indexes = (("person_id", "purpose"),)


class Look(Model):
    """Somebody in office opened what is kept of a person: told to that person. `what` names the kind of detail."""

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="looked_at", on_delete=fields.RESTRICT
    )
    viewer_id = fields.IntField()
    viewer_as = fields.CharField(30)
    what = fields.CharField(40)
    why = fields.CharField(200, default="")
    at = UtcDatetimeField()
    person_id: int

    class Meta:
        table = "look"
        indexes = (("person_id", "at"),)
