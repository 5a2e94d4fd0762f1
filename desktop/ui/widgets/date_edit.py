"""A date typed as a clerk types it: 531, 5-31, 20260531, 2026-05-31, 5月31日."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

_PARTS = re.compile(r"^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$")


def read_date(typed: str, today: date) -> date | None:
    """The date that was meant; without a year it is this year's. None where there is no such day."""
    text = typed.strip().replace(" ", "")
    found = _PARTS.match(text)
    if found:
        year, month, day = found.groups()
        return _day(int(year) if year else today.year, int(month), int(day))
    if not text.isdigit():
        return None
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) in (3, 4):
        return _day(today.year, int(text[:-2]), int(text[-2:]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateEdit(QLineEdit):
    """Shows 2026-05-31; what cannot be a date is tinted and said."""

    changed = Signal()

    def __init__(self, today: date, *, optional: bool = True, placeholder: str = "如 618、6-18 或 2026-06-18") -> None:
        super().__init__(placeholderText=placeholder)
        self._today, self._optional = today, optional
        self._shown: date | None = None
        self.textEdited.connect(self._judge)
        self.editingFinished.connect(self._finish)

    def set_date(self, day: date | None) -> None:
        """Show a date."""
        self._shown = day
        self.setText("" if day is None else day.isoformat())
        self._judge()

    def date(self) -> date | None:
        """The date typed; None while it is empty or none."""
        return read_date(self.text(), self._today)

    def is_faulty(self) -> bool:
        """Whether something stands here that is no date, or nothing where a date is needed."""
        typed = self.text().strip()
        return (bool(typed) and self.date() is None) or (not typed and not self._optional)

    def fault(self) -> str:
        """The sentence for the clerk."""
        if not self.is_faulty():
            return ""
        typed = self.text().strip()
        return f"“{typed}”不是日期。请改成如 2026-06-18 的日期。" if typed else "请填日期，如 2026-06-18。"

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the date in full when leaving."""
        self._finish()
        super().focusOutEvent(event)

    def _judge(self) -> None:
        faulty = bool(self.text().strip()) and self.date() is None
        if bool(self.property("faulty")) != faulty:
            self.setProperty("faulty", faulty)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(self.fault() if faulty else "")

    def _finish(self) -> None:
        day = self.date()
        if day is not None:
            self.setText(day.isoformat())
        if day != self._shown and not (self.text().strip() and day is None):
            self._shown = day
            self.changed.emit()
        self._judge()
