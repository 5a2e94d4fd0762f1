"""更新程序, before any ledger is open: only where a later version brought the ledger up to date, so that this one cannot open it.

There is no backup and no trial here as 系统—更新 makes them: this version cannot read the ledger, and the later one has already changed it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.operations.updating import installing
from desktop.operations.updating.installing import Switched
from desktop.operations.updating.judging import Judged
from desktop.operations.updating.program import Program
from desktop.ui.dialogs import update_choice
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.whole_text import WholeText

_HOW = "有更新文件或光盘的，可以在这里装：先核对签名和每个文件，装在现在的版本旁边，自检，都对才换用。账本不动。交付单位 {key}，请与交接单上的核对。"
_WIDTH, _SIDE = 560, 28

Asked = Callable[[str, Callable[..., Any], Callable[[Any], None]], None]


class UpdatePage(QWidget):
    """Says why the ledger stays shut; takes an update, installs it beside, and asks to be started again by it."""

    again_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, program: Program, why: str, start: Asked) -> None:
        """`start`: runs work in the worker: its label, the work, what is done with the answer."""
        super().__init__()
        self.program, self._start, self._going = program, start, self._choose_file
        self.why, self.told, self.fault = (WholeText(theme.px(_WIDTH) - 2 * _SIDE) for _ in range(3))
        self._why, self._how = why, _HOW.format(key=program.fingerprint())
        self.told.setProperty("role", "secondary")
        self.fault.setProperty("tone", "red")
        self.go_button, self.disc_button = QPushButton("选更新文件…"), QPushButton("选光盘或文件夹…")
        self.back_button = QPushButton("返回")
        self.go_button.setProperty("primary", True)
        self.go_button.clicked.connect(lambda: self._going())
        self.disc_button.clicked.connect(self._choose_disc)
        self.back_button.clicked.connect(self.left)
        card = named(QFrame(), "card")
        card.setFixedWidth(theme.px(_WIDTH))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(_SIDE, 22, _SIDE, 18)
        layout.setSpacing(10)
        title = QLabel("先更新程序")
        title.setProperty("role", "page-title")
        for widget in (title, self.why, self.told, self.fault):
            layout.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.disc_button)
        row.addWidget(self.go_button)
        layout.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(3)
        self.fault.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """The lines are counted in the page's own letters, which it has once it is shown."""
        super().showEvent(event)
        self.why.say(self._why)
        self.told.say(self.told.text() or self._how)

    def look_at(self, path: Path) -> None:
        """What an update says of itself; nothing is installed yet."""
        self._wait()
        self._start("正在核对更新", partial(update_choice.look, self.program, path), self._looked)

    def refuse(self, text: str) -> None:
        """Say why nothing was installed; another file may be chosen."""
        self._offer("选更新文件…", self._choose_file)
        self.disc_button.show()
        self.fault.say(text)
        self.fault.show()

    def _looked(self, judged: Judged) -> None:
        release = judged.release
        self.told.say(f"{judged.path.name}：版本 {release.version}，签名相符，{len(release.entries)} 个文件。")
        self._offer(f"更新到 {release.version}", partial(self._install, judged.path))

    def _install(self, path: Path) -> None:
        self._wait()
        self._start("正在安装", partial(_install, self.program, path), self._installed)

    def _installed(self, switched: Switched) -> None:
        self.told.say(f"已装好 {switched.version}，自检通过。")
        self.back_button.hide()
        self._offer("重新打开", self.again_asked.emit)

    def _offer(self, verb: str, going: Callable[[], Any]) -> None:
        self._going = going
        self.go_button.setText(verb)
        self.go_button.setEnabled(True)
        self.back_button.setEnabled(True)

    def _wait(self) -> None:
        self.fault.hide()
        self.disc_button.hide()
        self.go_button.setEnabled(False)
        self.back_button.setEnabled(False)

    def _choose_file(self) -> None:
        if (path := update_choice.chosen_file(self)) is not None:
            self.look_at(path)

    def _choose_disc(self) -> None:
        if (path := update_choice.chosen_disc(self)) is not None:
            self.look_at(path)


def _install(program: Program, path: Path, report: Any) -> Switched:
    return installing.switch(program, installing.place(program, path, report), None, None, report)
