"""The traps of the database layer, each with the test that would have caught it."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tortoise import Tortoise, connections
from tortoise.indexes import Index
from tortoise.migrations.executor import MigrationTarget

from portal.accounts.models import Person
from portal.database import bulk, migrating
from portal.database.connection import config, in_transaction, is_outage, opened
from portal.database.executor import Executor
from portal.database.sqlite_schema import SchemaEditor
from portal.hall.models import Matter, Post
from portal.places.models import Area
from tests.conftest import ON


async def two_people() -> None:
    async with in_transaction():
        await Person.create(name="一", joined_at=datetime.now(UTC))
        await Person.create(name="二", joined_at=datetime.now(UTC))


async def test_a_cancelled_transaction_never_hangs_the_next_and_stays_whole(database):
    for n in range(120):
        task = asyncio.create_task(two_people())
        for _ in range(n % 40):
            await asyncio.sleep(0 if n % 2 else 0.0001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(3):
            await Person.all().count()
    assert await Person.filter(name="一").count() == await Person.filter(name="二").count()


READ_THEN_WRITE = """
import asyncio, sys
from portal.database.connection import in_transaction, opened
from portal.database.models import Mark
async def main(url):
    async with opened(url):
        for _ in range(150):
            async with in_transaction():
                mark = await Mark.get(name="count")
                mark.value = str(int(mark.value) + 1)
                await mark.save()
asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.skipif(ON != "sqlite", reason="the trap is SQLite's deferred BEGIN")
async def test_two_processes_that_read_then_write_wait_for_each_other(database_url):
    from portal.database.models import Mark

    async with opened(database_url):
        await Mark.create(name="count", value="0")
    both = [subprocess.Popen([sys.executable, "-c", READ_THEN_WRITE, database_url]) for _ in range(2)]
    assert [await asyncio.to_thread(process.wait, 60) for process in both] == [0, 0]
    async with opened(database_url):
        assert (await Mark.get(name="count")).value == "300"


async def test_moments_sort_by_time_whatever_their_offset(database):
    city = timezone(timedelta(hours=8))
    await Person.create(name="早", joined_at=datetime(2026, 1, 1, 8, 0, tzinfo=city))
    await Person.create(name="晚", joined_at=datetime(2026, 1, 1, 0, 30, tzinfo=UTC))
    assert [person.name for person in await Person.all().order_by("joined_at")] == ["早", "晚"]
    with pytest.raises(ValueError, match="time zone"):
        await Person.create(name="?", joined_at=datetime(2026, 1, 1))


@pytest.mark.skipif(ON != "sqlite", reason="pragmas are SQLite's")
async def test_sqlite_flushes_every_commit_and_checks_its_keys(database):
    line = connections.get("default")
    said = {
        name: (await line.execute_query_dict(f"PRAGMA {name}"))[0]
        for name in ("synchronous", "journal_mode", "foreign_keys")
    }
    assert [list(value.values())[0] for value in said.values()] == [2, "wal", 1]


async def test_migrations_are_complete_and_run_once(database_url):
    assert await migrating.migrate(database_url) == 0
    async with opened(database_url):
        await migrating.must_be_up_to_date(database_url)


async def test_a_database_of_another_version_is_left_alone_and_told(database_url):
    async with opened(database_url):
        await connections.get("default").execute_script(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('portal', '0999_later', '2026-01-01 00:00:00')"
        )
        with pytest.raises(migrating.AnotherVersion, match="0999_later"):
            await migrating.must_be_up_to_date(database_url)
    with pytest.raises(migrating.AnotherVersion, match="0999_later"):
        await migrating.migrate(database_url)


async def test_a_database_that_stopped_half_way_comes_to_the_same_shape(database_url, tmp_path):
    async with opened(database_url):
        whole = await _kept_in_order(), await _columns()
        names = [each for (each,) in await bulk.records("SELECT name FROM tortoise_migrations ORDER BY name")]
        if ON == "postgres":
            await connections.get("default").execute_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    empty = database_url if ON == "postgres" else f"sqlite://{tmp_path}/half.db"
    half = len(names) // 2
    async with opened(empty):
        await Executor(connections.get("default"), config(empty)["apps"]).migrate(
            [MigrationTarget("portal", names[half])]
        )
    assert await migrating.migrate(empty) == len(names) - half - 1
    async with opened(empty):
        assert (await _kept_in_order(), await _columns()) == whole


