"""What an operator can do: one function per command."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from portal import settings
from portal.cli import counting, founding, keeping, searching, serving
from portal.cli.stops import BROKEN, Stop


def main(words: list[str] | None = None) -> None:
    try:
        chosen = _parser().parse_args(words)
        settings.use(settings.read(os.environ))
        chosen.run(chosen)
    except Stop as stop:
        sys.exit(_say(str(stop), stop.code))
    except ValueError as problem:
        sys.exit(_say(str(problem), BROKEN))
    except BrokenPipeError:
        sys.exit(0)


def _say(line: str, code: int) -> int:
    print(f"portal: {line}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal", description="百言堂")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], None], help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help)
        added.set_defaults(run=run)
        return added

    demo = command("demo", serving.demo, "serve the demo city, seeded on the first start")
    demo.add_argument("--fresh", action="store_true", help="start anew")
    for each in (demo, command("serve", serving.serve, "serve the portal")):
        each.add_argument("--host")
        each.add_argument("--port", type=int)
    command("worker", serving.worker, "run the schedule in a process of its own (PostgreSQL)")
    command("migrate", founding.migrate, "bring the database to the shape the code expects")
    command("init", founding.init, "make secrets and the first administrator, on an empty database").add_argument(
        "address"
    )
    electorate = command(
        "electorate", counting.electorate, "count who could vote in an area by a rule, before any vote"
    )
    electorate.add_argument("code", help="the code of an estate, building or stairwell")
    electorate.add_argument("rule", help="the code of a rule of decision")
    command("tally", counting.tally, "count the votes of a JSON file, one line each").add_argument("file", type=Path)
    command("routes", keeping.routes, "list every route").add_argument("--json", action="store_true", required=True)
    bring = command("import-register", founding.import_register, "check a register's file, and write it with --commit")
    bring.add_argument("estate", help="code of the estate")
    bring.add_argument("file", type=Path)
    bring.add_argument("--commit", action="store_true", help="write it, if nothing is wrong with it")
    seed = command("seed", searching.seed, "fill a demo city with as much as is said in a real one, and index it")
    seed.add_argument("--scale", default="city", help="city (1,000,000 comments), district, estate, or a number")
    seed.add_argument("--seed", type=int, default=1, help="another number says other things")
    command("reindex", searching.reindex, "make the search's index anew, from what is there")
    command("settings", keeping.settings_list, "list every setting")
    retention = command("retention", keeping.retention, "what has been kept long enough").add_mutually_exclusive_group(
        required=True
    )
    retention.add_argument("--dry-run", action="store_true", help="say per table what would go")
    retention.add_argument("--run", dest="now", action="store_true", help="let it go")
    command("data-register", keeping.data_register, "print which data are kept, why, for whom and for how long")
    command("audit", keeping.audit, "verify the audit trail").add_argument("verify", choices=["verify"])
    return parser
