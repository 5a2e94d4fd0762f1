"""The three texts side by side, with the figures tinted that another one does not say (page 20)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from desktop.ledgers.column import Tone
from desktop.operations.recheck.comparing import Row
from desktop.rules.rechecking import Kind, Side, odd_spans
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel

ODD = "odd"
"""The name of the first tinted place, to which the text is scrolled."""
NOTHING = {"底稿": "没有底稿。", "清单": "清单里没有。", "反馈意见": "反馈意见里没有。"}


class TextPane(QFrame):
    """One of the three: where it stands, and what it says."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        self.title, self.note = ElidedLabel(title, "strong"), ElidedLabel("", "secondary")
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(0)
        self.text.setStyleSheet("QTextBrowser { border: none; border-radius: 0; padding: 0; }")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)

    def show_sides(
        self, sides: Sequence[Side], note: str, others: Sequence[str], kinds: Collection[Kind], tone: Tone
    ) -> None:
        """Show what it says; figures of the kinds that differ stand on a ground of the tone where another text lacks them."""
        self.title.set_full_text(" ".join((self._title, *(one.number for one in sides))))
        self.note.set_full_text(note)
        said = "\n".join(one.text for one in sides)
        if not said:
            self.text.setPlainText(NOTHING[self._title] if not sides else "没有写内容。")
            return
        self.text.setHtml(self._tinted(said, others, kinds, tone))
        self.text.scrollToAnchor(ODD)

    def _tinted(self, text: str, others: Sequence[str], kinds: Collection[Kind], tone: Tone) -> str:
        ink, ground = self._theme.tone(tone)
        style = f"background-color:{ground.name()};color:{ink.name()};font-weight:600"
        parts: list[str] = []
        place = 0
        for start, end in odd_spans(text, [one for one in others if one], kinds):
            mark = f"<a name='{ODD}'></a>" if not parts else ""
            parts += [escape(text[place:start]), mark, f"<span style='{style}'>{escape(text[start:end])}</span>"]
            place = end
        return "".join((*parts, escape(text[place:]))).replace("\n", "<br>")


class ThreeTexts(QWidget):
    """底稿, 清单, 反馈意见."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("three_texts")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.paper, self.listed, self.item = (TextPane(theme, title) for title in NOTHING)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, pane in enumerate((self.paper, self.listed, self.item)):
            if place:
                rule = QFrame(frameShape=QFrame.Shape.VLine)
                rule.setProperty("rule", True)
                layout.addWidget(rule)
            layout.addWidget(pane, 1)

    def show_row(self, row: Row | None) -> None:
        """Show what is said of a row; nothing without one."""
        if row is None:
            for pane in (self.paper, self.listed, self.item):
                pane.show_sides((), "", (), (), Tone.PLAIN)
            return
        match, kinds = row.match, {one.kind for one in row.differing}
        listed = (match.finding,) if match.finding is not None else ()
        papers, items, own = ("\n".join(one.text for one in sides) for sides in (match.papers, match.items, listed))
        signed = "" if not match.papers else "三签齐" if row.is_signed else "签字不齐"
        self.paper.show_sides(match.papers, signed, (items,), kinds, Tone.GREEN)
        self.listed.show_sides(listed, "永久编号" if listed else "", (papers, items), kinds, Tone.GREEN)
        self.item.show_sides(
            match.items, "；".join(one.path.rpartition("—")[2] for one in match.items), (own,), kinds, Tone.RED
        )
