"""The cast: one line of character each, in one small house, on an ordinary evening.

桂圆林苑 3栋 has one stairwell of fourteen homes, seven of 72.36 and seven of 89.58 m².
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from portal import settings
from portal.accounts.actions.steps import add_consent, add_contact
from portal.accounts.models import (
    Appointment,
    DataCorrection,
    Holding,
    NameChange,
    Person,
    ResidenceRequest,
    Residency,
    Session,
    Slip,
    SlipBatch,
)
from portal.accounts.queries import slip_hash
from portal.hall.models import Attachment, AttachmentFile, Hall, Matter, Post, RecordedVoice, Review, Statement
from portal.kit import clock, sealing
from portal.meetings.models import (
    ActionItem,
    AgendaItem,
    CostPlan,
    Meeting,
    Motion,
    ResultObjection,
    RollInspection,
    RollObjection,
    TimeOption,
    TimePoll,
)
from portal.places.actions.areas import add_area
from portal.places.models import Area, Estate, Facility, Home, Owner, Ownership, RegisterImport
from portal.policy import Actor, Role
from portal.reporting.models import Claim, Need, Report, Unit
from portal.venues.models import Booking, Correction, GuideItem, OpeningException, OpeningHours, Venue
from portal.volunteers.models import Activity, Membership, ServiceTime, Shift, SignUp, Team
from tests.documents.pictures import tiny

SMALL, LARGE = 7236, 8958
FAR = datetime(2100, 1, 1, tzinfo=UTC)
SLIP, OTHER_SLIP = "ABCDEFGHJK", "MNPQRSTUVW"  # for numbers 11 and 12, where nobody lives yet
# Who they are: the home they live in (by number), the homes they own, and the role they hold.
PEOPLE: dict[str, tuple[str, int | None, tuple[int, ...], Role | None]] = {
    "wang_degui": ("王德贵", 1, (1,), Role.BUILDING_HEAD),  # heads the building and owns there
    "chen_xiuying": ("陈秀英", 2, (2,), None),  # owns and lives there
    "tang_laoshi": ("唐老师", 3, (3,), None),
    "zhou_shifu": ("周师傅", 4, (4,), None),
    "li_tenant": ("李租客", 5, (), None),  # rents number 5
    "zhao_absent": ("赵老板", None, (6,), None),  # owns number 6, lives elsewhere
    "sun_moved": ("孙搬走", None, (), None),  # has moved away
    "chen_guifang": ("陈桂芳", None, (), Role.COMMUNITY_STAFF),
    "liu_xiaomin": ("刘晓敏", None, (), Role.GRID_WORKER),
    "zhao_lei": ("赵磊", None, (), Role.PROPERTY_STAFF),
    "zhou_mingqiang": ("周明强", None, (), Role.BUILDING_HEAD),  # heads another building
    "wu_retired": ("吴卸任", None, (), None),  # was building head until yesterday
    "shen_auditor": ("沈审计", None, (), Role.AUDITOR),
    "gu_unproved": ("顾未验", None, (), Role.COMMUNITY_STAFF),  # works for the community; the second factor has lapsed
    "xu_security": ("徐安全", None, (), Role.SECURITY_ADMIN),  # looks after who holds which role
    "he_street": ("何街道", None, (), Role.STREET_STAFF),  # works for the street above the community
    "he_stranger": ("何路人", None, (), None),  # has an account and nothing else
    "he_chunmei": ("何春梅", 8, (8,), None),  # leads the team of volunteers
    "luo_member": ("罗党员", 9, (), None),  # an in-service Party member who has reported in
    "pan_admin": ("潘系统", None, (), Role.SYSTEM_ADMIN),  # keeps the tree of areas, and nothing else
    "zeng_liaison": ("曾联络", None, (), None),  # speaks for a unit paired with the community
}


def phone_of(key: str) -> str:
    """A number that looks like a real one, so that a leak would look like one."""
    return f"13{list(PEOPLE).index(key) + 10:02}0245{list(PEOPLE).index(key) + 371:03}"


@dataclass
class Cast:
    estate: Area
    building: Area
    stairwell: Area
    elsewhere: Area
    homes: list[Home]
    owners: list[Owner]
    people: dict[str, Person] = field(default_factory=dict)
    matter: Matter = None  # type: ignore[assignment]
    hall: Hall = None  # type: ignore[assignment]
    topic: AgendaItem = None  # type: ignore[assignment]
    poll: TimePoll = None  # type: ignore[assignment]
    option: TimeOption = None  # type: ignore[assignment]
    recorded: RecordedVoice = None  # type: ignore[assignment]
    review: Review = None  # type: ignore[assignment]
    post: Post = None  # type: ignore[assignment] # once `speak` was asked for
    meeting: Meeting = None  # type: ignore[assignment]
    motion: Motion = None  # type: ignore[assignment]
    team: Team = None  # type: ignore[assignment]
    activity: Activity = None  # type: ignore[assignment]
    shift: Shift = None  # type: ignore[assignment]
    sign_up: SignUp = None  # type: ignore[assignment]
    service: ServiceTime = None  # type: ignore[assignment]
    report: Report = None  # type: ignore[assignment]
    unit: Unit = None  # type: ignore[assignment]
    need: Need = None  # type: ignore[assignment]
    claim: Claim = None  # type: ignore[assignment]
    request: ResidenceRequest = None  # type: ignore[assignment]
    facility: Facility = None  # type: ignore[assignment]
    inspection: RollInspection = None  # type: ignore[assignment]
    objection: RollObjection = None  # type: ignore[assignment]
    venue: Venue = None  # type: ignore[assignment]
    unlike: OpeningException = None  # type: ignore[assignment]
    booking: Booking = None  # type: ignore[assignment]
    item: GuideItem = None  # type: ignore[assignment]
    correction: Correction = None  # type: ignore[assignment]
    office: Appointment = None  # type: ignore[assignment]
    batch: SlipBatch = None  # type: ignore[assignment]
    change: NameChange = None  # type: ignore[assignment]
    data_correction: DataCorrection = None  # type: ignore[assignment]
    brought: RegisterImport = None  # type: ignore[assignment]
    photo: Attachment = None  # type: ignore[assignment]
    voice: Attachment = None  # type: ignore[assignment]
    statement: Statement = None  # type: ignore[assignment]
    # Once `decide` was asked for.
    held: Meeting = None  # type: ignore[assignment]
    closed: Motion = None  # type: ignore[assignment]
    result_objection: ResultObjection = None  # type: ignore[assignment]
    action: ActionItem = None  # type: ignore[assignment]
    plan: CostPlan = None  # type: ignore[assignment]

    def token(self, who: str) -> str:
        assert who in self.people, f"nobody is called {who}"
        return f"session-of-{who}"

    async def speak(self) -> None:
        """唐老师 says something of the matter."""
        self.post = await Post.create(
            matter=self.matter,
            author=self.people["tang_laoshi"],
            said_as="唐老师",
            body="先看图纸。",
            posted_at=clock.now(),
        )

    async def decide(self) -> None:
        """Last week the building decided something: it lies open, 唐老师 doubts it, and there are minutes."""
        from tests.outcome import decide

        await decide(self)

    async def phones(self) -> None:
        """Everybody has a number too."""
        for key, person in self.people.items():
            await add_contact(person.id, "sms", phone_of(key))

    async def proved(self, *who: str) -> None:
        """These have just entered a code once more."""
        for each in who or self.people:
            await Session.filter(token=sealing.digest(self.token(each))).update(proved_at=clock.now())

    async def actor(self, who: str) -> Actor:
        from portal.accounts.queries import actor_with_session

        found = await actor_with_session(self.token(who))
        assert found is not None
        return found


async def settle() -> Cast:
    """Put the house, the people and tonight's meeting into the database."""
    cast = await _house()
    for key, (name, home, owned, role) in PEOPLE.items():
        cast.people[key] = await _move_in(cast, key, name, home, owned, role)
    await _leavings(cast)
    await _evening(cast)
    await _helping(cast)
    cast.facility = await Facility.create(
        estate=cast.estate, kind="charging", name="充电棚", place="1栋后面", added_at=clock.now()
    )
    await _inspecting(cast)
    await _showing(cast)
    await _visiting(cast)
    await _paper(cast)
    cast.brought = await RegisterImport.create(
        area=cast.estate, slot=cast.estate.id, made_by=cast.people["chen_guifang"].id, file_name="名册.csv", stage="matching",
        size=1, received=1, encoding="utf-8", heading_row=1, headings=["楼栋", "房号"], columns={"building": 1, "door": 2},
        made_at=clock.now(),
    )  # fmt: skip
    return cast


