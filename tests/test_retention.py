"""Nothing is kept longer than the table says, and every table of the database stands in it."""

from datetime import date

import pytest
from tortoise import Tortoise

from portal import retention
from portal.accounts.actions import closing
from portal.accounts.actions.keeping import CONSENTS, LOOKS
from portal.accounts.forms import CloseAccount
from portal.accounts.models import Appointment, Consent, Look, Person, Residency, Session, SignInCode
from portal.database import keeping
from portal.hall.models import Matter, Post
from portal.meetings import queries as meetings
from portal.meetings.actions import ballots, running
from portal.meetings.models import Arrival, Ballot, Meeting, Motion, Right, RightHolder
from portal.meetings.rules import Choice
from portal.notices.models import Notice
from portal.places.models import Owner, Ownership
from portal.policy import STRANGER
from portal.reporting.models import Claim, DoorSeen, Need
from portal.retention import DATA, End, tables
from portal.volunteers.models import Membership, ServiceTime, SignUp


def in_database() -> set[str]:
    return {str(model._meta.db_table) for model in Tortoise.apps["portal"].values()}


async def test_every_table_stands_in_the_table(database):
    told = {table.name for table in tables()}
    missing, gone = in_database() - told, told - in_database()
    assert not missing, f"how long are these kept, and why? Add them to portal/retention: {sorted(missing)}"
    assert not gone, f"these are in no database: {sorted(gone)}"


def test_what_nobody_sweeps_says_why():
    """Without a sweep a table is kept, or goes with the account: in words that a resident reads."""
    for table in tables():
        assert table.how_long.strip()
        if table.sweep is None:
            assert table.end in (End.KEPT, End.WITH_ACCOUNT, End.UNNAMED), table.name
        else:
            assert table.end != End.KEPT, table.name


async def night(hands, **later: float) -> dict[str, int]:
    """What goes in the night that comes after so long."""
    hands.go(**later)
    done: dict[str, int] = {}
    for table, rows in await retention.run():
        done[table.name] = done.get(table.name, 0) + rows
    return done


async def test_a_dry_run_says_what_would_go_and_how_old_and_touches_nothing(app, cast, hands):
    for n in range(3):
        await Look.create(
            viewer_id=1, viewer_as="auditor", person=cast.people["tang_laoshi"], what="contact", at=hands()
        )
        hands.go(days=n)
    assert (await keeping.due(LOOKS)).rows == 0
    first = (await Look.all().order_by("id").first()).at
    hands.go(days=363)
    found = await keeping.due(LOOKS)
    assert (found.rows, found.oldest) == (2, first)
    due = {table.name: each for table, each in await retention.due()}
    assert due["look"].rows == 2 and await Look.all().count() == 3
    await retention.run()
    assert await Look.all().count() == 1


async def test_more_than_a_batch_goes_in_one_night(app, cast, hands):
    person = cast.people["tang_laoshi"]
    await Notice.bulk_create(
        [
            Notice(person_id=person.id, kind="answered", facts={"title": "-"}, href="/", at=hands())
            for _ in range(keeping.AT_ONCE * 2 + 7)
        ]
    )
    assert (await night(hands, days=364))["notice"] == 0
    assert (await night(hands, days=2))["notice"] == keeping.AT_ONCE * 2 + 7
    assert not await Notice.all().exists()


@pytest.mark.parametrize(
    ("model", "kept", "gone"), [(SignInCode, {"hours": 23}, {"hours": 2}), (Session, {"days": 29}, {"days": 2})]
)
async def test_codes_and_sessions_go_when_they_have_served(app, cast, hands, model, kept, gone):
    if model is SignInCode:
        at = {"asked_at": hands(), "expires_at": hands()}
        row = await SignInCode.create(fingerprint="-", purpose="sign_in", browser="-", code="-", **at)
    else:
        row = await Session.filter(person=cast.people["tang_laoshi"]).get()
        await Session.filter(id=row.id).update(ended_at=hands())
    await night(hands, **kept)
    assert await model.exists(id=row.id)
    await night(hands, **gone)
    assert not await model.exists(id=row.id)


