"""PostgreSQL for Tortoise, mended once: a transaction cancelled while it opens gives its connection back.

The stock engine leaks one connection of the pool for each such cancellation, until none is left.
The module's name must contain "asyncpg": the migrations pick their dialect by it.
"""

import asyncio
from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionContextPooled
from tortoise.connection import get_connections


class TransactionContext(TransactionContextPooled):
    async def __aenter__(self) -> Any:
        await self.ensure_connection()
        pool = self.client._parent._pool
        connection = self.client._connection = await pool.acquire()
        try:
            await self.client.begin()
        except BaseException:
            # The pool resets a connection that comes back, which rolls back whatever had begun.
            await asyncio.shield(asyncio.ensure_future(pool.release(connection)))
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client


class AsyncpgClient(AsyncpgDBClient):
    def _in_transaction(self) -> Any:
        return TransactionContext(TransactionWrapper(self), self._pool_init_lock)


client_class = AsyncpgClient