async def _showing(cast: Cast) -> None:
    """A photo that everybody sees, a voice that waits to be heard, and a statement, of the one matter."""
    cast.statement = await Statement.create(
        matter=cast.matter, person=cast.people["wang_degui"], body="先请设计院来看。", put_at=clock.now()
    )
    common = {"matter": cast.matter, "person": cast.people["wang_degui"], "brought_at": clock.now(), "bytes": 4}
    cast.photo = await Attachment.create(
        kind="photo", type="image/jpeg", width=1280, height=960, sha256="0" * 64, state="shown", **common
    )
    cast.voice = await Attachment.create(
        kind="voice", type="audio/mpeg", milliseconds=9000, sha256="1" * 64, state="held", **common
    )
    for variant, file in tiny().files.items():
        await AttachmentFile.create(attachment=cast.photo, variant=variant, type=file.type, data=file.data)
    await AttachmentFile.create(attachment=cast.voice, variant="sound", type="audio/mpeg", data=b"0123456789")


async def _inspecting(cast: Cast) -> None:
    """The roll of the building lies open, by its head; one neighbour says that it is wrong."""
    now, tang = clock.now(), cast.people["tang_laoshi"]
    cast.inspection = await RollInspection.create(
        area=cast.building, opened_by=cast.people["wang_degui"], opened_at=now, until=now + timedelta(days=7)
    )
    cast.objection = await RollObjection.create(
        inspection=cast.inspection, person=tang, kind="size", text="比房产证小一点。", at=now, slot=f"{tang.id}:size:"
    )


