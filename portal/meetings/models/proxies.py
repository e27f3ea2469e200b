"""委托: who votes for whom at one meeting."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.meetings.models.meetings import Meeting


class Proxy(Model):
    """One person lets another use their rights at one meeting, in writing, and takes it back whenever they like.

    `keys` are the names under which the principal holds rights (`owner:12`, `home:7`). The holder accepts by the link
    that the principal hands over. `instructions` say by motion how to vote; what is not named
    there is the holder's to decide. While it stands its `slot` is the principal, so that nobody gives two.
    """

    id = fields.IntField(primary_key=True)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "portal.Meeting", related_name="proxies", on_delete=fields.RESTRICT
    )
    principal: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="proxies_given", on_delete=fields.RESTRICT
    )
    holder: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="proxies_held", null=True, on_delete=fields.RESTRICT
    )
    keys = fields.JSONField[list[str]]()
    instructions = fields.JSONField[dict[str, str]]()
    given_at = UtcDatetimeField()
    accepted_at = UtcDatetimeField(null=True)
    revoked_at = UtcDatetimeField(null=True)
    slot = fields.IntField(null=True)
    meeting_id: int
    principal_id: int
    holder_id: int | None

    class Meta:
        table = "proxy"
        unique_together = (("meeting", "slot"),)
        indexes = (("holder_id",),)

    @property
    def path(self) -> str:
        return self.meeting.area.path
