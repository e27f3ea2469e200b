"""SQLite for Tortoise, mended twice: transactions start as writers, and survive being cancelled.

The stock engine sends a plain BEGIN, which fails at once with "database is locked" when a reader turns writer,
and it keeps its lock for ever when the task that opens a transaction is cancelled.
The module's name must contain "sqlite": the migrations pick their dialect by it.
"""

import asyncio
import sqlite3
from collections.abc import Coroutine
from typing import Any

from tortoise.backends.sqlite.client import SqliteClient as StockClient
from tortoise.backends.sqlite.client import SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError


class Transaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            # IMMEDIATE waits for its turn (busy_timeout) instead of failing when it first writes.
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as problem:
            raise OperationalError(problem) from problem


class TransactionContext(SqliteTransactionContext):
    async def __aenter__(self) -> Any:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            await _to_the_end(self._undo())
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(self, kind: Any, problem: Any, trace: Any) -> None:
        get_connections().reset(self.token)
        await _to_the_end(self._finish(failed=kind is not None))

    async def _undo(self) -> None:
        try:
            if self.connection._connection:
                await self.connection._connection.rollback()
        finally:
            self._trxlock.release()

    async def _finish(self, *, failed: bool) -> None:
        try:
            if not self.connection._finalized:
                await (self.connection.rollback() if failed else self.connection.commit())
        except sqlite3.OperationalError as problem:
            # A full disk shows itself at the commit: leave no half-open transaction behind.
            await self.connection._connection.rollback()
            raise OperationalError(problem) from problem
        finally:
            self._trxlock.release()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Finish `work` even if the caller is cancelled meanwhile."""
    await asyncio.shield(asyncio.ensure_future(work))


class SqliteClient(StockClient):
    def _in_transaction(self) -> Any:
        return TransactionContext(Transaction(self), self._lock)


client_class = SqliteClient
