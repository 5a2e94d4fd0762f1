"""The tour in small: its practice list comes in with its faults shown, and what is there already is never written over."""

from __future__ import annotations

import openpyxl
import pytest

from db.queries import bases
from db.store import open_ledger
from desktop.operations.demonstration import tour
from desktop.operations.demonstration.tour import ROUND, WORKBOOK, Told


@pytest.mark.parametrize(
    ("there", "name"), [((), "demo"), (("demo",), "demo(2)"), (("demo", "demo(2)"), "demo(3)"), (("demo(2)",), "demo")]
)
def test_a_folder_with_a_demonstration_is_left_alone(tmp_path, there, name):
    for one in there:
        (tmp_path / one).mkdir()
        (tmp_path / one / "demo.ledger").mkdir()
    assert tour._unused(tmp_path / "demo").name == name


def test_a_folder_of_that_name_without_a_demonstration_is_used(tmp_path):
    (tmp_path / "demo").mkdir()
    assert tour._unused(tmp_path / "demo") == tmp_path / "demo"


def test_the_messy_list_comes_in_with_its_faults_shown_in_a_copy(tmp_path):
    told = Told(tmp_path / "demo.ledger")
    tour._import_messy_list(tmp_path, told)
    source, marked = told.files
    assert source == tmp_path / WORKBOOK and source.is_file()
    notes = [cell.comment for sheet in openpyxl.load_workbook(marked) for row in sheet for cell in row if cell.comment]
    assert notes and told.lines[0].startswith("导入练习：读出问题 ") and "已入账 " in told.lines[0]
    ledger = open_ledger(tmp_path / "导入练习.ledger", None, lambda: None)
    count = ledger.reader.value("select count(*) from finding")
    ledger.close()
    assert count > 0 and f"已入账 {count} 条" in told.lines[0]


def test_the_rate_is_told_of_its_round_with_its_basis_and_day(story):
    told = Told(None)
    tour._rate(story.ledger, told)
    assert told.rate["numerator"] <= told.rate["denominator"] and told.rate["as_of"] == story.ledger.today()
    assert told.rate["basis"] and told.lines and bases.default_basis(story.ledger.reader).numerator
    assert tour._round_id(story.ledger) == story.ledger.reader.value("select id from round where code = ?", (ROUND,))


def test_the_list_for_the_meeting_holds_what_is_open_and_says_so(story):
    shown = tour._view(story.ledger)
    assert (
        not {row.verdict for row in shown.rows} & {"done", "transferred"}
        and "除已销号、已移交" in shown.scope
        and shown.total >= len(shown.rows)
        and shown.basis
    )
