"""Words that were copied somewhere before they were put away are not read there any longer; restored, they are."""

import pytest

from portal.hall import actions
from portal.hall.actions import complaining, moderating, triaging
from portal.hall.actions import opinions as stating
from portal.hall.forms import AnswerMatter, RaiseMatter, Reply
from portal.hall.forms.moderation import HideWords
from portal.hall.forms.opinions import AddStatement
from portal.hall.forms.triage import Triage, WriteFacts
from portal.hall.models import Matter, Review, Statement
from portal.hall.queries import copies
from portal.hall.queries.things import thing_for
from portal.ledger.models import Step
from portal.ledger.rules import seen_facts
from portal.meetings.actions.calling import add_item, put_statement
from portal.meetings.models import AgendaItem
from portal.notices.models import Notice
from portal.notices.queries import own_data
from portal.notices.rules import matter_behind
from portal.policy import STRANGER
from portal.reactions import REACTIONS
from portal.unit_of_work import action, follow
from tests.cast import PEOPLE

TITLE, STATED = "紫葡萄架占了过道", "青芒果树该移走"
HIDE = HideWords(reason_code="insult", reason="请好好说。")
STUB = "内容已隐藏：骂人、威胁人"


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def put_away(cast, kind, thing_id) -> int:
    street = await cast.actor("he_street")
    opened = await complaining.open_review(street, await thing_for(street, kind, thing_id))
    await moderating.hide_words(street, opened, HIDE)
    return opened


@action
async def place_on_agenda(_actor, meeting, matter, statement):
    await add_item(meeting, matter.title, matter.number)
    await put_statement(meeting, statement.id)


@pytest.fixture
async def copied(app, cast) -> tuple[Matter, Statement]:
    """A matter and a statement that stand on an agenda, on timelines, in inboxes and in another matter."""
    tang, staff = await cast.actor("tang_laoshi"), await cast.actor("chen_guifang")
    number = await actions.raise_matter(tang, RaiseMatter(title=TITLE, body="走不过去", area_id=cast.stairwell.id))
    matter = await Matter.get(number=number).select_related("area")
    await actions.reply(await cast.actor("chen_xiuying"), matter.id, Reply(body="是的"))
    await actions.answer_matter(staff, matter.id, AnswerMatter(office="社区", body="去看过了"))
    statement = await Statement.get(
        id=await stating.add_statement(await cast.actor("chen_xiuying"), cast.matter.id, AddStatement(body=STATED))
    )
    await place_on_agenda(staff, cast.meeting, matter, statement)
    await Step.create(
        matter_number=cast.matter.number, at=matter.raised_at, stage="decide", kind="on_agenda",
        facts={"meeting": "碰头会", "starts_at": matter.raised_at.isoformat(), "place": "院坝", "topic": STATED},
    )  # fmt: skip
    await triaging.write_facts(staff, matter.id, WriteFacts(facts=f"{TITLE}：查过了", options="移走"))
    await triaging.triage_matter(staff, matter.id, Triage(deed="merge", into=cast.matter.number, reason="同一件事"))
    return matter, statement


async def read_everywhere(visit, cast, matter, who) -> dict[str, str]:
    browser = visit(who)
    paths = (
        f"/meetings/{cast.meeting.id}", f"/meetings/{cast.meeting.id}/room", f"/hall/{cast.matter.number}",
        f"/matters/{cast.matter.number}", f"/hall/{matter.number}", f"/hall/{matter.number}/facts",
        f"/matters/{matter.number}", f"/hall/{matter.number}/calendar.ics", "/inbox", "/me/data", "/hall?all=1",
        "/hall/feed.atom", f"/hall/search?q={TITLE[:4]}", f"/hall/{cast.matter.number}/map",
    )  # fmt: skip
    found = {path: await browser.get(path, follow_redirects=True) for path in paths}
    return {path: answer.text for path, answer in found.items() if answer.status_code == 200}


