"""What an import would change in the register: counted, and listed some at a time."""

from dataclasses import dataclass

from portal.database import bulk
from portal.places import rules
from portal.places.models import Estate, RegisterImport

PER_PAGE = 50

# What an import can change of a home and of an owner: the column of the register, and that of the staged rows.
OF_HOME = {"floor": "floor", "kind": "kind", "size": "size", "size_source": "size_source", "state": "state"}
OF_OWNER = {"owner": ("name", "owner_name"), "owner_kind": ("kind", "owner_kind")}


def lead(batch: RegisterImport, key: str, only: str = "1 = 1") -> str:
    """The first staged row of each home, or of each owner."""
    return f"(SELECT MIN(id) AS id FROM staged_row WHERE batch_id = {int(batch.id)} AND {only} GROUP BY {key})"


def home_differs(batch: RegisterImport) -> str:
    """Where the file says something else of a home: only in columns that it has."""
    differ = [f"h.{column} <> s.{column}" for column in OF_HOME if column in batch.columns]
    return f"({' OR '.join(differ)})" if differ else "(1 = 0)"


def owner_differs(batch: RegisterImport) -> str:
    differ = [f"o.{theirs} <> s.{said}" for field, (theirs, said) in OF_OWNER.items() if field in batch.columns]
    numbered = ["(s.owner_number <> '' AND COALESCE(o.number, '') <> s.owner_number)"]
    return f"({' OR '.join(differ + numbered)})"


def changed_homes(batch: RegisterImport) -> str:
    return (
        f"FROM staged_row s JOIN {lead(batch, 'door_key', 'home_id IS NOT NULL')} l ON l.id = s.id "
        f"JOIN home h ON h.id = s.home_id WHERE {home_differs(batch)}"
    )


def changed_owners(batch: RegisterImport) -> str:
    return (
        f"FROM staged_row s JOIN {lead(batch, 'owner_id', 'owner_id IS NOT NULL')} l ON l.id = s.id "
        f"JOIN owner o ON o.id = s.owner_id WHERE {owner_differs(batch)}"
    )


def gone_homes(batch: RegisterImport) -> str:
    """Homes of the estate that somebody owns and that the file does not speak of."""
    return (
        f"FROM home h WHERE h.estate_id = {int(batch.area_id)} AND NOT EXISTS (SELECT 1 FROM staged_row s "
        f"WHERE s.batch_id = {int(batch.id)} AND s.home_id = h.id) "
        "AND EXISTS (SELECT 1 FROM ownership w WHERE w.home_id = h.id AND w.until IS NULL)"
    )


def beginning(batch: RegisterImport) -> str:
    """Who owns by the file and not by the register."""
    return (
        f"FROM staged_row s WHERE s.batch_id = {int(batch.id)} AND (s.home_id IS NULL OR s.owner_id IS NULL OR NOT EXISTS "
        "(SELECT 1 FROM ownership w WHERE w.home_id = s.home_id AND w.owner_id = s.owner_id AND w.until IS NULL))"
    )


def ending(batch: RegisterImport) -> str:
    """Who owns by the register and not by the file, in homes that the file speaks of."""
    return (
        "FROM ownership w JOIN home h ON h.id = w.home_id JOIN owner o ON o.id = w.owner_id WHERE w.until IS NULL "
        f"AND h.estate_id = {int(batch.area_id)} "
        f"AND EXISTS (SELECT 1 FROM staged_row s WHERE s.batch_id = {int(batch.id)} AND s.home_id = h.id) "
        f"AND NOT EXISTS (SELECT 1 FROM staged_row s WHERE s.batch_id = {int(batch.id)} AND s.home_id = h.id "
        "AND s.owner_id = w.owner_id)"
    )


async def counted(batch: RegisterImport) -> dict[str, int]:
    """What the file holds, and what would change. Sizes in 0.01 m²; heads by the estate's own rule on parking."""
    number = bulk.number
    return await _totals(batch) | {
        "heads": await heads(batch),
        "homes_new": await number(
            "SELECT COUNT(DISTINCT door_key) FROM staged_row WHERE batch_id = ? AND home_id IS NULL", batch.id
        ),
        "homes_changed": await number(f"SELECT COUNT(*) {changed_homes(batch)}"),
        "homes_gone": await number(f"SELECT COUNT(*) {gone_homes(batch)}"),
        "owners_new": await number(
            "SELECT COUNT(DISTINCT owner_key) FROM staged_row WHERE batch_id = ? AND owner_id IS NULL", batch.id
        ),
        "owners_changed": await number(f"SELECT COUNT(*) {changed_owners(batch)}"),
        "begin": await number(f"SELECT COUNT(*) {beginning(batch)}"),
        "end": await number(f"SELECT COUNT(*) {ending(batch)}"),
        "same_names": await same_names(batch),
    }


async def _totals(batch: RegisterImport) -> dict[str, int]:
    found = await bulk.one(
        f"SELECT COUNT(*) AS homes, COALESCE(SUM(s.size), 0) AS size, "
        "COALESCE(SUM(CASE WHEN s.kind = 'parking' THEN 1 ELSE 0 END), 0) AS parking, "
        "COALESCE(SUM(CASE WHEN s.state <> 'delivered' THEN 1 ELSE 0 END), 0) AS undelivered "
        f"FROM staged_row s JOIN {lead(batch, 'door_key')} l ON l.id = s.id"
    )
    owners = await bulk.number("SELECT COUNT(DISTINCT owner_key) FROM staged_row WHERE batch_id = ?", batch.id)
    buildings = await bulk.number("SELECT COUNT(DISTINCT building) FROM staged_row WHERE batch_id = ?", batch.id)
    return {name: int(value) for name, value in found.items()} | {"owners": owners, "buildings": buildings}


