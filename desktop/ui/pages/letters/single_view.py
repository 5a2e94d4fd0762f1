"""How 单份出文 is laid out: kinds, the form with what is put by, the paper to read, and the foot with what may happen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.queries.papers import Prepared
from desktop.documents.recipe import Recipe
from desktop.ui.pages.letters.fetched_band import FetchedBand
from desktop.ui.pages.letters.kind_list import KindList
from desktop.ui.pages.letters.paper_reader import PaperReader
from desktop.ui.pages.letters.sections_box import SectionsBox
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.split import Split

if TYPE_CHECKING:
    from desktop.ui.pages.letters.page import LettersPage


class SingleView(QWidget):
    """The widgets of the tab, without what they do."""

    def __init__(self, page: LettersPage, kinds: Sequence[Recipe]) -> None:
        super().__init__()
        self._theme = page.context.theme
        self.kinds = KindList(self._theme, kinds)
        self.kinds.open_first()
        self.prepared = QComboBox()
        self.stack = QStackedWidget()
        self.sections = SectionsBox(self._theme)
        self.band = FetchedBand(page.context)
        self.reader = PaperReader(page)
        self.reader.hide_jumps()
        self._build()

    def offer_prepared(self, waiting: Sequence[Prepared], chosen: int) -> None:
        """What is put by of the kind in hand, and which of it is written on; 0 for none."""
        self.prepared.blockSignals(True)
        self.prepared.clear()
        self.prepared.addItem("新写", 0)
        for one in waiting:
            self.prepared.addItem(one.name, one.id)
        self.prepared.setCurrentIndex(max(self.prepared.findData(chosen), 0))
        self.prepared.blockSignals(False)

    def _build(self) -> None:
        theme = self._theme
        self.scope, self.told = ElidedLabel("", "secondary"), ElidedLabel()
        self.keep_button, self.drop_button = QPushButton("备好"), QPushButton("移除待发件")
        self.draft_button, self.edited_button = QPushButton("另存 Word 草稿"), QPushButton("按改定稿签发…")
        self.issue_button = QPushButton("签发…")
        self.issue_button.setProperty("primary", True)
        self.drop_button.setProperty("link", True)
        self.drop_button.hide()
        left = Card().flush()
        left.body.setSpacing(0)
        head = named(QWidget(), "card_head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(12, 8, 12, 8)
        line = QHBoxLayout()
        line.addWidget(QLabel("待发件"))
        line.addWidget(self.prepared, 1)
        line.addWidget(self.drop_button)
        rows.addLayout(line)
        rows.addWidget(self.scope)
        left.body.addWidget(head)
        left.body.addWidget(self.sections)
        left.body.addWidget(self.stack, 1)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(self._right())
        split.share_out([theme.px(500), theme.px(560)])
        split.setChildrenCollapsible(False)
        foot = Card()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        for button in (self.keep_button, self.draft_button, self.edited_button, self.issue_button):
            row.addWidget(button)
        foot.body.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.kinds)
        middle.addWidget(split, 1)
        layout.addLayout(middle, 1)
        layout.addWidget(foot)

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.band)
        column.addWidget(self.reader, 1)
        return right
