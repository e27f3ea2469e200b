"""Steps that tell which home and which owner of the register each staged row is about.

A home is known by its building, its stairwell and its door, or by its label alone where no stairwell of that name
stands any more; the label may be spelled with or without the first two, and with a name that the building had before, or that a building had which it came out of or took in.
An owner is known by their number where the file gives one; an organisation by its name; a person without number by
their name within that one home, unless the import says that one name is one person.
"""

from portal.database import bulk
from portal.places.models import RegisterImport

# What tells owners of one import apart. The prefix keeps the ways apart.
_OWNER_KEY = """CASE WHEN owner_number <> '' THEN 'n:' || owner_number WHEN owner_kind <> 'person' THEN 'o:' || owner_name
    WHEN {joined} THEN 'p:' || owner_name ELSE 'h:' || door_key || '|' || owner_name END"""

_HOME = """SELECT MIN(h.id) FROM home h JOIN area b ON b.id = h.building_id AND b.ended_at IS NULL
    LEFT JOIN area w ON w.path = h.path AND w.kind = 'stairwell' AND w.ended_at IS NULL
    WHERE h.estate_id = {estate} AND b.name = staged_row.building
    AND h.label IN (staged_row.building || staged_row.stairwell || staged_row.door, staged_row.door)
    AND (COALESCE(w.name, '') = staged_row.stairwell
    OR staged_row.stairwell <> '' AND h.label = staged_row.building || staged_row.stairwell || staged_row.door
    AND NOT EXISTS (SELECT 1 FROM area t WHERE t.parent_id = b.id AND t.kind = 'stairwell' AND t.name = staged_row.stairwell
    AND t.ended_at IS NULL))"""

# What the buildings of an estate were called, or what became them.
_FORMER = """(SELECT b.id, b.name, p.name AS was FROM area b JOIN area_spell p ON p.area_id = b.id
    WHERE b.parent_id = {estate} AND b.ended_at IS NULL AND p.name <> b.name
    UNION SELECT b.id, b.name, f.name FROM area b JOIN area_succession s ON s.into_id = b.id JOIN area f ON f.id = s.of_id
    WHERE b.parent_id = {estate} AND b.ended_at IS NULL AND f.name <> b.name)"""

_HOME_ONCE = """SELECT MIN(h.id) FROM {former} n JOIN home h ON h.estate_id = {estate} AND h.building_id = n.id
    AND h.label = n.was || staged_row.stairwell || staged_row.door
    LEFT JOIN area w ON w.path = h.path AND w.kind = 'stairwell' AND w.ended_at IS NULL
    WHERE n.name = staged_row.building AND COALESCE(w.name, '') = staged_row.stairwell"""

_OWNER_OF_HOME = """SELECT MIN(o.id) FROM ownership s JOIN owner o ON o.id = s.owner_id
    WHERE s.home_id = staged_row.home_id AND s.until IS NULL AND o.name = staged_row.owner_name"""


async def resolve(batch: RegisterImport) -> None:
    """A step: find again, from nothing, what each row of the import is about."""
    joined = "1 = 1" if batch.join_names else "1 = 0"
    await bulk.change(
        f"UPDATE staged_row SET owner_id = NULL, owner_key = {_OWNER_KEY.format(joined=joined)}, "
        f"home_id = ({_HOME.format(estate=batch.area_id)}) WHERE batch_id = ?",
        batch.id,
    )
    await _by_former_names(batch)
    await _by_number(batch)
    await _by_name(batch)
    await _one_each(batch)


async def _by_former_names(batch: RegisterImport) -> None:
    """Labels keep the name that a building had when its homes came into the register."""
    former = _FORMER.format(estate=int(batch.area_id))
    await bulk.change(
        f"UPDATE staged_row SET home_id = ({_HOME_ONCE.format(estate=int(batch.area_id), former=former)}) "
        f"WHERE batch_id = ? AND home_id IS NULL AND building IN (SELECT n.name FROM {former} n)",
        batch.id,
    )


