"""While the ledger is closed: what still runs, by name, so that nobody waits before a frozen window."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.jobs import Jobs
from desktop.ui.theme import Theme

SHOWN_AFTER_MS, ASKED_EVERY_MS = 400, 100


class ClosingSheet(QWidget):
    """Shown only where it takes longer than a moment; it closes when everything queued is done."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.setWindowTitle("巡察整改台账：正在关闭账本")
        self.setFixedWidth(theme.px(420))
        self.label = QLabel(wordWrap=True)
        self.note = QLabel("完成后自动关闭，请不要断电或拔下磁盘。", wordWrap=True)
        self.note.setProperty("role", "secondary")
        bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        for widget in (self.label, bar, self.note):
            layout.addWidget(widget)
        self._loop = QEventLoop(self)
        self._timer = QTimer(self, interval=ASKED_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        """Return when nothing runs any more; keys and clicks go nowhere else meanwhile."""
        for job in self._jobs.running:
            job.done = job.failed = job.progress = None  # nobody is left to hear the answers
        if not self._jobs.running:
            return
        others = [one for one in QApplication.topLevelWidgets() if one is not self and one.isEnabled()]
        for window in others:
            window.setEnabled(False)
        self._look()
        QTimer.singleShot(SHOWN_AFTER_MS, self, self._appear)
        self._timer.start()
        self._loop.exec()
        self.hide()
        for window in others:
            if shiboken6.isValid(window):
                window.setEnabled(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """It cannot be closed by hand."""
        event.setAccepted(not self._jobs.running)

    def _appear(self) -> None:
        if self._jobs.running:
            self.show()

    def _look(self) -> None:
        running = self._jobs.running
        if not running:
            self._timer.stop()
            self._loop.quit()
            return
        self.label.setText("\n".join(dict.fromkeys(job.text for job in running)))
