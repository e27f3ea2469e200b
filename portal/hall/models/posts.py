"""What neighbours say of a matter, where they stand, and what the community answers."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter


class Stance(Model):
    """Where one neighbour stands now: support, oppose or suggest."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="stances", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="stances", on_delete=fields.RESTRICT
    )
    stance = fields.CharField(10)
    matter_id: int
    person_id: int

    class Meta:
        table = "stance"
        unique_together = (("matter", "person"),)


class Post(Model):
    """What a neighbour said. `said_as` is the name shown, fixed when it was said.

    `helper_id` is who said it for them, where a helper did (代办). A `parent` makes it a reply, one level deep.
    `quoted` is the post whose words stand above it. `turn` counts what was said with the same stance, or under the same
    parent: it never changes. The counters are kept by the actions: `replies` that can be seen, `nods` (有道理), of these
    `noted` by an office, and `nods_before` the last edit.
    `shown` is one of `rules.lifecycle.Shown`: neighbours read what is `shown`, and of the rest only that there was
    something and why it is not to be seen. `version` grows with each edit: a rendered post is known by (id, version).
    """

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="posts", on_delete=fields.RESTRICT
    )
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="posts", on_delete=fields.RESTRICT
    )
    said_as = fields.CharField(60)
    helper_id = fields.IntField(null=True)
    recorded = fields.BooleanField(default=False, db_default=False)
    stance = fields.CharField(10, default="")
    body = fields.TextField()
    posted_at = UtcDatetimeField()
    parent: fields.ForeignKeyNullableRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="replies", null=True, on_delete=fields.RESTRICT
    )
    quoted: fields.ForeignKeyNullableRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="quotations", null=True, on_delete=fields.RESTRICT
    )
    turn = fields.IntField(default=1, db_default=1)
    replies_count = fields.IntField(default=0, db_default=0)
    nods = fields.IntField(default=0, db_default=0)
    noted = fields.IntField(default=0, db_default=0)
    nods_before = fields.IntField(default=0, db_default=0)
    shown = fields.CharField(10, default="shown", db_default="shown")
    edited_at = UtcDatetimeField(null=True)
    version = fields.IntField(default=1, db_default=1)
    matter_id: int
    author_id: int
    parent_id: int | None
    quoted_id: int | None

    class Meta:
        table = "post"
        indexes = (("matter_id", "id"), ("matter_id", "parent_id", "turn", "id"))

    @property
    def path(self) -> str:
        return self.matter.path

    @property
    def person_id(self) -> int:
        """Whose it is."""
        return self.author_id


class Nod(Model):
    """有道理: one neighbour finds that a post has a point. It is counted, and puts nothing above anything else.

    `in_office` where they work for the neighbourhood here.
    """

    id = fields.IntField(primary_key=True)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="nodded", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="nods", on_delete=fields.RESTRICT
    )
    in_office = fields.BooleanField(default=False)
    at = UtcDatetimeField()
    post_id: int
    person_id: int

    class Meta:
        table = "nod"
        unique_together = (("post", "person"),)


class Revision(Model):
    """A post as it was worded before an edit: everybody can read it. `at` is when it was replaced."""

    id = fields.IntField(primary_key=True)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField(
        "portal.Post", related_name="revisions", on_delete=fields.RESTRICT
    )
    version = fields.IntField()
    body = fields.TextField()
    at = UtcDatetimeField()
    post_id: int

    class Meta:
        table = "revision"
        unique_together = (("post", "version"),)


class Answer(Model):
    """社区答复: the community's answer, and whether its clock had run out by then."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="answers", on_delete=fields.RESTRICT
    )
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="answers", on_delete=fields.RESTRICT
    )
    office = fields.CharField(60)
    body = fields.TextField()
    answered_at = UtcDatetimeField()
    late = fields.BooleanField(default=False, db_default=False)
    matter_id: int
    author_id: int

    class Meta:
        table = "answer"
        indexes = (("matter_id", "id"),)
