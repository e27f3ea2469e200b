"""What an office publishes is held to the same rule as a neighbour's words, but for its own telephone and mailbox."""

from datetime import timedelta

import pytest

from portal.hall import actions as hall
from portal.hall.actions import outcomes, triaging
from portal.hall.forms import AnswerMatter
from portal.hall.forms.outcomes import Object, WriteOpinion
from portal.hall.forms.triage import Give, WriteFacts
from portal.hall.models import Answer, Facts, Hall, Matter, Objection, Opinion
from portal.hall.rules import PersonalDetails, must_hold_no_details
from portal.hall.rules.detecting import Trait
from portal.hall.rules.moderation import NamesSomebody, PrivateNumbers, UnwantedWords, judge
from portal.hall.rules.publishing import FATES, Fate, Writer, fate_of
from portal.hall.rules.wordlist import read
from portal.kit import clock
from portal.ledger import actions as ledger
from portal.ledger.forms import ConfirmPromise, MakePromise, MoveDue, ReportDone, ReportProgress
from portal.ledger.models import Concern, Promise, Step

MOBILE, LANDLINE, MAILBOX = "请打 13800138000", "请打 0830-3123456", "来信 wuye@example.cn"
ID_NUMBER, PLATE = "身份证 510502199003078518", "车牌川E12345"
ACCUSED, ILL = "2栋的王先生偷电", "王先生有精神病"
LIST = read("refuse: 坏词\nhold: 怪词\n")

CASES = (
    # words, neighbour, at once, office; None is published
    (MOBILE, PersonalDetails, PersonalDetails, PrivateNumbers),
    (LANDLINE, PersonalDetails, PersonalDetails, None),
    (MAILBOX, PersonalDetails, PersonalDetails, None),
    (ID_NUMBER, PersonalDetails, PersonalDetails, PrivateNumbers),
    (PLATE, PersonalDetails, PersonalDetails, PrivateNumbers),
    (ACCUSED, "held", NamesSomebody, NamesSomebody),
    (ILL, "held", NamesSomebody, NamesSomebody),
    ("有坏词", UnwantedWords, UnwantedWords, UnwantedWords),
    ("有怪词", "held", UnwantedWords, None),
    ("物业三天没有修路灯，办事太慢", None, None, None),
    ("防小偷，请锁好门", None, None, None),
    ("2栋的王先生偷电，打 0830-3123456", PersonalDetails, PersonalDetails, NamesSomebody),
)


@pytest.mark.anywhere
@pytest.mark.parametrize(("words", "writer", "want"), [
    (words, writer, want) for words, *wants in CASES for writer, want in zip(Writer, wants, strict=True)
])  # fmt: skip
def test_who_may_publish_what(words, writer, want):
    if isinstance(want, type):
        with pytest.raises(want):
            judge(words, writer=writer, words=LIST)
    else:
        assert judge(words, writer=writer, words=LIST).shown == (want or "shown")


@pytest.mark.anywhere
def test_every_trait_has_its_fate_and_only_a_neighbours_words_wait():
    assert set(FATES) == set(Trait)
    assert not any(fate_of(t, w) == Fate.LOOKED_AT for t in Trait for w in (Writer.AT_ONCE, Writer.OFFICE))
    assert all(fate_of(t, Writer.AT_ONCE) != Fate.FREE for t in Trait)


def opinion(**other) -> WriteOpinion:
    said = {"body": "装一盏灯", "executor": "物业", "deadline": clock.today() + timedelta(days=9)}
    return WriteOpinion(**(said | other))


@pytest.mark.parametrize("words", [MOBILE, ID_NUMBER, PLATE, ACCUSED, ILL])
async def test_nothing_that_an_office_publishes_in_the_hall_has_such_words(app, cast, words):
    staff, number, before = await cast.actor("chen_guifang"), cast.matter.id, await Facts.all().count()
    for deed in (
        hall.answer_matter(staff, number, AnswerMatter(office="社区", body=words)),
        triaging.write_facts(staff, number, WriteFacts(facts=words)),
        triaging.write_facts(staff, number, WriteFacts(options=words)),
        triaging.suspend_matter(staff, number, Give(reason=words)),
        outcomes.hand_to_vote(staff, number, Give(reason=words)),
        *(outcomes.write_opinion(staff, number, opinion(**{part: words, other: "好的"}))
          for part, other in (("body", "executor"), ("minority", "minority_reply"), ("minority_reply", "minority"))),
    ):  # fmt: skip
        with pytest.raises((PrivateNumbers, NamesSomebody)):
            await deed
    assert not await Answer.exists(body=words) and not await Opinion.exists(matter_id=number, body=words)
    assert await Facts.all().count() == before
    assert (await Matter.get(id=number)).state == cast.matter.state


