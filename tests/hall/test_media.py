"""Photos and voices: kept with the words, seen by whom it concerns, heard before they are published."""

import asyncio
import uuid

import pytest

from portal.database.keeping import sweep_away
from portal.documents.photos import drawn_anew
from portal.documents.sounds import listened_to
from portal.hall import actions
from portal.hall.actions import media
from portal.hall.actions.media import VOICES
from portal.hall.forms import RaiseMatter, Reply
from portal.hall.forms.media import PublishVoice, RefuseVoice
from portal.hall.models import Attachment, AttachmentFile, Matter, Post
from portal.hall.pages.media import part_of
from portal.hall.rules.media import Brought, HeardAlready, VoiceTellsWho
from portal.notices.models import Notice
from portal.reactions import REACTIONS
from portal.unit_of_work import follow
from tests.documents.pictures import encoded, from_a_phone, mp3, picture

WORDS = "3栋门口晚上很黑，希望装个感应灯。"


@pytest.fixture(autouse=True)
def consequences():
    async def ring(_topic):
        return None

    follow(REACTIONS, ring)


def said(cast, **more) -> RaiseMatter:
    return RaiseMatter(body=WORDS, area_id=cast.building.id, **more)


async def spoken(cast, who: str = "chen_xiuying") -> Attachment:
    brought = Brought(voice=listened_to(mp3(4)))
    post_id = await actions.reply(await cast.actor(who), cast.matter.id, Reply(body="您听我说"), brought)
    return await Attachment.get(post_id=post_id)


async def sent(browser, path: str, files, **typed):
    return await browser.post(path, data={"_key": uuid.uuid4().hex, **typed}, files=files)


def jpeg(name: str = "a.jpg", data: bytes | None = None):
    return ("photos", (name, from_a_phone(800, 600) if data is None else data, "image/jpeg"))


# ---- with the words, or not at all


async def test_a_photo_is_kept_with_the_matter_and_its_bytes_are_of_the_same_commit(cast):
    photo = drawn_anew(encoded(picture()), "a.jpg")
    number = await actions.raise_matter(await cast.actor("chen_xiuying"), said(cast), Brought([photo, photo]))
    kept = await Attachment.filter(matter__number=number).order_by("id")
    assert [(a.kind, a.state, a.post_id) for a in kept] == [("photo", "shown", None)] * 2
    files = await AttachmentFile.filter(attachment_id=kept[0].id)
    assert {file.variant: len(file.data) for file in files} == {n: len(f.data) for n, f in photo.files.items()}


async def test_what_fails_leaves_no_file_behind(cast, monkeypatch):
    kept = actions.keep_media

    async def fail(*given):
        await kept(*given)
        raise OSError("the disk is full")

    before = await AttachmentFile.all().count()
    monkeypatch.setattr(actions, "keep_media", fail)
    photo = Brought([drawn_anew(encoded(picture()), "a.jpg")])
    with pytest.raises(OSError, match="full"):
        await actions.raise_matter(await cast.actor("chen_xiuying"), said(cast), photo)
    with pytest.raises(OSError, match="full"):
        await actions.reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="好的"), photo)
    assert await AttachmentFile.all().count() == before and not await Post.exists()


async def test_a_voice_never_goes_with_a_hidden_name(cast):
    with pytest.raises(VoiceTellsWho):
        await actions.raise_matter(
            await cast.actor("chen_xiuying"), said(cast, shown_as="building"), Brought(voice=listened_to(mp3(4)))
        )
    assert not await Matter.filter(body=WORDS).exists()


# ---- who sees and hears what


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        (None, 404), ("tang_laoshi", 404), ("wang_degui", 404), ("zhou_mingqiang", 404), ("zhao_lei", 404),
        ("shen_auditor", 404), ("chen_xiuying", 200), ("chen_guifang", 200), ("liu_xiaomin", 200), ("he_street", 200),
    ],
)  # fmt: skip
async def test_a_voice_that_waits_is_heard_by_its_author_and_the_community_alone(visit, cast, who, heard):
    voice = await spoken(cast)
    browser = visit(who)
    assert (await browser.get(f"/hall/media/{voice.id}/sound")).status_code == heard
    page = await browser.get(f"/hall/{cast.matter.number}")
    assert (f"/hall/media/{voice.id}/sound" in page.text) is (heard == 200)


async def test_once_published_everybody_hears_it_and_its_author_is_told(visit, cast):
    voice = await spoken(cast)
    before = (await Matter.get(id=cast.matter.id)).version
    await media.publish_voice(await cast.actor("chen_guifang"), voice.id, PublishVoice(words="灯坏了"))
    assert (await visit().get(f"/hall/media/{voice.id}/sound")).status_code == 200
    assert "灯坏了" in (await visit().get(f"/hall/{cast.matter.number}")).text
    assert (await Matter.get(id=cast.matter.id)).version > before
    assert (await Post.get(id=voice.post_id)).version == 2
    assert await Notice.filter(person=cast.people["chen_xiuying"], kind="voice_published").count() == 1


