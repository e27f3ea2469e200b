"""What everybody reads of a meeting holds nobody's number."""

import pytest

from portal.hall.rules.moderation import PrivateNumbers
from portal.meetings.actions import altering, changing, evening, offering, running, silence
from portal.meetings.forms import AddItem, ChangeMeeting, ChangeWording, OfferOptions, SayWhyNot, SetSilence
from portal.meetings.models import AgendaItem, Meeting
from tests.meetings.test_calling import HEADS, TYPED, called

NUMBER = "找 13812345678"
REFUSED = "里面像是有手机号"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", {}),
        ("place", {}),
        ("topic", {}),
        ("wording", {}),
        ("wording_2", {"rows": "2", "rule_2": "households"}),
    ],
)
async def test_a_meeting_is_not_called_with_somebodys_number_in_its(field, said, cast, visit):
    typed = TYPED | {"area_id": cast.stairwell.id, field: NUMBER} | said
    refused = await visit("wang_degui").send_form("/meetings/call", **typed)
    assert refused.status_code == 422 and REFUSED in refused.text and NUMBER in refused.text
    assert await Meeting.all().count() == 1


async def test_nor_is_it_altered_so(cast):
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-12-05T20:00", **HEADS)
    head, meeting = await cast.actor("wang_degui"), motion.meeting_id
    moved = {"starts_at": "2026-11-29T19:30", "closes_at": "2026-12-06T20:00"}
    for deed in (
        altering.add_to_agenda(head, meeting, AddItem(topic=NUMBER)),
        altering.change_wording(head, motion.item_id, ChangeWording(wording=NUMBER, rule="households", why="问清楚")),
        altering.withdraw_item(head, motion.item_id, SayWhyNot(why=NUMBER)),
        changing.change_meeting(head, meeting, ChangeMeeting(place="1栋", why=NUMBER, **moved)),
        changing.cancel_meeting(head, meeting, SayWhyNot(why=NUMBER)),
        running.add_topic(head, meeting, NUMBER),
        evening.announce(head, meeting, NUMBER),
        offering.offer_options(head, motion.id, OfferOptions(method="single", options=f"红色\n{NUMBER}")),
        silence.set_silence(head, motion.id, SetSilence(article=NUMBER, why="先说清楚")),
    ):
        with pytest.raises(PrivateNumbers):
            await deed
    assert await AgendaItem.filter(meeting_id=meeting, withdrawn_at=None).count() == 1


async def test_the_sentence_stands_beside_its_field_and_what_was_typed_is_kept(cast, visit):
    head = visit("wang_degui")
    page = await head.send_form(f"/meetings/{cast.meeting.id}/topics", title=NUMBER)
    assert page.status_code == 422 and REFUSED in page.text and NUMBER in page.text
    page = await head.send_form(f"/meetings/{cast.meeting.id}/agenda", topic=NUMBER)
    assert page.status_code == 422 and REFUSED in page.text and NUMBER in page.text
    page = await head.send_form(f"/meetings/{cast.meeting.id}/announcement", announcement=NUMBER)
    assert page.status_code == 422 and REFUSED in page.text and NUMBER in page.text


async def test_candidates_may_be_named(cast):
    head = await cast.actor("wang_degui")
    motion = await called(cast, "wang_degui", "2026-11-29T19:30", "2026-12-05T20:00", **HEADS)
    await offering.offer_options(head, motion.id, OfferOptions(method="single", options="王德贵\n李秀珍"))
    await motion.refresh_from_db()
    assert motion.options == ["王德贵", "李秀珍"]