async def test_who_came_becomes_how_many_came(app, cast, hands):
    for who in ("chen_xiuying", "tang_laoshi", "zhou_shifu"):
        await Arrival.create(meeting=cast.meeting, person=cast.people[who], at=hands())
    await night(hands, days=366)
    meeting = await Meeting.get(id=cast.meeting.id)
    assert meeting.came == 3 and not await Arrival.all().exists()
    assert (await meetings.room_of(await meetings.meeting_for(STRANGER, meeting.id))).arrived == 3


async def test_ballots_go_after_a_term_and_a_year_and_the_result_stays(app, cast, hands):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    for right in await Right.filter(motion_id=cast.motion.id):
        await ballots.box.cast(ballots.slip(cast.motion.id, right.id, f"key-{right.id:015}", Choice.AGREE, None))
    hands.go(minutes=51)
    await running.close_due_motions(STRANGER)
    result = (await Motion.get(id=cast.motion.id)).result
    await night(hands, days=6 * 365 - 1)
    assert await Ballot.filter(motion_id=cast.motion.id).count() == 14
    done = await night(hands, days=2)
    assert (done["ballot"], done["voting_right"]) == (14, 14) and not await RightHolder.all().exists()
    assert (await Motion.get(id=cast.motion.id)).result == result


async def test_a_year_after_the_close_a_right_of_a_person_loses_its_name_and_a_home_keeps_its_door(app, cast, hands):
    await running.open_motion(await cast.actor("wang_degui"), cast.motion.id)
    home = await Right.filter(motion_id=cast.motion.id).order_by("id").first()
    assert home is not None
    person = await Right.create(motion_id=cast.motion.id, key="person:3", label="3栋1单元402 陈秀英", size=0)
    hands.go(days=1)
    await running.close_due_motions(await cast.actor("wang_degui"))
    await night(hands, days=364)
    assert (await Right.get(id=person.id)).label == "3栋1单元402 陈秀英"
    await night(hands, days=2)
    assert (await Right.get(id=person.id)).label == "" and (await Right.get(id=home.id)).label == home.label


async def test_after_two_years_a_post_keeps_its_words_and_not_its_name(app, cast, hands):
    post = await Post.create(
        matter=cast.matter, author=cast.people["tang_laoshi"], said_as="唐老师", body="我同意。", posted_at=hands()
    )
    hidden = await Post.create(
        matter=cast.matter, author=cast.people["tang_laoshi"], said_as="5栋邻居", body="我也是。", posted_at=hands()
    )
    await night(hands, days=729)
    assert (await Post.get(id=post.id)).said_as == "唐老师"
    assert (await night(hands, days=2))["post"] == 1
    assert ((await Post.get(id=post.id)).said_as, (await Post.get(id=post.id)).body) == ("3栋居民", "我同意。")
    assert (await Post.get(id=hidden.id)).said_as == "5栋邻居"
    assert (await Matter.get(id=cast.matter.id)).raised_as == "3栋居民"
    assert (await night(hands, days=1))["post"] == 0  # done once is done


async def test_a_door_is_forgotten_ninety_days_after_the_help_and_the_need_later(app, cast, hands):
    await Need.filter(id=cast.need.id).update(stage="closed", by_day=date(2026, 11, 24))
    await Claim.filter(id=cast.claim.id).update(stage="confirmed")
    await DoorSeen.create(need=cast.need, person=cast.people["chen_guifang"], at=hands())
    await night(hands, days=90)
    assert (await Need.get(id=cast.need.id)).sealed
    await night(hands, days=1)
    emptied = await Need.get(id=cast.need.id)
    assert (emptied.sealed, emptied.recipient_id) == ("", None)
    await night(hands, days=3 * 365)
    assert not await Need.filter(id=cast.need.id).exists() and not await Claim.all().exists()


async def test_an_open_need_keeps_its_door(app, cast, hands):
    await night(hands, days=400)
    assert (await Need.get(id=cast.need.id)).sealed


