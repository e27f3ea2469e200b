"""代录: what somebody without a phone said, written down by one person and witnessed by another."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.hall.models.matters import Matter
from portal.places.models import Area


class RecordedVoice(Model):
    """One voice, not counted before it is witnessed. Voices of one pasted chat share their `batch`.

    `voice` is who spoke: a person without an account, until `claimed_at` says that they came with the slip and are
    the account itself. `name` is how neighbours see them, as they chose. `slip` is the digest of the token on the
    paper that is left with them: whoever holds it may take the words back.
    """

    id = fields.IntField(primary_key=True)
    batch = fields.CharField(22, db_index=True)
    kind = fields.CharField(10)
    consent = fields.CharField(10)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="recorded_voices", on_delete=fields.RESTRICT
    )
    matter: fields.ForeignKeyNullableRelation[Matter] = fields.ForeignKeyField(
        "portal.Matter", related_name="recorded_voices", null=True, on_delete=fields.RESTRICT
    )
    name = fields.CharField(20)
    title = fields.CharField(80, default="")
    body = fields.TextField(default="")
    category = fields.CharField(20, default="other")
    stance = fields.CharField(10, default="")
    urgent = fields.BooleanField(default=False)
    collected_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="collected", on_delete=fields.RESTRICT
    )
    collected_at = UtcDatetimeField()
    witness: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="witnessed", null=True, on_delete=fields.RESTRICT
    )
    witnessed_at = UtcDatetimeField(null=True)
    voice: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="recorded_voices", null=True, on_delete=fields.RESTRICT
    )
    post_id = fields.IntField(null=True)
    slip = fields.CharField(64, unique=True)
    claimed_at = UtcDatetimeField(null=True)
    withdrawn_at = UtcDatetimeField(null=True)
    area_id: int
    matter_id: int | None
    collected_by_id: int
    witness_id: int | None
    voice_id: int | None

    class Meta:
        table = "recorded_voice"

    @property
    def path(self) -> str:
        return self.area.path
