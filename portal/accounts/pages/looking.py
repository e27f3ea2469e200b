"""What staff see of somebody: masked, until they look for a reason that is kept."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portal.accounts import forms, queries, rules
from portal.accounts.actions import names
from portal.accounts.actions import privacy as deeds
from portal.accounts.models import DataCorrection, NameChange
from portal.accounts.rules import privacy
from portal.accounts.rules.privacy import Stage
from portal.kit.errors import Malformed, Refused
from portal.web.input import Form, filled
from portal.web.templates import F_, redirect, render

ANSWERED = F_("答复好了，他会收到通知。")


@dataclass(frozen=True)
class Opening:
    """Which template shows it, what it is called where looks are told, what stands in it, and whether it waits."""

    template: str
    what: str
    person_id: int
    subject: Any
    waiting: bool


async def _shut(request: Request, found: Opening) -> Response:
    """The page with everything masked."""
    return await _page(request, found)


async def _look(request: Request, found: Opening) -> Response:
    """看一眼: in this answer alone, for a reason, which is kept. Raises AlreadyAnswered once it is decided."""
    if not found.waiting:
        raise privacy.AlreadyAnswered()
    reason = str((await request.form()).get("reason", ""))
    try:
        await deeds.look_at_person(request.user, found.person_id, found.what, reason)
    except privacy.NoReason as refusal:
        return await _page(request, found, refused=refusal)
    return await _page(request, found, open_=True)


async def _page(
    request: Request,
    found: Opening,
    *,
    open_: bool = False,
    refused: Refused | None = None,
    form: Form[forms.AnswerCorrection] | None = None,
) -> Response:
    response = await render(
        request, found.template, status=422 if refused or form else 200, subject=found.subject, looking=open_,
        refused=str(refused) if refused else "", reasons=privacy.REASONS, stays=rules.STAYS, wrong=privacy.WRONG,
        form=form or Form[forms.AnswerCorrection](), tab="building",
    )  # fmt: skip
    response.headers["cache-control"] = "no-store"
    return response


def _of_request(asked: queries.Asked) -> Opening:
    return Opening(
        "accounts/asked.html", "residence_request", asked.person_id, asked, asked.request.stage == Stage.ASKED
    )


async def residence(request: Request, asked: queries.Asked) -> Response:
    return await _shut(request, _of_request(asked))


async def look_at_residence(request: Request, asked: queries.Asked) -> Response:
    return await _look(request, _of_request(asked))


async def corrections(request: Request) -> Response:
    """What residents ask the community to put right."""
    waiting = await queries.corrections_for(request.user)
    return await render(request, "accounts/corrections.html", waiting=waiting, wrong=privacy.WRONG, tab="building")


def _of_name(change: NameChange) -> Opening:
    return Opening("accounts/name_change.html", "name_change", change.person_id, change, change.stage == Stage.ASKED)


async def name_change(request: Request, change: NameChange) -> Response:
    return await _shut(request, _of_name(change))


async def look_at_name(request: Request, change: NameChange) -> Response:
    return await _look(request, _of_name(change))


async def decide_name(request: Request, change: NameChange) -> Response:
    answer = str((await request.form()).get("answer", ""))
    if answer not in ("yes", "no"):
        raise Malformed()
    await names.decide_name(request.user, change.id, yes=answer == "yes")
    return redirect(request, "accounts.corrections", say=ANSWERED)


def _of_correction(asked: DataCorrection) -> Opening:
    return Opening("accounts/correction.html", "correction", asked.person_id, asked, asked.stage == Stage.ASKED)


async def correction(request: Request, asked: DataCorrection) -> Response:
    return await _shut(request, _of_correction(asked))


async def look_at_correction(request: Request, asked: DataCorrection) -> Response:
    return await _look(request, _of_correction(asked))


async def answer_correction(request: Request, asked: DataCorrection) -> Response:
    form = await filled(request, forms.AnswerCorrection)
    if form.data is None:
        return await _page(request, _of_correction(asked), form=form)
    await names.answer_correction(request.user, asked.id, form.data)
    return redirect(request, "accounts.corrections", say=ANSWERED)
