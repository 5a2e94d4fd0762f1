"""从备份恢复, before any ledger is open: the PC is new or the old one is dead; a backup from the outside disk becomes a ledger here (B3, T12)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.host.network_share import look_at
from desktop.host.paths import ledgers_folder
from desktop.operations import restoring
from desktop.ui.theme import Theme
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.whole_text import WholeText

_WIDTH, _SIDE = 560, 28


class RestorePage(QWidget):
    """Asks for the file, the words that open it, and the place; the window restores."""

    restore_asked = Signal(object, object, str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._said: restoring.SaysOfItself | None = None
        self.file, self.place = QLineEdit(readOnly=True), QLineEdit(str(ledgers_folder()))
        self.file.setPlaceholderText("外置备份盘上以 .bak 结尾的文件，选日期最近的一份")
        self.told = WholeText(theme.px(_WIDTH) - 2 * _SIDE)
        self.told.setProperty("role", "secondary")
        self.words = PasswordEdit("制作备份时的口令，或恢复单上的恢复码")
        self.fault = WholeText(theme.px(_WIDTH) - 2 * _SIDE)
        self.fault.setProperty("tone", "red")
        self.button = QPushButton("恢复到本机")
        self.button.setProperty("primary", True)
        back = QPushButton("返回")
        self.button.clicked.connect(self._ask)
        back.clicked.connect(self.left)
        self.words.entered.connect(self._ask)
        self.place.textChanged.connect(self.suit)
        self.words.edited.connect(self.suit)
        card = named(QFrame(), "card")
        card.setFixedWidth(theme.px(_WIDTH))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(_SIDE, 22, _SIDE, 18)
        layout.setSpacing(8)
        title = QLabel("从备份恢复")
        title.setProperty("role", "page-title")
        layout.addWidget(title)
        for label, widget, choose in (
            ("备份文件", self.file, self._choose_file),
            ("账本放在", self.place, self._choose_place),
        ):
            layout.addWidget(_label(label))
            row = QHBoxLayout()
            row.addWidget(widget, 1)
            button = QPushButton("选择…")
            button.setAccessibleName(f"{label}，选择")
            button.clicked.connect(choose)
            row.addWidget(button)
            layout.addLayout(row)
            if widget is self.file:
                layout.addWidget(self.told)
        layout.addWidget(_label("口令"))
        layout.addWidget(self.words)
        layout.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.button)
        layout.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(3)
        self.suit()

    def choose(self, path: Path) -> None:
        """Take a file and show what it says of itself; a file that is no backup is refused in words."""
        try:
            self._said = restoring.says_of_itself(path)
        except KnownError as error:
            self._said = None
            self.file.clear()
            self.told.say("")
            self.suit()
            self.fault.say(str(error))
            return
        self.file.setText(str(path))
        self.told.say(self._said.sentence())
        self.words.line.setEnabled(not self._said.plain)
        self.suit()

    def target(self) -> Path:
        """The ledger that is to be made."""
        name = self._said.ledger_name if self._said is not None else ""
        return Path(self.place.text().strip()) / f"{name.removesuffix('.ledger')}.ledger"

    def suit(self) -> None:
        """Say what is missing; the button waits for it."""
        self.fault.say(self._fault() if self._said is not None else "")
        ready = self._said is not None and not self._fault() and bool(self._said.plain or self.words.text())
        self.button.setEnabled(ready)

    def refuse(self, text: str) -> None:
        """Say why nothing was restored."""
        self.fault.say(text)
        self.words.clear()
        self.button.setEnabled(bool(self._said is not None and self._said.plain))

    def _fault(self) -> str:
        place = Path(self.place.text().strip() or ".")
        if not place.is_absolute():
            return "请选择本机的一个文件夹。"
        if self.target().exists():
            return f"{self.target().name} 在那里已经有了。请换一个文件夹，恢复不会覆盖已有的账本。"
        return look_at(place).reason

    def _ask(self) -> None:
        if self.button.isEnabled():
            self.button.setEnabled(False)
            self.fault.say("")
            self.restore_asked.emit(Path(self.file.text()), self.target(), self.words.text())

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "备份文件", "", "备份 (*.bak)")
        if chosen:
            self.choose(Path(chosen))

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "账本放在哪个文件夹", self.place.text())
        if chosen:
            self.place.setText(chosen)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "secondary")
    return label
