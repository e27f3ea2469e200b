"""What is published of a closed vote for whoever wants to compute it again: totals and hashes, no door, no choice."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from portal.meetings.rules.decision import thawed
from portal.meetings.rules.tally import Count, Tally, outcome

VERSION = 1


def receipts_hash(codes: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest()


def bundle_hash(bundle: Mapping[str, Any]) -> str:
    """Of everything but the list of codes, whose own hash stands in it: the codes go after six years, this stays."""
    return hashlib.sha256(written(without_codes(bundle)).encode()).hexdigest()


def without_codes(bundle: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in bundle.items() if key != "receipts"}


def written(value: Any) -> str:
    """The one spelling that is hashed: keys in order, no spaces, UTF-8 as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def recount(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict anew, from the totals of a bundle, and whether its parts fit together. Raises KeyError, TypeError,
    ValueError where it is none."""
    rule, told = thawed(bundle["rule"]), bundle["result"]
    tally = _tally(told["tally"])
    decided = outcome(tally, rule)
    codes = bundle["receipts"]
    return {
        "motion": bundle["motion"],
        "verdict": str(decided.verdict),
        "same_verdict": str(decided.verdict) == told["verdict"],
        "same_tests": [(t.part, t.whole, t.holds) for t in decided.tests]
        == [(t["part"], t["whole"], t["holds"]) for t in told["tests"]],
        "sums_fit": _fits(tally, bundle["electorate"]),
        "rule_fits": hashlib.sha256(written(bundle["rule"]).encode()).hexdigest() == bundle["rule_hash"],
        "wording_fits": hashlib.sha256(bundle["wording"].encode()).hexdigest() == bundle["wording_hash"],
        "receipts_fit": receipts_hash(codes) == bundle["receipts_hash"],
        "sha256": bundle_hash(bundle),
    }


def _tally(told: Mapping[str, Any]) -> Tally:
    counts = {name: Count(**value) for name, value in told.items() if isinstance(value, dict)}
    return Tally(**counts, followed=told.get("followed", 0))


def _fits(tally: Tally, electorate: Mapping[str, Any]) -> bool:
    """Whether those who chose are those who took part, and the electorate is as large as was frozen."""
    chose = (tally.agree, tally.oppose, tally.abstain)
    parts = (sum(each.heads for each in chose), sum(each.area for each in chose))
    whole = (electorate["rights"], electorate["size"])
    return parts == (tally.taking_part.heads, tally.taking_part.area) and whole == (tally.total.heads, tally.total.area)