async def test_before_they_are_put_away_the_copies_are_there_to_be_read(visit, cast, copied):
    said = await read_everywhere(visit, cast, copied[0], "chen_xiuying")
    with_title = {path for path, text in said.items() if TITLE in text}
    assert {f"/meetings/{cast.meeting.id}", f"/hall/{cast.matter.number}", "/inbox"} <= with_title
    assert f"/matters/{cast.matter.number}" in with_title and STATED in said[f"/matters/{cast.matter.number}"]
    assert STATED in said[f"/meetings/{cast.meeting.id}"]


@pytest.mark.parametrize("who", [None, *(who for who in PEOPLE if who != "tang_laoshi")])
async def test_what_was_copied_is_not_read_after_it_was_put_away(visit, cast, copied, who):
    matter, statement = copied
    await put_away(cast, "matter", matter.id)
    await put_away(cast, "statement", statement.id)
    said = await read_everywhere(visit, cast, matter, who)
    assert [path for path, text in said.items() if TITLE in text.replace(f'value="{TITLE[:4]}"', "")] == []
    assert [path for path, text in said.items() if STATED in text and who != "chen_xiuying"] == []
    assert said[f"/meetings/{cast.meeting.id}"].count(STUB) == 2
    assert STUB in said[f"/matters/{cast.matter.number}"]


async def test_a_follower_reads_in_the_inbox_that_it_was_put_away_and_in_their_own_data(visit, cast, copied):
    await put_away(cast, "matter", copied[0].id)
    assert STUB in (await visit("chen_xiuying").get("/inbox")).text
    told = str(await own_data(cast.people["chen_xiuying"].id))
    assert STUB in told and TITLE not in told
    assert TITLE in str([n.facts for n in await Notice.filter(person_id=cast.people["chen_xiuying"].id)])  # untouched


async def test_restored_the_copies_are_read_again(visit, cast, copied):
    looked = await put_away(cast, "matter", copied[0].id)
    await moderating.restore_words(await cast.actor("he_street"), looked)
    assert (await Review.get(id=looked)).outcome == "restored"
    assert TITLE in (await visit("li_tenant").get(f"/meetings/{cast.meeting.id}")).text


async def test_who_raised_it_reads_their_own_words(app, cast, copied):
    matter, _statement = copied
    await put_away(cast, "matter", matter.id)
    assert await copies.stubs_of(await cast.actor("tang_laoshi"), [matter.number]) == {}
    assert await copies.stubs_of(STRANGER, [matter.number]) == {matter.number: STUB}
    assert (await AgendaItem.get(matter_number=matter.number)).title == TITLE  # history is not written anew


@pytest.mark.anywhere
@pytest.mark.parametrize(("href", "number"), [
    ("/hall/LZ-2026-0011", "LZ-2026-0011"), ("/matters/LZ-2026-0011", "LZ-2026-0011"), ("/hall/LZ-2026-0011?a=1#x", "LZ-2026-0011"),
    ("/hall/LZ-2026-0011/post/3", "LZ-2026-0011"), ("/hall/objections/3", ""), ("/hall/LZ-2026-00x1", ""), ("/meetings/3", ""), ("", ""),
])  # fmt: skip
def test_where_a_line_leads(href, number):
    assert matter_behind(href) == number


@pytest.mark.anywhere
def test_a_step_keeps_everything_but_what_was_put_away():
    facts = {"topic": "甲", "place": "院坝"}
    assert seen_facts("on_agenda", "A", facts, {}, {"乙": STUB}) == facts
    assert seen_facts("on_agenda", "A", facts, {}, {"甲": STUB}) == {"topic": STUB, "place": "院坝"}
    assert seen_facts("on_agenda", "A", facts, {"A": STUB}, {}) == {"topic": STUB, "place": "院坝"}
    assert seen_facts("took-in", "A", {"number": "B", "title": "甲"}, {"A": "x", "B": STUB}, {})["title"] == STUB
    assert seen_facts("progress", "A", {"note": "甲"}, {"A": STUB}, {"甲": STUB}) == {"note": "甲"}
