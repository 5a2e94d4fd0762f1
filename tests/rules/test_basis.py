from __future__ import annotations

import pytest
from hypothesis import given

from desktop.errors import KnownError
from desktop.rules.basis import Basis, definition, formula, from_words, sentence, title, to_words
from tests.random_ledgers import bases


def test_r1_the_words_of_the_command_line_make_a_basis():
    basis = from_words(
        {"numerator": ["done", "long_term"], "exclude": ["transferred"], "verified_only": False, "decimals": 2}
    )

    assert (basis.numerator, basis.exclude, basis.verified_only, basis.decimals) == (
        ("done", "long_term"),
        ("transferred",),
        False,
        2,
    )


def test_words_on_top_of_a_stored_basis_keep_its_version():
    stored = Basis("县委口径2026", 2, id=3, exclude=("transferred",))

    changed = from_words({"level": "measure"}, start=stored)

    assert (changed.level, changed.exclude, title(changed)) == ("measure", ("transferred",), "县委口径2026第2版")


@given(bases)
def test_words_of_a_basis_read_back_as_the_basis(basis):
    if not set(basis.numerator) & set(basis.exclude):
        assert from_words(to_words(basis)) == basis


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"numerater": ["done"]}, "numerater"),
        ({"numerator": "done"}, "列表"),
        ({"numerator": ["finished"]}, "finished"),
        ({"numerator": ["done"], "exclude": ["done"]}, "自相矛盾"),
        ({"level": "village"}, "village"),
        ({"rounding": "up"}, "up"),
        ({"decimals": 9}, "小数位数"),
        ({"verified_only": "yes"}, "true"),
    ],
)
def test_a_basis_that_cannot_be_is_refused_in_words(words, told):
    with pytest.raises(KnownError, match=told):
        from_words(words)


def test_r1_the_formula_says_what_is_divided_by_what():
    assert formula(Basis()) == "已销号÷反馈问题"
    assert formula(Basis(verified_only=False)) == "自报完成÷反馈问题"
    left_out = Basis(numerator=("done", "basically_done"), exclude=("transferred",), include_immediate=False)
    assert formula(left_out) == "（已销号、基本完成）÷（反馈问题－已移交－立行立改）"


def test_r1_the_definition_under_a_table_names_version_lane_level_and_rounding():
    said = definition(Basis("县委口径2026", 2, id=3, decimals=1))

    for part in ("县委口径2026第2版", "已销号÷反馈问题", "巡察办认定", "核减", "四舍五入", "保留1位小数"):
        assert part in said
    assert "第" not in title(Basis())


def test_a_paper_says_the_basis_as_a_sentence_without_arithmetic_p16():
    said = sentence(Basis(level="problem", exclude=("transferred",), include_immediate=False))

    assert said == (
        "按问题统计；分母为截止日前已反馈且未核减的问题，不含已移交、立行立改的；"
        "分子为经县委巡察办核实销号的问题；保留一位小数，四舍五入"
    )
    assert not set("÷－×＝") & set(said)