async def _paper(cast: Cast) -> None:
    """The head's office, and a sheet of two slips that the community made an hour ago."""
    now = clock.now()
    cast.office = await Appointment.get(person=cast.people["wang_degui"])
    cast.batch = await SlipBatch.create(
        area=cast.building, made_by=cast.people["chen_guifang"], made_at=now - timedelta(hours=1),
        expires_at=now + timedelta(days=30), count=2,
    )  # fmt: skip
    for home, code in ((cast.homes[10], SLIP), (cast.homes[11], OTHER_SLIP)):
        await Slip.create(batch=cast.batch, home=home, code=slip_hash(code))


async def _house() -> Cast:
    city = await add_area("city", "泸州市", "51", None)
    community = await add_area("community", "龙眼坡社区", "51-1", city)
    estate = await add_area("estate", "桂圆林苑", "51-1-S1", community)
    await Estate.create(area=estate, type="self_managed")
    building = await add_area("building", "3栋", "51-1-S1-3", estate)
    stairwell = await add_area("stairwell", "1单元", "51-1-S1-3-1", building)
    elsewhere = await add_area("building", "5栋", "51-1-S1-5", estate)
    homes, owners = [], []
    for number in range(1, 15):
        home = await Home.create(
            estate=estate, building=building, label=f"3栋1单元{(number + 1) // 2}0{2 - number % 2}", floor=(number + 1) // 2,
            kind="flat", size=SMALL if number % 2 else LARGE, size_source="register", state="delivered", path=stairwell.path,
        )  # fmt: skip
        owner = await Owner.create(estate=estate, name=f"业主{number}", kind="person")
        await Ownership.create(home=home, owner=owner)
        homes.append(home)
        owners.append(owner)
    return Cast(estate, building, stairwell, elsewhere, homes, owners)


async def _move_in(
    cast: Cast, key: str, name: str, home: int | None, owned: tuple[int, ...], role: Role | None
) -> Person:
    long_ago = clock.now() - timedelta(days=400)
    person = await Person.create(name=name, joined_at=long_ago, shown_as="full")
    await add_contact(person.id, "email", f"{key}@demo.invalid")
    await Session.create(
        person=person, token=sealing.digest(f"session-of-{key}"), device="test", began_at=long_ago,
        expires_at=FAR, idle_until=FAR, strong_until=None if key == "gu_unproved" else FAR,
    )  # fmt: skip
    await add_consent(person.id, "terms", given=True)
    if home is not None:
        kind = "owner" if home in owned else "tenant"
        await Residency.create(person=person, home=cast.homes[home - 1], kind=kind, since=long_ago)
    for number in owned:
        await Holding.create(person=person, owner=cast.owners[number - 1], since=long_ago)
    if role is not None:
        area = await _office(cast, key, role)
        await Appointment.create(person=person, role=role, area=area, since=long_ago)
    return person