async def test_a_refused_one_is_heard_by_nobody_else_and_its_author_reads_why(visit, cast):
    voice = await spoken(cast)
    chen = visit("chen_xiuying")
    staff = visit("chen_guifang")
    assert (await staff.send_form(f"/hall/voices/{voice.id}/refuse", reason="privacy")).status_code == 303
    assert "里面有电话、门牌或别人的私事" in (await chen.get(f"/hall/{cast.matter.number}")).text
    assert "里面有电话" in (await chen.get("/inbox")).text
    for who in (None, "tang_laoshi"):
        browser = visit(who)
        assert (await browser.get(f"/hall/media/{voice.id}/sound")).status_code == 404
        assert "里面有电话" not in (await browser.get(f"/hall/{cast.matter.number}")).text


async def test_what_belongs_to_a_hidden_post_is_not_there(visit, cast):
    photo = Brought([drawn_anew(encoded(picture()), "a.jpg")])
    post_id = await actions.reply(await cast.actor("chen_xiuying"), cast.matter.id, Reply(body="看照片"), photo)
    one = await Attachment.get(post_id=post_id)
    address = f"/hall/media/{one.id}/small.jpg"
    assert (await visit().get(address)).status_code == 200
    await Post.filter(id=post_id).update(shown="hidden")
    assert [(await visit(who).get(address)).status_code for who in (None, "tang_laoshi", "chen_xiuying")] == [
        404,
        404,
        200,
    ]
    await Post.filter(id=post_id).update(shown="shown")
    await Matter.filter(id=cast.matter.id).update(shown="held")
    assert (await visit().get(address)).status_code == 404


async def test_a_photo_is_sealed_and_kept_by_the_browser_and_one_that_waits_is_not(visit, cast):
    photo = await visit().get(f"/hall/media/{cast.photo.id}/small.jpg")
    assert photo.headers["content-type"] == "image/jpeg" and "immutable" in photo.headers["cache-control"]
    assert (
        photo.headers["x-content-type-options"] == "nosniff" and "sandbox" in photo.headers["content-security-policy"]
    )
    held = await visit("chen_guifang").get(f"/hall/media/{cast.voice.id}/sound")
    assert held.headers["cache-control"] == "no-store" and held.headers["content-type"] == "audio/mpeg"
    for variant in ("sound", "large.exe", "..", "%2e%2e%2fportal.db"):
        assert (await visit().get(f"/hall/media/{cast.photo.id}/{variant}")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "body", "range_"),
    [
        ("bytes=0-1", 206, b"01", "bytes 0-1/10"), ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"), ("bytes=0-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"), ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"), ("bytes=5-2", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None), ("lines=1-2", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None), ("bytes=" + "9" * 40 + "-", 200, b"0123456789", None),
    ],
)  # fmt: skip
async def test_a_player_gets_the_part_that_it_asks_for(visit, cast, asked, status, body, range_):
    answer = await visit("chen_guifang").get(f"/hall/media/{cast.voice.id}/sound", headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, body)
    assert answer.headers["accept-ranges"] == "bytes" and answer.headers.get("content-range") == range_


@pytest.mark.anywhere
def test_no_part_lies_outside():
    for whole in (1, 2, 10):
        for first in ("", "0", "1", "9", "10"):
            for last in ("", "0", "1", "9", "99"):
                part = part_of(f"bytes={first}-{last}", whole)
                assert part is None or part == (1, 0) or 0 <= part[0] <= part[1] < whole


# ---- the desk


async def test_two_who_listen_at_once_decide_once(cast):
    voice = await spoken(cast)
    staff, grid = await cast.actor("chen_guifang"), await cast.actor("liu_xiaomin")
    results = await asyncio.gather(
        media.publish_voice(staff, voice.id, PublishVoice()), media.refuse_voice(grid, voice.id, RefuseVoice(reason="attack")),
        media.publish_voice(staff, voice.id, PublishVoice()), return_exceptions=True,
    )  # fmt: skip
    assert sum(isinstance(result, str) for result in results) == 1
    assert sum(isinstance(result, HeardAlready) for result in results) == 2


async def test_the_desk_lists_what_waits_and_keeps_what_was_typed(visit, cast):
    voice = await spoken(cast)
    staff = visit("chen_guifang")
    assert "等您听的语音" in (await staff.get("/desk")).text
    assert f'id="v{voice.id}"' in (await staff.get("/hall/voices")).text
    answer = await staff.send_form(f"/hall/voices/{voice.id}/publish", words="打我电话 13800138000")
    assert (answer.status_code, "像是有电话" in answer.text, "13800138000" in answer.text) == (422, True, True)
    assert (await staff.send_form(f"/hall/voices/{voice.id}/refuse", reason="")).status_code == 422
    assert (await Attachment.get(id=voice.id)).state == "held"
    for who, status in ((None, 403), ("chen_xiuying", 403), ("wang_degui", 403)):
        assert (await visit(who).get("/hall/voices")).status_code == status
        assert (await visit(who).send_form(f"/hall/voices/{voice.id}/publish")).status_code == status


