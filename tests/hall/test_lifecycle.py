"""The way of a matter is what the table says, and nothing else leads anywhere."""

import ast
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.hall.rules.clocks import BY_ITSELF, CLOCKS, SHOWS_ITSELF
from portal.hall.rules.lifecycle import (
    ENDS,
    SETTLED,
    STAGE_OF,
    STEPS,
    Deed,
    ReasonMissing,
    Stage,
    State,
    StepNotPossible,
    after,
    stage_of,
)
from portal.policy import Act

pytestmark = pytest.mark.anywhere
HOUSE = Path(__file__).parents[2] / "portal"


class Way(RuleBasedStateMachine):
    """A matter that is led anywhere that can be tried: it only ever goes where the table lets it."""

    def __init__(self):
        super().__init__()
        self.state, self.suspended_from, self.gone = State.TRIAGE, "", [State.TRIAGE]

    @rule(deed=st.sampled_from(list(Deed)), reason=st.sampled_from(["", "  ", "写明了理由"]))
    def try_deed(self, deed, reason):
        step = STEPS[deed]
        try:
            to = after(self.state, deed, suspended_from=self.suspended_from, reason=reason)
        except StepNotPossible:
            assert self.state not in step.sources
            return
        except ReasonMissing:
            assert step.reason and not reason.strip()
            return
        assert self.state in step.sources and (not step.reason or reason.strip())
        assert to == (step.to if step.to is not None else self.suspended_from)
        self.suspended_from = self.state if to == State.SUSPENDED else ""
        self.state = to
        self.gone.append(to)

    @precondition(lambda self: self.state in ENDS - {State.ANNULLED})
    @rule()
    def only_an_appeal_leads_back(self):
        out = [deed for deed, step in STEPS.items() if self.state in step.sources]
        assert out == [Deed.GRANT_APPEAL]

    @invariant()
    def it_is_always_somewhere_on_the_way(self):
        assert stage_of(self.state, self.suspended_from) in Stage
        assert (self.suspended_from != "") == (self.state == State.SUSPENDED)


TestWay = Way.TestCase


def test_every_state_can_be_reached_and_all_but_an_annulled_one_has_a_way_out():
    reached, waiting = {State.TRIAGE}, [State.TRIAGE]
    while waiting:
        here = waiting.pop()
        new = {step.to for step in STEPS.values() if here in step.sources and step.to is not None} - reached
        reached |= new
        waiting += new
    assert reached == set(State)
    out = {state for state in State if any(state in step.sources for step in STEPS.values())}
    assert set(State) - out == {State.ANNULLED}


def test_every_state_has_its_stage_and_no_settled_one_has_a_clock():
    assert set(STAGE_OF) == set(State) - {State.SUSPENDED}
    assert not set(CLOCKS) & SETTLED
    # Whatever a clock waits for either shows itself, goes on by itself, or is the ledger's or the notice's own.
    assert {name for name, _ in CLOCKS.values()} == SHOWS_ITSELF | set(BY_ITSELF) | {"notice", "confirm"}


def test_whoever_sends_away_takes_back_or_stops_gives_a_reason():
    assert {deed for deed, step in STEPS.items() if step.reason} == {
        Deed.REJECT, Deed.MERGE, Deed.REDIRECT, Deed.GRANT_APPEAL, Deed.DELIBERATE_AGAIN, Deed.HAND_TO_VOTE, Deed.SUSPEND,
        Deed.ANNUL,
    }  # fmt: skip
    assert all(isinstance(step.act, Act) for step in STEPS.values() if step.reason)


def test_every_deed_is_done_somewhere_in_the_house():
    source = "\n".join(path.read_text() for path in HOUSE.rglob("*.py") if "rules" not in path.parts)
    triaged = {Deed.ACCEPT_INSTANT, Deed.ACCEPT_IN_DEPTH, Deed.REJECT, Deed.MERGE, Deed.REDIRECT}  # Deed(said.deed)
    missing = {deed for deed in Deed if f"Deed.{deed.name}" not in source} - triaged - set(BY_ITSELF.values())
    assert missing == set()


def test_nothing_but_one_module_writes_a_matters_state():
    writers = set()
    for path in HOUSE.rglob("*.py"):
        if "demo" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else []
            flat = [e for target in targets for e in (target.elts if isinstance(target, ast.Tuple) else [target])]
            if any(
                isinstance(each, ast.Attribute) and each.attr == "state" and getattr(each.value, "id", "") == "matter"
                for each in flat
            ):
                writers.add(str(path.relative_to(HOUSE)))
    assert writers == {"hall/actions/moving.py"}
