"""What was chosen on the ballot's plain form, as it will be stored."""

from starlette.requests import Request

from portal.kit.shapes import number_in
from portal.meetings import rules
from portal.meetings.rules import ABSTAIN, Choice, Method, Question

MARKS = ("r", "s")  # the place of an option, its score


def choice_asked(request: Request, question: Question | None) -> str:
    """The choice that the address asks for, or nothing where none was made yet. Raises what the rules refuse."""
    said = request.query_params.get("choice", "")
    if said == ABSTAIN or (question is None and said in tuple(Choice)):
        return said
    if question is None or not ("look" in request.query_params or said):
        return ""
    if question.method == Method.SCORE:
        return rules.written(question, (), marks_asked(request)["s"])
    if question.method == Method.RANKED:
        return _something(question, rules.ranked(marks_asked(request)["r"]))
    picked = (said,) if said else tuple(dict.fromkeys(request.query_params.getlist("o")))
    return _something(question, picked)


def _something(question: Question, chosen: tuple[str, ...]) -> str:
    """Looking at an empty ballot is no abstention: that is a button of its own. Raises TooFewChosen."""
    if not chosen:
        raise rules.TooFewChosen(least=question.least)
    return rules.written(question, chosen)


def marks_asked(request: Request) -> dict[str, dict[str, int]]:
    """What stands beside each option: `o3=1`, `r2=1` is the second option in the first place, `s4=7` its score."""
    marks: dict[str, dict[str, int]] = {"o": {each: 1 for each in request.query_params.getlist("o")}, "r": {}, "s": {}}
    for name, said in request.query_params.items():
        number = number_in(said)
        if name[:1] in MARKS and name[1:].isdecimal() and number is not None:
            marks[name[0]][name[1:]] = number
    return marks
