"""One typed draft for every way in; JSON is made only in `cli` (landing 3)."""

from __future__ import annotations

import ast
import re

import pytest

from desktop.ledgers.finding_draft import DRAFTED, FindingDraft, MeasureDraft
from desktop.ledgers.findings import EDITABLE, FIELDS
from tests.test_architecture import PROGRAM, at, in_rooms, name_of, tree

_UNTYPED = re.compile(r"\b(?:dict|Mapping)\[str, Any\]")
_MADE_HERE = "desktop/ledgers/finding_draft.py"
_WHAT_RATES_READ = "desktop/rules/standing.py"  # a finding that is entered, as a figure sees it on a day
# What is stored as JSON in the ledger, or stands in a file that is JSON itself; none of it passes from exchange to operations.
_STORED_AS_JSON = {
    "list_row.py",
    "rows.py",
    "last_list.py",
    "list_changes.py",
    "decisions.py",
    "keeping.py",
    "office_words.py",
}


def records(path):
    """Every class of a file with the names of its declared parts."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            yield (
                node,
                {
                    one.target.id
                    for one in node.body
                    if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
                },
            )


def test_no_second_record_drafts_a_finding():
    """A class with four of the book's own fields, or with the name, would be one."""
    second = [
        at(path, node)
        for path in PROGRAM
        if in_rooms(path, ("desktop",)) and name_of(path) not in (_MADE_HERE, _WHAT_RATES_READ)
        for node, names in records(path)
        if len(names & {*DRAFTED} - {"source", "people"}) >= 4 or "FindingDraft" in node.name
    ]

    assert second == []


def test_a_field_of_the_book_can_be_drafted_without_a_further_list():
    """W-3"""
    assert {*DRAFTED, "text"} == {*EDITABLE, "serial"} and len(set(DRAFTED)) == len(DRAFTED)
    for field in FIELDS:
        if field.plain and field.name != "text":
            draft = FindingDraft(1, 2, "甲", **{field.name: "印"})
            assert (getattr(draft, field.name), draft.stored()[field.name]) == ("印", "印")


def test_what_the_book_does_not_know_cannot_be_drafted():
    with pytest.raises(TypeError):
        FindingDraft(1, 2, "甲", colour="红")
    with pytest.raises(AttributeError):
        _ = FindingDraft(1, 2, "甲").colour


def test_what_is_not_said_is_left_to_the_ledger_and_reads_as_empty():
    draft = FindingDraft(1, 2, "甲", owner=None)

    assert (draft.owner, draft.said("owner"), draft.nature, draft.in_feedback) == ("", None, "ordinary", True)
    assert "owner" not in draft.stored() and "in_feedback" not in draft.stored()
    assert draft.but(owner="李明", unit="某局").owner == "李明" and draft.owner == ""


def test_a_measure_stores_only_what_the_ledger_has_of_it():
    assert set(MeasureDraft("甲", row=3, status="done", progress="已办").stored()) == {
        "text", "leader", "department", "owner", "due_on", "due_kind", "standard",
    }  # fmt: skip


def test_nothing_passes_from_exchange_to_operations_untyped():
    """No public part of `exchange`, and nothing of the import that holds findings or faults, is a dict."""
    faults = []
    for path in PROGRAM:
        if not in_rooms(path, ("desktop/exchange", "desktop/operations/importing")) or path.name in _STORED_AS_JSON:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                told = [node.returns, *(one.annotation for one in (*node.args.args, *node.args.kwonlyargs))]
            elif isinstance(node, ast.ClassDef):
                told = [one.annotation for one in node.body if isinstance(one, ast.AnnAssign)]
            else:
                continue
            faults += [at(path, node) for one in told if one is not None and _UNTYPED.search(ast.unparse(one))]

    assert [one for one in faults if one.split(":")[0] not in _OF_OTHER_FILES] == []


_OF_OTHER_FILES = {
    "desktop/exchange/formats/events.py",  # the fields of an event, as its JSON file has them
    "desktop/exchange/formats/units.py",  # a line of units.json
    "desktop/operations/importing/kept_cells.py",  # values of fields by name, as `FindingDraft.values`
    "desktop/operations/importing/second_list.py",  # what a row said, as it is kept in the ledger
}


def test_json_of_readings_is_made_only_in_the_command_line():
    makers = [
        at(path, node)
        for path in PROGRAM
        if in_rooms(path, ("desktop/exchange", "desktop/operations/importing", "desktop/operations/records"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.strip("_") in ("to_json", "as_json", "refused_json")
    ]

    assert makers == []
