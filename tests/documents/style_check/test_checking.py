"""00-style: every rule marks its wrong sentence, is silent over the right one, and no paper of a shipped kind has a remark."""

import pytest

from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.style_check import ending_rules, mark_rules, number_rules, person_rules, term_rules
from desktop.documents.style_check.checking import RULES, check, remarks
from desktop.documents.style_check.remark import Pattern
from desktop.documents.style_check.writing import Line, Writing
from tests.documents.papers import KINDS, cases, press
from tests.documents.style_check.pairs import NOT_FOR_A_PROGRAM, PAIRS, writing

NUMBERED = [pytest.param(pair, id=f"{pair.rule}-{at}") for at, pair in enumerate(PAIRS)]


@pytest.mark.parametrize("pair", NUMBERED)
def test_a_wrong_sentence_is_marked_with_its_place_and_a_wording(pair):
    found = [one for one in remarks(writing(pair.wrong, pair)) if one.rule == pair.rule]

    assert len(found) == 1 and found[0].proposal == pair.proposed and found[0].message
    assert found[0].where and found[0].found


@pytest.mark.parametrize("pair", NUMBERED)
def test_the_right_sentence_has_no_remark_of_that_rule(pair):
    assert [one for one in remarks(writing(pair.right, pair)) if one.rule == pair.rule] == []


def test_every_rule_has_a_pair_and_what_has_no_rule_its_reason():
    modules = (person_rules, number_rules, term_rules, ending_rules, mark_rules)
    named = {rule.rule for rule in RULES if isinstance(rule, Pattern)}
    plain = [rule for rule in RULES if not isinstance(rule, Pattern)]
    told = {one.rule for pair in PAIRS for text in (pair.wrong,) for one in remarks(writing(text, pair))}

    assert len(RULES) == sum(len(module.RULES) for module in modules)
    assert named <= {pair.rule for pair in PAIRS} <= told
    for rule in plain:
        assert (
            any([*rule(writing(pair.wrong, pair))] for pair in PAIRS if pair.rule not in named)
            or rule is number_rules.one_unit_of_money
        )
    assert all(NOT_FOR_A_PROGRAM.values())


def test_a_column_of_a_table_has_sums_of_one_unit():
    def table(*cells):
        return Writing((Line("text", "见表。", "第1段"),), ((("问题", "金额"), *(("甲", cell) for cell in cells)),))

    assert [one.rule for one in remarks(table("8600元", "41.8万元"))] == ["number.money_column"]
    assert remarks(table("8600元", "41800元")) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_no_worked_example_of_a_shipped_kind_has_a_remark(kind):
    for words in (*cases(kind), recipe_of(kind).sample()):
        assert check(press(kind).render(words).data, kind) == (), kind
    assert len(KINDS) == len(RECIPES)


def test_places_come_in_the_order_of_the_paper():
    lines = (
        Line("text", "尽快补证。", "第1段"),
        Line("text", "逾期0个。", "第2段"),
        Line("text", "由一把手负责。", "第3段"),
    )

    assert [one.where for one in remarks(Writing(lines))] == ["第1段", "第2段", "第3段"]


@pytest.mark.parametrize(
    ("addressee", "rank"),
    [
        ("苏景明同志", "leader"), ("副县长秦望甲", "leader"), ("县委常委秦望舒", "leader"), ("县长", "leader"), ("县委书记专题会", "above"),
        ("县委书记", "leader"), ("主任办公会", "unit"), ("青岩县水利局党组", "unit"), ("县委组织部", "organ"), ("局长办公室党支部", "unit"),
    ],
)  # fmt: skip
def test_to_whom_a_paper_speaks_is_read_from_its_addressee(addressee, rank):
    assert Writing((Line("to", f"{addressee}：", "第1段"),)).rank == rank
