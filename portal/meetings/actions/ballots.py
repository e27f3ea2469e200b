"""The ballot box: many ballots at once, one durable commit, and an answer to each only after it.

One writer per process drains what waits into one transaction, which holds the lock of each motion it touches: no
ballot slips in behind the close, and the turnout is counted where the ballots are stored.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.database import bulk
from portal.database.connection import in_transaction
from portal.kit import clock, sealing
from portal.kit.errors import Refused
from portal.kit.words import N_
from portal.meetings import rules
from portal.meetings.models import Motion, Proxy
from portal.meetings.rules.proxies import ProxyGone, must_follow
from portal.unit_of_work import KeyReused, finished, ring

MOST_AT_ONCE = 512
COLUMNS = ("motion_id", "right_id", "revision", "key", "choice", "channel", "cast_by_id", "cast_at", "receipt")


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
        return await answer

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


async def cast_each(slips: Sequence[Slip]) -> dict[int, Receipt | Refused]:
    """Several ballots of one hand, each with its own answer, by right: what is refused to one does not hold up the
    others. Raises whatever kept the database from committing."""
    answers = await asyncio.gather(*(box.cast(slip) for slip in slips), return_exceptions=True)
    told: dict[int, Receipt | Refused] = {}
    for slip, answer in zip(slips, answers, strict=True):
        if not isinstance(answer, Receipt | Refused):
            raise answer
        told[slip.right_id] = answer
    return told


async def store(slips: Sequence[Slip]) -> tuple[list[Receipt | Exception], set[int]]:
    """Commit ballots together. An answer for each, in order, and the meetings whose turnout changed."""
    answers: dict[int, Receipt | Exception] = {}
    meetings: set[int] = set()
    async with in_transaction():
        # In the order of their ids, so that two writers never wait for each other in a circle.
        for motion_id in sorted({slip.motion_id for slip in slips}):
            mine = [(n, slip) for n, slip in enumerate(slips) if slip.motion_id == motion_id]
            page = await _Page.of(await _Asked.held(motion_id), [slip for _, slip in mine])
            answers |= {n: page.enter(slip) for n, slip in mine}
            await page.save()
            meetings.add(page.asked.meeting_id)
    return [answers[n] for n in range(len(slips))], meetings


async def enter(motion: Motion, slip: Slip) -> Receipt:
    """A step: one ballot in the caller's transaction, which holds the motion's lock. Raises what the box refuses."""
    page = await _Page.of(_Asked(motion.id, motion.meeting_id, motion.stage, motion.closes_at), [slip])
    answer = page.enter(slip)
    if isinstance(answer, Exception):
        raise answer
    await page.save()
    return answer


@dataclass(frozen=True)
class _Asked:
    """What decides of a motion whether a ballot may still come in. Whoever has one holds the motion's lock."""

    id: int
    meeting_id: int
    stage: str
    closes_at: datetime

    @classmethod
    async def held(cls, motion_id: int) -> "_Asked":
        found = await bulk.held("SELECT id, meeting_id, stage, closes_at FROM motion WHERE id = ?", motion_id)
        number, meeting_id, stage, closes_at = found[0]
        return cls(number, meeting_id, stage, bulk.read_moment(closes_at))


@dataclass(frozen=True)
class _Kept:
    """What a key stands for once its ballot is stored."""

    choice: str
    receipt: Receipt


class _Page:
    """The ballots of one motion that a batch touches: those stored before, and those it adds.

    Read and written as plain rows: of a batch's time, models would take the most.
    """

    def __init__(self, asked: _Asked, proxies: dict[int, Proxy]) -> None:
        self.asked, self._proxies = asked, proxies
        self._came = self._came_size = 0  # how many vote for the first time, and what stands behind them in 0.01 m²
        self._sizes: dict[int, int] = {}  # of the rights that are this motion's
        self._kept: dict[str, _Kept] = {}
        self._revision: dict[int, int] = {}
        self._new: list[tuple[Any, ...]] = []

    @classmethod
    async def of(cls, asked: _Asked, slips: Sequence[Slip]) -> "_Page":
        given = {slip.proxy_id for slip in slips if slip.proxy_id is not None}
        standing = await Proxy.filter(id__in=list(given), revoked_at=None) if given else []
        page = cls(asked, {proxy.id: proxy for proxy in standing})
        await page._read({slip.right_id for slip in slips})
        return page

    async def _read(self, wanted: set[int]) -> None:
        among, ids = bulk.among(wanted)
        found = await bulk.records(
            "SELECT r.id, r.motion_id, r.size, b.revision, b.key, b.choice, b.receipt, b.cast_at FROM voting_right r"  # noqa: S608
            f" LEFT JOIN ballot b ON b.motion_id = r.motion_id AND b.right_id = r.id WHERE r.id {among}",
            ids,
        )
        for right, motion_id, size, revision, key, choice, receipt, cast_at in found:
            if motion_id != self.asked.id:
                continue
            self._sizes[right] = size
            if key is not None:
                self._revision[right] = max(revision, self._revision.get(right, 0))
                self._kept[key] = _Kept(choice, Receipt(receipt, revision, bulk.read_moment(cast_at), right))

    def enter(self, slip: Slip) -> Receipt | Exception:
        known = self._kept.get(slip.key)
        if known is not None:
            return known.receipt if known.choice == slip.choice else KeyReused()
        if slip.right_id not in self._sizes:
            return NotYourRight()
        try:
            rules.must_be_open(self.asked.stage, self.asked.closes_at, slip.received_at)
            self._must_be_authorised(slip)
        except Refused as refusal:
            return refusal
        return self._add(slip)

    def _must_be_authorised(self, slip: Slip) -> None:
        """A proxy taken back in the same second is taken back. Raises ProxyGone, InstructedOtherwise."""
        if slip.proxy_id is None:
            return
        proxy = self._proxies.get(slip.proxy_id)
        if proxy is None or proxy.holder_id != slip.cast_by_id:
            raise ProxyGone()
        must_follow(proxy.instructions, slip.motion_id, slip.choice)

    def _add(self, slip: Slip) -> Receipt:
        revision = self._revision.get(slip.right_id, 0) + 1
        code = rules.receipt_code(secrets.token_bytes(16))
        receipt = Receipt(code, revision, slip.received_at, slip.right_id)
        self._revision[slip.right_id] = revision
        self._kept[slip.key] = _Kept(slip.choice, receipt)
        self._new.append(
            (
                slip.motion_id, slip.right_id, revision, slip.key, slip.choice, str(slip.channel), slip.cast_by_id,
                slip.received_at, code,
            )
        )  # fmt: skip
        if revision == 1:
            self._came += 1
            self._came_size += self._sizes[slip.right_id]
        return receipt

    async def save(self) -> None:
        if not self._new:
            return
        await bulk.insert("ballot", COLUMNS, self._new)
        more = "UPDATE motion SET turnout_count = turnout_count + ?, turnout_size = turnout_size + ? WHERE id = ?"
        await bulk.change(more, self._came, self._came_size, self.asked.id)


box = BallotBox()
