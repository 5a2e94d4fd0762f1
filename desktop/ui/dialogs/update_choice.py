"""Which update is taken, and what it says of itself: before the login and in 系统—更新."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.exchange.update_file import SUFFIX
from desktop.operations.updating import judging
from desktop.operations.updating.judging import Judged
from desktop.operations.updating.program import Program


def chosen_file(parent: QWidget) -> Path | None:
    """An update file; None where nothing was chosen."""
    name, _kind = QFileDialog.getOpenFileName(parent, "更新文件", "", f"更新 (*{SUFFIX})")
    return Path(name) if name else None


def chosen_disc(parent: QWidget) -> Path | None:
    """A disc or a folder with an update; None where nothing was chosen."""
    name = QFileDialog.getExistingDirectory(parent, "光盘或放更新的文件夹")
    return Path(name) if name else None


def look(program: Program, path: Path, report: Any) -> Judged:
    """What an update says of itself; for the worker, nothing is installed."""
    report(0, 0, "")
    return judging.judge(program, path)
