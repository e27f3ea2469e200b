"""The migrations of the portal, run one after another: new tables together, and SQLite's by the mended editor.

The stock executor renders every model of the portal anew, twice, for each table that is created: with a hundred tables a
new installation takes half a minute. Tables that are created one after another need it once.
"""

from copy import copy
from itertools import groupby
from typing import Any

from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.loader import MigrationLoader
from tortoise.migrations.migration import Migration
from tortoise.migrations.operations import CreateModel
from tortoise.migrations.schema_editor import BaseSchemaEditor, SqliteSchemaEditor
from tortoise.migrations.schema_generator.state import ModelState, State

from portal.database.sqlite_schema import SchemaEditor


class Executor(MigrationExecutor):
    def __init__(self, connection: Any, apps_config: dict[str, Any]) -> None:
        super().__init__(connection, apps_config)
        self.loader = Loader(apps_config, self.recorder, load=False)

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        stock = super()._schema_editor(atomic, collect_sql)
        if isinstance(stock, SqliteSchemaEditor):
            return SchemaEditor(self.connection, atomic=atomic, collect_sql=collect_sql)
        return stock


class Loader(MigrationLoader):
    async def build_graph(self) -> None:
        await super().build_graph()
        nodes = self.graph.nodes
        nodes.update({key: Together(each) for key, each in nodes.items() if isinstance(each, Migration)})


class Together(Migration):
    """A migration whose tables are created together, wherever they are created one after another."""

    def __init__(self, stock: Migration) -> None:
        super().__init__(stock.name, stock.app_label)
        self.atomic = stock.atomic
        self.__dict__.update(vars(stock))

    async def apply(
        self, state: State, *, dry_run: bool = False, schema_editor: BaseSchemaEditor | None = None,
        collect_sql: bool = False,
    ) -> State:  # fmt: skip
        for new, operations in groupby(self.operations, lambda each: isinstance(each, CreateModel)):
            part = copy(self)
            part.operations = list(operations)
            if new and not collect_sql:
                await part._create(state, None if dry_run else schema_editor)
            else:
                await super(Together, part).apply(
                    state, dry_run=dry_run, schema_editor=schema_editor, collect_sql=collect_sql
                )
        return state

    async def _create(self, state: State, editor: BaseSchemaEditor | None) -> None:
        for operation in self.operations:
            assert isinstance(operation, CreateModel)
            key = (self.app_label, operation.name)
            state.models[key] = ModelState.make_from_model(self.app_label, operation.model)
        # All of them: one that was there before may be pointed to, or may have waited for one of these.
        state._reload(set(state.models))
        if editor is None:
            return
        in_transactions = editor.client.capabilities.supports_transactions
        for operation in self.operations:
            # It asks nothing of the state before it.
            await self._run_database_forward(operation, state, state, editor, in_transactions)
