"""A running job inside the page: what, which, how many, about how long still, and 取消."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from desktop.ui.jobs import Job
from desktop.ui.theme import Theme


def time_left(elapsed: float, done: int, total: int) -> str:
    """About how long a job still takes, in words; empty while nothing can be said."""
    if not done or total <= done or elapsed < 2:
        return ""
    seconds = elapsed / done * (total - done)
    if seconds < 90:
        return f" · 约剩 {max(5, round(seconds / 5) * 5)} 秒"
    return f" · 约剩 {round(seconds / 60)} 分钟"


class JobBar(QFrame):
    """Shown by Jobs after 0.4 s; the rest of the program stays usable for reading."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._job: Job | None = None
        self._since = 0.0
        self.label = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setToolTip("做完手上这一份就停")
        self.cancel_button.clicked.connect(self._cancel)
        left = QVBoxLayout()
        left.addWidget(self.label)
        left.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 8)
        layout.addLayout(left, 1)
        layout.addWidget(self.cancel_button)
        self.hide()

    def begin(self, job: Job) -> None:
        """Show a job."""
        self._job, self._since = job, time.monotonic()
        self.cancel_button.setEnabled(True)
        self.show_progress(*job.last)
        self.show()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far it is; an unknown total shows a bar that moves."""
        if self._job is None:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.label.setText(self._job.text + time_left(time.monotonic() - self._since, done, total))

    def end(self) -> None:
        """The job is finished."""
        self._job = None
        self.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
            self.label.setText(f"{self._job.text} · 做完这一份就停")