async def _office(cast: Cast, key: str, role: Role) -> Area:
    if role in (Role.SECURITY_ADMIN, Role.STREET_STAFF):
        return await Area.get(kind="city")
    if role == Role.COMMUNITY_STAFF:
        return await Area.get(kind="community")
    if role == Role.SYSTEM_ADMIN:
        return await Area.get(kind="city")
    if role == Role.BUILDING_HEAD:
        return cast.elsewhere if key == "zhou_mingqiang" else cast.building
    return cast.estate


async def _leavings(cast: Cast) -> None:
    yesterday, before = clock.now() - timedelta(days=1), clock.now() - timedelta(days=300)
    await Residency.create(
        person=cast.people["sun_moved"], home=cast.homes[6], kind="tenant", since=before, until=yesterday
    )
    await Appointment.create(
        person=cast.people["wu_retired"], role=Role.BUILDING_HEAD, area=cast.building, since=before, until=yesterday
    )


async def _evening(cast: Cast) -> None:
    now = clock.now()
    head = cast.people["wang_degui"]
    cast.matter = await Matter.create(
        number="LZ-2026-0001", title="3栋1单元加装电梯", body="14 户里有 9 户老人。", category="lift", area=cast.stairwell,
        state="deliberating", stage="discuss", track="in_depth", raised_by=head, raised_as="王德贵", raised_at=now - timedelta(days=9), changed_at=now - timedelta(days=1),
    )  # fmt: skip
    cast.hall = await Hall.create(name="百言堂", area=cast.estate, hours="每周四 19:30", opened_at=now)
    cast.recorded = await RecordedVoice.create(
        batch="written-down", kind="say", consent="spoken", area=cast.stairwell, matter=cast.matter, name="刘孃孃",
        body="我走不动，装了好。", stance="support", collected_by=head, collected_at=now, slip=sealing.digest("slip"),
    )  # fmt: skip
    # A neighbour has reported it, and nobody has looked yet.
    cast.review = await Review.create(
        matter=cast.matter, kind="matter", thing_id=cast.matter.id, person=head, origin="reported", complaints=1, was_shown=True,
        opened_at=now, due_at=now + timedelta(days=1), slot=f"matter:{cast.matter.id}",
    )  # fmt: skip
    cast.meeting = await Meeting.create(
        form="baba", title="3栋1单元加装电梯坝坝会", area=cast.stairwell, place="1栋前坝子", starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=50), convener=head, called_at=now - timedelta(days=16),
    )  # fmt: skip
    item = await AgendaItem.create(meeting=cast.meeting, position=1, title="加装电梯", matter_number=cast.matter.number)
    cast.topic = item
    cast.poll = await TimePoll.create(title="什么时候说楼道灯", area=cast.stairwell, convener=head, asked_at=now)
    cast.option = await TimeOption.create(poll=cast.poll, starts_at=now + timedelta(days=2))
    await TimeOption.create(poll=cast.poll, starts_at=now + timedelta(days=3))
    cast.motion = await Motion.create(
        item=item, meeting=cast.meeting, area=cast.stairwell, wording="是否同意 3 栋 1 单元加装电梯，先征询意向？", wording_hash="-",
        kind="straw_poll", rule_code="straw_poll", stage="draft", closes_at=now + timedelta(minutes=50), lights=7,
    )  # fmt: skip


