"""A book said once: its fields, states and steps as everything else reads them."""

from types import SimpleNamespace

import pytest

from db.queries.books import OwnField
from desktop.ledgers import books
from desktop.ledgers.column import Kind, Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import COMMON_FIELDS, Register, Rule, State, Step, own_field
from desktop.operations.records.values import broken_rules, refuses
from desktop.rules.permissions import Right
from tests.own_book import VISITS

BARE = Register(
    "bare", "素册", "条", "", (Field("due_on", "期限", Holds.DATE, deadline=True), Field("one", "问题", Holds.FINDING))
)


def test_its_parts_are_found_by_name_and_unknown_ones_are_none():
    assert (
        VISITS.field("people").title == "人数"
        and VISITS.field("remark") in COMMON_FIELDS
        and VISITS.field("no") is None
    )
    assert VISITS.step("finish").to == "done" and VISITS.step("no") is None
    assert VISITS.state("done").word == "已办结" and VISITS.state("no") == State("no", "no")
    assert VISITS.all_fields == (*VISITS.fields, *COMMON_FIELDS)


def test_a_new_record_begins_where_the_book_says_else_in_its_first_state():
    assert (VISITS.first_state, BARE.first_state) == ("open", "")
    assert Register("x", "x", "条", "", (), states=VISITS.states, begins="done").first_state == "done"


@pytest.mark.parametrize("state, final", [("open", False), ("passed_on", False), ("done", True)])
def test_a_state_is_final_where_no_step_leads_on(state, final):
    assert VISITS.is_final(state) is final and not BARE.is_final(state)


def test_its_own_date_is_the_first_that_is_no_deadline():
    assert (VISITS.own_date, BARE.own_date) == ("seen_on", "")
    assert [field.name for field in BARE.deadlines] == ["due_on"] and VISITS.deadlines == ()
    assert [field.name for field in VISITS.links] == ["findings"] and [field.name for field in BARE.links] == ["one"]


def test_own_fields_stand_behind_the_books_and_hold_what_was_chosen():
    added = OwnField(
        id=1, book="village_visit", name="own_1", title="风险", holds="choice", choices='["高","低"]', width=120
    )
    book = VISITS.with_own([added])
    field = book.field("own_1")
    assert book.fields[-1] == field == own_field(added)
    assert (field.title, field.holds, field.own, field.width, field.sheet, field.picks) == (
        "风险",
        Holds.CHOICE,
        True,
        120,
        15,
        ("高", "低"),
    )


def test_its_table_has_number_and_state_before_its_fields_and_draws_the_state():
    table = VISITS.as_table()
    assert [column.field for column in table.columns] == [
        "id",
        "number",
        "state",
        *(field.name for field in VISITS.all_fields),
    ]
    assert (table.column("id").counts_rows, table.column("state").kind, table.frozen, table.unit_word) == (
        True,
        Kind.STATE,
        2,
        "次",
    )
    assert [column.field for column in BARE.as_table().columns][:3] == ["id", "number", "due_on"]
    mark = table.column("state").mark(SimpleNamespace(state="passed_on"))
    assert (mark.word, mark.shape, mark.tone) == ("已转办", Shape.DOT, Tone.AMBER)
    sort = table.column("state").sort
    assert [sort(code) for code in ("open", "passed_on", "done")] == [0, 1, 2] and sort("strange") > 2
    assert not any(column.editable for column in table.columns[:3]) and all(
        column.reason for column in table.columns[:3]
    )


def test_a_rule_refuses_and_a_step_is_the_clerks_without_a_reason_unless_declared_otherwise():
    step = Step("x", "办", ("a",), "b")
    assert Rule("x", "规则").refuses and not step.reason and step.right is Right.ENTER and step.dated_by == ""
    assert Register("x", "x", "条", "", ()).add_right is Right.ENTER


FILLED = {"watch": 1, "grade": "差", "exempt_ground": "secret"}
"""Something for each field that counts by a step; a further one is added here with its book."""


@pytest.mark.parametrize(
    ("register", "name"),
    [(one, name) for one in books.declared() for name in one.by_step],
    ids=lambda one: str(getattr(one, "name", one)),
)
def test_what_counts_by_a_step_warns_where_it_is_filled_before(register, name):
    """A record says it of itself in exactly the states in which no figure does."""
    for state in register.states:
        record = SimpleNamespace(state=state.code, stored={name: FILLED[name]})
        said = [one.text for one in broken_rules(register, {name: FILLED[name], "state": state.code}, "2026-06-05")]
        told = [text for text in said if text.startswith(f"填了“{register.field(name).title}”，状态还是“{state.word}”")]
        assert len(told) == (not register.counts(record, name))
    assert not register.counts(SimpleNamespace(state=register.first_state, stored={name: FILLED[name]}), name)
    assert not refuses(register, "not_counted") and not list(register.not_counted({"state": register.first_state}))
