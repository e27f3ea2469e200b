"""Teams, and what their leaders plan."""

from starlette.requests import Request
from starlette.responses import Response

from portal.kit.errors import Missing, Refused
from portal.kit.words import N_
from portal.volunteers import forms, queries, rules
from portal.volunteers.actions import planning, teams
from portal.volunteers.models import Activity, Shift, Team
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

FOUNDED = F_("队伍建好了，可以排活动了。")
JOINED = F_("您是队员了，有新活动会先告诉您。")
HANDED_OVER = F_("交过去了，新领队会收到通知。")
LEFT = F_("您退出了这支队伍，时长都还在。")
DRAFTED = F_("存成草稿了。加好班次，再发布。")
EDITED = F_("改好了。")
ADDED = F_("班次加好了。")
PUBLISHED = F_("发布了，邻居可以报名了。")
CHANGED = F_("改好了，报了名的人都会收到通知。")
CALLED_OFF = F_("取消了，报了名的人都会收到通知。")


class NoSuchMatter(Refused):
    status = 422
    message = N_("没有这个编号的事，请对一对。")


async def team_list(request: Request) -> Response:
    found = await queries.teams_listed(asked_number(request, "after") or 0)
    return await render(
        request, "volunteers/teams.html", teams=found[: queries.PER_PAGE],
        next=found[queries.PER_PAGE - 1].id if len(found) > queries.PER_PAGE else None, kinds=rules.KINDS, tab="volunteers",
    )  # fmt: skip


async def found_team_form(request: Request) -> Response:
    return await _found_team(request, Form[forms.FoundTeam]())


async def _found_team(request: Request, form: Form[forms.FoundTeam], status: int = 200) -> Response:
    return await render(
        request, "volunteers/found_team.html", status=status, form=form, kinds=rules.KINDS,
        areas=await queries.areas_to_found_in(request.user), tab="volunteers",
    )  # fmt: skip


async def found_team(request: Request) -> Response:
    form = await filled(request, forms.FoundTeam)
    if form.data is not None:
        try:
            team_id = await teams.found_team(request.user, form.data)
        except Refused as refusal:
            form.refuse("area_id" if isinstance(refusal, Missing) else "leader", refusal)
        else:
            return redirect(request, "volunteers.team", team_id=team_id, say=FOUNDED)
    return await _found_team(request, form, 422)


async def team(request: Request, team: Team) -> Response:
    return await render(
        request, "volunteers/team.html", page=await queries.team_page(request.user, team), kinds=rules.KINDS,
        leader=await queries.name_of_leader(team), tab="volunteers",
    )  # fmt: skip


async def join_team(request: Request, team: Team) -> Response:
    await teams.join_team(request.user, team.id)
    return redirect(request, "volunteers.team", team_id=team.id, say=JOINED)


async def leave_team(request: Request, team: Team) -> Response:
    await teams.leave_team(request.user, team.id)
    return redirect(request, "volunteers.team", team_id=team.id, say=LEFT)


async def hand_over_form(request: Request, team: Team) -> Response:
    return await _hand_over(request, team, Form[forms.HandOver]())


async def _hand_over(request: Request, team: Team, form: Form[forms.HandOver], status: int = 200) -> Response:
    return await render(request, "volunteers/hand_over.html", status=status, team=team, form=form, tab="volunteers")


async def hand_over(request: Request, team: Team) -> Response:
    form = await filled(request, forms.HandOver)
    if form.data is not None:
        try:
            await teams.hand_over(request.user, team.id, form.data)
        except Refused as refusal:
            form.refuse("leader", refusal)
        else:
            return redirect(request, "volunteers.team", team_id=team.id, say=HANDED_OVER)
    return await _hand_over(request, team, form, 422)


async def plan_activity_form(request: Request, team: Team) -> Response:
    typed = {"matter_number": asked(request, "matter", 30)}
    return await _plan(request, team, Form[forms.PlanActivity](typed=typed))


async def _plan(request: Request, team: Team, form: Form[forms.PlanActivity], status: int = 200) -> Response:
    return await render(
        request,
        "volunteers/plan_activity.html",
        status=status,
        form=form,
        team=team,
        risks=rules.RISKS,
        tab="volunteers",
    )


async def plan_activity(request: Request, team: Team) -> Response:
    form = await filled(request, forms.PlanActivity)
    if form.data is not None:
        try:
            activity_id = await planning.plan_activity(request.user, team.id, form.data)
        except Refused as refusal:
            _show(form, refusal)
        else:
            return redirect(request, "volunteers.plan", activity_id=activity_id, say=DRAFTED)
    return await _plan(request, team, form, 422)


async def edit_activity_form(request: Request, activity: Activity) -> Response:
    typed = {name: str(getattr(activity, name)) for name in forms.PlanActivity.model_fields}
    return await _edit(request, activity, Form[forms.PlanActivity](typed=typed))