async def test_of_a_matter_that_was_only_spoken_the_community_writes_down_what_it_heard(visit, cast):
    chen = visit("chen_xiuying")
    answer = await sent(
        chen, "/hall/raise", [("voice", ("v.mp3", mp3(5), "audio/mpeg"))], body="", area_id=str(cast.building.id)
    )
    assert answer.status_code == 303
    voice = await Attachment.filter(kind="voice").exclude(id=cast.voice.id).get()
    assert (await Matter.get(id=voice.matter_id)).title == "一段语音，等社区听"
    staff = visit("chen_guifang")
    bare = await staff.send_form(f"/hall/voices/{voice.id}/publish", words="")
    assert (bare.status_code, "请写下听到了什么" in bare.text) == (422, True)
    await staff.send_form(f"/hall/voices/{voice.id}/publish", words="楼道灯不亮了。请来修。")
    matter = await Matter.get(id=voice.matter_id)
    assert (matter.title, matter.body) == ("楼道灯不亮了", "楼道灯不亮了。请来修。")


async def test_what_was_never_published_goes_after_thirty_days_with_its_bytes(cast, hands):
    voice = await spoken(cast)
    hands.go(days=31)
    assert await sweep_away(VOICES) == 2  # and the one of the cast
    assert (
        not await Attachment.filter(id=voice.id).exists()
        and not await AttachmentFile.filter(attachment_id=voice.id).exists()
    )
    assert await AttachmentFile.filter(attachment_id=cast.photo.id).exists()


# ---- the door


async def test_photos_come_with_a_comment(visit, cast):
    answer = await sent(
        visit("chen_xiuying"), f"/hall/{cast.matter.number}/replies", [jpeg(), jpeg("b.jpg")], body="看这里"
    )
    assert answer.status_code == 303
    assert await Attachment.filter(post__body="看这里").count() == 2
    page = await visit().get(f"/hall/{cast.matter.number}")
    assert page.text.count('loading="lazy"') == 3  # and the one of the cast


BAD = {
    "empty": ([jpeg("空.jpg", b"")], "空的"),
    "heic": ([jpeg("a.heic", b"\0\0\0\x18ftypheic" + bytes(50))], "HEIC"),
    "a page": ([jpeg("a.jpg", b"<script>alert(1)</script>")], "不是照片"),
    "cut off": ([jpeg("a.jpg", from_a_phone(600, 400)[:3000])], "没有传完整"),
    "thirteen megabytes": ([jpeg("a.jpg", from_a_phone(60, 40) + bytes(13 << 20))], "超过 12 MB"),
    "seven": ([jpeg(data=encoded(picture(20, 20)))] * 7, "最多 6 张"),
    "thirty": ([jpeg(data=encoded(picture(20, 20)))] * 30, "最多 6 张"),
    "a voice that is none": ([("voice", ("v.mp3", b"no sound at all", "audio/mpeg"))], "不是能放的录音"),
    "a voice of two minutes": ([("voice", ("v.mp3", mp3(120), "audio/mpeg"))], "最长 60 秒"),
    "a name of markup": ([jpeg("<script>alert(1)</script>.jpg", b"x")], "不是照片"),
}


@pytest.mark.parametrize("what", BAD)
async def test_a_file_that_cannot_be_used_gets_a_sentence_and_the_words_stay(visit, cast, what):
    files, sentence = BAD[what]
    for path in ("/hall/raise", f"/hall/{cast.matter.number}/replies"):
        answer = await sent(visit("chen_xiuying"), path, files, body=WORDS, area_id=str(cast.building.id))
        assert answer.status_code == 422, answer.text[:200]
        assert sentence in answer.text and WORDS in answer.text and "请再选一次" in answer.text
        assert "<script>alert" not in answer.text
    assert not await Matter.filter(body=WORDS).exists() and not await Post.exists()


async def test_a_form_of_thirty_megabytes_is_refused_before_it_is_read(visit, cast):
    files = [jpeg("a.jpg", bytes(10 << 20))] * 3
    answer = await sent(visit("chen_xiuying"), "/hall/raise", files, body=WORDS, area_id=str(cast.building.id))
    assert (answer.status_code, "照片" in answer.text) == (413, True)


async def test_the_same_form_sent_twice_is_one_matter_with_one_photo(visit, cast):
    chen, key = visit("chen_xiuying"), uuid.uuid4().hex
    for _ in range(2):
        answer = await chen.post(
            "/hall/raise", data={"_key": key, "body": WORDS, "area_id": str(cast.building.id)}, files=[jpeg()]
        )
        assert answer.status_code == 303
    assert await Matter.filter(body=WORDS).count() == 1
    assert await Attachment.filter(matter__body=WORDS).count() == 1


async def test_one_reads_of_ones_own_photos_and_voices(cast):
    from portal.hall import queries

    voice = await spoken(cast)
    own = await queries.own_data(cast.people["chen_xiuying"].id)
    assert [(row["kind"], row["state"]) for row in own["attachment"]] == [("voice", "held")] and voice.id
