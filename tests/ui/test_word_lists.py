"""A list of findings in the table of a Word file goes through the same wizard as a workbook (D15, issue 6 point 1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.digest import content_digest
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.operations import undo
from desktop.ui.pages.importing.page import DIFF, DONE, FAULTS, HEADS, ImportPage
from tests.builders import EVERYONE, a_round, a_unit
from tests.exchange.test_word_tables import HEAD, ROWS, a_list
from tests.exchange.word_files import paragraph, save, table
from tests.ui.office import TODAY, settled, show

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, context):
    a_round(context.ledger)
    a_unit(context.ledger, "县城市管理局党组")
    return show(qtbot, context, ImportPage(context))


def test_the_list_of_a_word_file_is_entered_and_undone_like_any_other(qtbot, context, page, tmp_path):
    before = content_digest(context.reader)
    asked = []
    context.page_asked.connect(lambda key, _what: asked.append(key))
    path = a_list(tmp_path, head=[*HEAD, "被巡察单位"], rows=[[*row, "县城市管理局党组"] for row in ROWS])
    page.open_file(path)
    settled(qtbot, context)
    assert asked == [] and page.step in (HEADS, FAULTS)
    while page.step != DONE:
        assert page.next_button.isEnabled(), (page.step, page.foot.left_label.text())
        step = page.step
        qtbot.keyClick(page, Qt.Key.Key_Return, CONTROL)
        settled(qtbot, context)
        assert page.step != step
    rows = list_findings(context.reader, FindingCriteria(), TODAY)
    assert [(row.text, row.owner, row.due_on) for row in rows] == [(row[1], row[3], row[4]) for row in ROWS]
    undo.undo(context.ledger, EVERYONE)
    assert content_digest(context.reader) == before


def test_every_row_of_the_paper_is_accounted_for(qtbot, context, page, tmp_path):
    rows = [[*row, "县城市管理局党组"] for row in ROWS]
    lines = [paragraph(one) for one in ("整改任务清单", "单位（盖章）：", "截至2026年5月31日")]
    path = save(tmp_path, [*lines, table([[*HEAD, "被巡察单位"], *rows]), paragraph("填表人：王敏")], "清单.docx")
    page.open_file(path)
    settled(qtbot, context)
    assert page.law_sign.text().startswith("✓"), page.law_label.text()
    assert "7 行 =" in page.law_label.text()
    assert page.step != DIFF