async def _edit(request: Request, activity: Activity, form: Form[forms.PlanActivity], status: int = 200) -> Response:
    return await render(
        request, "volunteers/edit_activity.html", status=status, form=form, activity=activity, risks=rules.RISKS,
        tab="volunteers",
    )  # fmt: skip


async def edit_activity(request: Request, activity: Activity) -> Response:
    form = await filled(request, forms.PlanActivity)
    if form.data is not None:
        try:
            await planning.edit_activity(request.user, activity.id, form.data)
        except Refused as refusal:
            _show(form, refusal)
        else:
            return redirect(request, "volunteers.plan", activity_id=activity.id, say=EDITED)
    return await _edit(request, activity, form, 422)


def _show(form: Form[forms.PlanActivity], refusal: Refused) -> None:
    """Each rule that a plan may break, at the field that breaks it."""
    known = rules.planning
    fields: dict[type[Refused], str] = {
        known.NoMinors: "minimum_age", known.NameSaysBackfill: "title", known.NoInsurance: "insurer", Missing: "matter_number",
    }  # fmt: skip
    shown = NoSuchMatter() if isinstance(refusal, Missing) else refusal
    form.refuse(fields.get(type(refusal), "description"), shown)


async def plan(request: Request, activity: Activity) -> Response:
    """The leader's page of one activity: its shifts, publishing it, calling it off."""
    return await _of_plan(request, activity, Form[forms.PlanShift]())


async def _of_plan(
    request: Request, activity: Activity, form: Form[forms.PlanShift], status: int = 200, trouble: str = ""
) -> Response:
    return await render(
        request, "volunteers/plan.html", status=status, form=form, trouble=trouble,
        page=await queries.activity_page(request.user, activity), past=await queries.past_shifts(activity), tab="volunteers",
    )  # fmt: skip


async def add_shifts(request: Request, activity: Activity) -> Response:
    form = await filled(request, forms.PlanShift)
    if form.data is not None:
        try:
            await planning.add_shifts(request.user, activity.id, form.data)
        except Refused as refusal:
            form.refuse(_field_of(refusal), refusal)
        else:
            return redirect(request, "volunteers.plan", activity_id=activity.id, say=ADDED)
    return await _of_plan(request, activity, form, 422)


def _field_of(refusal: Refused) -> str:
    known = rules.planning
    if isinstance(refusal, (known.TooManyPlaces, known.FewerThanTaken)):
        return "places"
    return "end" if isinstance(refusal, (known.EndsFirst, known.TooLong)) else "day"


async def publish_activity(request: Request, activity: Activity) -> Response:
    try:
        await planning.publish_activity(request.user, activity.id)
    except Refused as refusal:
        return await _of_plan(request, activity, Form[forms.PlanShift](), 422, str(refusal))
    return redirect(request, "volunteers.activity", activity_id=activity.id, say=PUBLISHED)


async def cancel_activity_form(request: Request, activity: Activity) -> Response:
    return await _call_off(request, activity, None, Form[forms.SayWhy]())


async def _call_off(
    request: Request, activity: Activity, shift: Shift | None, form: Form[forms.SayWhy], status: int = 200
) -> Response:
    return await render(
        request, "volunteers/call_off.html", status=status, activity=activity, shift=shift, form=form, tab="volunteers"
    )


async def cancel_activity(request: Request, activity: Activity) -> Response:
    form = await filled(request, forms.SayWhy)
    if form.data is None:
        return await _call_off(request, activity, None, form, 422)
    await planning.cancel_activity(request.user, activity.id, form.data)
    return redirect(request, "volunteers.plan", activity_id=activity.id, say=CALLED_OFF)


async def change_shift_form(request: Request, shift: Shift) -> Response:
    return await _change(request, shift, Form[forms.PlanShift]())


async def _change(request: Request, shift: Shift, form: Form[forms.PlanShift], status: int = 200) -> Response:
    return await render(
        request, "volunteers/change_shift.html", status=status, shift=shift, form=form, why=Form[forms.SayWhy](),
        tab="volunteers",
    )  # fmt: skip


async def change_shift(request: Request, shift: Shift) -> Response:
    form = await filled(request, forms.PlanShift)
    if form.data is not None:
        try:
            await planning.change_shift(request.user, shift.id, form.data)
        except Refused as refusal:
            form.refuse(_field_of(refusal), refusal)
        else:
            return redirect(request, "volunteers.plan", activity_id=shift.activity_id, say=CHANGED)
    return await _change(request, shift, form, 422)


async def cancel_shift_form(request: Request, shift: Shift) -> Response:
    return await _call_off(request, shift.activity, shift, Form[forms.SayWhy]())


async def cancel_shift(request: Request, shift: Shift) -> Response:
    form = await filled(request, forms.SayWhy)
    if form.data is None:
        return await _call_off(request, shift.activity, shift, form, 422)
    await planning.cancel_shift(request.user, shift.id, form.data)
    return redirect(request, "volunteers.plan", activity_id=shift.activity_id, say=CALLED_OFF)
