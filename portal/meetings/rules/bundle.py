"""What is published of a closed vote for whoever wants to compute it again: totals and hashes, no door, no choice."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from portal.meetings.rules.decision import thawed
from portal.meetings.rules.methods import Method, Question, asked, ballot_text
from portal.meetings.rules.preference import decided_anew
from portal.meetings.rules.tally import Count, Tally, outcome

VERSION = 2


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
    tally, codes = _tally(told["tally"]), bundle["receipts"]
    question, elected, tied = bundle.get("question"), told.get("elected"), told.get("tied")
    if question is not None:
        between = asked(**question)
        decided = decided_anew(between, told, rule)
        verdict, tests, sums_fit = str(decided["verdict"]), decided["tests"], _options_fit(between, told, tally)
        same_elected = (decided["elected"], decided["tied"]) == (elected, tied)
    else:
        found = outcome(tally, rule)
        verdict, tests, sums_fit, same_elected = str(found.verdict), found.tests, _sums_fit(tally), True
    return {
        "motion": bundle["motion"],
        "verdict": verdict,
        "same_verdict": verdict == told["verdict"],
        "same_tests": [(t.part, t.whole, t.holds) for t in tests]
        == [(t["part"], t["whole"], t["holds"]) for t in told["tests"]],
        "same_elected": same_elected,
        "sums_fit": sums_fit and _whole_fits(tally, bundle["electorate"]),
        "rule_fits": hashlib.sha256(written(bundle["rule"]).encode()).hexdigest() == bundle["rule_hash"],
        "wording_fits": hashlib.sha256(text_of(bundle).encode()).hexdigest() == bundle["wording_hash"],
        "receipts_fit": receipts_hash(codes) == bundle["receipts_hash"],
        "sha256": bundle_hash(bundle),
    }


def _tally(told: Mapping[str, Any]) -> Tally:
    counts = {name: Count(**value) for name, value in told.items() if isinstance(value, dict)}
    return Tally(**counts, followed=told.get("followed", 0))


def text_of(bundle: Mapping[str, Any]) -> str:
    """The text of the ballot, of which the hash was printed."""
    question = bundle.get("question")
    return ballot_text(bundle["wording"], question["options"]) if question else str(bundle["wording"])


def _sums_fit(tally: Tally) -> bool:
    """Whether those who chose are those who took part."""
    chose = (tally.agree, tally.oppose, tally.abstain)
    parts = (sum(each.heads for each in chose), sum(each.area for each in chose))
    return parts == (tally.taking_part.heads, tally.taking_part.area)


def _options_fit(question: Question, told: Mapping[str, Any], tally: Tally) -> bool:
    """Whether no option has more than took part; of single choices, whether they and the abstentions are all."""
    heads = [each["heads"] for each in told["options"]]
    chose = tally.taking_part.heads - tally.abstain.heads
    if question.method == Method.SINGLE:
        return bool(sum(heads) == chose)
    if question.method == Method.RANKED:
        return all(
            sum(each["counted"].values()) + each["exhausted"] == tally.taking_part.heads for each in told["rounds"]
        )
    return all(each <= chose for each in heads)


def _whole_fits(tally: Tally, electorate: Mapping[str, Any]) -> bool:
    """Whether the electorate is as large as was frozen."""
    return (electorate["rights"], electorate["size"]) == (tally.total.heads, tally.total.area)
