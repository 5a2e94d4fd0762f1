"""Where a list that leaves is written, and as what: a workbook or a Word table, by the kind chosen in the file dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

SHEET, WORD = "Excel 工作簿 (*.xlsx)", "Word 表格 (*.docx)"
_ENDINGS = {SHEET: ".xlsx", WORD: ".docx"}


def ask_list_target(parent: QWidget, title: str, *, word: bool = False) -> Path | None:
    """The chosen file, with the ending of its kind; None where the clerk went back. `word` proposes a Word table."""
    first = WORD if word else SHEET
    name, kind = QFileDialog.getSaveFileName(parent, "导出到", proposed(title, word=word), kinds(word=word), first)
    if not name:
        return None
    return with_ending(Path(name), kind, _ENDINGS[first])


def proposed(title: str, *, word: bool) -> str:
    """The name that is proposed."""
    return f"{title}{_ENDINGS[WORD if word else SHEET]}"


def kinds(*, word: bool) -> str:
    """What the file dialog offers, the proposed kind first."""
    return f"{WORD};;{SHEET}" if word else f"{SHEET};;{WORD}"


def with_ending(path: Path, kind: str, usual: str) -> Path:
    """The path with the ending of the chosen kind; `usual` where the dialog names none of ours."""
    ending = _ENDINGS.get(kind, usual)
    if path.suffix.lower() not in _ENDINGS.values():
        return path.with_name(path.name + ending)
    return path if kind not in _ENDINGS or path.suffix.lower() == ending else path.with_suffix(ending)
