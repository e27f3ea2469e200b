"""A vote between options is counted again from what is published of it, and from nothing else."""

import asyncio
import contextvars
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.meetings import queries, rules
from portal.meetings.actions import running
from portal.meetings.models import Motion
from portal.meetings.rules.bundle import recount
from portal.meetings.rules.methods import Method, Question
from portal.meetings.rules.preference import decided_anew
from portal.policy import STRANGER
from tests.meetings.test_methods import voters
from tests.meetings.test_options import cast_by, offered

NUMBERS = ("1", "2", "3", "4")
RULE = rules.rule_of("households")


@st.composite
def held(draw) -> tuple[Question, dict[str, str]]:
    """A method, and what each of a few voters wrote on the ballot; the last abstains."""
    method = draw(st.sampled_from([each for each in Method if each is not Method.YES_NO]))
    most = 1 if method is Method.SINGLE else len(NUMBERS)
    question = Question(method, NUMBERS, 1, most, draw(st.integers(1, 3)) if method is Method.MULTIPLE else 1, "2026")
    if method is Method.SCORE:
        scores = st.fixed_dictionaries({number: st.integers(0, 10) for number in NUMBERS})
        said = draw(st.lists(scores.map(lambda each: rules.written(question, (), each)), max_size=8))
    else:
        marks = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=most, unique=True)
        said = draw(st.lists(marks.map(lambda each: rules.written(question, tuple(each))), max_size=8))
    return question, {f"v{n:03}": choice for n, choice in enumerate([*said, "abstain"])}


def told(question: Question, choices: dict[str, str]) -> dict:
    """A result as it is published: as JSON keeps it."""
    return json.loads(json.dumps(rules.decide(question, voters(10), choices, RULE)))


@pytest.mark.anywhere
@given(held())
def test_from_its_totals_alone_every_vote_comes_to_the_same(vote):
    question, choices = vote
    result = told(question, choices)
    again = decided_anew(question, result, RULE)
    assert (again["verdict"], again["elected"], again["tied"]) == (result["verdict"], result["elected"], result["tied"])


@pytest.mark.anywhere
def test_a_ranked_count_whose_rounds_were_touched_is_found_out():
    question = Question(Method.RANKED, NUMBERS, 1, 4, 1, "2026")
    said = ["1,2", "2,1", "3,1", "4,2", "1,3"]
    result = told(question, {f"v{n:03}": choice for n, choice in enumerate(said)})
    assert len(result["rounds"]) > 1
    result["rounds"][0]["out"] = "1"
    with pytest.raises(ValueError, match="goes out"):
        decided_anew(question, result, RULE)


async def test_the_published_bundle_of_options_is_counted_again_and_its_text_fits(visit, cast, hands):
    await offered(visit, cast)
    for who, choice in (("wang_degui", 2), ("chen_xiuying", 2), ("tang_laoshi", 1)):
        await cast_by(visit(who), cast, f"choice={choice}")
    hands.go(minutes=51)
    await asyncio.create_task(running.close_due_motions(STRANGER), context=contextvars.Context())
    bundle = json.loads(json.dumps(await queries.bundle_of(await queries.motion_with(cast.motion.id))))
    again = recount(bundle)
    fits = ("same_verdict", "same_tests", "same_elected", "sums_fit", "rule_fits", "wording_fits", "receipts_fit")
    assert {name: again[name] for name in fits} == dict.fromkeys(fits, True)
    bundle["result"]["options"][0]["heads"] += 1
    assert not recount(bundle)["sums_fit"]
    bundle["question"]["options"][0] = "另一个"
    assert not recount(bundle)["wording_fits"]
    assert (await Motion.get(id=cast.motion.id)).options != bundle["question"]["options"]
