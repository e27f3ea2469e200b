"""Matters that residents raise, what neighbours say of them, and the community's answer."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Matter(Model):
    """What has the public number and goes 提议决办评. Its page in the hall is the thread.

    `version` grows with everything that changes the page. The counters are kept by the actions that change them.
    """

    id = fields.IntField(primary_key=True)
    number = fields.CharField(30, unique=True)
    title = fields.CharField(80)
    body = fields.TextField()
    category = fields.CharField(20)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="matters", on_delete=fields.RESTRICT
    )
    stage = fields.CharField(10, db_index=True)
    raised_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="matters", on_delete=fields.RESTRICT
    )
    raised_as = fields.CharField(60)
    helper_id = fields.IntField(null=True)
    is_urgent = fields.BooleanField(default=False)
    facts = fields.TextField(default="")
    raised_at = UtcDatetimeField()
    changed_at = UtcDatetimeField(db_index=True)
    seconds = fields.IntField(default=0)
    supporting = fields.IntField(default=0)
    opposing = fields.IntField(default=0)
    suggesting = fields.IntField(default=0)
    posts_count = fields.IntField(default=0)
    version = fields.IntField(default=1)
    area_id: int
    raised_by_id: int

    class Meta:
        table = "matter"

    @property
    def path(self) -> str:
        return self.area.path


class Second(Model):
    """附议: one neighbour stands behind a matter, once."""

    id = fields.IntField(primary_key=True)
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="seconded", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="seconded", on_delete=fields.RESTRICT
    )
    at = UtcDatetimeField()
    matter_id: int
    person_id: int

    class Meta:
        table = "second"
        unique_together = (("matter", "person"),)


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

    `helper_id` is who said it for them, where a helper did (代办).
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
    stance = fields.CharField(10, default="")
    body = fields.TextField()
    posted_at = UtcDatetimeField()
    matter_id: int
    author_id: int

    class Meta:
        table = "post"
        indexes = (("matter_id", "id"),)


class Answer(Model):
    """社区答复: the community's answer, with the days it took."""

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
    days = fields.IntField()
    matter_id: int

    class Meta:
        table = "answer"
