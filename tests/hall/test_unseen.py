"""What is held or put away: everybody looks everywhere, and its words are in nobody's page but its author's."""

import json
import re

import pytest
import websockets

from portal.audit.models import AuditRecord
from portal.hall import actions
from portal.hall.actions import moderating
from portal.hall.forms import RaiseMatter, Reply
from portal.hall.forms.moderation import HideWords
from portal.hall.models import Matter, Post, Review
from portal.routes import ROUTES
from portal.web.routing import Door, LiveDoor
from tests.cast import PEOPLE
from tests.test_every_page import address

HELD, HIDDEN, HELD_TITLE, HELD_BODY, GONE = (
    "唐某某偷了紫葡萄",
    "绿苹果一句",
    "周某某偷蓝莓",
    "天天偷蓝莓子",
    "3栋1单元加装电梯",
)
AUTHORS = {
    HELD: "tang_laoshi",
    HIDDEN: "chen_xiuying",
    HELD_TITLE: "zhou_shifu",
    HELD_BODY: "zhou_shifu",
    GONE: "wang_degui",
}
PAGES = [door for door in ROUTES if isinstance(door, Door) and "GET" in (door.methods or set())]
DESK = {"hall.review", "hall.moderation"}


@pytest.fixture
async def unseen(app, cast):
    """One held post, one that was put away, one held matter, and at last the cast's own matter put away."""
    await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body=HELD))
    spoken = await actions.reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body=HIDDEN))
    post = await Post.get(id=spoken)
    street = await cast.actor("he_street")
    review = await Review.create(
        matter_id=cast.matter.id, kind="post", thing_id=post.id, person_id=post.author_id, origin="desk", was_shown=True,
        opened_at=post.posted_at, due_at=post.posted_at, slot=f"post:{post.id}",
    )  # fmt: skip
    said = HideWords(reason_code="insult", reason="请好好说。")
    await moderating.hide_words(street, review.id, said)
    zhou = await cast.actor("zhou_shifu")
    number = await actions.raise_matter(zhou, RaiseMatter(title=HELD_TITLE, body=HELD_BODY, area_id=cast.stairwell.id))
    await moderating.hide_words(street, cast.review.id, said)
    return await Matter.get(number=number)


@pytest.mark.parametrize("who", [None, *PEOPLE])
async def test_no_page_file_or_feed_has_words_that_are_held_or_put_away(visit, cast, unseen, who):
    browser, found = visit(who), []
    held = [f"/hall/{unseen.number}", f"/hall/{unseen.number}/news", f"/matters/{unseen.number}"]
    for name, path in [(door.name, address(door.path, cast, "-")) for door in PAGES] + [
        ("held", path) for path in held
    ]:
        answer = await browser.get(path, follow_redirects=True)
        said = answer.text.replace(cast.meeting.title, "") if answer.status_code == 200 else ""
        found += [
            f"{who} reads {words} at {name}"
            for words, author in AUTHORS.items()
            if words in said and who != author and name not in DESK
        ]
    assert found == []


@pytest.mark.parametrize("who", list(PEOPLE))
async def test_a_held_matter_is_there_for_its_author_alone(visit, cast, unseen, who):
    for path in (f"/hall/{unseen.number}", f"/matters/{unseen.number}", f"/hall/words/matter/{unseen.id}"):
        want = 200 if who == "zhou_shifu" and "words" not in path else 404
        assert (await visit(who).get(path)).status_code == want, path


async def test_an_author_reads_their_own_words_at_their_place_and_what_becomes_of_them(visit, cast, unseen):
    tang = (await visit("tang_laoshi").get(f"/hall/{cast.matter.number}")).text
    assert HELD in tang and "社区看过就发出来" in tang and HIDDEN not in tang
    chen = (await visit("chen_xiuying").get(f"/hall/{cast.matter.number}")).text
    assert HIDDEN in chen and "这条被收起来了：骂人、威胁人。" in chen and "看理由，可以申诉" in chen
    assert HELD_TITLE in (await visit("zhou_shifu").get(f"/hall/{unseen.number}")).text


async def test_neighbours_read_of_what_was_put_away_that_it_was_and_why(visit, cast, unseen):
    said = (await visit("li_tenant").get(f"/hall/{cast.matter.number}")).text
    assert said.count("这条被收起来了：骂人、威胁人。") == 2  # the matter, and the post
    assert "陈秀英" not in re.sub(r"<[^>]+>", "", said)


async def test_ones_own_data_have_ones_own_words_and_no_complainant(visit, cast, unseen):
    for who, words in (("tang_laoshi", HELD), ("chen_xiuying", HIDDEN), ("zhou_shifu", HELD_BODY)):
        from portal.hall import queries

        own = json.dumps(await queries.own_data(cast.people[who].id), ensure_ascii=False)
        assert words in own
        assert not any(other in own for other, author in AUTHORS.items() if author != who)


async def test_no_frame_and_no_record_of_the_trail_has_such_words(server, cast, unseen):
    for who in ("li_tenant", "chen_guifang"):
        headers = {"Cookie": f"portal_session={cast.token(who)}"}
        for door in (door for door in ROUTES if isinstance(door, LiveDoor) and "token" not in door.path):
            url = f"ws://{server}{address(door.path, cast, '-')}"
            try:
                async with websockets.connect(
                    url, origin=f"http://{server}", additional_headers=headers, proxy=None
                ) as line:
                    frame = str(await line.recv())
            except websockets.InvalidStatus:
                continue
            assert not any(words in frame for words in AUTHORS)
    trail = " ".join([record.facts for record in await AuditRecord.all()])
    assert not any(words in trail for words in AUTHORS)


async def test_an_etag_tells_neighbours_nothing_of_what_is_held(visit, cast):
    browser, path = visit(None), f"/hall/{cast.matter.number}"
    before = await browser.get(path)
    await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body=HELD))
    again = await browser.get(path, headers={"if-none-match": before.headers["etag"]})
    assert again.status_code == 304
