"""A paper as it reads on the screen: its paragraphs and tables with their styles, and where each of its figures stands.

The screen shows words and figures, not the page: how it prints is for WPS, which has the official fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from desktop.documents.package import BODY, W, open_parts, parse

MARK_STYLE = "公文发文机关标志"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_TEXT, _BREAK, _TAB, _DRAWING, _DELETED = f"{W}t", f"{W}br", f"{W}tab", f"{W}drawing", f"{W}del"
_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"


@dataclass(frozen=True)
class Span:
    """A run of text; `token` names the figure that it shows, empty for words."""

    text: str
    token: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph with the name of its style; `picture` where it holds a chart."""

    style: str
    spans: tuple[Span, ...]
    picture: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Cell:
    """A cell with its paragraphs; `span` is the number of columns it takes."""

    lines: tuple[Line, ...]
    span: int = 1


@dataclass(frozen=True)
class Grid:
    """A table of rows of cells; the first `heads` rows are repeated on every page."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


@dataclass(frozen=True)
class ReadingView:
    """The blocks of a paper in their order; `mark` is the organ's name at the head of a letter."""

    mark: str
    blocks: tuple[Line | Grid, ...]


def reading_view(data: bytes, name: str) -> ReadingView:
    """Read a finished paper or a draft for the screen."""
    parts = open_parts(data, name)
    styles = _style_names(parse(parts["word/styles.xml"], name)) if "word/styles.xml" in parts else {}
    body = parse(parts[BODY], name).find(f"{W}body")
    blocks = tuple(_blocks(body, styles)) if body is not None else ()
    return ReadingView(_mark(parts, styles, name), blocks)


def _blocks(parent: etree._Element, styles: dict[str, str]) -> Iterator[Line | Grid]:
    for element in parent:
        if element.tag == _PARAGRAPH:
            yield _line(element, styles)
        elif element.tag == _TABLE:
            yield _grid(element, styles)


def _grid(table: etree._Element, styles: dict[str, str]) -> Grid:
    rows = [row for row in table.iterchildren(_ROW)]
    heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    cells = tuple(tuple(_cell(cell, styles) for cell in row.iterchildren(_CELL)) for row in rows)
    return Grid(cells, heads)


def _cell(cell: etree._Element, styles: dict[str, str]) -> Cell:
    merged = cell.find(f"{W}tcPr/{W}gridSpan")
    span = int(merged.get(f"{W}val", "1")) if merged is not None else 1
    return Cell(tuple(_line(one, styles) for one in cell.iter(_PARAGRAPH)), span)


def _line(paragraph: etree._Element, styles: dict[str, str]) -> Line:
    """The spans of a paragraph, cut where a figure's bookmark begins and ends."""
    spans: list[Span] = []
    open_marks: dict[str, str] = {}
    picture = False
    for element in paragraph.iter(_START, _END, _TEXT, _BREAK, _TAB, _DRAWING):
        if element.tag == _START:
            token = element.get(f"{W}name", "")
            if token.startswith("_fig"):
                open_marks[element.get(f"{W}id", "")] = token
        elif element.tag == _END:
            open_marks.pop(element.get(f"{W}id", ""), None)
        elif element.tag == _DRAWING:
            picture = True
        else:
            _add(spans, _words(element), next(reversed(open_marks.values()), ""))
    return Line(styles.get(_style(paragraph), ""), tuple(spans), picture)


def _words(element: etree._Element) -> str:
    if next(element.iterancestors(_DELETED), None) is not None:
        return ""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag == _BREAK:
        return "" if element.get(f"{W}type") else "\n"
    return "　"


def _add(spans: list[Span], text: str, token: str) -> None:
    """Runs of one kind become one span: a figure is one thing to click on."""
    if not text:
        return
    if spans and spans[-1].token == token:
        spans[-1] = Span(spans[-1].text + text, token)
    else:
        spans.append(Span(text, token))


def _mark(parts: dict[str, bytes], styles: dict[str, str], name: str) -> str:
    """The organ's name stands in the head of the first page."""
    for part in sorted(part for part in parts if part.startswith("word/header")):
        for paragraph in parse(parts[part], name).iter(_PARAGRAPH):
            if styles.get(_style(paragraph)) == MARK_STYLE and (text := _line(paragraph, styles).text.strip()):
                return text
    return ""


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _style_names(styles: etree._Element) -> dict[str, str]:
    names = {}
    for style in styles.iter(f"{W}style"):
        label = style.find(f"{W}name")
        if label is not None:
            names[style.get(f"{W}styleId", "")] = label.get(f"{W}val", "")
    return names
