"""A returned workbook with notes: every heading that waits for a person is told in its own cell, what goes in silently is not."""

import openpyxl
import pytest

from desktop.operations import findings, progress
from desktop.operations.return_book import annotating
from desktop.operations.return_book.receiving import Picks, look
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.return_book.returns import Office, filled


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


@pytest.mark.parametrize(
    ("picks", "said"),
    [
        (lambda _cell: Picks(), "待定"),
        (lambda cell: Picks(unit_side=frozenset({cell})), "取本表所填"),
        (lambda cell: Picks(ledger_side=frozenset({cell})), "以台账为准"),
    ],
)
def test_a_conflict_is_told_with_its_three_sides_and_the_decision(office, tmp_path, picks, said):
    path, number = office.sent(), office.number(office.one)
    progress.claim(office.ledger, CLAIMANT, office.one, "basically_done", office.ledger.today())
    findings.edit(office.ledger, EVERYONE, [office.two], {"owner": "贺知微"})
    back = filled(path, {(number, "status"): "已完成", (office.number(office.two), "owner"): "程青禾"})
    received = look(office.ledger, back, picks((number, "status")))
    [note] = annotating.notes_of(received)

    assert note.level == "error" and note.message == (
        f"{note.column}：发出时未启动，本表填已完成，台账现在是基本完成。{said}。"
    )
    made = annotating.write(office.ledger, EVERYONE, back, received, tmp_path / "批注.xlsx")
    cell = openpyxl.load_workbook(made)["整改台账"][note.cell]
    assert cell.value == "已完成" and note.message in cell.comment.text


def test_a_row_that_is_not_taken_is_told_in_its_row(office):
    number = office.number(office.one)
    back = filled(office.sent(), {(number, "status"): "说不清"})
    notes = list(annotating.notes_of(look(office.ledger, back)))
    assert notes and all(note.row and note.message.endswith("。") for note in notes)
