"""The first page before a ledger is open: four ways in, and the ledgers that this PC opened before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.operations import doorway
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named


def is_there(folder: Path) -> bool:
    """Whether a ledger's folder stands, once a restore that was cut off has been brought to its end.

    One that cannot be brought there stands too: opening it tells why; a ledger never goes from the first page in silence.
    """
    try:
        doorway.settle(folder)
    except KnownError:
        return True
    return folder.is_dir()


def choice_page(
    theme: Theme,
    recent: tuple[str, ...],
    slots: tuple[Callable[[], None], ...],
    login: Callable[[Path], None],
) -> QWidget:
    """新建账本, 打开账本, 从备份恢复, 用演示数据试用 (`slots`), and the ledgers that this PC knows (`login`)."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setSpacing(10)
    layout.addStretch(2)
    picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    picture.setPixmap(theme.picture("program", "text", 48))
    title = QLabel("巡察整改台账", alignment=Qt.AlignmentFlag.AlignCenter)
    title.setProperty("role", "page-title")
    note = QLabel("单机运行，不联网。账本只在本机。", alignment=Qt.AlignmentFlag.AlignCenter)
    note.setProperty("role", "secondary")
    for widget in (picture, title, note):
        layout.addWidget(widget)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addStretch(1)
    ways = (
        ("plus", "新建账本", "约 10 分钟：单位、位置、口令、恢复单、备份、名册"),
        ("folder", "打开账本", "选择本机上名称以 .ledger 结尾的文件夹"),
        ("import", "从备份恢复", "电脑坏了或换了：选备份盘上最近的一份，恢复到本机"),
        ("eye", "用演示数据试用", "虚构的云岭县，另存一个演示账本，与真实账本分开"),
    )
    for (icon, head, text), slot in zip(ways, slots, strict=True):
        row.addWidget(_way(theme, icon, head, text, slot))
    row.addStretch(1)
    layout.addLayout(row)
    known = [Path(name) for name in recent if is_there(Path(name))]
    if known:
        above = QLabel("打开过的账本", alignment=Qt.AlignmentFlag.AlignCenter)
        above.setProperty("role", "secondary")
        layout.addWidget(above)
    for folder in known:
        button = QPushButton(f"打开 {folder.name.removesuffix('.ledger')}（{folder.parent}）")
        button.setProperty("link", True)
        button.setToolTip(str(folder))
        button.clicked.connect(partial(_call, login, folder))
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
    layout.addStretch(3)
    return page


def _call(login: Callable[[Path], None], folder: Path, _checked: bool = False) -> None:
    login(folder)


def _way(theme: Theme, icon: str, head: str, text: str, slot: Callable[[], None]) -> QWidget:
    card = named(QFrame(), "card")
    card.setFixedSize(theme.px(192), theme.px(180))
    picture = QLabel()
    picture.setPixmap(theme.picture(icon, "primary", 26))
    note = QLabel(text, wordWrap=True)
    note.setProperty("role", "secondary")
    button = QPushButton(head)
    button.clicked.connect(slot)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 14, 16, 14)
    layout.addWidget(picture)
    layout.addWidget(note, 1)
    layout.addWidget(button)
    return card
