"""负面清单 from the window (M8): numbered, its sum adds up, a version is issued by one press, what is shown is exported and printed."""

from __future__ import annotations

import re

import openpyxl
import pytest

from desktop.ledgers import books
from desktop.operations import negative_list
from desktop.operations.records import verbs
from desktop.ui.pages.register.negative_list_dialog import NegativeListDialog
from tests.builders import EVERYONE, a_finding
from tests.ui.office import settled

BOOK = books.as_declared("common_group")


def listed(context, name, wording="不得如此"):
    finding = a_finding(context.ledger, text=name * 3)
    made = verbs.add(context.ledger, EVERYONE, BOOK, {"name": name, "findings": (finding,)})[0].id
    verbs.take(context.ledger, EVERYONE, BOOK, made, BOOK.step("confirm"), {"wording": wording})


@pytest.fixture
def dialog(qtbot, context):
    listed(context, "甲")
    listed(context, "乙")
    dialog = NegativeListDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, context)
    return dialog


def press(qtbot, context, button):
    button.click()
    settled(qtbot, context)


def shown(dialog):
    return [(row.number, row.name, row.change) for row in dialog.table.records()]


def test_a_version_is_issued_by_one_press_and_the_next_one_tells_what_came(qtbot, context, dialog):
    assert shown(dialog) == [(1, "甲", "新增"), (2, "乙", "新增")]
    press(qtbot, context, dialog.issue_button)
    assert dialog.version.currentText().startswith("第 1 版") and not dialog.issue_button.isEnabled()
    listed(context, "丙")
    dialog.refresh()
    assert shown(dialog) == [(1, "甲", ""), (2, "乙", ""), (3, "丙", "新增")]
    whole, before, came, left = map(int, re.findall(r"\d+", dialog.sum.text()))
    assert whole == before + came - left == 3
    press(qtbot, context, dialog.issue_button)
    assert [len(one.items) for one in negative_list.versions(context.reader)] == [2, 3]
    dialog.version.setCurrentIndex(0)
    assert shown(dialog) == [(1, "甲", "新增"), (2, "乙", "新增")]


def test_why_nothing_is_issued_stands_in_the_dialog(qtbot, context, dialog):
    press(qtbot, context, dialog.issue_button)
    dialog.version.setCurrentIndex(1)
    press(qtbot, context, dialog.issue_button)
    assert "与第 1 版相同" in dialog.wrong.text() and len(negative_list.versions(context.reader)) == 1


def test_what_is_shown_is_exported_and_printed(qtbot, context, dialog, tmp_path):
    dialog.verbs.export_to(tmp_path / "清单.xlsx")
    dialog.verbs.print_dialog().print_to(tmp_path / "清单.pdf")
    settled(qtbot, context)
    sheet = openpyxl.load_workbook(tmp_path / "清单.xlsx").active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("甲" in row for row in told) and any("不得如此" in row for row in told)
    assert (tmp_path / "清单.pdf").stat().st_size > 1000
