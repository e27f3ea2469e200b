"""What is said by somebody without a phone counts like everything else, once somebody else has heard it."""

import asyncio
import re
from datetime import timedelta

import pytest

from portal.database.models import Deed
from portal.hall.actions import recording
from portal.hall.forms.recording import EnterChain, RecordMatter, RecordVoice
from portal.hall.models import Matter, Post, RecordedVoice, Second, Stance
from portal.hall.queries.recording import batch_for
from portal.hall.rules import AlreadySeconded, PersonalDetails, UnknownPlace
from portal.hall.rules.recording import (
    AlreadyTakenBack,
    AlreadyWitnessed,
    NotWitnessedYet,
    TooLateToWitness,
    WitnessMissing,
)
from portal.kit import sealing
from portal.ledger.models import Concern
from portal.reactions import REACTIONS
from portal.unit_of_work import follow

QR = re.compile(r'<path[^>]*d="([^"]{200,})"')
SAID = RecordVoice(name="刘孃孃", body="我走不动，装了好。", stance="support", consent="spoken")


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


async def heard(cast, said=SAID, witness="tang_laoshi"):
    batch = await recording.record_voice(await cast.actor("wang_degui"), cast.matter, said)
    await recording.witness_voices(await cast.actor(witness), await batch_for(None, batch))
    return await RecordedVoice.get(batch=batch)


async def matter(cast) -> Matter:
    return await Matter.get(id=cast.matter.id)


async def test_nothing_counts_before_somebody_else_has_heard_it(cast):
    head = await cast.actor("wang_degui")
    batch = await recording.record_voice(head, cast.matter, SAID)
    assert (await matter(cast)).posts_count == 0 == await Post.all().count()
    with pytest.raises(WitnessMissing):
        await recording.witness_voices(head, await batch_for(head, batch))
    tang = await cast.actor("tang_laoshi")
    assert await recording.witness_voices(tang, await batch_for(tang, batch)) == 1
    post = await Post.get(matter_id=cast.matter.id)
    assert (post.said_as, post.recorded, post.stance) == ("刘孃孃", True, "support")
    assert ((await matter(cast)).posts_count, (await matter(cast)).supporting) == (1, 1)
    with pytest.raises(AlreadyWitnessed):
        await recording.witness_voices(tang, await batch_for(tang, batch))


async def test_ten_witnesses_at_once_make_it_count_once(cast):
    batch = await recording.record_voice(await cast.actor("wang_degui"), cast.matter, SAID)
    tang, found = await cast.actor("tang_laoshi"), await batch_for(None, batch)
    results = await asyncio.gather(*(recording.witness_voices(tang, found) for _ in range(10)), return_exceptions=True)
    assert results.count(1) == 1 and sum(isinstance(r, AlreadyWitnessed) for r in results) == 9
    assert ((await matter(cast)).posts_count, await Post.all().count()) == (1, 1)


async def test_after_seven_days_nobody_remembers(cast, hands):
    batch = await recording.record_voice(await cast.actor("wang_degui"), cast.matter, SAID)
    hands.go(days=8)
    with pytest.raises(TooLateToWitness):
        await recording.witness_voices(await cast.actor("tang_laoshi"), await batch_for(None, batch))


async def test_a_second_written_down_counts_like_any_other(cast):
    voice = await heard(cast, RecordVoice(name="老周", kind="second", consent="paper"))
    assert ((await matter(cast)).seconds, await Second.filter(person_id=voice.voice_id).count()) == (1, 1)
    await recording.take_back_voice(await cast.actor("wang_degui"), voice.id)
    assert ((await matter(cast)).seconds, await Second.all().count()) == (0, 0)


async def test_whoever_said_it_takes_it_back_once(cast):
    voice = await heard(cast)
    await recording.take_back_voice(await cast.actor("wang_degui"), voice.id)
    found = await matter(cast)
    assert (found.posts_count, found.supporting) == (0, 0)
    assert (await Post.get(id=voice.post_id)).shown == "withdrawn"
    with pytest.raises(AlreadyTakenBack):
        await recording.take_back_voice(await cast.actor("wang_degui"), voice.id)


async def test_what_was_not_witnessed_needs_no_taking_back(cast):
    with pytest.raises(NotWitnessedYet):
        await recording.take_back_voice(await cast.actor("wang_degui"), cast.recorded.id)


async def test_who_gets_a_phone_makes_it_their_own_and_their_own_stance_counts(cast):
    voice = await heard(cast)
    chen = await cast.actor("chen_xiuying")
    await Stance.create(matter_id=cast.matter.id, person_id=chen.id, stance="oppose")
    await Matter.filter(id=cast.matter.id).update(opposing=1)
    await recording.claim_voice(chen, voice.id)
    found = await matter(cast)
    assert (found.supporting, found.opposing, await Stance.all().count()) == (0, 1, 1)
    assert (await Post.get(id=voice.post_id)).author_id == chen.id
    assert await Concern.filter(person_id=chen.id, matter_number=cast.matter.number).count() == 1
    assert not await Concern.filter(person_id=voice.voice_id).exists()


