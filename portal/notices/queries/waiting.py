"""What only this person can do: asked of the rooms anew each time, so that it goes away when it is done."""

from dataclasses import dataclass

from portal.accounts import queries as accounts
from portal.hall.queries import lifecycle
from portal.hall.queries.recording import waiting_to_be_witnessed
from portal.kit.words import N_
from portal.ledger import queries as ledger
from portal.meetings import queries as meetings
from portal.policy import Act, Actor, permits
from portal.reporting import queries as reporting
from portal.reporting.rules import ClaimStage
from portal.volunteers import queries as volunteers

VOTE, CONFIRM, SERVED, HELP, HOURS = N_("去投票"), N_("真的好了吗？"), N_("请您点一下"), N_("去帮忙"), N_("确认时长")
RESIDENTS, WITNESS, PROMISED, LATE = N_("确认住户"), N_("请您见证"), N_("您答应的"), N_("您答应的，超期了")
APPEAL, COMMUNITY = N_("答复申诉"), N_("等社区办的")
DOUBT, SIGN = N_("答复结果疑问"), N_("确认纪要")


@dataclass(frozen=True)
class Todo:
    """`verb` says what to do (a msgid), `what` with which thing, `href` where."""

    verb: str
    what: str
    href: str


async def todo_of(actor: Actor) -> list[Todo]:
    """A constant number of queries. A helper sees what they may do in the principal's place."""
    found = [
        Todo(CONFIRM, each.promise.what, f"/matters/{each.promise.matter_number}")
        for each in await ledger.asking(actor)
    ]
    if actor.by_id is not None:
        return found
    votes = [vote for vote in await meetings.votes_waiting_for(actor) if vote.waits]
    return [
        *(Todo(VOTE, vote.motion.wording, f"/meetings/{vote.motion.meeting_id}") for vote in votes),
        *found,
        *await _in_helping(actor),
        *await _after_meetings(actor),
        *await _in_office(actor),
    ]


async def _in_helping(actor: Actor) -> list[Todo]:
    claims = (await reporting.claims_of(actor)).under_way
    return [
        *(Todo(SERVED, each.claim.need.title, f"/thanks/{each.token}") for each in await reporting.asking(actor)),
        *(Todo(HELP, each.need.title, f"/claims/{each.id}") for each in claims if each.stage == ClaimStage.ACCEPTED),
        *(
            Todo(HOURS, each.activity.title, f"/shifts/{each.id}/roster")
            for each in await volunteers.shifts_to_confirm(actor)
        ),
    ]


async def _after_meetings(actor: Actor) -> list[Todo]:
    """The other hand under the minutes, and what somebody doubts in a result."""
    if not actor.roles:
        return []
    return [
        *(
            Todo(SIGN, each.meeting.title, f"/meetings/{each.meeting_id}/minutes")
            for each in await meetings.minutes_waiting_for(actor)
        ),
        *(
            Todo(DOUBT, each.notice.motion.wording, f"/motions/{each.notice.motion_id}/objections")
            for each in await meetings.objections_waiting_for(actor)
        ),
    ]


async def _in_office(actor: Actor) -> list[Todo]:
    """What an office brings with it, and what one has promised oneself."""
    own = [
        Todo(LATE if each.days_late else PROMISED, each.promise.what, f"/promises/{each.promise.id}/keep")
        for each in await ledger.open_of(actor)
    ]
    if not actor.roles:
        return own
    residents = [
        Todo(RESIDENTS, each.request.home.label, f"/residences/{each.request.id}")
        for each in await accounts.requests_for(actor)
    ]
    voices = [voice for voice in await waiting_to_be_witnessed(actor) if voice.collected_by_id != actor.id]
    witness = [Todo(WITNESS, voice.name, f"/recorded/{voice.batch}/witness") for voice in voices]
    return [*own, *residents, *witness, *await _at_the_desk(actor)]


async def _at_the_desk(actor: Actor) -> list[Todo]:
    if not permits(actor, Act.OPEN_DESK):
        return []
    desk = await lifecycle.desk_of(actor)
    return [
        *(Todo(APPEAL, each.matter.title, f"/hall/appeals/{each.id}") for each in desk.appeals),
        *(Todo(COMMUNITY, due.matter.title, f"/hall/{due.matter.number}") for due in desk.rows),
    ]
