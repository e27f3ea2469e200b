"""What the search sees of the hall, and how many matters stand where."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.database.fulltext import Index
from portal.hall.models.matters import Matter

INDEX = Index("search_entry")


class SearchEntry(Model):
    """One text that neighbours can find: of a matter, a post, an answer or an opinion (`source`, `row_id`).

    It is there for exactly as long as the text is shown, with `since` when. `text` is folded (`rules.searching`), and
    `marks` are the words that it can be narrowed down by, with a space before and after each. By which words it is
    found is kept beside this table (`database.fulltext`). The ids follow `since`: newest first is by id.
    """

    id = fields.IntField(primary_key=True)
    source = fields.CharField(10)
    row_id = fields.IntField()
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="search_entries", on_delete=fields.RESTRICT
    )
    text = fields.TextField()
    marks = fields.CharField(300)
    since = UtcDatetimeField(db_index=True)
    matter_id: int

    class Meta:
        table = "search_entry"
        unique_together = (("source", "row_id"),)
        indexes = (("matter_id", "id"),)


class StageCount(Model):
    """So many more, or fewer, shown matters at this stage in this area or below it. The sum is how many there are.

    Rows are only added, so that nobody waits for anybody, and added up at night.
    """

    id = fields.IntField(primary_key=True)
    area_id = fields.IntField()
    stage = fields.CharField(10)
    n = fields.IntField()

    class Meta:
        table = "stage_count"
        indexes = (("area_id", "stage", "n"),)
