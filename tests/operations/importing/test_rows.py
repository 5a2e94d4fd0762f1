"""RULES §11, ledger.md §3: what a row of a list becomes: claims, in 期初 verdicts, measures, an extension; days that hold."""

from types import SimpleNamespace

import pytest

from db.queries import facts, history
from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.operations.change import change
from desktop.operations.importing.rows import Entry, _later, enter_finding
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_round, a_unit

ROW = {"sheet": "清单", "row": 5, "rows": [5, 6], "text": "党费收缴不及时"}


def entered(ledger, opening=False, list_date="2026-05-31", **fields):
    round_id, unit = a_round(ledger), a_unit(ledger)
    verdict_column = fields.pop("has_verdict_column", False)
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        entry = Entry(
            round_id, list_date, opening, "五月.xlsx", set(), (), has_verdict_column=verdict_column, changes=changes
        )
        finding_id = enter_finding(entry, FindingDraft(**{**ROW, **fields}), unit)
    return finding_id, entry


def events(ledger, measure=False):
    wanted = "is not null" if measure else "is null"
    return ledger.reader.tuples(
        f"select kind, effective_on, claim_state, verdict_state, text, paper, opening from finding_event where measure_id {wanted} and kind <> 'give' order by id"
    )


def test_a_state_is_a_claim_on_its_day_of_completion_else_of_the_list(ledger):
    entered(ledger, status="done", completed_on="2026-05-10", progress="已补缴")
    assert events(ledger) == (("claim", "2026-05-10", "done", None, "已补缴", "", 0),)


@pytest.mark.parametrize("completed_on, list_date, on", [
    (None, "2026-05-31", "2026-05-31"), ("2026-06-06", "2026-05-31", "2026-05-31"), ("2026-06-05", "2026-05-31", "2026-06-05"), ("2026-03-01", "2026-05-31", "2026-03-18"),
    (None, "2026-03-01", "2026-03-18"),
])  # fmt: skip
def test_a_claim_lies_neither_before_the_feedback_nor_after_today(ledger, completed_on, list_date, on):
    entered(ledger, status="partly_done", completed_on=completed_on, list_date=list_date)
    assert [event[1] for event in events(ledger)] == [on]


def test_words_without_a_state_are_a_note_and_move_nothing_l1(ledger):
    """L-1"""
    one, _entry = entered(ledger, progress="已补缴")
    assert events(ledger) == (("note", "2026-05-31", None, None, "已补缴", "", 0),)
    assert facts.lanes(ledger.reader, one, "2026-06-05").claim == "not_started"


@pytest.mark.parametrize(
    "verdict, kept",
    [("partly_done", True), ("not_done", True), ("done", False), ("transferred", False), ("long_term", False)],
)
def test_outside_the_opening_only_progress_is_the_offices_word_and_stands_before_the_claim_r1(ledger, verdict, kept):
    """R-1: a list closes nothing, and takes nothing out of 待核实."""
    one, _entry = entered(ledger, status="done", verified_status=verdict)
    found = [(event[0], event[2], event[3]) for event in events(ledger)]
    assert found == ([("verify", None, verdict)] if kept else []) + [("claim", "done", None)]
    assert facts.lanes(ledger.reader, one, "2026-06-05").waiting


@pytest.mark.parametrize(
    "column, verified, verdict",
    [(False, None, "done"), (True, None, None), (True, "partly_done", "partly_done"), (False, "not_done", "not_done")],
)
def test_in_the_opening_a_state_sets_both_lanes_unless_the_list_has_its_own_column(ledger, column, verified, verdict):
    one, _entry = entered(
        ledger,
        opening=True,
        status="done",
        completed_on="2026-05-10",
        verified_status=verified,
        has_verdict_column=column,
    )
    lanes = facts.lanes(ledger.reader, one, "2026-06-05")
    assert (lanes.claim, lanes.verdict) == ("done", verdict or "not_started")
    assert all(event[6] for event in events(ledger))
    if verdict:
        assert events(ledger)[-1][5] == "五月.xlsx 清单第5行"
    assert set(ledger.reader.column("select known_on from finding_event where kind <> 'give'")) == {"2026-05-10"}


DETAILS = [MeasureDraft("甲", owner="李", due_on="2026-06-01", due_kind="date"), MeasureDraft("乙")]


