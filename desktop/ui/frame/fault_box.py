"""What a clerk sees of a fault of the program itself."""

from __future__ import annotations

import logging

from PySide6.QtWidgets import QMessageBox

from desktop.host import logs, paths
from desktop.ui.theme import dress

_log = logging.getLogger(__name__)


def report_fault(error: BaseException) -> None:
    """A fault of the program: log it whole, say where the log is, and that what was saved is saved."""
    _log.error("unexpected fault", exc_info=(type(error), error, error.__traceback__))
    box = QMessageBox()
    dress(box)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("程序遇到意外情况")
    box.setText("程序遇到意外情况，已确认保存的内容都在账本中。")
    box.setInformativeText(f"经过记在 {paths.log_folder()}，其中不含台账内容，请交给维护人员。")
    box.setDetailedText(logs.without_contents(f"{type(error).__name__}: {error}"))
    box.exec()
