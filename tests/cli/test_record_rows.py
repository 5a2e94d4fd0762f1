"""Rows of a book as JSON: flags are true or false, lists are lists, amounts are numbers; in any order that has a column."""

from types import SimpleNamespace

import pytest

from desktop.cli.record_rows import in_order, record_row, registers_told
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.own_fields import is_own


@pytest.mark.parametrize("register", books.declared(), ids=lambda one: one.name)
def test_every_field_of_a_book_is_told_by_its_type(register):
    flags = {one.name for one in register.all_fields if one.holds is Holds.FLAG}
    fields = {one.name: 1 if one.name in flags else ("甲", "乙") for one in register.all_fields}
    record = SimpleNamespace(id=7, number="1", state="x", state_on="2026-06-05", fields=fields, numbers={})
    row = record_row(register, record, ("a", "b", "c", "d"))
    assert {name: row[name] for name in fields} == {name: True if name in flags else ["甲", "乙"] for name in fields}
    assert ("state" in row) == bool(register.states) and (row["entered_at"], row["changed_by"]) == ("a", "d")
    assert "entered_at" not in record_row(register, record)


def test_an_amount_is_its_number_and_not_its_words():
    register = books.declared()[0]
    name = register.all_fields[0].name
    fields = dict.fromkeys((one.name for one in register.all_fields), "")
    record = SimpleNamespace(
        id=7, number="1", state="", state_on=None, fields={**fields, name: "十二"}, numbers={name: 12}
    )
    assert record_row(register, record)[name] == 12


def test_rows_come_by_a_column_with_the_empty_ones_last_and_another_word_is_told():
    rows = [{"on": None, "n": 2}, {"on": "2026-06-05", "n": 10}, {"on": "2026-01-01", "n": 1}]
    assert [row["on"] for row in in_order("talk", rows, "on")] == ["2026-01-01", "2026-06-05", None]
    assert [row["n"] for row in in_order("talk", rows, "n")] == [1, 2, 10]
    assert in_order("talk", [], "没有") == []
    with pytest.raises(KnownError, match="没有“没有”这一栏，可按这些栏排：on、n"):
        in_order("talk", rows, "没有")


def test_score_sheets_come_by_group_and_rank_whatever_of_total_rate_rank_is_asked():
    rows = [
        {"group": group, "rank": rank, "number": number}
        for group, rank, number in (("丙", 1, "3"), ("B", 2, "2"), ("B", 1, "9"), ("B", 1, "1"))
    ]
    for field in ("total", "rate", "rank"):
        assert [row["number"] for row in in_order("score_sheet", rows, field)] == ["1", "9", "2", "3"]


def test_every_book_is_told_with_its_fields_states_and_steps():
    told = {one["register"]: one for one in registers_told()}
    for register in books.declared():
        one = told[register.name]
        assert [field["field"] for field in one["fields"] if not is_own(field["field"])] == [
            field.name for field in register.all_fields
        ]
        assert [state["title"] for state in one["states"]] == [state.word for state in register.states]
        assert {rule["level"] for rule in one["rules"]} <= {"R", "W"}
