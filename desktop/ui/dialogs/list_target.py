"""Where a list that leaves is written, and as what: a workbook or a Word table, by the kind chosen in the file dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

SHEET, WORD = "Excel 工作簿 (*.xlsx)", "Word 表格 (*.docx)"
_ENDINGS = {SHEET: ".xlsx", WORD: ".docx"}


def ask_list_target(parent: QWidget, title: str, *, word: bool = False) -> Path | None:
    """The chosen file, with the ending of its kind; None where the clerk went back. `word` proposes a Word table."""
    first, other = (WORD, SHEET) if word else (SHEET, WORD)
    name, kind = QFileDialog.getSaveFileName(parent, "导出到", f"{title}{_ENDINGS[first]}", f"{first};;{other}", first)
    if not name:
        return None
    path, ending = Path(name), _ENDINGS.get(kind, _ENDINGS[first])
    if path.suffix.lower() not in _ENDINGS.values():
        return path.with_name(path.name + ending)
    return path if kind not in _ENDINGS or path.suffix.lower() == ending else path.with_suffix(ending)
