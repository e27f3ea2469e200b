"""Commands that count, as the pages do."""

import argparse
import asyncio

from portal import settings
from portal.cli.stops import BROKEN, Stop


def electorate(chosen: argparse.Namespace) -> None:
    from portal.database.connection import opened
    from portal.kit.errors import Missing
    from portal.meetings import queries, rules

    async def run() -> rules.Figures:
        async with opened(settings.current().database_url):
            area = await queries.area_coded(chosen.code)
            return await queries.figures_of(area.path, rules.rule_of(chosen.rule))

    try:
        print("\n".join(rules.told(asyncio.run(run()))))
    except Missing:
        raise Stop(f"no such area or rule: {chosen.code} {chosen.rule}; rules: {' '.join(rules.RULES)}") from None


def tally(chosen: argparse.Namespace) -> None:
    from portal.meetings.rules import vectors

    try:
        for line in vectors.lines(chosen.file):
            print(line)
    except OSError as problem:
        raise Stop(f"{chosen.file}: {problem.strerror}", BROKEN) from None
    except (KeyError, TypeError, ValueError) as problem:
        raise Stop(f"{chosen.file} is not a file of votes: {problem!r}", BROKEN) from None
