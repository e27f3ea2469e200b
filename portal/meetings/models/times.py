"""When a meeting would suit: a few times, and how many can come to each."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class TimePoll(Model):
    """Asked of those who live or own in `area`. `chosen` is the option that the convener took."""

    id = fields.IntField(primary_key=True)
    title = fields.CharField(40)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="time_polls", on_delete=fields.RESTRICT
    )
    convener: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="time_polls", on_delete=fields.RESTRICT
    )
    asked_at = UtcDatetimeField()
    chosen_at = UtcDatetimeField(null=True)
    chosen = fields.IntField(null=True)
    area_id: int
    convener_id: int

    class Meta:
        table = "time_poll"

    @property
    def path(self) -> str:
        return self.area.path

    @property
    def stand_in_id(self) -> int | None:
        """Nobody stands in for whoever asks."""
        return None


class TimeOption(Model):
    id = fields.IntField(primary_key=True)
    poll: fields.ForeignKeyRelation[TimePoll] = fields.ForeignKeyField(
        "portal.TimePoll", related_name="options", on_delete=fields.RESTRICT
    )
    starts_at = UtcDatetimeField()
    poll_id: int

    class Meta:
        table = "time_option"
        unique_together = (("poll", "starts_at"),)

    @property
    def path(self) -> str:
        return self.poll.area.path


class TimeAnswer(Model):
    """Only how many is ever told, and not who."""

    id = fields.IntField(primary_key=True)
    option: fields.ForeignKeyRelation[TimeOption] = fields.ForeignKeyField(
        "portal.TimeOption", related_name="answers", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="time_answers", on_delete=fields.RESTRICT
    )
    answer = fields.CharField(5)
    at = UtcDatetimeField()
    option_id: int
    person_id: int

    class Meta:
        table = "time_answer"
        unique_together = (("option", "person"),)
