"""M24: the pure rules of the checks between the books."""

import pytest

from db.records import FindingRow
from desktop.rules.cross_checks import alike_pairs, amount_is_off, counted_again, lacking, recurring, without_review


def a_row(**told):
    """A finding that has everything, but for what is told."""
    words = {name: "" for name, kind in FindingRow.__annotations__.items() if kind in (str, "str")}
    numbers = {name: 0 for name, kind in FindingRow.__annotations__.items() if kind in (int, "int")}
    nothing = {name: None for name in FindingRow._fields}
    whole = {
        "id": 1, "number": "15-06-0001", "working_paper": "1", "measure_texts": '{"1":"措施"}', "responsible_leader": "甲",
        "owner": "乙", "due_on": "2026-06-18", "nature": "ordinary", "verdict": "in_progress",
    }  # fmt: skip
    return FindingRow(**nothing | words | numbers | whole | told)


def test_what_is_lacking_is_said_in_the_order_of_the_rule():
    assert lacking(a_row(), frozenset()) == ()
    bare = a_row(working_paper="", measure_texts="{}", responsible_leader="", owner="", due_on=None)
    assert lacking(bare, frozenset()) == ("底稿", "措施", "责任领导", "责任人", "时限")
    assert lacking(bare, frozenset({1}))[0] == "措施"
    assert lacking(a_row(due_on=None, due_kind="long_term"), frozenset()) == ()


@pytest.mark.parametrize(
    ("text", "amount", "off"),
    [
        ("扣款21.6万元未执行", 216_000, False),
        ("扣款21.6万元未执行", 22, True),
        ("补贴 14 万元", 14, True),
        ("补贴 14 万元", 1_400_000_000, True),
        ("补贴 14 万元，退回 3 万元", 30_000, False),
        ("补贴 14 元", 14, False),
        ("补贴 14 万元", None, False),
        ("补贴 14 万元", 170_000, False),
    ],
)
def test_an_amount_is_off_only_by_ten_thousand(text, amount, off):
    assert amount_is_off(a_row(text=text, amount_yuan=amount)) is off


def test_a_long_term_item_that_is_closed_needs_no_day():
    assert without_review(a_row(verdict="long_term")) and without_review(a_row(nature="long_term"))
    assert not without_review(a_row(nature="long_term", verdict="done"))
    assert not without_review(a_row(verdict="long_term", review_on="2026-09-30"))


def test_only_texts_of_one_group_are_compared_and_short_ones_not_at_all():
    same = "党费收缴不及时，欠缴3个月，涉及党员12名"
    rows = [a_row(id=place, unit_id=unit, text=same) for place, unit in ((1, 1), (2, 1), (3, 2))]
    by = {row.id: (row.unit_id,) for row in rows}
    assert [(one.id, two.id, share) for one, two, share in alike_pairs(rows, 0.8, by)] == [(1, 2, 1.0)]
    short = [a_row(id=place, text="欠缴党费") for place in (1, 2)]
    assert list(alike_pairs(short, 0.8, {1: (), 2: ()})) == []


def test_of_each_later_finding_its_most_like_earlier_one_is_told_and_answers_hold():
    """S5"""
    text = "固定资产管理不规范，购置的办公设备未登记入账，账实不符"
    older, former, now = (
        a_row(
            id=place, unit_id=1, round_id=place, round_code=f"15-0{place}", feedback_on=f"202{place}-01-01", text=words
        )
        for place, words in ((1, text + "，去向不明"), (2, text), (3, text))
    )
    rows = [now, older, former]
    told = [(one.id, two.id) for one, two, _share in recurring(rows, {})]
    assert told == [(2, 3), (1, 2)]
    assert [(one.id, two.id) for one, two, _share in recurring(rows, {(2, 3): False})] == [(1, 3), (1, 2)]
    assert [(one.id, two.id) for one, two, _share in recurring(rows, {(2, 3): True})] == [(1, 2)]


def test_one_person_is_counted_once_in_a_round_unit_and_kind():
    person = {"round": 1, "unit": 1, "person_key": "k", "persons": 1, "kind": "sanction_party"}
    others = [person | {"round": 2}, person | {"unit": 2}, person | {"persons": 0}, person | {"person_key": ""}]
    assert counted_again([person, *others]) == []
    assert counted_again([person, *others, person | {"id": 7}]) == [person | {"id": 7}]