async def heads(batch: RegisterImport) -> int:
    """How many voters the file makes (解释 art. 9): one for each set of owners, and one for all that is undelivered."""
    estate = await Estate.get_or_none(area_id=batch.area_id)
    counts = "1 = 1" if estate is not None and estate.parking_counts else f"kind <> '{rules.HomeKind.PARKING}'"
    owners = bulk.joined(
        "owner_key", "door_key", f"staged_row WHERE batch_id = {int(batch.id)} AND {counts} AND state = 'delivered'"
    )
    delivered = await bulk.number(f"SELECT COUNT(DISTINCT together) FROM ({owners}) AS sets")
    undelivered = await bulk.number(
        f"SELECT COUNT(*) FROM staged_row WHERE batch_id = ? AND state <> 'delivered' AND {counts}",
        batch.id,
    )
    return delivered + (undelivered > 0)


async def same_names(batch: RegisterImport) -> int:
    """How many names stand at several homes without a number, while one name is not taken for one person."""
    return await bulk.number(f"SELECT COUNT(*) FROM ({_SAME.format(batch=int(batch.id))}) AS names")


_SAME = (
    "SELECT owner_name AS name, COUNT(DISTINCT door_key) AS homes FROM staged_row WHERE batch_id = {batch} "
    "AND owner_key LIKE 'h:%' GROUP BY owner_name HAVING COUNT(DISTINCT door_key) > 1"
)


@dataclass(frozen=True)
class Name:
    name: str
    homes: int


async def names_listed(batch: RegisterImport, after: str = "") -> list[Name]:
    rows = await bulk.rows(
        f"SELECT name, homes FROM ({_SAME.format(batch=int(batch.id))}) AS names WHERE name > ? ORDER BY name LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [Name(row["name"], int(row["homes"])) for row in rows]


@dataclass(frozen=True)
class Change:
    """One line of a list of changes. `fields` are (field, before, after) where something differs."""

    id: int
    door: str
    who: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()


async def new_homes(batch: RegisterImport, after: int) -> list[Change]:
    rows = await bulk.rows(
        f"SELECT s.id, s.building || s.stairwell || s.door AS door FROM staged_row s "
        f"JOIN {lead(batch, 'door_key', 'home_id IS NULL')} l ON l.id = s.id WHERE s.id > ? ORDER BY s.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [Change(row["id"], row["door"]) for row in rows]


async def homes_changed(batch: RegisterImport, after: int) -> list[Change]:
    columns = ", ".join(f"h.{c} AS was_{c}, s.{c} AS is_{c}" for c in OF_HOME)
    rows = await bulk.rows(
        f"SELECT s.id, h.label AS door, {columns} {changed_homes(batch)} AND s.id > ? ORDER BY s.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [
        Change(row["id"], row["door"], fields=tuple(
            (c, str(row[f"was_{c}"]), str(row[f"is_{c}"])) for c in OF_HOME
            if c in batch.columns and row[f"was_{c}"] != row[f"is_{c}"]
        ))
        for row in rows
    ]  # fmt: skip


async def homes_gone(batch: RegisterImport, after: int) -> list[Change]:
    rows = await bulk.rows(
        f"SELECT h.id, h.label AS door {gone_homes(batch)} AND h.id > ? ORDER BY h.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [Change(row["id"], row["door"]) for row in rows]


async def owners_beginning(batch: RegisterImport, after: int) -> list[Change]:
    rows = await bulk.rows(
        f"SELECT s.id, s.building || s.stairwell || s.door AS door, s.owner_name AS who {beginning(batch)} "
        "AND s.id > ? ORDER BY s.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [Change(row["id"], row["door"], row["who"]) for row in rows]


async def owners_ending(batch: RegisterImport, after: int) -> list[Change]:
    rows = await bulk.rows(
        f"SELECT w.id, h.label AS door, o.name AS who {ending(batch)} AND w.id > ? ORDER BY w.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [Change(row["id"], row["door"], row["who"]) for row in rows]


async def owners_changed(batch: RegisterImport, after: int) -> list[Change]:
    rows = await bulk.rows(
        f"SELECT s.id, o.name AS who, s.owner_name AS name, o.kind AS kind, s.owner_kind AS is_kind {changed_owners(batch)} "
        "AND s.id > ? ORDER BY s.id LIMIT ?",
        after,
        PER_PAGE + 1,
    )
    return [
        Change(row["id"], "", row["who"], tuple(
            each for each in (("owner", row["who"], row["name"]), ("owner_kind", row["kind"], row["is_kind"])) if each[1] != each[2]
        ))
        for row in rows
    ]  # fmt: skip


LISTS = {
    "new": new_homes, "changed": homes_changed, "gone": homes_gone, "begin": owners_beginning, "end": owners_ending,
    "owners": owners_changed,
}  # fmt: skip
