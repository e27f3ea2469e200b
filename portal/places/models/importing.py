"""A file that is being brought into the register: what it said, what is wrong with it, and what came of it."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from portal.database.fields import UtcDatetimeField
from portal.places.models.areas import Area


class RegisterImport(Model):
    """One file for one estate. `made_by` is a person, or nobody where an operator of the machine brings the file.

    `slot` is the estate's id until the import has come to its end and nothing afterwards: an estate takes in one file
    at a time. `columns` says which column holds which field, `counts` what the check found. `rows` of the file are
    staged, of `expected`; all are when it is `whole`.
    """

    id = fields.IntField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="imports", on_delete=fields.RESTRICT
    )
    slot = fields.IntField(null=True, unique=True)
    made_by = fields.IntField(null=True)
    file_name = fields.CharField(120)
    stage = fields.CharField(12)
    size = fields.IntField()
    received = fields.IntField(default=0)
    encoding = fields.CharField(12, default="")
    heading_row = fields.IntField(default=0)
    headings: Any = fields.JSONField(default=list)
    columns: Any = fields.JSONField(default=dict)
    join_names = fields.BooleanField(default=False)
    end_gone = fields.BooleanField(default=False)
    rows = fields.IntField(default=0)
    expected = fields.IntField(default=0)
    whole = fields.BooleanField(default=False)
    faults = fields.IntField(default=0)
    counts: Any = fields.JSONField(default=dict)
    refusal = fields.CharField(40, default="")
    made_at = UtcDatetimeField()
    ended_at = UtcDatetimeField(null=True)
    erased_at = UtcDatetimeField(null=True)
    area_id: int

    class Meta:
        table = "register_import"
        indexes = (("area_id", "id"),)

    @property
    def path(self) -> str:
        """Where it belongs; the area was found together with it."""
        return self.area.path


class StagedRow(Model):
    """One owner of one home, as a row of the file says. `door_key` tells homes apart, `owner_key` owners.

    `home_id` and `owner_id` are those of the register that the row is about, where the check found them.
    """

    id = fields.BigIntField(primary_key=True)
    batch: fields.ForeignKeyRelation[RegisterImport] = fields.ForeignKeyField(
        "portal.RegisterImport", related_name="staged", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    building = fields.CharField(20)
    stairwell = fields.CharField(20)
    door = fields.CharField(20)
    door_key = fields.CharField(64)
    floor = fields.IntField()
    kind = fields.CharField(20)
    size = fields.BigIntField()
    size_source = fields.CharField(20)
    state = fields.CharField(20)
    owner_name = fields.CharField(80)
    owner_kind = fields.CharField(20)
    owner_number = fields.CharField(40)
    owner_key = fields.CharField(160, default="")
    share_num = fields.IntField(null=True)
    share_den = fields.IntField(null=True)
    home_id = fields.IntField(null=True)
    owner_id = fields.IntField(null=True)
    batch_id: int

    class Meta:
        table = "staged_row"
        indexes = (
            ("batch_id", "door_key"),
            ("batch_id", "owner_key"),
            ("batch_id", "home_id"),
            ("batch_id", "owner_id"),
        )


class ImportFault(Model):
    """One problem of one cell, by its code. `col` is the column from 1, and 0 where the whole row is meant.

    What the cell holds is kept only as far as its sentence says it.
    """

    id = fields.BigIntField(primary_key=True)
    batch: fields.ForeignKeyRelation[RegisterImport] = fields.ForeignKeyField(
        "portal.RegisterImport", related_name="problems", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    col = fields.IntField()
    code = fields.CharField(30)
    said = fields.CharField(40, default="")
    batch_id: int

    class Meta:
        table = "import_fault"
        indexes = (("batch_id", "number", "id"),)
