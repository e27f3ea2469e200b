"""Count a vote that comes as a file: `portal tally` shows the arithmetic to whoever wants to check it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal.meetings.rules.bundle import recount
from portal.meetings.rules.decision import rule_of
from portal.meetings.rules.tally import Choice, Verdict, outcome, tally
from portal.places.rules import Unit, entitlements

CHOICES = {"Y": Choice.AGREE, "N": Choice.OPPOSE, "A": Choice.ABSTAIN}


def read(case: dict[str, Any]) -> dict[str, Any]:
    """One owners' vote: `units` with owners and area (0.01 m²), `ballots` by voter. Raises KeyError, ValueError."""
    rule = replace(rule_of("owners_special" if case["special"] else "owners_ordinary"), silent=case["silent_rule"])
    units = [Unit(u["id"], u["area_x100"], tuple(u["owners"]), u["state"]) for u in case["units"]]
    choices = {key: CHOICES[said] for key, said in case["ballots"].items()}
    counted = tally(entitlements(units), choices, rule, case["delivered"])
    decided = outcome(counted, rule)
    quorum_heads, quorum_area, approve_heads, approve_area = (test.holds for test in decided.tests)
    return {
        "id": case["id"],
        "heads_total": counted.total.heads,
        "area_total_x100": counted.total.area,
        "part_heads": counted.taking_part.heads,
        "part_area_x100": counted.taking_part.area,
        "yes_heads": counted.agree.heads,
        "yes_area_x100": counted.agree.area,
        "quorum_heads": quorum_heads,
        "quorum_area": quorum_area,
        "approve_heads": approve_heads,
        "approve_area": approve_area,
        "passed": decided.verdict is Verdict.PASSED,
    }


def lines(path: Path) -> Iterator[str]:
    """One JSON object a line for each case of the file: a list, an object with `owner_votes`, or what the portal
    publishes of one closed vote, which is counted anew from its totals."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(found, dict) and "bundle" in found:
        yield json.dumps(recount(found), ensure_ascii=False)
        return
    for case in found["owner_votes"] if isinstance(found, dict) else found:
        yield json.dumps(read(case))
