"""Changed paragraphs for a QTextBrowser: what went is struck through, what came is underlined, so that it reads without colour too."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from desktop.documents.text_changes import GONE, NEW, Changed
from desktop.ui.theme import Theme


def as_html(paragraphs: Iterable[Changed], theme: Theme) -> str:
    """Each paragraph with its kind and its place; the place is that of the newer text where it stands there."""
    return "".join(_paragraph(one, theme) for one in paragraphs)


def _paragraph(one: Changed, theme: Theme) -> str:
    looks = {
        GONE: f"color:{theme.colours.red};text-decoration:line-through",
        NEW: f"color:{theme.colours.green};text-decoration:underline",
    }
    told = "".join(
        f"<span style='{looks[piece.kind]}'>{escape(piece.text)}</span>" if piece.kind in looks else escape(piece.text)
        for piece in one.pieces
    )
    place = f"第 {one.after} 段" if one.after else f"原第 {one.before} 段"
    return f"<p>［{one.kind}］<span style='color:{theme.colours.secondary}'>{place}</span>　{told}</p>"
