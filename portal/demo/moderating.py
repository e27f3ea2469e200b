"""What waits for a look in the demo: two posts that are held and one reported; another was put away with a reason."""

from datetime import timedelta
from typing import Any

from portal.demo.town import Town
from portal.demo.voices import number_of
from portal.hall.models import Complaint, Matter, Post, Review
from portal.hall.rules.moderation import look_due
from portal.kit import clock

HELD = (
    (3, "郑浩", "6栋的王某某半夜偷接公共电充车，我看到过两回。", 3),
    (8, "罗素华", "5栋的周某某偷了楼顶的水管，拿去卖了。", 5),
)
HIDDEN = "6栋李某某就是个骗子，充电桩的钱都是他骗了去的。"
REPORTED = 1  # the number of the matter whose first post a neighbour reports


async def look(town: Town) -> None:
    for number, who, words, hours_ago in HELD:
        held = await _post(town, number, who, words, "held", hours_ago)
        await _review(held, origin="held", codes="accusation", opened_at=held.posted_at)
    hidden = await _post(town, 3, "郑浩", HIDDEN, "hidden", 30)
    await _review(
        hidden, origin="held", codes="accusation", opened_at=hidden.posted_at, outcome="hidden",
        decided_by_id=town.people["学院路社区小田"].id, decided_at=town.now - timedelta(hours=26), reason_code="accusation",
        reason="没有查实的事，不能点着名字说。可以请社区调解。",
    )  # fmt: skip
    post = await Post.filter(matter__number=number_of(REPORTED), shown="shown").order_by("id").first()
    assert post is not None
    review = await _review(post, origin="reported", opened_at=town.now, complaints=1, was_shown=True)
    await Complaint.create(
        review=review,
        thing=f"post:{post.id}",
        person=town.people["唐老师"],
        reason_code="insult",
        words="说得太冲了。",
        at=town.now,
    )


async def _post(town: Town, number: int, who: str, body: str, shown: str, hours_ago: int) -> Post:
    matter, author = await Matter.get(number=number_of(number)), town.people[who]
    return await Post.create(
        matter=matter,
        author=author,
        said_as=author.name,
        body=body,
        shown=shown,
        posted_at=town.now - timedelta(hours=hours_ago),
    )


async def _review(post: Post, **columns: object) -> Review:
    """Undecided where no outcome is given: then it waits in the queue."""
    waits = {} if columns.get("outcome") else {"due_at": look_due(clock.now()), "slot": f"post:{post.id}"}
    known: dict[str, Any] = {"was_shown": False} | waits | columns
    return await Review.create(
        matter_id=post.matter_id, kind="post", thing_id=post.id, person_id=post.author_id, **known
    )
