"""What neighbours of the demo city say to each other: replies, a quotation, 有道理, and a post that was reworded."""

from datetime import timedelta

from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.hall.models import Matter, Nod, Post, Revision

# Of the first matter: which post (from 0), who replies, and what.
REPLIES = (
    (1, "唐老师", "一楼的采光要算进去。设计院的图要先给一楼看。", False),
    (1, "王德贵", "跌价这一条，我去问补偿的先例，下周告诉大家。", True),
    (1, "周师傅", "我在别的小区修过，错层平层挡光少得多。", False),
    (2, "王德贵", "维护费按楼层分摊，写进协议里。", False),
)
NODS = ((0, "唐老师"), (1, "唐老师"), (1, "周师傅"), (3, "王德贵"))
FIRST_WORDED = "先请设计院看能不能做错层平层，采光做个模拟。"


async def answer(town: Town) -> None:
    matter = await Matter.get(number=number_of(1))
    posts = await Post.filter(matter_id=matter.id).order_by("id")
    for n, (which, who, words, quotes) in enumerate(REPLIES):
        post, quoted = posts[which], posts[which].id if quotes else None
        at = post.posted_at + timedelta(hours=2 + n)
        await Post.create(
            matter=matter, author=town.people[who], said_as=who, body=words, posted_at=at, parent=post, quoted_id=quoted,
            turn=post.replies_count + 1,
        )  # fmt: skip
        post.replies_count += 1
    for which, who in NODS:
        await Nod.create(post=posts[which], person=town.people[who], at=town.now - timedelta(days=1))
        posts[which].nods += 1
    last = posts[3]
    await Revision.create(post=last, version=1, body=FIRST_WORDED, at=last.posted_at + timedelta(hours=3))
    last.version, last.edited_at = 2, last.posted_at + timedelta(hours=3)
    for post in posts[:4]:
        await post.save(update_fields=["replies_count", "nods", "version", "edited_at"])
    matter.posts_count += len(REPLIES)
    await matter.save(update_fields=["posts_count"])
