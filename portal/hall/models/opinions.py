"""Short statements that neighbours agree with or not, what each answered, and the groups that the answers form."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter
from portal.hall.models.posts import Post


class Statement(Model):
    """One idea about a matter, in at most 140 characters. No page says whose it is: it is weighed for what it says.

    `original` is how it read before somebody mended it, empty where nobody did. `agreed`, `disagreed` and `passed` are
    the numbers told to neighbours (`rules.opinions`), which lag behind the taps on purpose. `post` is the remark that
    it was made of. `agenda` is the title of the meeting that took it up.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="statements", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="statements", on_delete=fields.RESTRICT
    )
    post: fields.ForeignKeyNullableRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="statements", null=True, on_delete=fields.RESTRICT
    )
    body = fields.CharField(140)
    original = fields.CharField(140, default="")
    mended_at = UtcDatetimeField(null=True)
    mended_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="statements_mended", null=True, on_delete=fields.RESTRICT
    )
    shown = fields.CharField(10, default="shown")
    agreed = fields.IntField(default=0)
    disagreed = fields.IntField(default=0)
    passed = fields.IntField(default=0)
    put_at = UtcDatetimeField()
    agenda = fields.CharField(80, default="")
    agenda_at = UtcDatetimeField(null=True)
    matter_id: int
    person_id: int
    post_id: int | None
    mended_by_id: int | None

    class Meta:
        table = "statement"
        indexes = (("matter_id", "id"),)

    @property
    def path(self) -> str:
        return self.matter.area.path

    @property
    def told(self) -> int:
        """How many answers the numbers told are made of."""
        return self.agreed + self.disagreed + self.passed


class Tap(Model):
    """What one person answers to one statement now, and what of it is in the numbers already told.

    Each is agree, disagree, pass, or empty: an answer taken back, or one that was not told yet.
    """

    id = fields.IntField(primary_key=True)
    statement: fields.ForeignKeyRelation[Statement] = fields.ForeignKeyField(
        "portal.Statement", related_name="taps", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="taps", on_delete=fields.RESTRICT
    )
    answer = fields.CharField(10)
    told = fields.CharField(10, default="")
    at = UtcDatetimeField()
    statement_id: int
    person_id: int

    class Meta:
        table = "tap"
        unique_together = (("statement", "person"),)


class OpinionMap(Model):
    """The groups that the answers told so far form, in a circle that is large enough. No person is in it.

    `picture` holds shapes, sizes and the numbers of statements, never a place of a person. `stale` says that answers
    were told since; `taps_hash` of which answers it was drawn.
    """

    id = fields.IntField(primary_key=True)
    matter: fields.OneToOneRelation[Matter] = fields.OneToOneField(
        "portal.Matter", related_name="opinion_map", on_delete=fields.RESTRICT
    )
    version = fields.IntField(default=0)
    stale = fields.BooleanField(default=True, db_index=True)
    taps_hash = fields.CharField(64, default="")
    picture: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)
    drawn_at = UtcDatetimeField(null=True)
    matter_id: int

    class Meta:
        table = "opinion_map"
