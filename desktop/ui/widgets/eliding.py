"""How a text that finds no room is cut: a name in the middle, for units of one township differ in their last words; a sentence at its end.

A heading of a report (…方面) is no name: its first words tell it apart. A round is told apart by its number and its term, so what stands
between them gives way (十五届…第六轮（常规）), and the term after that (…第六轮（常规）).
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QTextLayout, QTextOption

LONGEST_NAME = 24
"""Characters; what is longer is a sentence."""
_NAME = re.compile(r"[㐀-鿿（）〇]+(?<!方面)")
_TERM = re.compile(r"[一二三四五六七八九十]+届")
_ROUND = re.compile(r"第[一二三四五六七八九十百零]+轮(?:（[^）]*）)?$")


def is_name(text: str) -> bool:
    """Whether a text is a bare Chinese name: no digits, no marks, no spaces."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def fitted(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """The text as it fits into so many pixels."""
    how = _how(text)
    if how is Qt.TextElideMode.ElideLeft and (named := _round_in(metrics, text, width)):
        return named
    if isinstance(metrics, QFontMetricsF):
        return metrics.elidedText(text, how, width)
    return metrics.elidedText(text, how, int(width))


def _how(text: str) -> Qt.TextElideMode:
    if not is_name(text):
        return Qt.TextElideMode.ElideRight
    return Qt.TextElideMode.ElideLeft if _ROUND.search(text) else Qt.TextElideMode.ElideMiddle


def _round_in(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """A round with both its ends: the whole name, or its term and its number; '' where these find no room."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    number, term = _ROUND.search(text), _TERM.match(text)
    if number is None or term is None:
        return ""
    short = f"{term.group()}…{number.group()}"
    return short if len(short) < len(text) and metrics.horizontalAdvance(short) <= width else ""


def two_lines(text: str, font: QFont, width: float, lines: int = 2) -> list[str]:
    """A text broken into at most so many lines, the last one ending in … where there is more."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    broken: list[str] = []
    start = 0
    while len(broken) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        broken.append(text[start : start + line.textLength()].strip("\n"))
    layout.endLayout()
    if broken and start + len(broken[-1]) < len(text.rstrip()):
        rest = text[start:].replace("\n", " ")
        broken[-1] = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return broken
