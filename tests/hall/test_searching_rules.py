"""How texts and questions are cut: the same way for both, so that what stands there is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hall.rules import searching
from portal.hall.rules.searching import NothingAsked, OneCharacter, fold, lit, pairs, question, runs, snippet

pytestmark = pytest.mark.anywhere
ANY = st.text(st.sampled_from("电梯充桩栋停车aAbB1209.·，。 　\n%_'\"\\３ＡＢé́㎡ﬁ𠮷𱁬😀〇々-:="), max_size=30)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("电梯", {"电梯"}),
        ("加装电梯", {"加装", "装电", "电梯"}),
        ("梯", set()),
        ("", set()),
        ("电，梯", set()),
        ("3栋1单元", {"3栋", "栋1", "1单", "单元"}),
        ("３栋", {"3栋"}),
        ("APP", {"ap", "pp"}),
        ("ＡＰＰ", {"ap", "pp"}),
        ("1.6元", {"1.", ".6", "6元"}),
        ("好.的", set()),
        ("LZ-2026-0011", {"lz", "20", "02", "26", "00", "01", "11"}),
        ("𠮷野", {"𠮷野"}),
        ("𱁬𠮷", {"𱁬𠮷"}),
        ("人人〇〇", {"人人", "人〇", "〇〇"}),
        ("a_b", set()),
        ("㎡", {"m2"}),
        ("cafe\u0301", {"ca", "af", "fé"}),
        ("😀😀", set()),
    ],
)
def test_a_text_is_cut_into_pairs(text, cut):
    assert pairs(fold(text)) == cut


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("电梯", ("电梯",)),
        ("  充电桩　费用 ", ("充电桩", "费用")),
        ("电梯，电梯", ("电梯",)),
        ("ＷｉＦｉ 坏了！", ("wifi", "坏了")),
        ("涨到 1.9", ("涨到", "1.9")),
        ("LZ-2026-0011", ("lz", "2026", "0011")),
        ("梯 电梯", ("梯", "电梯")),
    ],
)
def test_a_question_is_taken_in_pieces(asked, terms):
    assert question(asked).terms == terms


def test_one_character_and_no_character_are_said_to_be_too_few():
    for asked in ("梯", "a", "梯 车", "𠮷"):
        with pytest.raises(OneCharacter):
            question(asked)
    for asked in ("", "  ", "，。！", "%", "__", "😀"):
        with pytest.raises(NothingAsked):
            question(asked)


def test_a_very_long_question_is_cut_short_and_asked_nevertheless():
    assert len(question("电梯 " * 1000).terms) == 1
    assert len(question(" ".join(f"电{n}" for n in range(50))).terms) == searching.MOST_TERMS


@given(ANY)
def test_a_folded_text_reads_the_same_however_it_was_typed(text):
    assert fold(text.upper()) == fold(text.upper().lower())
    assert fold(text) == fold(searching.composed(text))


@given(ANY, ANY, ANY)
def test_whatever_is_a_piece_of_a_text_has_its_pairs_among_the_texts_pairs(before, asked, after):
    text = before + asked + after
    for run in runs(fold(asked)):
        if run in fold(text):
            assert pairs(run) <= pairs(fold(text))


@given(ANY, st.lists(ANY, max_size=3))
def test_lit_pieces_are_together_the_text_and_what_is_lit_was_asked_for(text, asked):
    terms = [run for each in asked for run in runs(fold(each))]
    pieces = lit(text, terms)
    assert "".join(piece for piece, _ in pieces) == searching.composed(text)
    assert any(on for _, on in pieces) == any(term in fold(text) for term in terms)
    for piece, on in pieces:
        if on:
            assert any(term in fold(piece) for term in terms)


@given(st.integers(0, 400), ANY)
def test_a_snippet_is_short_and_shows_what_was_asked_for(before, after):
    shown = snippet("说" * before + "电梯" + after, ("电梯",))
    assert "电梯" in "".join(piece for piece, on in shown if on)
    assert sum(len(piece) for piece, _ in shown) <= searching.SNIPPET + 2


def test_likeness_is_the_share_of_the_shorter_one():
    one, other = pairs("加装电梯"), pairs("3栋1单元加装电梯")
    assert searching.likeness(one, other) == searching.likeness(other, one) == 1.0
    assert searching.likeness(one, pairs("停车收费")) == 0.0
    assert searching.likeness(set(), one) == 0.0
