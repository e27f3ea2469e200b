"""Words that are looked at first: who sees them meanwhile, who decides, and what becomes of them."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from portal.audit.models import AuditRecord
from portal.hall import actions, queries
from portal.hall.actions import complaining, moderating
from portal.hall.forms import RaiseMatter, Reply
from portal.hall.forms.moderation import AppealHiding, Complain, HearAppeal, HideWords
from portal.hall.models import Complaint, Matter, Post, Review
from portal.hall.queries import moderation as reviews
from portal.hall.queries import threads
from portal.hall.queries.things import thing_for
from portal.hall.rules import PersonalDetails
from portal.hall.rules import moderation as rules
from portal.kit.errors import Forbidden, Missing
from portal.ledger.models import Concern, Step
from portal.notices.models import Notice
from portal.notices.queries import inbox_of
from portal.policy import STRANGER, Act, require
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.cast import PEOPLE

ACCUSED = "2栋的王先生偷电"
HIDE = HideWords(reason_code="accusation", reason="没有查实，不能点名。")


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def say(cast, who="tang_laoshi", body=ACCUSED, stance="") -> Post:
    return await Post.get(
        id=await actions.reply(await cast.actor(who), cast.matter.id, Reply(body=body, stance=stance))
    )


async def review_of(post) -> Review:
    return await Review.filter(kind="post", thing_id=post.id).order_by("-id").first()


async def publish(cast, review, who="chen_guifang"):
    await moderating.publish_words(await cast.actor(who), review.id)


async def hide(cast, post, who="chen_guifang") -> Review:
    """Staff come across it, look, and put it away."""
    actor = await cast.actor(who)
    found = await Review.get_or_none(slot=f"post:{post.id}")
    opened = found.id if found else await complaining.open_review(actor, await thing_for(actor, "post", post.id))
    await moderating.hide_words(actor, opened, HIDE)
    return await Review.get(id=opened)


async def matter_of(cast) -> Matter:
    return await Matter.get(id=cast.matter.id).select_related("area")


async def test_a_held_post_is_its_authors_alone_and_counts_nowhere(cast):
    before = await matter_of(cast)
    post = await say(cast)
    after, review = await matter_of(cast), await review_of(post)
    assert (post.shown, review.codes, review.was_shown) == ("held", "accusation", False)
    assert review.due_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)  # Wednesday is over, in the city
    assert (after.posts_count, after.version, after.changed_at) == (
        before.posts_count,
        before.version,
        before.changed_at,
    )
    assert await queries.posts_since(after, 0) == 0
    assert json.loads(await queries.newest_in(after.id))["p"] == 0
    assert await queries.who_spoke_in(after.number) == set()
    for who in (None, *PEOPLE):
        actor = await cast.actor(who) if who else STRANGER
        thread = await threads.thread_of(actor, after)
        assert [each.body for each in thread.talk.posts] == ([ACCUSED] if who == "tang_laoshi" else []), who
    assert not await Notice.filter(kind="replied").exists()
    assert not await Concern.filter(person_id=post.author_id).exists()


async def test_a_stance_counts_though_the_words_beside_it_wait(cast):
    await say(cast, stance="oppose")
    assert (await matter_of(cast)).opposing == 1


async def test_once_published_it_is_said_and_neighbours_hear_of_it(cast):
    post = await say(cast)
    await publish(cast, await review_of(post))
    matter, review = await matter_of(cast), await review_of(post)
    assert ((await Post.get(id=post.id)).shown, matter.posts_count, review.outcome) == ("shown", 1, "published")
    assert (review.slot, review.due_at) == (None, None)
    assert {notice.person_id for notice in await Notice.filter(kind="replied")} == {cast.people["wang_degui"].id}
    assert await Notice.filter(kind="post_published", person_id=post.author_id).count() == 1


async def test_private_numbers_are_not_taken_at_all(cast):
    for body in ("打13800138000", "川E12345 又乱停", "加我微信abc_12345"):
        with pytest.raises(PersonalDetails):
            await say(cast, body=body)
    assert not await Post.exists() and not await Review.filter(kind="post").exists()


async def test_criticism_of_work_is_shown_at_once_also_with_the_name_of_who_is_in_office(cast):
    for body in ("物业电梯坏了四天才修", "陈桂芳拖了三个月不答复", "居委会不公道，王主任不下楼"):
        assert (await say(cast, body=body)).shown == "shown"
    assert (await say(cast, body="陈桂芳收红包")).shown == "held"


async def test_a_held_matter_has_its_number_and_is_on_nobodys_list(cast):
    chen = await cast.actor("chen_xiuying")
    number = await actions.raise_matter(
        chen, RaiseMatter(title="王先生偷电", body="天天偷电", area_id=cast.stairwell.id)
    )
    matter = await Matter.get(number=number)
    assert (number, matter.shown, matter.due_at) == ("LZ-2026-0002", "held", None)
    assert number not in {each.number for each in (await queries.matters()).matters}
    assert sum((await queries.counts_by_stage()).values()) == 0
    assert not await Step.filter(matter_number=number).exists()
    for who in (None, *PEOPLE):
        actor = await cast.actor(who) if who else STRANGER
        if who == "chen_xiuying":
            assert (await queries.matter_for(actor, number)).title == "王先生偷电"
            continue
        with pytest.raises(Missing):
            await queries.matter_for(actor, number)
        assert number not in {each.number for each in await queries.waiting_for(actor)}
    with pytest.raises(rules.NotShownYet):
        await actions.second_matter(await cast.actor("tang_laoshi"), matter.id)
    with pytest.raises(rules.NotShownYet):
        await actions.reply(chen, matter.id, Reply(body="补一句"))
    await publish(cast, await Review.get(kind="matter", thing_id=matter.id))
    matter = await Matter.get(number=number)
    assert (matter.shown, matter.due_for, matter.due_at is not None) == ("shown", "triage", True)
    assert [step.kind for step in await Step.filter(matter_number=number)] == ["raised"]
    assert number in {each.number for each in (await queries.matters()).matters}


async def test_what_is_put_away_leaves_a_stub_and_its_words_are_kept(cast):
    post = await say(cast, body="一句平常话")
    review = await hide(cast, post)
    kept, matter = await Post.get(id=post.id), await matter_of(cast)
    assert (kept.shown, kept.body, kept.version, matter.posts_count) == ("hidden", "一句平常话", 2, 0)
    neighbour = await threads.thread_of(await cast.actor("chen_xiuying"), matter)
    assert [(each.body, each.said_as, each.stance) for each in neighbour.talk.posts] == [("", "", "")]
    assert neighbour.looks[post.id].reason_code == "accusation"
    author = await threads.thread_of(await cast.actor("tang_laoshi"), matter)
    assert [each.body for each in author.talk.posts] == ["一句平常话"]
    told = await Notice.get(kind="post_hidden", person_id=post.author_id)
    assert told.href == f"/hall/reviews/{review.id}"


async def test_one_who_hides_and_one_who_publishes_at_once_do_not_both_decide(cast):
    review = await review_of(await say(cast))
    chen, street = await cast.actor("chen_guifang"), await cast.actor("he_street")
    results = await asyncio.gather(
        moderating.hide_words(chen, review.id, HIDE),
        moderating.publish_words(street, review.id),
        return_exceptions=True,
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, rules.AlreadyDecided) for result in results) == 1
    shown = (await Post.get(id=review.thing_id)).shown
    assert (await matter_of(cast)).posts_count == (1 if shown == "shown" else 0)
    assert await Notice.filter(kind__in=["post_hidden", "post_published"], person_id=review.person_id).count() == 1


async def test_a_reason_that_is_not_in_the_code_book_hides_nothing(cast):
    review = await review_of(await say(cast))
    for code in ("off_topic", "criticism", "negative"):
        with pytest.raises(rules.UnknownReason):
            await moderating.hide_words(
                await cast.actor("chen_guifang"), review.id, HideWords(reason_code=code, reason="不好听。")
            )
    assert (await Review.get(id=review.id)).outcome == ""


async def test_nobody_looks_at_their_own_words_and_nobody_hears_an_appeal_against_themselves(cast):
    post = await say(cast, who="chen_guifang")
    review = await reviews.review_for(STRANGER, (await review_of(post)).id)
    own, other = await cast.actor("chen_guifang"), await cast.actor("liu_xiaomin")
    with pytest.raises(Forbidden):
        require(own, Act.MODERATE, review)
    require(other, Act.MODERATE, review)
    assert review.id not in {each.id for each in (await reviews.queue(own, [cast.stairwell.path])).reviews}
    assert review.id in {each.id for each in (await reviews.queue(other, [cast.stairwell.path])).reviews}
    hidden = await hide(cast, await say(cast, body="平常话"), "liu_xiaomin")
    found = await reviews.review_for(STRANGER, hidden.id)
    with pytest.raises(Forbidden):
        require(other, Act.HEAR_APPEAL, found)
    for who in ("chen_guifang", "he_street"):
        require(await cast.actor(who), Act.HEAR_APPEAL, found)
    with pytest.raises(Forbidden):
        require(await cast.actor("wang_degui"), Act.HEAR_APPEAL, found)


async def test_an_appeal_is_heard_once_and_restores(cast):
    post = await say(cast, body="平常话", stance="support")
    review, tang = await hide(cast, post), await cast.actor("tang_laoshi")
    await moderating.appeal_hiding(tang, review.id, AppealHiding(appeal="我没有点名。"))
    with pytest.raises(rules.AlreadyAppealed):
        await moderating.appeal_hiding(tang, review.id, AppealHiding(appeal="再说一次。"))
    told = {notice.person_id for notice in await Notice.filter(kind="hiding_appealed")}
    assert cast.people["chen_guifang"].id not in told and cast.people["he_street"].id in told
    street = await cast.actor("he_street")
    await moderating.hear_appeal(street, review.id, HearAppeal(granted="yes", hearing="说得对，放出来。"))
    with pytest.raises(rules.NoAppeal):
        await moderating.hear_appeal(street, review.id, HearAppeal(granted="no", hearing="再来一次。"))
    review = await Review.get(id=review.id)
    assert (review.outcome, (await Post.get(id=post.id)).shown, (await matter_of(cast)).posts_count) == (
        "restored",
        "shown",
        1,
    )
    counts = await reviews.counts_in(reviews.month_in("2026-11"))
    assert list(counts.places.values()) == [dict.fromkeys(reviews.COLUMNS, 0) | {"hidden": 1, "restored": 1}]
    assert counts.reasons == {"accusation": 1}


async def test_an_appeal_refused_is_the_end_of_it(cast):
    review, tang = await hide(cast, await say(cast, body="平常话")), await cast.actor("tang_laoshi")
    await moderating.appeal_hiding(tang, review.id, AppealHiding(appeal="我没有点名。"))
    await moderating.hear_appeal(
        await cast.actor("he_street"), review.id, HearAppeal(granted="no", hearing="还是点了名。")
    )
    with pytest.raises(rules.AlreadyAppealed):
        await moderating.appeal_hiding(tang, review.id, AppealHiding(appeal="还是不服。"))
    assert await Notice.filter(kind="appeal_decided", person_id=tang.id).count() == 1


async def test_an_appeal_comes_within_thirty_days(cast, hands):
    review = await hide(cast, await say(cast, body="平常话"))
    hands.go(days=31)
    with pytest.raises(rules.TooLateToAppeal):
        await moderating.appeal_hiding(await cast.actor("tang_laoshi"), review.id, AppealHiding(appeal="才看到。"))


async def test_what_was_never_shown_is_said_when_an_appeal_restores_it(cast):
    post = await say(cast)
    await hide(cast, post)
    assert (await matter_of(cast)).posts_count == 0
    await moderating.restore_words(await cast.actor("chen_guifang"), (await review_of(post)).id)
    assert (await matter_of(cast)).posts_count == 1
    assert await Notice.filter(kind="replied").count() == 1


async def test_twenty_complaints_are_one_entry_and_hide_nothing(cast):
    post = await say(cast, who="he_chunmei", body="平常话")
    neighbours = [who for who in PEOPLE if who not in ("he_chunmei", "gu_unproved")]
    said = Complain(reason_code="insult", words="他骂人。")

    async def complain(who):
        actor = await cast.actor(who)
        return await complaining.complain(actor, await thing_for(actor, "post", post.id), said)

    await asyncio.gather(*(complain(who) for who in neighbours))
    review = await Review.get(slot=f"post:{post.id}")
    assert (review.complaints, await Complaint.filter(review_id=review.id).count()) == (
        len(neighbours),
        len(neighbours),
    )
    assert (await Post.get(id=post.id)).shown == "shown"
    with pytest.raises(rules.AlreadyComplained):
        await complain("chen_xiuying")
    with pytest.raises(rules.OwnWords):
        await complain("he_chunmei")
    await publish(cast, review)
    assert (await Review.get(id=review.id)).outcome == "kept"
    assert not await Notice.filter(person_id=post.author_id, kind__startswith="post_").exists()


async def test_one_who_complains_all_day_is_asked_to_stop(cast):
    actor = await cast.actor("zhou_shifu")
    for n in range(rules.MOST_COMPLAINTS):
        post = await say(cast, body=f"第 {n} 句")
        await complaining.complain(actor, await thing_for(actor, "post", post.id), Complain(reason_code="insult"))
    post = await say(cast, body="再一句")
    with pytest.raises(rules.TooManyComplaints):
        await complaining.complain(actor, await thing_for(actor, "post", post.id), Complain(reason_code="insult"))


async def test_a_hidden_matter_tells_others_its_number_alone(cast):
    street = await cast.actor("he_street")
    await actions.reply(await cast.actor("tang_laoshi"), cast.matter.id, Reply(body="我看行"))
    assert await Notice.filter(kind="replied", person_id=cast.people["wang_degui"].id).exists()
    await actions.reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="我也看行"))
    await moderating.hide_words(street, cast.review.id, HIDE)
    for who in (None, *PEOPLE):
        actor = await cast.actor(who) if who else STRANGER
        matter = await queries.matter_for(actor, cast.matter.number)
        own = who == "wang_degui"
        assert (matter.title == cast.matter.title, matter.body == cast.matter.body) == (own, own), who
    assert (await queries.matters()).matters == []
    told = [n for n in (await inbox_of(await cast.actor("tang_laoshi"))).notices if n.kind == "replied"]
    assert [notice.facts["title"] for notice in told] == ["内容已隐藏：点名说人犯法、做坏事"]


async def test_everything_that_happened_is_in_the_trail_without_a_word_of_it(cast):
    post = await say(cast)
    review = await hide(cast, post)
    tang = await cast.actor("tang_laoshi")
    await moderating.appeal_hiding(tang, review.id, AppealHiding(appeal="我没有点名。"))
    await moderating.hear_appeal(
        await cast.actor("he_street"), review.id, HearAppeal(granted="yes", hearing="说得对。")
    )
    trail = await AuditRecord.all().order_by("id")
    assert [record.event for record in trail] == [
        "PostHeld",
        "WordsHidden",
        "HidingAppealed",
        "Replied",
        "WordsRestored",
        "HidingHeard",
    ]
    assert not any(word in record.facts for record in trail for word in ("王先生", "唐老师", "点名", "说得对"))


async def test_what_was_reported_and_then_edited_is_one_entry(cast):
    post, actor = await say(cast, body="平常话"), await cast.actor("zhou_shifu")
    await complaining.complain(actor, await thing_for(actor, "post", post.id), Complain(reason_code="insult"))
    street = await cast.actor("he_street")
    await edited(street, cast, post)
    assert await Review.filter(kind="post").count() == 1
    assert ((await matter_of(cast)).posts_count, (await Post.get(id=post.id)).shown) == (0, "held")
    await publish(cast, await review_of(post))
    assert ((await matter_of(cast)).posts_count, (await Post.get(id=post.id)).shown) == (1, "shown")
    assert await Notice.filter(kind="replied").count() == 1  # said once


async def edited(actor, cast, post):
    from portal.hall.actions.moving import locked
    from portal.unit_of_work import action

    @action
    async def edit(_actor):
        verdict = await moderating.pass_words(cast.stairwell.path, ACCUSED)
        await moderating.hold(await locked(cast.matter.id), "post", post.id, verdict, was_shown=True)

    await edit(actor)


async def test_the_operators_list_is_read_anew_when_its_file_changes(cast, tmp_path):
    from dataclasses import replace

    from portal import settings
    from portal.hall.queries import wordlist

    path = tmp_path / "words.txt"
    settings.use(replace(settings.current(), words=str(path)))
    assert (await say(cast, body="有个坏词儿")).shown == "shown"
    assert wordlist.faults() == ["PORTAL_WORDS cannot be read: FileNotFoundError"]
    path.write_text("hold: 坏词儿\nno such line\n", encoding="utf-8")
    assert (await say(cast, body="隔壁有个坏.词.儿呢")).shown == "held"
    assert wordlist.faults() == ["PORTAL_WORDS line 2: begins with neither hold: nor refuse:"]
    path.write_text("refuse: 坏词儿，不要\nrefuse: 坏词儿\n", encoding="utf-8")
    with pytest.raises(rules.UnwantedWords):
        await say(cast, body="到处都有个坏词儿")
    path.write_bytes(b"\xff\xfe\x00 no text at all, and longer")
    with pytest.raises(rules.UnwantedWords):
        await say(cast, body="还是坏词儿")  # the last good list stays in force
    assert wordlist.faults() == ["PORTAL_WORDS cannot be read: UnicodeDecodeError"]
