"""One's own name is one's own to change; once a home is confirmed, the community looks first."""

import asyncio

import pytest

from portal.accounts.actions import names
from portal.accounts.forms import AnswerCorrection, AskCorrection, ChangeName
from portal.accounts.models import DataCorrection, NameChange, Person
from portal.accounts.rules import privacy
from portal.notices.models import Notice


async def test_who_lives_nowhere_yet_changes_it_at_once_and_history_stays(visit, cast):
    said = await visit("he_stranger").send_form("/me/name", name="何大路", shown_as="surname")
    assert said.status_code == 303
    person = await Person.get(id=cast.people["he_stranger"].id)
    assert (person.name, person.shown_as) == ("何大路", "surname")
    change = await NameChange.get(person=person)
    assert (change.old, change.new, change.stage) == ("何路人", "何大路", "confirmed")


async def test_after_confirmation_the_community_looks_first(visit, cast):
    await visit("tang_laoshi").send_form("/me/name", name="唐先生", shown_as="full")
    change = await NameChange.get(person=cast.people["tang_laoshi"])
    assert (await Person.get(id=change.person_id)).name == "唐老师"
    assert await Notice.exists(person=cast.people["chen_guifang"], kind="name_change_asked")
    assert (await visit("wang_degui").send_form(f"/name-changes/{change.id}/decide", answer="yes")).status_code == 403
    await visit("chen_guifang").send_form(f"/name-changes/{change.id}/decide", answer="yes")
    assert (await Person.get(id=change.person_id)).name == "唐先生"
    assert await Notice.exists(person_id=change.person_id, kind="name_confirmed")
    again = await visit("chen_guifang").send_form(f"/name-changes/{change.id}/decide", answer="yes")
    assert again.status_code == 409


async def test_declined_it_stays_and_how_neighbours_see_it_changes_at_once(app, cast):
    actor = await cast.actor("tang_laoshi")
    assert await names.change_name(actor, ChangeName(name="唐老师", shown_as="building")) == "shown"
    assert await names.change_name(actor, ChangeName(name="唐先生", shown_as="building")) == "asked"
    change = await NameChange.get(person_id=actor.id)
    await names.decide_name(await cast.actor("chen_guifang"), change.id, yes=False)
    person = await Person.get(id=actor.id)
    assert (person.name, person.shown_as) == ("唐老师", "building")


async def test_twenty_changes_at_once_are_one(app, cast):
    actor = await cast.actor("tang_laoshi")
    said = ChangeName(name="唐先生", shown_as="full")
    answers = await asyncio.gather(*(names.change_name(actor, said) for _ in range(20)), return_exceptions=True)
    assert answers.count("asked") == 1
    assert all(each == "asked" or isinstance(each, privacy.NameAlreadyAsked) for each in answers)


async def test_a_correction_goes_to_the_community_and_comes_back(visit, cast):
    home = cast.homes[1]
    sent = await visit("chen_xiuying").send_form("/me/correct", home_id=home.id, what="size", text="应该是 90.00。")
    assert sent.status_code == 303
    asked = await DataCorrection.get(person=cast.people["chen_xiuying"])
    assert await Notice.exists(person=cast.people["chen_guifang"], kind="correction_asked")
    await visit("chen_guifang").send_form(
        f"/data-corrections/{asked.id}/answer", answer="查过了，改好了。", corrected="yes"
    )
    assert await Notice.exists(person=cast.people["chen_xiuying"], kind="correction_answered")
    page = (await visit("chen_xiuying").get("/me/correct")).text
    assert "查过了，改好了。" in page and "改好了" in page


async def test_somebody_elses_home_is_not_ones_to_correct(app, cast):
    with pytest.raises(privacy.NotYourHome):
        await names.ask_correction(
            await cast.actor("tang_laoshi"), AskCorrection(home_id=cast.homes[1].id, what="size", text="改一改")
        )


async def test_an_answer_is_given_once_and_what_was_typed_stays(visit, cast):
    staff, path = visit("chen_guifang"), f"/data-corrections/{cast.data_correction.id}/answer"
    kept = await staff.send_form(path, answer="x", corrected="yes")
    assert kept.status_code == 422 and ">x<" in kept.text
    said = AnswerCorrection(answer="名册没有错。")
    actor = await cast.actor("chen_guifang")
    answers = await asyncio.gather(
        *(names.answer_correction(actor, cast.data_correction.id, said) for _ in range(8)), return_exceptions=True
    )
    assert sum(each is None for each in answers) == 1
