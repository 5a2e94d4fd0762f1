"""The rest of a long list is read behind what is looked at: the window stands first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from db.late_rows import LateRows
from desktop.ledgers.long_list import late_in
from desktop.ui.aside import Aside

AFTER_MS = 200
"""What is in sight is painted before."""


class Behind(Aside):
    """Reads whole what a grid was given; whoever needs a row before has it read at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._late: LateRows[Any] | None = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether rows are still to be read."""
        return self._soon.isActive() or super().busy

    def read(self, records: Sequence[Any]) -> None:
        """Read these records whole in a moment; those of before are for nobody any more."""
        self._late = late_in(records)
        self._soon.start() if self._late is not None else self._soon.stop()

    def close(self) -> None:
        """Read nothing more."""
        self._soon.stop()
        super().close()

    def _begin(self) -> None:
        late, self._late = self._late, None
        if late is not None:
            self.do(partial(_read, late), self._stands, at_once=False)

    def _stands(self, _nothing: None) -> None:
        """What is shown stays as it is."""


def _read(late: LateRows[Any], _stop: object) -> None:
    late.whole()
