"""What came out of a matter: the opinion that was reached (协商意见), and objections while it lies open."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter


class Opinion(Model):
    """One version of a 协商意见. Rewritten, it is a new row. The last one counts.

    `budget` is in 分. `minority` is what the others said, and `minority_reply` what is answered to them; both are empty
    only where nobody was against. `notice_until` is the end of the public notice, once it is published.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="opinions", on_delete=fields.RESTRICT
    )
    body = fields.TextField()
    executor = fields.CharField(60)
    budget = fields.BigIntField(default=0)
    fund_source = fields.CharField(20)
    deadline = fields.DateField()
    common_parts = fields.BooleanField(default=False)
    minority = fields.TextField(default="")
    minority_reply = fields.TextField(default="")
    written_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="opinions_written", on_delete=fields.RESTRICT
    )
    written_at = UtcDatetimeField()
    published_at = UtcDatetimeField(null=True)
    notice_until = UtcDatetimeField(null=True)
    adopted_at = UtcDatetimeField(null=True)
    matter_id: int
    written_by_id: int

    class Meta:
        table = "opinion"
        indexes = (("matter_id", "id"),)


class Objection(Model):
    """Somebody is against an opinion that lies open, once. `reply` is what the community says to it."""

    id = fields.IntField(primary_key=True)
    opinion: fields.ForeignKeyRelation[Opinion] = fields.ForeignKeyField(
        "portal.Opinion", related_name="objections", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="opinion_objections", on_delete=fields.RESTRICT
    )
    said_as = fields.CharField(60)
    body = fields.TextField()
    at = UtcDatetimeField()
    due_at = UtcDatetimeField()
    reply = fields.TextField(default="")
    replied_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="opinion_objections_replied", null=True, on_delete=fields.RESTRICT
    )
    replied_at = UtcDatetimeField(null=True)
    shown = fields.CharField(10, default="shown", db_default="shown")
    opinion_id: int
    person_id: int
    replied_by_id: int | None

    class Meta:
        table = "opinion_objection"
        unique_together = (("opinion", "person"),)
