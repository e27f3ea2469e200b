"""Columns that compare rightly on both databases. Migrations import them from here: this path is for ever."""

from datetime import UTC, datetime
from typing import Any

from tortoise import fields


class UtcDatetimeField(fields.DatetimeField[datetime]):
    """A moment, stored in UTC. SQLite keeps text, which would sort by offset otherwise. Refuses a naive time."""

    def to_python_value(self, value: Any) -> datetime | None:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return super().to_python_value(value)

    def to_db_value(self, value: Any, instance: Any) -> Any:
        if isinstance(value, datetime):
            value = value.astimezone(UTC)
        stored = super().to_db_value(value, instance)
        return stored.astimezone(UTC) if isinstance(stored, datetime) and stored.tzinfo else stored