async def test_signing_up_and_membership_go_after_a_year_and_hours_with_the_account(app, cast, hands):
    await Membership.create(team=cast.team, person=cast.people["tang_laoshi"], joined_at=hands(), left_at=hands())
    await night(hands, days=380)
    assert await Membership.all().count() == 1 and not await SignUp.all().exists()
    assert await ServiceTime.all().count() == 1  # the account is there
    await closing.close_account(await cast.actor("li_tenant"), CloseAccount(sure="yes"))
    hands.go(days=8)
    await closing.erase_closed(STRANGER)
    await night(hands, days=1)
    assert await ServiceTime.all().count() == 1  # not five years old yet
    await night(hands, days=5 * 365)
    assert not await ServiceTime.all().exists()


async def test_consents_outlive_the_account_by_three_years_and_no_more(app, cast, hands):
    stays, goes = cast.people["tang_laoshi"], cast.people["sun_moved"]
    await Consent.all().delete()
    for person in (stays, goes):
        await Consent.create(person=person, purpose="terms", version="1", digest="-", given=True, at=hands())
    hands.go(days=4 * 365)  # counted from the end of the account, not from the consent
    await closing.close_account(await cast.actor("sun_moved"), CloseAccount(sure="yes"))
    hands.go(days=8)
    await closing.erase_closed(STRANGER)
    await night(hands, days=2 * 365)
    assert await Consent.all().count() == 2
    await night(hands, days=366)
    assert [each.person_id for each in await Consent.all()] == [stays.id]
    assert (await keeping.due(CONSENTS)).rows == 0


async def test_an_office_and_its_deputys_go_one_after_the_other(app, cast, hands):
    office = await Appointment.get(person=cast.people["wu_retired"])
    await Appointment.create(
        person=cast.people["tang_laoshi"], role=office.role, area_id=office.area_id, since=office.since, until=office.until,
        deputy_for=office,
    )  # fmt: skip
    await night(hands, days=3 * 365 + 1)
    await night(hands, days=1)
    assert not await Appointment.filter(until__isnull=False).exists()


async def test_what_cannot_be_swept_keeps_no_other_waiting(app, cast, hands, monkeypatch):
    async def breaks(_sweep):
        swept.append(_sweep)
        raise RuntimeError

    swept = []
    monkeypatch.setattr(keeping, "sweep_away", breaks)
    with pytest.raises(ExceptionGroup):
        await retention.run()
    assert len(swept) == len([table for table in retention.tables() if table.sweep])


async def test_the_register_forgets_an_owner_three_years_after_the_sale(app, cast, hands):
    sold = await Ownership.get(owner=cast.owners[13])
    await Ownership.filter(id=sold.id).update(until=date(2026, 11, 24))
    await night(hands, days=3 * 365)
    assert (await Owner.get(id=cast.owners[13].id)).name == "业主14"
    await night(hands, days=2)
    assert (await Owner.get(id=cast.owners[13].id)).name == "-"
    assert (await Owner.get(id=cast.owners[12].id)).name == "业主13"


async def test_where_somebody_lives_now_is_never_swept(app, cast, hands):
    living = await Residency.filter(until=None).count()
    await night(hands, days=20 * 365)
    assert await Residency.filter(until=None).count() == living
    assert await Person.filter(closed_at=None).count() == len(cast.people)


def test_the_privacy_page_and_the_register_are_the_same_table(capsys):
    from portal import cli

    cli.main(["data-register"])
    printed = capsys.readouterr().out
    for data in DATA:
        assert data.what in printed and all(table.name in printed for table in data.tables)


async def test_a_resident_reads_it_all_without_signing_in(visit, cast):
    page = (await visit(None).get("/privacy")).text
    for data in DATA:
        assert data.what in page and all(text in page for text in data.how_longs)
    assert 'href="/privacy"' in (await visit(None).get("/hall")).text
    assert 'href="/privacy"' in (await visit(None).get("/sign-in")).text


def test_the_command_wants_to_know_which(capsys):
    from portal import cli

    with pytest.raises(SystemExit):
        cli.main(["retention"])
