"""What was chosen on the ballot's plain form, as it will be stored."""

from starlette.datastructures import FormData, QueryParams

from portal.kit.shapes import number_in
from portal.meetings import rules
from portal.meetings.rules import ABSTAIN, Choice, Method, Question

Said = QueryParams | FormData  # the address, or a form

MARKS = ("r", "s")  # the place of an option, its score


def choice_in(said: Said, question: Question | None) -> str:
    """The choice that was marked, or nothing where none was made yet. Raises what the rules refuse."""
    picked = str(said.get("choice") or "")
    if picked == ABSTAIN or (question is None and picked in tuple(Choice)):
        return picked
    if question is None or not ("look" in said or picked):
        return ""
    if question.method == Method.SCORE:
        return rules.written(question, (), marks_in(said)["s"])
    if question.method == Method.RANKED:
        return _something(question, rules.ranked(marks_in(said)["r"]))
    ticked = (picked,) if picked else tuple(dict.fromkeys(str(each) for each in said.getlist("o")))
    return _something(question, ticked)


def _something(question: Question, chosen: tuple[str, ...]) -> str:
    """Looking at an empty ballot is no abstention: that is a button of its own. Raises TooFewChosen."""
    if not chosen:
        raise rules.TooFewChosen(least=question.least)
    return rules.written(question, chosen)


def marks_in(said: Said) -> dict[str, dict[str, int]]:
    """What stands beside each option: `o=3` is ticked, `r2=1` puts the second in the first place, `s4=7` is a score."""
    marks: dict[str, dict[str, int]] = {"o": {str(each): 1 for each in said.getlist("o")}, "r": {}, "s": {}}
    for name, value in said.items():
        number = number_in(str(value))
        if name[:1] in MARKS and name[1:].isdecimal() and number is not None:
            marks[name[0]][name[1:]] = number
    return marks


def number_of(said: Said, name: str) -> int:
    return number_in(str(said.get(name) or "")) or 0
