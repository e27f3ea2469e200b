"""Let a checked file into the register: whole, in one transaction, by statements about all its rows at once.

Nothing is deleted. Who no longer owns gets a last day, who owns now a first one; homes that the file does not speak of
keep their owners unless that was asked for.
"""

from portal.database import bulk
from portal.jobs.work import Hold
from portal.kit import clock
from portal.places.actions import areas, checking, importing, matching, tidying
from portal.places.events import RegisterCommitted
from portal.places.models import Area, ImportFault, RegisterImport, StagedRow
from portal.places.queries import changes
from portal.places.rules.importing import ImportStage
from portal.policy import STRANGER, Actor
from portal.unit_of_work import action, happened

_FRESH = "\x1f"  # what no file can hold: marks owners just made until they have their own number


async def commit(import_id: int, hold: Hold) -> str:
    """The job. Returns a word for what came of it."""
    batch = await RegisterImport.get_or_none(id=import_id, stage=ImportStage.COMMITTING)
    if batch is None:
        return "ended"
    await hold.tell(0, batch.rows)
    outcome = await commit_register(STRANGER, import_id)
    await tidying.erase_file(import_id)
    return outcome


async def give_up(import_id: int) -> None:
    """The job broke each time, and nothing was written: the file is put to rest."""
    await importing.fail_import(STRANGER, import_id, "NotCommitted")


@action
async def commit_register(actor: Actor, import_id: int) -> str:
    """Write the file into the register, unless the register has changed since it was checked."""
    batch = await RegisterImport.filter(id=import_id, stage=ImportStage.COMMITTING).select_for_update().first()
    if batch is None:
        return "ended"
    await matching.resolve(batch)
    found, faults = await changes.counted(batch), await checking.outdated(batch)
    if faults or found != batch.counts:
        await RegisterImport.filter(id=import_id).update(
            stage=ImportStage.CHECKED, counts=found, faults=faults, refusal="RegisterMoved"
        )
        return "moved"
    ended = await _write(batch)
    await RegisterImport.filter(id=import_id).update(stage=ImportStage.COMMITTED, slot=None, ended_at=clock.now())
    await StagedRow.filter(batch_id=import_id).delete()
    await ImportFault.filter(batch_id=import_id).delete()
    happened(
        RegisterCommitted(
            batch.id, batch.area_id, batch.made_by, found["homes_new"], found["homes_changed"], ended, found["begin"],
            found["end"],
        )
    )  # fmt: skip
    return "committed"


async def _write(batch: RegisterImport) -> int:
    """Buildings, homes, owners, and who owns what. Returns how many homes that are gone lost their owners."""
    estate = await areas.stand_still(batch.area_id)
    await _add_buildings(batch, estate)
    await _add_stairwells(batch, estate)
    await _begin_spells(batch, estate)
    await _change_homes(batch)
    await _add_homes(batch)
    await _change_owners(batch)
    await _add_owners(batch)
    return await _change_hands(batch)


def _buildings(estate_id: int) -> str:
    return (
        f"(SELECT name, MIN(id) AS id FROM area WHERE parent_id = {int(estate_id)} AND kind = 'building' "
        "AND ended_at IS NULL GROUP BY name)"
    )


def _code(batch: RegisterImport, wanted: str) -> str:
    """The code as wanted; an area that had another name once may have it, and then the import's number tells them apart."""
    return f"{wanted} || CASE WHEN EXISTS (SELECT 1 FROM area t WHERE t.code = {wanted}) THEN '/{int(batch.id)}' ELSE '' END"


async def _add_buildings(batch: RegisterImport, estate: Area) -> None:
    """Codes are the number of the area above and the name: no two areas have them alike."""
    code = _code(batch, f"'{estate.id}/' || s.building")
    await bulk.change(
        "INSERT INTO area (kind, name, code, parent_id, path) SELECT 'building', s.building, "
        f"{code}, {estate.id}, '' FROM staged_row s WHERE s.batch_id = ? AND s.building NOT IN "
        f"(SELECT b.name FROM {_buildings(estate.id)} b) GROUP BY s.building ORDER BY MIN(s.id)",
        batch.id,
    )
    await bulk.change(
        f"UPDATE area SET path = '{estate.path}' || id || '/' WHERE parent_id = {estate.id} AND path = ''"
    )


async def _add_stairwells(batch: RegisterImport, estate: Area) -> None:
    code = _code(batch, "b.id || '/' || s.stairwell")
    await bulk.change(
        "INSERT INTO area (kind, name, code, parent_id, path) SELECT 'stairwell', s.stairwell, "
        f"{code}, b.id, '' FROM (SELECT building, stairwell, MIN(id) AS id FROM staged_row WHERE batch_id = ? AND stairwell <> '' AND home_id IS NULL "
        f"GROUP BY building, stairwell) s JOIN {_buildings(estate.id)} b ON b.name = s.building WHERE NOT EXISTS (SELECT 1 "
        "FROM area w WHERE w.parent_id = b.id AND w.kind = 'stairwell' AND w.name = s.stairwell "
        "AND w.ended_at IS NULL) ORDER BY s.id",
        batch.id,
    )
    await bulk.change(
        "UPDATE area SET path = (SELECT b.path FROM area b WHERE b.id = area.parent_id) || id || '/' WHERE path = '' "
        f"AND parent_id IN (SELECT b.id FROM {_buildings(estate.id)} b)"
    )


