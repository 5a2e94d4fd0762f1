"""How a text that finds no room is cut: a name in the middle, for units of one township differ in their last words; a sentence at its end.

A heading of a report (…方面) is no name: its first words tell it apart.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QTextLayout, QTextOption

LONGEST_NAME = 24
"""Characters; what is longer is a sentence."""
_NAME = re.compile(r"[㐀-鿿（）〇]+(?<!方面)")


def is_name(text: str) -> bool:
    """Whether a text is a bare Chinese name: no digits, no marks, no spaces."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def fitted(metrics: QFontMetrics | QFontMetricsF, text: str, width: float) -> str:
    """The text as it fits into so many pixels."""
    how = Qt.TextElideMode.ElideMiddle if is_name(text) else Qt.TextElideMode.ElideRight
    if isinstance(metrics, QFontMetricsF):
        return metrics.elidedText(text, how, width)
    return metrics.elidedText(text, how, int(width))


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
