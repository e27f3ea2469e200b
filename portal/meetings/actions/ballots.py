"""The ballot box: many ballots at once, one durable commit, and an answer to each only after it.

One writer per process drains what waits into one transaction, which holds the lock of each motion it touches: no
ballot slips in behind the close, and the turnout is counted where the ballots are stored.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.database.connection import in_transaction
from portal.kit import clock, sealing
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.models import Ballot, Motion, Proxy, Right
from portal.meetings.rules.proxies import ProxyGone, must_follow
from portal.unit_of_work import KeyReused, finished, ring

MOST_AT_ONCE = 512


class NotYourRight(Refused):
    status = 403
    message = N_("这一票不在您名下，没有计入。")


@dataclass(frozen=True)
class Slip:
    """A ballot on its way in. `received_at` is the server's receipt, which decides whether it came in time."""

    motion_id: int
    right_id: int
    key: str
    choice: str
    channel: rules.Channel
    cast_by_id: int | None
    received_at: datetime
    proxy_id: int | None = None


@dataclass(frozen=True)
class Receipt:
    """Proof that a ballot is on the disk. It never says how one voted."""

    code: str
    revision: int
    cast_at: datetime
    right_id: int


def slip(
    motion_id: int, right_id: int, key: str, choice: str, cast_by_id: int | None, proxy_id: int | None = None
) -> Slip:
    """A ballot cast on a phone, now. The key is kept as a hash: it is as good as a password until it is used."""
    hashed = sealing.digest(f"{right_id}:{key}")
    channel = rules.Channel.PROXY if proxy_id is not None else rules.Channel.ELECTRONIC
    return Slip(motion_id, right_id, hashed, choice, channel, cast_by_id, clock.now(), proxy_id)


class BallotBox:
    def __init__(self) -> None:
        self._waiting: list[tuple[Slip, asyncio.Future[Receipt]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def cast(self, slip: Slip) -> Receipt:
        """The receipt, once the ballot is committed. The same key with the same choice gets the same receipt.

        Raises MotionNotOpen, VotingClosed, KeyReused, or whatever kept the database from committing.
        """
        answer: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._waiting.append((slip, answer))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await asyncio.shield(answer)

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            try:
                await self._store(batch)
            except Exception:
                # One bad ballot, or one passing fault, must not fail the others: each by itself.
                for one in batch:
                    await self._store_alone(one)

    async def _store_alone(self, one: tuple[Slip, asyncio.Future[Receipt]]) -> None:
        try:
            await self._store([one])
        except Exception as problem:
            _answer(one[1], problem)

    async def _store(self, batch: Sequence[tuple[Slip, asyncio.Future[Receipt]]]) -> None:
        answers, meetings = await finished(store([slip for slip, _ in batch]))
        for (_, waiting), answer in zip(batch, answers, strict=True):
            _answer(waiting, answer)
        await ring(*(f"meeting:{meeting}" for meeting in sorted(meetings)))


def _answer(waiting: "asyncio.Future[Receipt]", answer: Receipt | Exception) -> None:
    if waiting.done():
        return
    if isinstance(answer, Receipt):
        waiting.set_result(answer)
    else:
        waiting.set_exception(answer)


async def store(slips: Sequence[Slip]) -> tuple[list[Receipt | Exception], set[int]]:
    """Commit ballots together. An answer for each, in order, and the meetings whose turnout changed."""
    answers: dict[int, Receipt | Exception] = {}
    meetings: set[int] = set()
    async with in_transaction():
        # In the order of their ids, so that two writers never wait for each other in a circle.
        for motion_id in sorted({slip.motion_id for slip in slips}):
            mine = [(n, slip) for n, slip in enumerate(slips) if slip.motion_id == motion_id]
            motion = await Motion.filter(id=motion_id).select_for_update().get()
            page = await _Page.of(motion, [slip for _, slip in mine])
            answers |= {n: page.enter(slip) for n, slip in mine}
            await page.save()
            meetings.add(motion.meeting_id)
    return [answers[n] for n in range(len(slips))], meetings


async def enter(motion: Motion, slip: Slip) -> Receipt:
    """A step: one ballot in the caller's transaction, which holds the motion's lock. Raises what the box refuses."""
    page = await _Page.of(motion, [slip])
    answer = page.enter(slip)
    if isinstance(answer, Exception):
        raise answer
    await page.save()
    return answer


class _Page:
    """The ballots of one motion that a batch touches: those stored before, and those it adds."""

    def __init__(
        self, motion: Motion, rights: dict[int, Right], stored: Sequence[Ballot], proxies: dict[int, Proxy]
    ) -> None:
        self._motion, self._rights, self._proxies = motion, rights, proxies
        self._by_key = {ballot.key: ballot for ballot in stored}
        self._revision: dict[int, int] = {}
        for ballot in stored:
            self._revision[ballot.right_id] = max(ballot.revision, self._revision.get(ballot.right_id, 0))
        self._new: list[Ballot] = []

    @classmethod
    async def of(cls, motion: Motion, slips: Sequence[Slip]) -> "_Page":
        wanted = list({slip.right_id for slip in slips})
        rights = {right.id: right for right in await Right.filter(id__in=wanted, motion_id=motion.id)}
        given = {slip.proxy_id for slip in slips if slip.proxy_id is not None}
        standing = await Proxy.filter(id__in=list(given), revoked_at=None) if given else []
        stored = await Ballot.filter(right_id__in=wanted, motion_id=motion.id)
        return cls(motion, rights, stored, {proxy.id: proxy for proxy in standing})

    def enter(self, slip: Slip) -> Receipt | Exception:
        known = self._by_key.get(slip.key)
        if known is not None:
            return _receipt(known) if known.choice == slip.choice else KeyReused()
        right = self._rights.get(slip.right_id)
        if right is None:
            return NotYourRight()
        try:
            rules.must_be_open(self._motion.stage, self._motion.closes_at, slip.received_at)
            self._must_be_authorised(slip)
        except Refused as refusal:
            return refusal
        return self._add(slip, right)

    def _must_be_authorised(self, slip: Slip) -> None:
        """A proxy taken back in the same second is taken back. Raises ProxyGone, InstructedOtherwise."""
        if slip.proxy_id is None:
            return
        proxy = self._proxies.get(slip.proxy_id)
        if proxy is None or proxy.holder_id != slip.cast_by_id:
            raise ProxyGone()
        must_follow(proxy.instructions, slip.motion_id, slip.choice)

    def _add(self, slip: Slip, right: Right) -> Receipt:
        revision = self._revision.get(right.id, 0) + 1
        ballot = Ballot(
            motion_id=slip.motion_id, right_id=right.id, revision=revision, key=slip.key, choice=slip.choice,
            channel=slip.channel, cast_by_id=slip.cast_by_id, cast_at=slip.received_at,
            receipt=rules.receipt_code(secrets.token_bytes(16)),
        )  # fmt: skip
        self._revision[right.id] = revision
        self._by_key[slip.key] = ballot
        self._new.append(ballot)
        if revision == 1:
            self._motion.turnout_count += 1
            self._motion.turnout_size += right.size
        return _receipt(ballot)

    async def save(self) -> None:
        if not self._new:
            return
        await Ballot.bulk_create(self._new)
        await self._motion.save(update_fields=["turnout_count", "turnout_size"])


def _receipt(ballot: Ballot) -> Receipt:
    return Receipt(ballot.receipt, ballot.revision, ballot.cast_at, ballot.right_id)


box = BallotBox()