@pytest.mark.parametrize("status, opening, lanes", [
    ("done", False, ("claim", "done", None)), ("long_term", False, ("claim", "long_term", None)), ("in_progress", False, None), ("partly_done", True, None), (None, False, None),
])  # fmt: skip
def test_measures_without_states_take_the_settled_state_of_their_row_l6(ledger, status, opening, lanes):
    """L-6"""
    entered(ledger, opening=opening, status=status, measure_details=DETAILS)
    assert ledger.reader.tuples("select text, owner, due_on, due_kind from measure order by id") == (
        ("甲", "李", "2026-06-01", "date"),
        ("乙", "", None, ""),
    )
    assert [(event[0], event[2], event[3]) for event in events(ledger, measure=True)] == ([lanes] * 2 if lanes else [])


def test_in_the_opening_measures_take_the_verdict_too_l6(ledger):
    """L-6"""
    entered(ledger, opening=True, status="done", measure_details=DETAILS[:1])
    assert [(event[0], event[2], event[3], event[6]) for event in events(ledger, measure=True)] == [
        ("claim", "done", None, 1),
        ("verify", None, "done", 1),
    ]


@pytest.mark.parametrize("opening, verdict", [(False, None), (True, "done")])
def test_a_measure_with_a_state_of_its_own_has_that_and_the_others_none(ledger, opening, verdict):
    details = [MeasureDraft("甲", status="done", progress="办了"), MeasureDraft("乙")]
    entered(ledger, opening=opening, status="done", measure_details=details)
    assert events(ledger, measure=True) == (("claim", "2026-05-31", "done", verdict, "办了", "", int(opening)),)


@pytest.mark.parametrize(
    "first, due, extended",
    [
        ("2026-05-01", "2026-07-01", True),
        ("2026-07-01", "2026-07-01", False),
        ("2026-08-01", "2026-07-01", False),
        (None, "2026-07-01", False),
        ("2026-05-01", None, False),
    ],
)
def test_a_later_date_beside_the_first_is_one_extension(ledger, first, due, extended):
    one, _entry = entered(ledger, first_due_on=first, due_on=due)
    found = [(event[0], event[1]) for event in events(ledger)]
    assert found == ([("extend", "2026-05-31")] if extended else [])
    assert facts.lanes(ledger.reader, one, "2026-06-05").due_on == (due if extended else first or due)
    assert history.fields_of(ledger.reader, "finding", one)["first_due_on"] == (first or due)


def test_rows_of_one_problem_hang_on_it_once(ledger):
    entered(ledger, parent=" 总问题 ", text="甲")
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        entry = Entry(1, "2026-05-31", False, "五月.xlsx", set(), (), changes=changes)
        enter_finding(entry, FindingDraft(**{**ROW, "parent": "总问题", "text": "乙"}), 1)
        enter_finding(entry, FindingDraft(**{**ROW, "parent": "", "text": "丙"}), 1)
    assert ledger.reader.column("select text from problem") == ("总问题",)
    assert ledger.reader.column("select parent_id from finding order by id") == (1, 1, None)
    assert entry.count == 2


def test_every_row_of_a_finding_has_its_fate(ledger):
    one, entry = entered(ledger, status="done")
    assert entry.finding_of_row == {("清单", 5): one, ("清单", 6): one} and entry.fate_of_row == dict.fromkeys(
        [("清单", 5), ("清单", 6)], "entered"
    )
    assert (
        list(entry.said_of_row) == [("清单", 5)]
        and entry.said_of_row[("清单", 5)]["status"] == "done"
        and entry.count == 1
    )


@pytest.mark.parametrize("first, due, drafted, kind, later", [
    (None, "2026-09-01", "2026-08-01", "date", "2026-09-01"), (None, "2026-08-01", "2026-08-01", "date", None), (None, "2026-09-01", "2026-08-01", "long_term", None),
    ("2026-07-01", "2026-09-01", "2026-08-01", "date", None), (None, None, None, "date", None),
])  # fmt: skip
def test_our_own_list_tells_the_date_in_force_beside_the_first_one(first, due, drafted, kind, later):
    """Another office's list, which has a first date, tells of an extension instead."""
    entry = SimpleNamespace(date_of=lambda _finding, name: {"due_on": due}[name])
    draft = SimpleNamespace(first_due_on=drafted, due_kind=kind)

    assert _later(entry, FindingDraft(**ROW, first_due_on=first), draft) == later
