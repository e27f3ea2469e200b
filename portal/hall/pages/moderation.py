"""Looking at words: the desk of staff, the way of a complaint and of an appeal, and the code book that all can read."""

from starlette.requests import Request
from starlette.responses import Response

from portal.hall.actions import complaining, moderating
from portal.hall.forms.moderation import AppealHiding, Complain, HearAppeal, HideWords
from portal.hall.models import Review
from portal.hall.queries import moderation as queries
from portal.hall.queries.things import KINDS, Thing
from portal.hall.rules.moderation import REASONS, TRAITS, AlreadyAppealed, NotHidden, TooLateToAppeal
from portal.kit.errors import Refused
from portal.policy import STAFF
from portal.web.input import Form, asked, asked_number, filled
from portal.web.templates import F_, redirect, render

PUBLISHED = F_("看过了，邻居看得到。")
HIDDEN = F_("收起来了，写的人看得到理由，可以申诉。")
RESTORED = F_("又放出来了。")
COMPLAINED = F_("收到了，社区一个工作日内看。谢谢您。")
APPEALED = F_("申诉收到了，换一个人来看。")
HEARD = F_("答复发出去了。")
CHOICES = [(code, reason.name) for code, reason in REASONS.items()]


async def moderation(request: Request) -> Response:
    paths = [held.path for held in request.user.roles if held.role in STAFF]
    queue = await queries.queue(request.user, paths, asked_number(request, "after"))
    return await render(request, "hall/moderation.html", queue=queue, kinds=KINDS, traits=TRAITS, tab="hall")


async def review(request: Request, review: Review) -> Response:
    return await _review(request, review, Form())


async def _review(
    request: Request, review: Review, form: Form[HideWords] | Form[HearAppeal], status: int = 200
) -> Response:
    looked = await queries.looked_at(review)
    return await render(
        request, "hall/review.html", status=status, looked=looked, form=form, choices=CHOICES, reasons=REASONS, kinds=KINDS,
        traits=TRAITS, tab="hall",
    )  # fmt: skip


async def publish_words(request: Request, review: Review) -> Response:
    await moderating.publish_words(request.user, review.id)
    return redirect(request, "hall.moderation", say=PUBLISHED)


async def hide_words(request: Request, review: Review) -> Response:
    form = await filled(request, HideWords)
    if form.data is None:
        return await _review(request, review, form, 422)
    await moderating.hide_words(request.user, review.id, form.data)
    return redirect(request, "hall.moderation", say=HIDDEN)


async def restore_words(request: Request, review: Review) -> Response:
    await moderating.restore_words(request.user, review.id)
    return redirect(request, "hall.moderation", say=RESTORED)


async def hear_appeal(request: Request, review: Review) -> Response:
    form = await filled(request, HearAppeal)
    if form.data is None:
        return await _review(request, review, form, 422)
    await moderating.hear_appeal(request.user, review.id, form.data)
    return redirect(request, "hall.moderation", say=HEARD)


async def open_review(request: Request, thing: Thing) -> Response:
    opened = await complaining.open_review(request.user, thing)
    return redirect(request, "hall.review", review_id=opened)


async def complain_form(request: Request, thing: Thing) -> Response:
    return await _complain(request, thing, Form[Complain]())


async def _complain(request: Request, thing: Thing, form: Form[Complain], status: int = 200) -> Response:
    return await render(
        request, "hall/complain.html", status=status, thing=thing, form=form, choices=CHOICES, kinds=KINDS, tab="hall"
    )


async def complain(request: Request, thing: Thing) -> Response:
    form = await filled(request, Complain)
    if form.data is not None:
        try:
            number = await complaining.complain(request.user, thing, form.data)
        except Refused as refusal:
            form.refuse("reason_code", refusal)
        else:
            return redirect(request, "hall.thread", number=number, say=COMPLAINED)
    return await _complain(request, thing, form, 422)


async def own_reviews(request: Request) -> Response:
    found = await queries.own_reviews(request.user, asked_number(request, "before"))
    return await render(request, "hall/own_reviews.html", found=found, reasons=REASONS, kinds=KINDS, tab="me")


async def own_review(request: Request, review: Review) -> Response:
    return await _own(request, review, Form[AppealHiding]())


async def _own(request: Request, review: Review, form: Form[AppealHiding], status: int = 200) -> Response:
    looked = await queries.looked_at(review)
    return await render(
        request, "hall/own_review.html", status=status, looked=looked, form=form, reasons=REASONS, kinds=KINDS, tab="me"
    )


async def appeal_hiding(request: Request, review: Review) -> Response:
    form = await filled(request, AppealHiding)
    if form.data is not None:
        try:
            await moderating.appeal_hiding(request.user, review.id, form.data)
        except (AlreadyAppealed, NotHidden, TooLateToAppeal) as refusal:
            form.refuse("appeal", refusal)
        else:
            return redirect(request, "hall.own_review", review_id=review.id, say=APPEALED)
    return await _own(request, review, form, 422)


async def code_book(request: Request) -> Response:
    counts = await queries.counts_in(queries.month_in(asked(request, "month", 7)))
    return await render(request, "hall/rules.html", reasons=REASONS, counts=counts, tab="hall")