async def find_homes(batch: RegisterImport) -> None:
    """A step: find the homes of rows that had none, after they were made."""
    await bulk.change(
        f"UPDATE staged_row SET home_id = ({_HOME.format(estate=batch.area_id)}) "
        "WHERE batch_id = ? AND home_id IS NULL",
        batch.id,
    )


async def _by_number(batch: RegisterImport) -> None:
    """Who has the number; else the owner of that home with that name and no number yet, once for each number."""
    await bulk.change(
        "UPDATE staged_row SET owner_id = (SELECT o.id FROM owner o WHERE o.estate_id = ? AND o.number = "
        "staged_row.owner_number) WHERE batch_id = ? AND owner_number <> ''",
        batch.area_id,
        batch.id,
    )
    await bulk.change(
        f"UPDATE staged_row SET owner_id = ({_OWNER_OF_HOME} AND o.number IS NULL) "
        "WHERE batch_id = ? AND owner_number <> '' AND owner_id IS NULL AND home_id IS NOT NULL",
        batch.id,
    )
    await _one_owner_for_a_number(batch)


async def _one_owner_for_a_number(batch: RegisterImport) -> None:
    """A number found in one home counts in all; two numbers are two owners, and the first keeps who was found by name."""
    await bulk.change(
        "UPDATE staged_row SET owner_id = f.owner_id FROM (SELECT owner_key, MIN(owner_id) AS owner_id FROM staged_row "
        "WHERE batch_id = ? AND owner_number <> '' AND owner_id IS NOT NULL GROUP BY owner_key) f WHERE "
        "staged_row.batch_id = ? AND staged_row.owner_key = f.owner_key AND COALESCE(staged_row.owner_id, 0) <> f.owner_id",
        batch.id,
        batch.id,
    )
    await bulk.change(
        "UPDATE staged_row SET owner_id = NULL FROM (SELECT owner_id, MIN(owner_key) AS kept FROM staged_row "
        "WHERE batch_id = ? AND owner_number <> '' AND owner_id IS NOT NULL GROUP BY owner_id "
        "HAVING MIN(owner_key) <> MAX(owner_key)) f WHERE staged_row.batch_id = ? AND staged_row.owner_number <> '' "
        "AND staged_row.owner_id = f.owner_id AND staged_row.owner_key <> f.kept",
        batch.id,
        batch.id,
    )


async def _by_name(batch: RegisterImport) -> None:
    """An organisation, or a joined name, anywhere in the estate; any other person among the owners of that home."""
    for prefix, kind in (("o:", "<>"), ("p:", "=")):
        await bulk.change(
            f"UPDATE staged_row SET owner_id = (SELECT MIN(o.id) FROM owner o WHERE o.estate_id = ? "
            f"AND o.name = staged_row.owner_name AND o.kind {kind} 'person') WHERE batch_id = ? AND owner_key LIKE '{prefix}%'",
            batch.area_id,
            batch.id,
        )
    await bulk.change(
        f"UPDATE staged_row SET owner_id = ({_OWNER_OF_HOME}) "
        "WHERE batch_id = ? AND home_id IS NOT NULL AND owner_id IS NULL AND owner_number = ''",
        batch.id,
    )


async def _one_each(batch: RegisterImport) -> None:
    """Two rows of one home that the file tells apart are never the same owner: the numbered one stays."""
    await bulk.change(
        "UPDATE staged_row SET owner_id = NULL WHERE batch_id = ? AND owner_id IS NOT NULL AND owner_number = '' "
        "AND EXISTS (SELECT 1 FROM staged_row t WHERE t.batch_id = staged_row.batch_id AND t.home_id = staged_row.home_id "
        "AND t.owner_id = staged_row.owner_id AND t.owner_key <> staged_row.owner_key "
        "AND (t.owner_number <> '' OR t.id < staged_row.id))",
        batch.id,
    )
