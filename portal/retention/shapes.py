"""What is said of each kind of data, and of each table that holds it."""

from dataclasses import dataclass
from enum import StrEnum

from portal.database.keeping import Sweep
from portal.kit.words import N_


class End(StrEnum):
    """What becomes of a row whose time is over."""

    DELETED = "deleted"
    UNNAMED = "names dropped"
    EMPTIED = "sealed words erased"
    COUNTED = "deleted, the number stays"
    WITH_ACCOUNT = "deleted with the account"
    KEPT = "kept"


@dataclass(frozen=True)
class Table:
    """One table of the database. `sweep` is None where nothing is done at night, and `how_long` then says why."""

    name: str
    how_long: str
    end: End
    sweep: Sweep | None = None


@dataclass(frozen=True)
class Data:
    """One kind of data, as a resident understands it, and the tables that hold it."""

    what: str
    why: str
    who: str
    tables: tuple[Table, ...]

    @property
    def how_longs(self) -> list[str]:
        return list(dict.fromkeys(table.how_long for table in self.tables))


MYSELF = N_("您自己")
EVERYBODY = N_("大家都能看")
PUBLIC_RECORD = N_("一直留着，是公开的记录")
NO_PERSON = N_("一直留着，里面没有人的信息")
WITH_ACCOUNT = N_("账号在就在，注销 7 天后删")