async def test_a_matter_is_raised_for_somebody(cast):
    head = await cast.actor("wang_degui")
    said = RecordMatter(
        name="刘孃孃", title="门口装个扶手", body="我走不动。", area_id=cast.stairwell.id, consent="spoken"
    )
    batch = await recording.record_matter(head, said)
    assert await Matter.all().count() == 1
    await recording.witness_voices(await cast.actor("chen_guifang"), await batch_for(head, batch))
    raised = await Matter.get(title="门口装个扶手")
    assert (raised.raised_as, raised.recorded, raised.state) == ("刘孃孃", True, "triage")
    with pytest.raises(UnknownPlace):
        await recording.record_matter(head, said.model_copy(update={"area_id": cast.estate.id}))


async def test_a_chat_becomes_one_batch(cast):
    head = await cast.actor("wang_degui")
    text = "#接龙 装电梯\n1. 张阿姨：支持，好久没下楼了\n2. 老王 反对，挡光\n3. 老周\n2. 老王 反对，挡光"
    batch = await recording.record_chain(head, cast.matter, EnterChain(text=text, consent="chat"))
    assert await recording.witness_voices(await cast.actor("tang_laoshi"), await batch_for(head, batch)) == 2
    found = await matter(cast)
    assert (found.posts_count, found.supporting, found.opposing) == (2, 1, 1)
    with pytest.raises(PersonalDetails):
        await recording.record_chain(
            head, cast.matter, EnterChain(text="1. 张三：打我电话 13800001234", consent="chat")
        )


async def test_the_same_person_is_not_seconded_twice_by_two_papers(cast):
    await heard(cast, RecordVoice(name="老周", kind="second", consent="paper"))
    voice = await RecordedVoice.get(name="老周")
    with pytest.raises(AlreadySeconded):
        await recording.put_second(await recording.locked(cast.matter.id), voice.voice_id)


async def test_it_is_played_through_in_the_pages(visit, cast, hands):
    head, tang = visit("wang_degui"), visit("tang_laoshi")
    number = cast.matter.number
    wrong = await head.send_form(f"/hall/{number}/record", name="", body="我要装", consent="spoken")
    assert (wrong.status_code, "我要装" in wrong.text) == (422, True)
    typed = {"name": "杨婆婆", "body": "三个月没下过楼了。", "stance": "support", "consent": "spoken"}
    written = await head.send_form(f"/hall/{number}/record", **typed)
    page = written.headers["location"]
    assert "请旁边另一个人扫一扫" in (await head.get(page)).text
    assert (await head.get(f"{page}/witness")).status_code == 403
    assert "三个月没下过楼了" in (await tang.get(f"{page}/witness")).text
    assert (await tang.send_form(f"{page}/witness")).status_code == 303
    thread = (await visit().get(f"/hall/{number}")).text
    assert "三个月没下过楼了" in thread and "代录" in thread
    voice = await RecordedVoice.get(name="杨婆婆")
    slips = [await head.send_form(f"/recorded/voices/{voice.id}/slip", key) for key in ("k" * 20, "k" * 20, "n" * 20)]
    links = [QR.search(slip.text)[0] for slip in slips]
    assert links[0] == links[1] != links[2]  # the same form twice is one paper
    token = sealing.fingerprint("test-key-of-the-portal", "voice-slip", f"{voice.id}:{'n' * 20}")[:32]
    earlier = sealing.fingerprint("test-key-of-the-portal", "voice-slip", f"{voice.id}:{'k' * 20}")[:32]
    assert "扫这个码就能撤下" in slips[2].text
    assert (await visit().send_form(f"/voices/{earlier}/take-back")).status_code == 404
    assert token not in "".join(str(deed.result) for deed in await Deed.all())
    assert (await visit().send_form(f"/voices/{token}/take-back")).status_code == 303
    assert "三个月没下过楼了" not in (await visit().get(f"/hall/{number}")).text
    hands.at += timedelta(days=31)


async def test_a_chat_is_previewed_before_it_is_written_down(visit, cast):
    head, path = visit("wang_degui"), f"/hall/{cast.matter.number}/paste"
    text = "1. 张阿姨：支持\n2. 老王：反对"
    shown = await head.send_form(path, text=text)
    assert shown.status_code == 200 and "会记成这样" in shown.text and await RecordedVoice.all().count() == 1
    assert (await head.send_form(path, text="没有编号")).status_code == 422
    without = await head.send_form(f"{path}/enter", text=text)
    assert without.status_code == 422 and "张阿姨" in without.text
    assert (await head.send_form(f"{path}/enter", text=text, consent="chat")).status_code == 303
    assert await RecordedVoice.all().count() == 3
