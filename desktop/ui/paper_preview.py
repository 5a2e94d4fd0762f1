"""A draft as it reads: head, title, text and tables, its figures shaded and traceable, what is missing in red."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.documents.figures import Entry
    from desktop.documents.reading_view import Grid, Line, ReadingView

PAPER_RED = "#C8161D"
"""印刷红: the one red that belongs to the letterhead (ux/design.md §4)."""

SERIF = "'仿宋_GB2312','FangSong','仿宋','FandolFang','Noto Serif CJK SC','思源宋体','Noto Serif SC'"
TITLE = "'方正小标宋简体','FZXiaoBiaoSong-B05S','Noto Serif CJK SC','SimSun','Noto Serif SC'"
HEI = "'黑体','SimHei','Noto Sans CJK SC','Noto Sans SC'"
_UNNUMBERED = re.compile(r"〕\s*号")
_LACKING = re.compile(r"(〔缺[:：][^〕]*〕)")
_CENTRED = ("公文标题", "公文副题", "公文附件题", "公文题下", "公文表题", "公文发文字号", "公文图")
_RIGHT = ("公文署名", "公文成文日期", "公文题下右")
_FLUSH = ("公文主送机关", "公文抄送", "公文印发", "公文份号", "公文密级", "公文附件号")
_NUMBER = ("公文发文字号",)
_EMPTY = ("公文空行", "公文署名前空行", "公文分节", "公文版记位")


class PaperPreview(QFrame):
    """Shows one draft; `figure_clicked` tells the Entry of the figure that was clicked."""

    figure_clicked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: dict[str, Entry] = {}
        self._reserved = ""
        self.setObjectName("desk")
        self.setStyleSheet(f"#desk {{ background: {theme.colours.line}; }}")
        self.sheet = QTextBrowser()
        self.sheet.setOpenLinks(False)
        self.sheet.setAccessibleName("文书预览")
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setStyleSheet("QTextBrowser { background: #FFFFFF; border: none; border-radius: 0; }")
        self.sheet.document().setDocumentMargin(theme.px(26))
        self.sheet.anchorClicked.connect(self._clicked)
        # the bar stands on the desk beside the paper: in it, it would look like part of what is printed
        self.sheet.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar, inner = QScrollBar(Qt.Orientation.Vertical), self.sheet.verticalScrollBar()
        inner.rangeChanged.connect(self._fit_bar)
        inner.valueChanged.connect(self.bar.setValue)
        self.bar.valueChanged.connect(inner.setValue)
        room = self.bar.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(room)
        self.bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 2, 12)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.sheet)
        row.addWidget(self.bar)
        layout.addLayout(row)

    def show_paper(self, data: bytes, entries: Sequence[Entry], name: str, reserved: str = "") -> None:
        """Show the bytes of a draft or a frozen paper; a number that a draft would take stands in it in grey."""
        from desktop.documents.reading_view import reading_view

        self._entries = {entry.token: entry for entry in entries}
        self._reserved = reserved
        self.sheet.setHtml(self._html(reading_view(data, name)))
        self.sheet.verticalScrollBar().setValue(0)

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to show."""
        self._entries = {}
        self.sheet.setHtml(f"<p style='color:{self._theme.colours.secondary}'>{escape(text)}</p>")

    def show_place(self, words: str) -> bool:
        """Mark some words and bring them into sight, from the top; whether they were found."""
        self.sheet.moveCursor(QTextCursor.MoveOperation.Start)
        return self.sheet.find(words)

    def text(self) -> str:
        """The words shown."""
        return self.sheet.toPlainText()

    def zone(self) -> QWidget:
        """What takes the keyboard."""
        return self.sheet

    def figures(self) -> list[Entry]:
        """The figures of the paper in sight, in their order."""
        return list(self._entries.values())

    def _fit_bar(self, least: int, most: int) -> None:
        self.bar.setRange(least, most)
        self.bar.setPageStep(self.sheet.verticalScrollBar().pageStep())
        self.bar.setVisible(most > least)

    def _clicked(self, url: QUrl) -> None:
        entry = self._entries.get(url.toString())
        if entry is not None:
            self.figure_clicked.emit(entry)

    def _html(self, view: ReadingView) -> str:
        from desktop.documents.reading_view import Line

        body = [self._letterhead(view.mark)] if view.mark else []
        for block in view.blocks:
            body.append(self._line(block) if isinstance(block, Line) else self._grid(block))
        size = self._theme.px(13)
        style = f"font-family:{SERIF};font-size:{size}px;line-height:150%;color:#1B2430"
        return f'<div style="{style}">{"".join(body)}</div>'

    def _letterhead(self, mark: str) -> str:
        room = self.sheet.viewport().width() - 2 * self.sheet.document().documentMargin()
        fitting = int(room / (len(mark) * 1.15))  # one line, as on paper, also beside a scroll bar
        size = min(self._theme.px(18), max(self._theme.px(12), fitting))
        return (
            f'<p align="center" style="font-family:{TITLE};font-size:{size}px;font-weight:bold;color:{PAPER_RED};'
            f'margin-bottom:2px">{escape(mark)}</p>{_rule(3)}{_rule(1)}'
        )

    def _line(self, line: Line) -> str:
        if line.style in _EMPTY and not line.text.strip():
            return '<p style="margin:0;font-size:5px">&nbsp;</p>' if line.style == "公文署名前空行" else ""
        if line.picture:
            return f'<p align="center" style="color:{self._theme.colours.secondary}">［图，打开草稿可见］</p>'
        return f'<p align="{_align(line.style)}" style="margin:0 0 2px 0;{self._style(line.style)}">{self._spans(line)}</p>'

    def _style(self, style: str) -> str:
        if style in ("公文标题", "公文附件题"):
            return f"font-family:{TITLE};font-size:{self._theme.px(16)}px;font-weight:bold;margin:4px 0 4px 0;"
        if "级标题" in style or style in ("公文附件号", "公文表题"):
            return (
                f"font-family:{HEI};text-indent:{self._theme.px(26)}px;" if "级标题" in style else f"font-family:{HEI};"
            )
        if style == "公文发文字号":
            return "margin-top:8px;"
        if _align(style) == "justify":
            return f"text-indent:{self._theme.px(26)}px;"
        return ""

    def _spans(self, line: Line) -> str:
        words = "".join(self._span(span.text, span.token) for span in line.spans) or "&nbsp;"
        if self._reserved and line.style in _NUMBER:
            grey = f'〕<span style="color:{self._theme.colours.disabled}">{escape(self._reserved)}</span>号'
            words = _UNNUMBERED.sub(grey, words)
        return words

    def _span(self, text: str, token: str) -> str:
        words = _LACKING.sub(f'<span style="color:{self._theme.colours.red}">\\1</span>', escape(text))
        words = words.replace("\n", "<br>")
        if token not in self._entries or not self._entries[token].rows:  # a rule such as 3日内 leads nowhere
            return words
        ground = self._theme.colours.blue_ground
        return (
            f'<a href="{token}" style="color:#1B2430;background-color:{ground};text-decoration:underline">{words}</a>'
        )

    def _grid(self, grid: Grid) -> str:
        flat = [line for row in grid.rows for cell in row for line in cell.lines]
        if len(grid.rows) == 1 and len(flat) <= 2:
            return "".join(self._line(line) for line in flat if line.text.strip() or line.picture)
        rows, line = [], self._theme.colours.control
        for place, row in enumerate(grid.rows):
            ground = f' bgcolor="{self._theme.colours.header}"' if place < grid.heads else ""
            cells = "".join(
                f'<td{ground} colspan="{cell.span}" style="border:1px solid {line}">{"<br>".join(self._spans(one) for one in cell.lines)}</td>'
                for cell in row
            )
            rows.append(f"<tr>{cells}</tr>")
        size = self._theme.px(11)
        return (
            f'<table border="0" cellspacing="0" cellpadding="3" width="98%" style="border-collapse:collapse;'
            f'font-size:{size}px">{"".join(rows)}</table>'
        )


def _rule(height: int) -> str:
    """A line of the letterhead: Qt's rich text has no thickness for <hr>, so a cell is filled."""
    cell = f'<td bgcolor="{PAPER_RED}" style="font-size:1px;line-height:{height}px" height="{height}"></td>'
    return f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:2px"><tr>{cell}</tr></table>'


def _align(style: str) -> str:
    if style in _CENTRED:
        return "right" if style == "公文发文字号" else "center"
    if style in _RIGHT:
        return "right"
    return "left" if style in _FLUSH or style.startswith("公文表") else "justify"
