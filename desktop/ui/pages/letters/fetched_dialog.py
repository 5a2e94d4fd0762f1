"""重新取数: figures old → new, typed passages that quote an old one, and the paragraphs as they would read; taken by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui.context import AppContext
from desktop.ui.widgets.changed_text import as_html

if TYPE_CHECKING:
    from desktop.operations.papers.fetched import Fetched, TypedFigure

_SIZE = (760, 560)
_MOST_FIGURES = 12


class FetchedDialog(QDialog):
    """Typed passages follow only where a person ticks them; 先不取 changes nothing."""

    def __init__(self, context: AppContext, found: Fetched, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self.setWindowTitle("重新取数")
        self.found = found
        self.figures = QLabel(told_figures(found, _MOST_FIGURES, "；"), wordWrap=True)
        self.figures.setProperty("role", "formula")
        self.ticks = [QCheckBox(_sentence(one)) for one in found.typed]
        self.text = QTextBrowser()
        sentences = [one for one in found.paragraphs if one.is_sentence]
        cells = len(found.paragraphs) - len(sentences)
        self.text.setHtml(as_html(sentences, theme) + (f"<p>表格里变了 {cells} 格。</p>" if cells else ""))
        self.back, self.verb = QPushButton("先不取"), QPushButton("取新数")
        self.verb.setProperty("primary", True)
        self.verb.setDefault(True)
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.reject)
        self.verb.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(QLabel(f"台账算出的数字变了 {len(found.figures)} 处："))
        layout.addWidget(self.figures)
        if self.ticks:
            told = "您写的话原样保留。下面几处写着旧数，打勾的随之改成新数："
            layout.addWidget(QLabel(told, wordWrap=True))
        for tick in self.ticks:
            layout.addWidget(tick)
        layout.addWidget(QLabel("取数以后各段这样变："))
        layout.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.verb)
        layout.addLayout(foot)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def chosen(self) -> tuple[TypedFigure, ...]:
        """The passages that follow."""
        return tuple(one for one, tick in zip(self.found.typed, self.ticks, strict=True) if tick.isChecked())


def told_figures(found: Fetched, most: int, between: str) -> str:
    """The first figures old → new, and how many more there are."""
    told = between.join(str(one) for one in found.figures[:most])
    more = len(found.figures) - most
    return f"{told}{between}另 {more} 处" if more > 0 else told


def _sentence(one: TypedFigure) -> str:
    return f"“{one.word}”中的“{one.stretch}”：{one.change.old} 改成 {one.change.new}（{one.change.name}）"