async def _begin_spells(batch: RegisterImport, estate: Area) -> None:
    """What was just made stands there as ever: so that what it is called and where it stands is known when that changes."""
    await bulk.change(
        "INSERT INTO area_spell (area_id, above_id, name, path, since, by_id) SELECT a.id, a.parent_id, a.name, a.path, "
        "a.since, r.made_by FROM area a JOIN register_import r ON r.id = ? WHERE a.path LIKE ? AND a.ended_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM area_spell p WHERE p.area_id = a.id) ORDER BY a.id",
        batch.id,
        f"{estate.path}%",
    )


async def _change_homes(batch: RegisterImport) -> None:
    columns = [column for column in changes.OF_HOME if column in batch.columns]
    if not columns:
        return
    to = ", ".join(f"{column} = s.{column}" for column in columns)
    differ = " OR ".join(f"home.{column} <> s.{column}" for column in columns)
    await bulk.change(
        f"UPDATE home SET {to} FROM staged_row s JOIN {changes.lead(batch, 'door_key', 'home_id IS NOT NULL')} l "
        f"ON l.id = s.id WHERE home.id = s.home_id AND ({differ})"
    )


async def _add_homes(batch: RegisterImport) -> None:
    await bulk.change(
        "INSERT INTO home (estate_id, building_id, label, floor, kind, size, size_source, state, path) "
        f"SELECT {int(batch.area_id)}, b.id, s.building || s.stairwell || s.door, s.floor, s.kind, s.size, s.size_source, "
        "s.state, COALESCE(w.path, a.path) FROM staged_row s "
        f"JOIN {changes.lead(batch, 'door_key', 'home_id IS NULL')} l ON l.id = s.id "
        f"JOIN {_buildings(batch.area_id)} b ON b.name = s.building JOIN area a ON a.id = b.id "
        "LEFT JOIN area w ON w.parent_id = b.id AND w.kind = 'stairwell' AND w.name = s.stairwell "
        "AND w.ended_at IS NULL ORDER BY s.id"
    )
    await bulk.analyze("home")
    await matching.find_homes(batch)


async def _change_owners(batch: RegisterImport) -> None:
    """Those whom the file knows by number may have another name there; one known by name may get a number."""
    differ = changes.owner_differs(batch).replace("o.", "owner.")
    kind = ", kind = s.owner_kind" if "owner_kind" in batch.columns else ""
    await bulk.change(
        f"UPDATE owner SET name = s.owner_name{kind}, "
        "number = CASE WHEN s.owner_number <> '' THEN s.owner_number ELSE owner.number END "
        f"FROM staged_row s JOIN {changes.lead(batch, 'owner_id', 'owner_id IS NOT NULL')} l ON l.id = s.id "
        f"WHERE owner.id = s.owner_id AND {differ}"
    )


async def _add_owners(batch: RegisterImport) -> None:
    """An owner just made is known by the row that made it, until every row of that owner has found it."""
    await bulk.change(
        f"INSERT INTO owner (estate_id, name, kind, number) SELECT {int(batch.area_id)}, s.owner_name, s.owner_kind, "
        f"'{_FRESH}' || s.id FROM staged_row s JOIN {changes.lead(batch, 'owner_key', 'owner_id IS NULL')} l "
        "ON l.id = s.id ORDER BY s.id"
    )
    await bulk.analyze("owner")
    await bulk.change(
        "UPDATE staged_row SET owner_id = (SELECT o.id FROM owner o WHERE o.estate_id = ? "
        f"AND o.number = '{_FRESH}' || staged_row.id) WHERE batch_id = ? AND owner_id IS NULL",
        batch.area_id,
        batch.id,
    )
    await bulk.change(
        "UPDATE staged_row SET owner_id = f.owner_id FROM (SELECT owner_key, MAX(owner_id) AS owner_id FROM staged_row "
        "WHERE batch_id = ? AND owner_id IS NOT NULL GROUP BY owner_key) f "
        "WHERE staged_row.batch_id = ? AND staged_row.owner_id IS NULL AND staged_row.owner_key = f.owner_key",
        batch.id,
        batch.id,
    )
    await bulk.change(
        "UPDATE owner SET number = CASE WHEN s.owner_number <> '' THEN s.owner_number END FROM staged_row s "
        f"WHERE s.batch_id = ? AND owner.id = s.owner_id AND owner.number = '{_FRESH}' || s.id",
        batch.id,
    )


async def _change_hands(batch: RegisterImport) -> int:
    today = clock.today()
    gone = await _end_gone(batch) if batch.end_gone else 0
    await bulk.change(
        f"UPDATE ownership SET until = ? WHERE id IN (SELECT w.id {changes.ending(batch)})",
        today,
    )
    if "share" in batch.columns:
        await bulk.change(
            "UPDATE ownership SET share_num = s.share_num, share_den = s.share_den FROM staged_row s WHERE s.batch_id = ? "
            "AND ownership.until IS NULL AND ownership.home_id = s.home_id AND ownership.owner_id = s.owner_id AND "
            "(COALESCE(ownership.share_num, 0) <> COALESCE(s.share_num, 0) OR "
            "COALESCE(ownership.share_den, 0) <> COALESCE(s.share_den, 0))",
            batch.id,
        )
    await bulk.change(
        "INSERT INTO ownership (home_id, owner_id, since, share_num, share_den) SELECT s.home_id, s.owner_id, "
        f"'{today.isoformat()}', s.share_num, s.share_den {changes.beginning(batch)} ORDER BY s.id"
    )
    return gone


async def _end_gone(batch: RegisterImport) -> int:
    gone = await bulk.number(f"SELECT COUNT(*) {changes.gone_homes(batch)}")
    await bulk.change(
        f"UPDATE ownership SET until = ? WHERE until IS NULL AND home_id IN (SELECT h.id {changes.gone_homes(batch)})",
        clock.today(),
    )
    return gone
