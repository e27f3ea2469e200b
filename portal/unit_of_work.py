"""One unit of work: a transaction, what happened in it, what follows from that, and the bells rung after it.

A transaction is never cancelled half-way: it runs in a task of its own, which nobody else's timeout or closed
connection can stop. A caller may therefore be told "cancelled" after the commit, and sends again: the request's key
makes the second time harmless.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Protocol, TypeVar, cast

from tortoise.exceptions import IntegrityError

from portal.audit.models import AuditRecord
from portal.database.connection import in_transaction
from portal.database.models import Deed
from portal.kit import clock
from portal.kit.errors import Refused
from portal.kit.words import N_

P = ParamSpec("P")
R = TypeVar("R")
Reaction = Callable[[Any], Awaitable[None]]
Reactions = Mapping[type, Sequence[Reaction]]
DEEPEST = 2  # an action's events are at depth 0; what reactions raise, at most two further on


class Event(Protocol):
    """Something that becomes true if the unit of work commits. A frozen dataclass of numbers and codes."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def topics(self) -> Sequence[str]: ...


class KeyReused(Refused):
    status = 422
    message = N_("这份表单已经用过了，内容却不一样。请刷新页面再发。")


@dataclass
class Once:
    """The key of a state-changing request, with a digest of what was asked. Serves one action."""

    key: str
    content: str
    used: bool = False


@dataclass
class _Work:
    actor_id: int | None
    by_id: int | None = None
    events: list[tuple[int, Event]] = field(default_factory=list)
    depth: int = 0
    bells: list[str] = field(default_factory=list)


once: ContextVar[Once | None] = ContextVar("once", default=None)
_work: ContextVar[_Work | None] = ContextVar("work", default=None)
_reactions: Reactions = {}
_ring: Callable[[str], Awaitable[None]] | None = None


def follow(reactions: Reactions, ring: Callable[[str], Awaitable[None]]) -> None:
    """Say, once at start-up, what follows from each event and how topics are rung."""
    global _reactions, _ring
    _reactions, _ring = reactions, ring


def happened(event: Event) -> None:
    """Note something that becomes true if the present unit of work commits."""
    work = _present(event)
    if work.depth > DEEPEST:
        raise RuntimeError(f"{event!r} follows from too far away.")
    work.events.append((work.depth, event))


def ring_after(topic: str) -> None:
    """Ring `topic` once the present unit of work is committed."""
    _present(topic).bells.append(topic)


def _present(what: object) -> _Work:
    work = _work.get()
    if work is None:
        raise RuntimeError(f"{what!r} happened outside the body of an action.")
    return work


def action(verb: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Run `verb` as one unit of work. Its first argument is who acts. Actions do not call actions, but steps.

    Under a request's key it runs once: sent again, the same request is answered with the first result, which is
    why an action returns nothing, a number or a text. Raises KeyReused for other content under the same key.
    """

    @wraps(verb)
    async def within_a_unit_of_work(*args: P.args, **kwargs: P.kwargs) -> R:
        if _work.get() is not None:
            raise RuntimeError("A unit of work cannot be opened inside another.")
        request = once.get()
        if request is not None:
            if request.used:
                raise RuntimeError("One request performs one action.")
            request.used = True
        actor = args[0] if args else None
        return await finished(_perform(lambda: verb(*args, **kwargs), request, actor))

    return within_a_unit_of_work


async def finished(work: Coroutine[Any, Any, R]) -> R:
    """Let `work` come to its end in a task of its own, even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        with suppress(Exception):
            await task
        raise


async def _perform(verb: Callable[[], Awaitable[R]], request: Once | None, actor: object) -> R:
    work = _Work(getattr(actor, "id", None), getattr(actor, "by_id", None))
    _work.set(work)
    try:
        async with in_transaction():
            if request is not None and (deed := await Deed.get_or_none(key=request.key)):
                return cast(R, _replayed(deed, request))
            result = await verb()
            _tell_the_principal(work)
            await _follow_through(work)
            if request is not None:
                await Deed.create(key=request.key, content=request.content, result=[result], done_at=clock.now())
    except IntegrityError:
        # The same request may have arrived twice at once: then the other one has done it.
        if request is not None and (deed := await Deed.get_or_none(key=request.key)):
            return cast(R, _replayed(deed, request))
        raise
    await ring(*work.bells, *(topic for _, event in work.events for topic in event.topics))
    return result


def _replayed(deed: Deed, request: Once) -> Any:
    if deed.content != request.content:
        raise KeyReused()
    return deed.result[0]


async def _follow_through(work: _Work) -> None:
    """Run the reactions, and those to what they raise; then write everything that happened to the audit trail."""
    done = 0
    while done < len(work.events):
        depth, event = work.events[done]
        work.depth = depth + 1
        for react in _reactions.get(type(event), ()):
            await react(event)
        done += 1
    at, who = clock.now(), {"actor_id": work.actor_id, "by_id": work.by_id}
    await AuditRecord.bulk_create(
        [AuditRecord(at=at, event=type(e).__name__, facts=_facts(e), **who) for _, e in work.events]
    )


@dataclass(frozen=True)
class DoneForAnother:
    """A helper did something in the principal's name. `deed` is the kind of event that it was."""

    person_id: int
    helper_id: int
    deed: str

    @property
    def topics(self) -> Sequence[str]:
        return (f"actor:{self.person_id}",)


def _tell_the_principal(work: _Work) -> None:
    """Whatever is done for somebody is told to them: here, so that no action can forget it."""
    if work.by_id is not None and work.actor_id is not None and work.events:
        deed = type(work.events[0][1]).__name__
        work.events.append((0, DoneForAnother(work.actor_id, work.by_id, deed)))


def _facts(event: Event) -> str:
    return json.dumps({f.name: getattr(event, f.name) for f in fields(event)}, sort_keys=True, default=str)


async def ring(*topics: str) -> None:
    if _ring is not None:
        for topic in dict.fromkeys(topics):
            await _ring(topic)
