"""The photo of a ballot on paper: for the second reader while it waits, and later for nobody who leaves no trace."""

import asyncio
import uuid
from contextvars import Context

import pytest

from portal.audit.models import AuditRecord
from portal.database.keeping import sweep_away
from portal.kit import clock
from portal.meetings.actions.keeping import PAPER_PHOTOS
from portal.meetings.models import Motion, PaperBallot, PaperPhoto
from tests.documents.pictures import PLACE, from_a_phone
from tests.meetings.test_papers import RECORDER, WITNESS, opened


async def sent(browser, cast, right, data: bytes, **typed):
    return await browser.post(
        f"/motions/{cast.motion.id}/papers",
        data={"_key": uuid.uuid4().hex, "right": str(right.id), "choice": "agree", **typed},
        files=[("photo", ("票.jpg", data, "image/jpeg"))],
    )


@pytest.fixture
async def right(visit, cast):
    return (await asyncio.create_task(opened(cast), context=Context()))[3]


async def test_the_second_reader_sees_the_photo_and_nothing_that_the_phone_hid_in_it(visit, cast, right):
    assert (await sent(visit(RECORDER), cast, right, from_a_phone(800, 600))).status_code == 303
    paper = await PaperBallot.get()
    assert f"/papers/{paper.id}/photo" in (await visit(WITNESS).get(f"/papers/{paper.id}")).text
    seen = await visit(WITNESS).get(f"/papers/{paper.id}/photo")
    assert (seen.status_code, seen.headers["content-type"], seen.headers["cache-control"]) == (
        200,
        "image/jpeg",
        "no-store",
    )
    assert PLACE not in seen.content


async def test_nobody_else_sees_how_a_neighbour_voted(visit, cast, right):
    await sent(visit(RECORDER), cast, right, from_a_phone(800, 600))
    path = f"/papers/{(await PaperBallot.get()).id}/photo"
    answers = {who: (await visit(who).get(path)).status_code for who in (None, "wang_degui", "tang_laoshi", RECORDER)}
    assert answers == {None: 403, "wang_degui": 403, "tang_laoshi": 403, RECORDER: 403}
    assert (await visit(WITNESS).send_form(path)).status_code == 409  # not before it was read twice


async def test_after_the_close_whoever_works_here_may_look_and_that_stays_known(visit, cast, right):
    await sent(visit(RECORDER), cast, right, from_a_phone(800, 600))
    paper = await PaperBallot.get()
    await visit(WITNESS).send_form(f"/papers/{paper.id}", choice="agree")
    path = f"/papers/{paper.id}/photo"
    assert (await visit(WITNESS).get(path)).status_code == 404
    found = f"/motions/{cast.motion.id}/papers?door={right.label}"
    assert path not in (await visit(RECORDER).get(found)).text  # not while others still vote
    assert (await visit(RECORDER).send_form(path)).status_code == 409
    await Motion.filter(id=cast.motion.id).update(stage="closed")
    assert path in (await visit(RECORDER).get(found)).text
    assert (await visit("wang_degui").send_form(path)).status_code == 403
    assert (await visit(RECORDER).send_form(path)).headers["content-type"] == "image/jpeg"
    assert await AuditRecord.filter(event="PaperLookedAt").count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"", "是空的"), (b"GIF89a", "不是照片"), (b"\xff\xd8\xff" + b"0" * 90, "")]
)
async def test_a_file_that_is_no_photo_is_told_and_the_paper_can_be_recorded_without(
    visit, cast, right, data, sentence
):
    answer = await sent(visit(RECORDER), cast, right, data)
    assert answer.status_code == 422 and sentence in answer.text and "要重新选一次" in answer.text
    assert right.label in answer.text and await PaperBallot.all().count() == 0
    assert (
        await visit(RECORDER).send_form(f"/motions/{cast.motion.id}/papers", right=right.id, choice="agree")
    ).status_code == 303
    assert await PaperPhoto.all().count() == 0


async def test_the_photo_goes_before_the_paper_does(visit, cast, right, hands):
    await sent(visit(RECORDER), cast, right, from_a_phone(800, 600))
    await Motion.filter(id=cast.motion.id).update(closed_at=clock.now())
    hands.go(days=394)
    await asyncio.create_task(sweep_away(PAPER_PHOTOS), context=Context())
    assert await PaperPhoto.all().count() == 1
    hands.go(days=3)
    await asyncio.create_task(sweep_away(PAPER_PHOTOS), context=Context())
    assert (await PaperPhoto.all().count(), await PaperBallot.all().count()) == (0, 1)
