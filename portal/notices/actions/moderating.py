"""Of words that are looked at: to the desk what waits, to their author what became of them. Nobody else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.hall.events import (
    HidingAppealed,
    HidingHeard,
    MatterHeld,
    PostHeld,
    StatementHeld,
    WordsHidden,
    WordsPublished,
    WordsReported,
    WordsRestored,
)
from portal.hall.queries import moderation as reviews
from portal.hall.rules.moderation import REASONS
from portal.kit.words import _
from portal.notices.actions.telling import day_of, tell

if TYPE_CHECKING:
    from portal.hall.models import Review


async def tell_of_hold(event: PostHeld | MatterHeld | StatementHeld) -> None:
    review = await reviews.review_with(event.review_id)
    desk = await accounts.desk_of(review.path) - {review.person_id}
    await tell(desk, "words_waiting", "/hall/moderation")
    if review.last_day is not None:
        await tell({review.person_id}, "post_held", _own(review), number=event.number, day=day_of(review.last_day))


def _own(review: Review) -> str:
    return f"/hall/reviews/{review.id}"


async def tell_of_report(event: WordsReported) -> None:
    """To the desk alone, and never about one's own words."""
    review = await reviews.review_with(event.review_id)
    await tell(await accounts.desk_of(review.path) - {review.person_id}, "words_reported", "/hall/moderation")


async def tell_of_publishing(event: WordsPublished) -> None:
    """What was only reported stays as it was: its author hears nothing of it."""
    review = await reviews.review_with(event.review_id)
    if not review.was_shown:
        await tell({review.person_id}, "post_published", f"/hall/{event.number}", number=event.number)


async def tell_of_hiding(event: WordsHidden) -> None:
    review = await reviews.review_with(event.review_id)
    why = _(REASONS[event.reason_code].name)
    await tell({review.person_id}, "post_hidden", _own(review), number=event.number, why=why)


async def tell_of_restoring(event: WordsRestored) -> None:
    review = await reviews.review_with(event.review_id)
    await tell({review.person_id}, "post_restored", f"/hall/{event.number}", number=event.number)


async def tell_of_appeal(event: HidingAppealed) -> None:
    """To whoever may hear it: the staff over the place, without whoever put it away."""
    review = await reviews.review_with(event.review_id)
    others = await accounts.staffing(review.path) - {review.person_id, review.decided_by_id or 0}
    await tell(others, "hiding_appealed", f"/hall/moderation/{review.id}", number=event.number)


async def tell_of_hearing(event: HidingHeard) -> None:
    review = await reviews.review_with(event.review_id)
    kind = "appeal_granted" if event.granted else "appeal_decided"
    await tell({review.person_id}, kind, _own(review), number=event.number)
