"""Teams, their activities and shifts, who signed up, and the one table of service time."""

from tortoise import fields
from tortoise.models import Model

from portal.accounts.models import Person
from portal.database.fields import UtcDatetimeField
from portal.places.models import Area


class Team(Model):
    """志愿服务队: a group of neighbours with a leader, agreed by the community (志愿服务条例 art. 42)."""

    id = fields.IntField(primary_key=True)
    name = fields.CharField(40)
    kind = fields.CharField(20)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "portal.Area", related_name="teams", on_delete=fields.RESTRICT
    )
    charter = fields.TextField()
    leader: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="led_teams", on_delete=fields.RESTRICT
    )
    founded_at = UtcDatetimeField()
    area_id: int
    leader_id: int

    class Meta:
        table = "team"

    @property
    def path(self) -> str:
        return self.area.path


class Membership(Model):
    """Who belongs to a team, and when they left."""

    id = fields.IntField(primary_key=True)
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "portal.Team", related_name="memberships", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="memberships", on_delete=fields.RESTRICT
    )
    joined_at = UtcDatetimeField()
    left_at = UtcDatetimeField(null=True)
    team_id: int
    person_id: int

    class Meta:
        table = "membership"
        unique_together = (("team", "person"),)
        indexes = (("person_id",),)


class Activity(Model):
    """What a team does, with a true description and the risks (志愿服务条例 art. 12).

    `stage`: draft, published or cancelled. The insurance is that of art. 17.
    """

    id = fields.IntField(primary_key=True)
    team: fields.ForeignKeyRelation[Team] = fields.ForeignKeyField(
        "portal.Team", related_name="activities", on_delete=fields.RESTRICT
    )
    title = fields.CharField(40)
    description = fields.TextField()
    risk = fields.CharField(10)
    risks = fields.TextField()
    place = fields.CharField(60)
    skill = fields.CharField(40, default="")
    minimum_age = fields.IntField()
    insurer = fields.CharField(40, default="")
    policy_number = fields.CharField(40, default="")
    matter_number = fields.CharField(30, default="", db_index=True)
    stage = fields.CharField(10)
    why_cancelled = fields.CharField(100, default="")
    planned_at = UtcDatetimeField()
    team_id: int

    class Meta:
        table = "activity"

    @property
    def path(self) -> str:
        return self.team.area.path

    @property
    def leader_id(self) -> int:
        return self.team.leader_id


class Shift(Model):
    """一班: from when to when, and for how many. The counters are kept by the actions that change them.

    `queue` numbers those who asked, in order of arrival. `secret` makes the rotating code.
    """

    id = fields.IntField(primary_key=True)
    activity: fields.ForeignKeyRelation[Activity] = fields.ForeignKeyField(
        "portal.Activity", related_name="shifts", on_delete=fields.RESTRICT
    )
    starts_at = UtcDatetimeField(db_index=True)
    ends_at = UtcDatetimeField()
    places = fields.IntField()
    taken = fields.IntField(default=0)
    waiting = fields.IntField(default=0)
    queue = fields.IntField(default=0)
    secret = fields.CharField(64)
    version = fields.IntField(default=0)
    reminded = fields.BooleanField(default=False)
    cancelled_at = UtcDatetimeField(null=True)
    why_cancelled = fields.CharField(100, default="")
    activity_id: int

    class Meta:
        table = "shift"
        indexes = (("activity_id",),)

    @property
    def path(self) -> str:
        return self.activity.path

    @property
    def leader_id(self) -> int:
        return self.activity.leader_id


class SignUp(Model):
    """One person for one shift. `stage`: accepted, waiting or withdrawn. `ledger` is nobody's business but theirs.

    Who is under eighteen names the guardian who agreed (志愿服务条例 art. 15 and local rules).
    """

    id = fields.IntField(primary_key=True)
    shift: fields.ForeignKeyRelation[Shift] = fields.ForeignKeyField(
        "portal.Shift", related_name="sign_ups", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="sign_ups", on_delete=fields.RESTRICT
    )
    stage = fields.CharField(10)
    ledger = fields.CharField(20)
    position = fields.IntField()
    guardian = fields.CharField(60, default="")
    signed_up_at = UtcDatetimeField()
    shift_id: int
    person_id: int

    class Meta:
        table = "sign_up"
        unique_together = (("shift", "person"),)
        indexes = (("shift_id", "stage", "position"), ("person_id",))


class ServiceTime(Model):
    """Time truly served, for both ledgers: a shift (`source` shift) or a neighbour's need (`source` claim).

    `stage`: running, pending, confirmed or superseded. `minutes` counts what was served; what a longer record already
    covers is taken off when totals are made. `rule` is how minutes become half hours in a certificate.
    """

    id = fields.IntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "portal.Person", related_name="service_times", on_delete=fields.RESTRICT
    )
    ledger = fields.CharField(20)
    source = fields.CharField(10)
    source_id = fields.IntField()
    what = fields.CharField(60)
    place = fields.CharField(60)
    organiser = fields.CharField(60)
    in_charge = fields.CharField(60, default="")
    matter_number = fields.CharField(30, default="", db_index=True)
    stage = fields.CharField(12)
    started_at = UtcDatetimeField()
    started_by = fields.CharField(10)
    planned_until = UtcDatetimeField()
    finished_at = UtcDatetimeField(null=True)
    finished_by = fields.CharField(10, default="")
    minutes = fields.IntField(default=0)
    rule = fields.CharField(20)
    entered_by_id = fields.IntField(null=True)
    confirmed_by_id = fields.IntField(null=True)
    confirmed_at = UtcDatetimeField(null=True)
    confirmed_how = fields.CharField(10, default="")
    thanks = fields.CharField(200, default="")
    supersedes_id = fields.IntField(null=True)
    objection = fields.CharField(300, default="")
    objected_at = UtcDatetimeField(null=True)
    reply = fields.CharField(300, default="")
    replied_at = UtcDatetimeField(null=True)
    person_id: int

    class Meta:
        table = "service_time"
        indexes = (("person_id", "started_at"), ("source", "source_id"), ("stage", "planned_until"))
