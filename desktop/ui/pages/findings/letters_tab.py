"""The 文书 tab: the papers that name the shown finding."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.queries.finding_trail import MentionRow, mentions
from desktop.ledgers.findings import FindingLine
from desktop.ui.context import AppContext
from desktop.ui.widgets.properties import named


class LettersTab(QScrollArea):
    """Papers of the register, the last first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns how many papers name it."""
        context = self._context
        found = mentions(context.reader, line.id, context.as_of, context.known_at) if line else ()
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        for row in found:
            layout.addWidget(_card(row))
        if not found:
            layout.addWidget(QLabel("还没有文书提到这条问题。"))
        layout.addStretch(1)
        self.setWidget(inside)
        return str(len(found)) if found else ""


def _card(row: MentionRow) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(8, 5, 8, 6)
    layout.setSpacing(2)
    number = f"{row.number}（已作废）" if row.state == "void" else row.number
    title = QLabel(f"{number}　{row.title}", wordWrap=True)
    parts = (
        f"主送 {row.addressee}" if row.addressee else "",
        row.issued_on or "",
        f"{row.reply_by} 前回复" if row.reply_by else "",
    )
    meta = QLabel(" · ".join(part for part in parts if part), wordWrap=True)
    meta.setProperty("role", "secondary")
    layout.addWidget(title)
    layout.addWidget(meta)
    return card
