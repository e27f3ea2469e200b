"""Whoever was told that a photo arrived finds it, though the process was killed the moment after, or again and again."""

import asyncio
import uuid

import httpx2
import pytest

from portal.database.connection import opened
from portal.hall.models import Attachment, AttachmentFile, Matter, Post
from tests.documents.pictures import from_a_phone
from tests.faults.conftest import Portal

pytestmark = pytest.mark.fault
SENDERS, PHOTOS, KILLS = 6, 8, 4


async def send(portal: Portal, number: str, token: str, told: set[str]) -> None:
    """Each photo with words of its own, sent again under the same key until somebody says that it arrived."""
    headers, cookies = {"origin": portal.url}, {"portal_session": token}
    async with httpx2.AsyncClient(
        base_url=portal.url, headers=headers, cookies=cookies, trust_env=False, timeout=10
    ) as phone:
        for nth in range(PHOTOS):
            # Words that no chance can make look like a phone number, which the hall would refuse.
            words, key = f"{token} 的第 {nth} 张照片", uuid.uuid4().hex
            for _ in range(300):
                try:
                    answer = await phone.post(
                        f"/hall/{number}/replies", data={"_key": key, "body": words},
                        files=[("photos", ("a.jpg", from_a_phone(300, 200), "image/jpeg"))],
                    )  # fmt: skip
                except httpx2.HTTPError:
                    await asyncio.sleep(0.1)
                    continue
                assert answer.status_code in (303, 503), answer.text[:200]
                if answer.status_code == 303:
                    told.add(words)
                    break


async def test_no_photo_is_lost_doubled_or_left_without_its_words(portal: Portal, evening, database_url):
    async with opened(database_url):
        number = (await Matter.all().order_by("id").first()).number
        before = await Attachment.all().count()
    told: set[str] = set()
    await portal.start()
    sending = [asyncio.create_task(send(portal, number, token, told)) for token in list(evening[1])[:SENDERS]]
    for _ in range(KILLS):
        await asyncio.sleep(0.6)
        portal.kill()
        await portal.start()
    await asyncio.gather(*sending)
    portal.kill()
    async with opened(database_url):
        said = await Post.filter(body__in=list(told)).prefetch_related("attachments__files")
        assert len(said) == len(told) == SENDERS * PHOTOS == await Post.all().count()
        assert all(len(post.attachments) == 1 and len(post.attachments[0].files) == 4 for post in said)
        assert await Attachment.all().count() == before + len(told)
        assert await AttachmentFile.filter(attachment__post_id__isnull=False).count() == 4 * len(told)
