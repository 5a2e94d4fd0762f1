"""A list goes where the clerk says, as the kind of file that the file dialog shows."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.dialogs.list_target import SHEET, WORD, ask_list_target


@pytest.mark.parametrize(
    ("typed", "kind", "word", "path"),
    [
        ("清单.xlsx", SHEET, False, "清单.xlsx"), ("清单", WORD, False, "清单.docx"), ("清单.xlsx", WORD, False, "清单.docx"),
        ("清单.docx", SHEET, True, "清单.xlsx"), ("2026.6", SHEET, False, "2026.6.xlsx"), ("清单.docx", "", False, "清单.docx"),
        ("清单", "", True, "清单.docx"), ("", "", False, None),
    ],
)  # fmt: skip
def test_the_kind_that_is_chosen_decides_the_ending(qtbot, monkeypatch, typed, kind, word, path):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (asked.append(given), (typed, kind))[1])
    parent = QWidget()
    qtbot.addWidget(parent)

    assert ask_list_target(parent, "清单", word=word) == (Path(path) if path else None)
    assert asked[0][2] == ("清单.docx" if word else "清单.xlsx") and asked[0][3].split(";;")[0] == asked[0][4]
