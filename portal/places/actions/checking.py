"""What is wrong between rows, and what the import would change: one question to the database each."""

from portal.database import bulk
from portal.jobs.work import Hold
from portal.places import rules
from portal.places.actions import matching
from portal.places.models import ImportFault, RegisterImport
from portal.places.queries import changes
from portal.places.rules import importing

SHARES_AT_ONCE = 2000  # homes

# What all rows of one home must say alike.
ALIKE = {"size": "size_differs", "kind": "kind_differs", "state": "state_differs", "size_source": "source_differs", "floor": "floor_differs"}  # fmt: skip
# What all rows with one number of an owner must say alike, and the field that shows it.
NUMBERED = {"owner_name": ("number_two_names", "owner"), "owner_kind": ("number_two_kinds", "owner_kind")}

_FAULTS = "INSERT INTO import_fault (batch_id, number, col, code, said) "


async def check(batch: RegisterImport, hold: Hold) -> dict[str, int]:
    """Find what each row is about and every fault between rows. Returns what the import would change.

    Run again it begins anew: nothing of it is kept but faults and findings that it makes itself.
    """
    total = max(batch.expected, batch.rows)
    await bulk.analyze("staged_row")
    await matching.resolve(batch)
    await bulk.analyze("staged_row")
    await hold.tell(total, total)
    await ImportFault.filter(batch_id=batch.id, code__in=importing.BETWEEN_ROWS).delete()
    await outdated(batch)
    await _duplicates(batch)
    for column, code in ALIKE.items():
        await _must_be_alike(batch, "door_key", column, code, batch.columns.get(column, 0))
    for column, (code, field) in NUMBERED.items():
        await _must_be_alike(batch, "owner_number", column, code, batch.columns.get(field, 0))
    await _shares(batch)
    await hold.tell(total, total)
    return await changes.counted(batch)


# What the file still says of before the tree was changed, and where that is now: else its homes would be there, and
# vote, twice. `was` is the building's name, or the whole label of a home.
_MERGED = """SELECT e.name AS was, MAX(i.name) AS now FROM area e JOIN area_succession u ON u.of_id = e.id AND u.kind = 'merge'
    JOIN area i ON i.id = u.into_id WHERE e.parent_id = {estate} AND e.kind = 'building' AND e.ended_at IS NOT NULL GROUP BY e.name"""
_RENAMED = """SELECT p.name AS was, MAX(e.name) AS now FROM area e JOIN area_spell p ON p.area_id = e.id AND p.name <> e.name
    WHERE e.parent_id = {estate} AND e.kind = 'building' AND e.ended_at IS NULL GROUP BY p.name"""
_SPLIT = """SELECT h.label AS was, o.kind AS kind, MAX(n.name) AS now FROM area_succession u JOIN area o ON o.id = u.of_id
    JOIN area n ON n.id = u.into_id JOIN home h ON h.path LIKE n.path || '%' WHERE u.kind = 'split' AND o.ended_at IS NULL
    AND n.ended_at IS NULL AND (o.id = {estate} OR o.path LIKE '%/{estate}/%') GROUP BY h.label, o.kind"""
_STANDS = """EXISTS (SELECT 1 FROM area b WHERE b.parent_id = {estate} AND b.kind = 'building' AND b.name = s.building
    AND b.ended_at IS NULL)"""
_OUTDATED = {
    "building_merged": (_MERGED, f"f.was = s.building AND NOT {_STANDS}"),
    "building_renamed": (_RENAMED, f"f.was = s.building AND NOT {_STANDS}"),
    # A home that went to another estate: unless a building of its old name stands here again.
    "home_split": (
        _SPLIT,
        f"f.was = s.building || s.stairwell || s.door AND s.home_id IS NULL AND (f.kind <> 'estate' OR NOT {_STANDS})",
    ),
}


async def outdated(batch: RegisterImport) -> int:
    """A step: a fault for every row about a building or a home as it was before the tree was changed. Returns how many."""
    estate, column = int(batch.area_id), int(batch.columns.get("building", 0))
    for code, (before, where) in _OUTDATED.items():
        await bulk.change(
            f"{_FAULTS} SELECT s.batch_id, s.number, {column}, '{code}', SUBSTR(f.now, 1, 40) FROM staged_row s "
            f"JOIN ({before}) f ON {where} WHERE s.batch_id = ? ORDER BY s.id".replace("{estate}", str(estate)),
            batch.id,
        )
    return await ImportFault.filter(batch_id=batch.id, code__in=list(_OUTDATED)).count()


async def _duplicates(batch: RegisterImport) -> None:
    await bulk.change(
        f"{_FAULTS} SELECT s.batch_id, s.number, {int(batch.columns.get('owner', 0))}, 'duplicate', CAST(f.first AS VARCHAR(9)) "
        "FROM staged_row s JOIN (SELECT door_key, owner_key, MIN(id) AS lead, MIN(number) AS first FROM staged_row "
        "WHERE batch_id = ? GROUP BY door_key, owner_key HAVING COUNT(*) > 1) f "
        "ON f.door_key = s.door_key AND f.owner_key = s.owner_key WHERE s.batch_id = ? AND s.id <> f.lead ORDER BY s.id",
        batch.id,
        batch.id,
    )


async def _must_be_alike(batch: RegisterImport, key: str, column: str, code: str, shown: int) -> None:
    """A fault for every row that says something else than the first row of its group."""
    await bulk.change(
        f"{_FAULTS} SELECT s.batch_id, s.number, {int(shown)}, '{code}', CAST(l.number AS VARCHAR(9)) FROM staged_row s "
        f"JOIN (SELECT {key} AS shared, MIN(id) AS lead FROM staged_row WHERE batch_id = ? AND {key} <> '' "
        f"GROUP BY {key} HAVING MIN({column}) <> MAX({column})) f ON f.shared = s.{key} "
        f"JOIN staged_row l ON l.id = f.lead WHERE s.batch_id = ? AND s.{column} <> l.{column} ORDER BY s.id",
        batch.id,
        batch.id,
    )


async def _shares(batch: RegisterImport) -> None:
    """Shares are added up exactly, home by home, some homes at a time."""
    last, column = "", batch.columns.get("share", 0)
    while homes := await _homes_with_shares(batch, last):
        for door_key, said in homes.items():
            wrong = rules.importing.shares_of_home([(num, den) for _, num, den in said])
            if wrong is not None:
                await ImportFault.create(
                    batch_id=batch.id, number=said[0][0], col=column, code=wrong.code, said=wrong.said[:40]
                )
            last = door_key


async def _homes_with_shares(batch: RegisterImport, after: str) -> dict[str, list[tuple[int, int | None, int | None]]]:
    found: dict[str, list[tuple[int, int | None, int | None]]] = {}
    for row in await bulk.rows(
        "SELECT s.door_key, s.number, s.share_num, s.share_den FROM staged_row s JOIN (SELECT DISTINCT door_key FROM "
        "staged_row WHERE batch_id = ? AND share_num IS NOT NULL AND door_key > ? ORDER BY door_key LIMIT ?) f "
        "ON f.door_key = s.door_key WHERE s.batch_id = ? ORDER BY s.door_key, s.id",
        batch.id,
        after,
        SHARES_AT_ONCE,
        batch.id,
    ):
        found.setdefault(row["door_key"], []).append((row["number"], row["share_num"], row["share_den"]))
    return found
