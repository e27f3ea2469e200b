"""What a person has consented to, and who has looked at what is kept of them."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models.people import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Home


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


class NameChange(Model):
    """A name that was changed. Once a residence is confirmed, the community confirms the new one first.

    `stage`: asked, confirmed or declined. `slot` is the person's id while it is asked: one at a time.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="name_changes", on_delete=fields.RESTRICT
    )
    old = fields.CharField(60)
    new = fields.CharField(60)
    path = fields.CharField(200, default="")
    stage = fields.CharField(10)
    slot = fields.IntField(null=True, unique=True)
    asked_at = UtcDatetimeField()
    decided_by_id = fields.IntField(null=True)
    decided_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "name_change"


class DataCorrection(Model):
    """What somebody says is wrong in the register of their home, and what the community answered.

    `stage`: asked, corrected or declined. `path` is where the home lies.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="data_corrections", on_delete=fields.RESTRICT
    )
    home: fields.ForeignKeyRelation[Home] = fields.ForeignKeyField(
        "portal.Home", related_name="data_corrections", on_delete=fields.RESTRICT
    )
    path = fields.CharField(200, db_index=True)
    what = fields.CharField(20)
    text = fields.CharField(300)
    stage = fields.CharField(10)
    answer = fields.CharField(300, default="")
    asked_at = UtcDatetimeField()
    answered_by_id = fields.IntField(null=True)
    answered_at = UtcDatetimeField(null=True)
    person_id: int
    home_id: int

    class Meta:
        table = "data_correction"