async def test_an_answer_may_name_the_offices_telephone(app, cast):
    staff = await cast.actor("chen_guifang")
    answer = await hall.answer_matter(staff, cast.matter.id, AnswerMatter(office="社区", body=f"{LANDLINE}，{MAILBOX}"))
    assert LANDLINE in (await Answer.get(id=answer)).body


@pytest.mark.parametrize("words", [MOBILE, PLATE, ACCUSED])
async def test_nothing_said_of_a_promise_has_such_words(app, cast, words):
    staff, day = await cast.actor("chen_guifang"), clock.today() + timedelta(days=9)
    made = await ledger.make_promise(staff, cast.matter.number, MakePromise(what="装一盏灯", owner="物业", due_on=day))
    steps = await Step.all().count()
    for deed in (
        ledger.make_promise(staff, cast.matter.number, MakePromise(what=words, owner="物业", due_on=day)),
        ledger.report_progress(staff, made, ReportProgress(note=words)),
        ledger.move_due(staff, made, MoveDue(due_on=day + timedelta(days=1), reason=words)),
        ledger.report_done(staff, made, ReportDone(evidence=words)),
    ):
        with pytest.raises((PrivateNumbers, NamesSomebody)):
            await deed
    await ledger.report_done(staff, made, ReportDone(evidence="装好了"))
    with pytest.raises((PersonalDetails, NamesSomebody)):
        await ledger.confirm_promise(await cast.actor("wang_degui"), made, ConfirmPromise(answer="not_yet", note=words))
    assert await Step.all().count() == steps + 1 and (await Promise.get(id=made)).stage == "done"


async def test_what_was_typed_stays_beside_the_sentence(visit, cast):
    desk, number = visit("chen_guifang"), cast.matter.number
    day = clock.today() + timedelta(days=9)
    for path, typed, field in (
        (f"/hall/{number}/answer", {"office": "社区"}, "body"),
        (f"/hall/{number}/facts/write", {"options": "装"}, "facts"),
        (f"/hall/{number}/suspend", {}, "reason"),
        (f"/matters/{number}/promise", {"owner": "物业", "due_on": day}, "what"),
    ):
        answer = await desk.send_form(path, **typed, **{field: ACCUSED})
        assert answer.status_code == 422, path
        assert ACCUSED in answer.text and "请说事，不点名" in answer.text, path


async def test_a_neighbour_who_says_not_yet_reads_what_is_wrong_where_they_typed_it(visit, cast):
    staff, day = await cast.actor("chen_guifang"), clock.today() + timedelta(days=9)
    made = await ledger.make_promise(staff, cast.matter.number, MakePromise(what="装一盏灯", owner="物业", due_on=day))
    await ledger.report_done(staff, made, ReportDone(evidence="装好了"))
    await Concern.create(matter_number=cast.matter.number, person_id=cast.people["tang_laoshi"].id)
    answer = await visit("tang_laoshi").send_form(f"/promises/{made}/confirm", answer="not_yet", note=ACCUSED)
    assert answer.status_code == 422
    assert f'value="{ACCUSED}"' in answer.text and "请说事，不点名" in answer.text


async def test_what_stands_on_the_page_of_a_hall_is_held_to_it_too(visit, cast):
    desk, words = visit("chen_guifang"), {"name": "百言堂", "hosts": "王德贵", "motto": ""}
    for path, more in ((f"/halls/{cast.hall.id}/keep", {}), ("/halls/open", {"area_id": cast.building.id})):
        answer = await desk.send_form(path, **(words | more | {"motto": f"有事{MOBILE}"}))
        assert answer.status_code == 422 and "请写单位的座机" in answer.text and MOBILE in answer.text, path
        assert (await desk.send_form(path, **(words | more | {"motto": LANDLINE}))).status_code == 303, path
    assert await Hall.all().count() == 2


@pytest.mark.anywhere
def test_what_a_voice_says_is_written_down_without_numbers():
    must_hold_no_details("2栋的王先生偷电")  # whoever heard it decides
    must_hold_no_details(LANDLINE)  # an office's
    for words in (MOBILE, ID_NUMBER, PLATE):
        with pytest.raises(PersonalDetails):
            must_hold_no_details(words)


async def test_an_objection_is_asked_for_anew_instead_of_held(app, cast):
    before = await Objection.all().count()
    for words, wrong in ((ACCUSED, NamesSomebody), (LANDLINE, PersonalDetails)):
        with pytest.raises(wrong):
            await outcomes.object_to_opinion(await cast.actor("tang_laoshi"), cast.matter.id, Object(body=words))
    assert await Objection.all().count() == before