async def _helping(cast: Cast) -> None:
    """Saturday's shift, with the tenant signed up; last week's, whose time waits; one report, one unit, one need.

    The need is 陈秀英's, and the member has claimed it: nobody has accepted that yet.
    """
    now, people = clock.now(), cast.people
    community = await Area.get(kind="community")
    cast.team = await Team.create(
        name="桂圆林苑志愿服务队", kind="cleaning", area=cast.estate, charter="每周六清一次楼道。", leader=people["he_chunmei"],
        founded_at=now - timedelta(days=200),
    )  # fmt: skip
    await Membership.create(team=cast.team, person=people["he_chunmei"], joined_at=now - timedelta(days=200))
    cast.activity = await Activity.create(
        team=cast.team, title="周六楼道清杂物", description="把楼道里的杂物搬到楼下。", risk="low", risks="楼梯滑，搬东西注意腰。",
        place="3栋门口", minimum_age=14, stage="published", planned_at=now - timedelta(days=9),
    )  # fmt: skip
    saturday = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    cast.shift = await Shift.create(
        activity=cast.activity, starts_at=saturday, ends_at=saturday + timedelta(hours=2), places=3, taken=1, queue=1,
        secret="secret-of-saturday",
    )  # fmt: skip
    cast.sign_up = await SignUp.create(
        shift=cast.shift, person=people["li_tenant"], stage="accepted", ledger="voluntary", position=1, signed_up_at=now,
    )  # fmt: skip
    last = await Shift.create(
        activity=cast.activity, starts_at=saturday - timedelta(days=7), ends_at=saturday - timedelta(days=7, hours=-2),
        places=3, taken=1, queue=1, secret="secret-of-last-week",
    )  # fmt: skip
    await SignUp.create(
        shift=last, person=people["li_tenant"], stage="accepted", ledger="voluntary", position=1, signed_up_at=now
    )
    cast.service = await ServiceTime.create(
        person=people["li_tenant"], ledger="voluntary", source="shift", source_id=last.id, what=cast.activity.title,
        place="3栋门口", organiser=cast.team.name, stage="pending", started_at=last.starts_at, started_by="code",
        planned_until=last.ends_at, finished_at=last.ends_at, finished_by="code", minutes=120, rule="half-hour-15-45",
    )  # fmt: skip
    luo, zeng = people["luo_member"], people["zeng_liaison"]
    cast.report = await Report.create(
        person=luo, kind="member", area=community, stage="confirmed", slot=luo.id, consent="-", reported_at=now,
    )  # fmt: skip
    cast.unit = await Unit.create(
        person=zeng, area=community, name="市图书馆（演示）", offers="晚上的车位 40 个。", stage="accepted", receipt="BD-2026-0001",
        reported_at=now, accepted_at=now, paired_from=date(2026, 1, 1), paired_until=date(2027, 1, 1),
    )  # fmt: skip
    told = {"who": "陈秀英", "door": "3栋1单元102", "address": ""}
    cast.need = await Need.create(
        area=cast.building, title="帮老人把米和油提上楼", summary="一袋米、一桶油，要上楼。", kind="service", category="care",
        minutes=60, people=2, taken=1, by_day=date(2026, 11, 30), origin="resident", stage="open",
        person=people["chen_xiuying"], recipient_id=people["chen_xiuying"].id,
        sealed=sealing.seal(settings.current().secret, json.dumps(told)), asked_at=now,
    )  # fmt: skip
    stranger = people["he_stranger"]
    cast.request = await ResidenceRequest.create(
        person=stranger, home=cast.homes[9], kind="tenant", stage="asked", slot=stranger.id, asked_at=now
    )
    cast.claim = await Claim.create(need=cast.need, person=luo, ledger="party_duty", stage="claimed", claimed_at=now)
    tenant, home = people["li_tenant"], cast.homes[4]
    cast.change = await NameChange.create(
        person=tenant, old="李租客", new="李租客客", path=home.path, stage="asked", slot=tenant.id, asked_at=now
    )
    cast.data_correction = await DataCorrection.create(
        person=tenant, home=home, path=home.path, what="size", text="面积少写了。", stage="asked", asked_at=now
    )


async def _visiting(cast: Cast) -> None:
    """The estate's common room, open every day from 9:00 to 21:00 but for one; 唐老师 has asked for it on Thursday.

    The community's guide says how a lift is asked for; the tenant says that something in it is wrong.
    """
    now, people = clock.now(), cast.people
    cast.venue = await Venue.create(
        area=cast.estate, kind="shared", name="邻里客厅", place="3栋底楼", capacity=20, phone="120 0000 0001", step_free=True,
        bookable=True, confirms=True, opened_at=now - timedelta(days=100),
    )  # fmt: skip
    for weekday in range(7):
        await OpeningHours.create(venue=cast.venue, weekday=weekday, opens=9 * 60, closes=21 * 60)
    cast.unlike = await OpeningException.create(venue=cast.venue, day=date(2026, 12, 20), why="大扫除")
    thursday = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
    cast.booking = await Booking.create(
        venue=cast.venue, person=people["tang_laoshi"], booked_as="唐老师", starts_at=thursday,
        ends_at=thursday + timedelta(hours=1), purpose="learning", title="练字", people=6, stage="asked", booked_at=now,
    )  # fmt: skip
    community = await Area.get(kind="community")
    cast.item = await GuideItem.create(
        area=community, category="home", title="加装电梯怎么申请", summary="先问同一单元的业主，够数了再报。", materials="身份证\n房产证",
        venue=cast.venue, contact="120 0000 0002", found_by="加装电梯怎么申请\n电梯", checked_on=date(2026, 11, 1),
    )  # fmt: skip
    cast.correction = await Correction.create(
        area=community, item=cast.item, person=people["li_tenant"], what="现在还要带户口本。", sent_at=now
    )