async def _columns() -> set[tuple[str, str]]:
    sql = (
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        if ON == "sqlite"
        else "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    return {(table, column) for table, column in await bulk.records(sql)}


async def _kept_in_order() -> set[tuple[str, tuple[str, ...], bool]]:
    """Every index that the database has: table, columns, and whether it lets nothing in twice."""
    line = connections.get("default")
    if ON == "sqlite":
        found = await line.execute_query_dict(
            "SELECT m.name AS of, l.name AS by, l.[unique] AS once, c.name AS col FROM sqlite_master m, "
            "pragma_index_list(m.name) l, pragma_index_info(l.name) c WHERE m.type = 'table' ORDER BY l.name, c.seqno"
        )
    else:
        found = await line.execute_query_dict(
            "SELECT t.relname AS of, i.relname AS by, x.indisunique AS once, a.attname AS col FROM pg_index x "
            "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
            "CROSS JOIN unnest(x.indkey) WITH ORDINALITY k(n, place) "
            "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.n WHERE t.relnamespace = 'public'::regnamespace ORDER BY i.relname, k.place"
        )
    columns: dict[tuple[str, str, bool], list[str]] = {}
    for row in found:
        columns.setdefault((row["of"], row["by"], bool(row["once"])), []).append(row["col"])
    return {(table, tuple(named), once) for (table, _, once), named in columns.items()}


async def test_the_database_keeps_every_order_and_every_only_once_that_the_models_name(database):
    """A table built anew by a migration can lose them, and nothing else would say so: a right could vote twice."""
    there, missing = await _kept_in_order(), []
    for model in Tortoise.apps["portal"].values():
        meta = model._meta

        def columns(names, meta=meta):
            return tuple(meta.fields_db_projection.get(name) or meta.fields_map[name].source_field for name in names)

        named = {(meta.db_table, columns(each), True) for each in meta.unique_together}
        named |= {
            (meta.db_table, columns(each.fields if isinstance(each, Index) else each), False) for each in meta.indexes
        }
        named |= {
            (meta.db_table, (column,), meta.fields_map[name].unique)
            for name, column in meta.fields_db_projection.items()
            if (meta.fields_map[name].unique or meta.fields_map[name].index) and not meta.fields_map[name].pk
        }
        missing += sorted(each for each in named if each not in there and (*each[:2], True) not in there)
    assert missing == []
    assert ("ballot", ("motion_id", "right_id", "revision"), True) in there


@pytest.mark.skipif(ON != "sqlite", reason="only SQLite builds a changed table anew")
async def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(database_url, monkeypatch):
    """A migration drops and remakes the parent table; its children must still be there."""
    async with opened(database_url):
        person = await Person.create(name="王", joined_at=datetime.now(UTC))
        area = await Area.create(kind="city", name="泸州", code="51", path="/1/")
        now = datetime.now(UTC)
        matter = await Matter.create(
            number="N", title="t", body="b", category="other", area=area, stage="raise", raised_by=person, raised_as="王",
            raised_at=now, changed_at=now,
        )  # fmt: skip
        await Post.create(matter=matter, author=person, said_as="王", body="…", posted_at=now)
    loose = config(database_url)
    loose["connections"]["default"]["credentials"]["foreign_keys"] = "OFF"
    await Tortoise.init(config=loose, _enable_global_fallback=True)
    line = connections.get("default")
    sql = (await line.execute_query_dict("SELECT sql FROM sqlite_master WHERE name='matter'"))[0]["sql"]
    columns = ", ".join(f'"{row["name"]}"' for row in await line.execute_query_dict("PRAGMA table_info(matter)"))
    await line.execute_script(
        sql.replace('"matter"', '"matter_new"', 1)
        + f"; INSERT INTO matter_new ({columns}) SELECT {columns} FROM matter; DROP TABLE matter; ALTER TABLE matter_new RENAME TO matter;"
    )
    await Tortoise.close_connections()
    assert await migrating.migrate(database_url) == 0
    async with opened(database_url):
        assert await Post.all().count() == 1


@pytest.mark.skipif(ON != "sqlite", reason="only SQLite builds a changed table anew")
async def test_a_table_that_a_migration_builds_anew_keeps_its_order_and_its_only_once(database):
    """The ballot's, of all tables: without one of its columns, it still lets a right vote once for each revision."""
    before = {each for each in await _kept_in_order() if each[0] == "ballot"}
    editor = SchemaEditor(connections.get("default"), atomic=True)
    model = Tortoise.apps["portal"]["Ballot"]
    await editor.remove_field(model, model._meta.fields_map["channel"])
    after = {each for each in await _kept_in_order() if each[0] == "ballot"}
    assert after == before and ("ballot", ("motion_id", "right_id", "revision"), True) in after


@pytest.mark.anywhere
def test_the_first_line_of_a_model_holds_no_semicolon():
    """It becomes a comment in the schema, and statements are split at semicolons."""
    import importlib
    import inspect

    from tortoise.models import Model

    from portal.database.connection import MODELS

    for room in MODELS:
        module = importlib.import_module(f"portal.{room}.models")
        for name, model in inspect.getmembers(module, inspect.isclass):
            if issubclass(model, Model) and model.__doc__:
                assert ";" not in inspect.cleandoc(model.__doc__).split("\n")[0], name


@pytest.mark.anywhere
def test_an_outage_is_told_from_a_mistake():
    from tortoise.exceptions import IntegrityError, OperationalError

    assert is_outage(OperationalError("database or disk is full"))
    assert is_outage(ConnectionRefusedError())
    assert not is_outage(OperationalError('near "a": syntax error'))
    assert not is_outage(IntegrityError("UNIQUE"))
    assert not is_outage(FileNotFoundError("a template"))
