"""F1: what the page in sight is for, how to work on it, why something cannot be done, its keys; beside it the handbook (design.md §1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.host import paths
from desktop.ui.frame.keys import Key, key_table
from desktop.ui.theme import Theme
from desktop.ui.widgets.plain_print import print_sheet

ABSENT = ""


def page_help(key: str) -> str:
    """The help of a page as Markdown; empty where the page has none."""
    path = paths.resource(f"help/pages/{key}.md")
    return path.read_text("utf-8") if path.is_file() else ABSENT


def chapters() -> dict[str, str]:
    """The chapters of the handbook in their order: title → Markdown."""
    files = sorted(paths.resource("help/handbook").glob("*.md"))
    return {path.stem.partition("-")[2]: path.read_text("utf-8") for path in files}


def handbook(titles: Mapping[str, str]) -> QTextDocument:
    """The whole handbook for printing: its chapters, then the help of every page in the order of the rail (`titles` by key)."""
    pages = "\n\n".join(f"## {title}\n\n{_lowered(page_help(key))}" for key, title in titles.items() if page_help(key))
    document = QTextDocument()
    document.setMarkdown("\n\n".join((*chapters().values(), f"# 各页用法\n\n{pages}")))
    return calm(document, QFontInfo(document.defaultFont()).pointSizeF())


def _lowered(text: str) -> str:
    """The heads of a page's help stand one step lower inside the handbook."""
    return text.replace("\n## ", "\n### ")


def calm(document: QTextDocument, text_size: float) -> QTextDocument:
    """Heads a little larger than the text (`text_size` in points) with air above; Qt's own are three times as large and stand close."""
    for place in range(document.blockCount()):
        block = document.findBlockByNumber(place)
        cursor, level = QTextCursor(block), block.blockFormat().headingLevel()
        form = block.blockFormat()
        form.setTopMargin((0, 0, 12, 8)[level] if level else 3)
        form.setBottomMargin(3)
        cursor.setBlockFormat(form)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            letters = QTextCharFormat()
            letters.setFontPointSize(text_size * (1.0, 1.4, 1.15, 1.05)[level])
            letters.setFontWeight(QFont.Weight.Bold)
            cursor.setCharFormat(letters)
    return document


class HelpSheet(QDialog):
    """Opens at the page in sight; stays open beside the work, for the clerk reads and does."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        titles: Mapping[str, str],
        at: str,
        groups: Sequence[tuple[str, Sequence[Key]]],
        *,
        trains: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.training_asked = False
        """Whether the reader left for the tasks of the first day, offered where the ledger is a demonstration (`trains`)."""
        free = self.screen().availableGeometry()
        self.resize(min(theme.px(860), free.width() * 9 // 10), min(theme.px(640), free.height() * 9 // 10))
        self._titles, self._groups = dict(titles), [(title, list(keys)) for title, keys in groups if keys]
        self.topics, self.text = QListWidget(), QTextBrowser()
        self.topics.setAccessibleName("帮助目录")
        self.topics.setFixedWidth(theme.px(180))
        self.text.setOpenLinks(False)
        for title in chapters():
            self._add(f"手册：{title}", f"chapter {title}")
        for key, title in self._titles.items():
            if page_help(key):
                self._add(title, f"page {key}")
        self._add("键盘操作", "keys")
        self.topics.currentItemChanged.connect(self._show)
        printing, close = QPushButton("打印手册…"), QPushButton("关闭")
        printing.clicked.connect(self._print)
        close.clicked.connect(self.accept)
        printing.setAutoDefault(False)
        close.setDefault(True)
        row = QHBoxLayout()
        if trains:
            training = QPushButton("第一天：十二项练习")
            training.setAutoDefault(False)
            training.clicked.connect(self._leave_for_training)
            row.addWidget(training)
        row.addStretch(1)
        row.addWidget(printing)
        row.addWidget(close)
        body = QHBoxLayout()
        body.addWidget(self.topics)
        body.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(body, 1)
        layout.addLayout(row)
        self.open_at(f"page {at}")

    def open_at(self, topic: str) -> None:
        """Show a topic; the keys where it has no help."""
        items = [self.topics.item(place) for place in range(self.topics.count())]
        wanted = next((item for item in items if item.data(Qt.ItemDataRole.UserRole) == topic), items[-1])
        self.topics.setCurrentItem(wanted)

    def _add(self, title: str, topic: str) -> None:
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.UserRole, topic)
        self.topics.addItem(item)

    def _show(self, item: QListWidgetItem) -> None:
        kind, _space, name = str(item.data(Qt.ItemDataRole.UserRole)).partition(" ")
        if kind == "keys":
            self.text.setHtml(key_table(self._groups))
        elif kind == "chapter":
            self._read(chapters()[name])
        else:
            self._read(f"# {self._titles[name]}\n\n{page_help(name)}")

    def _read(self, markdown: str) -> None:
        self.text.setMarkdown(markdown)
        calm(self.text.document(), QFontInfo(self.text.font()).pointSizeF())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _leave_for_training(self) -> None:
        self.training_asked = True
        self.accept()

    def _print(self) -> None:
        print_sheet(handbook(self._titles), self, margin=22)
