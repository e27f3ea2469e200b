"""Let one at a time do what no row can be locked for, because there may be none yet."""

from tortoise import connections

from portal.database.connection import on_postgres


async def one_at_a_time(what: str) -> None:
    """Wait, inside a transaction and until its end, for everybody else who said the same. SQLite writes one by one."""
    if on_postgres():
        line = connections.get("default")
        await line.execute_query_dict("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [what])
