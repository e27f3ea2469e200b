"""What is kept of people, why, who may see it, for how long, and what happens then.

One table for the page that residents read, for the operator's data register, and for the job that runs every night.
"""

from portal.database import keeping
from portal.database.keeping import Due
from portal.retention.hall import PROMISED, SAID
from portal.retention.helping import HELPING
from portal.retention.house import HOUSE
from portal.retention.meetings import MEETINGS
from portal.retention.people import ACCOUNTS, ACTING, OFFICES
from portal.retention.places import REGISTERS, ROOMS
from portal.retention.shapes import Data, End, Table

__all__ = ["DATA", "Data", "End", "Table", "due", "run", "tables"]

DATA: tuple[Data, ...] = (
    *ACCOUNTS,
    *REGISTERS,
    *ACTING,
    *ROOMS,
    *OFFICES,
    *SAID,
    *MEETINGS,
    *HELPING,
    *PROMISED,
    *HOUSE,
)


def tables() -> list[Table]:
    """In the order in which they are swept: what points to a row goes before the row."""
    return [table for data in DATA for table in data.tables]


async def due() -> list[tuple[Table, Due]]:
    """What would go now, table by table."""
    return [(table, await keeping.due(table.sweep)) for table in tables() if table.sweep]


async def run() -> list[tuple[Table, int]]:
    """Every night: what has been kept long enough goes.

    A table that cannot be swept keeps no other waiting: what went wrong is raised when all had their turn.
    """
    gone, wrong = [], []
    for table in tables():
        if table.sweep:
            try:
                gone.append((table, await keeping.sweep_away(table.sweep)))
            except Exception as problem:
                wrong.append(problem)
    if wrong:
        raise ExceptionGroup("not every table was swept", wrong)
    return gone
