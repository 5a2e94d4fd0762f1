"""Paragraph and character styles (styles.xml): heading level, automatic number, bold, alignment, each with what it inherits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop.exchange.word_reading.word_xml import Names, number_told, switched_on, told
from desktop.exchange.xlsx_package import Package

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题", "文件标题", "公文标题")
_DEEPEST = 20
T = TypeVar("T")


@dataclass
class Style:
    """What a style says itself; None where it says nothing."""

    name: str = ""
    parent: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    bold: bool | None = None
    aligned: str | None = None


class Styles:
    """The styles of a file by their id."""

    def __init__(self) -> None:
        self.known: dict[str, Style] = {}
        self.usual = ""
        """The paragraph style of paragraphs that name none."""

    def heading_level(self, style_id: str) -> int:
        """1 to 9 for a heading style, by its outline level or its name; 0 for any other."""
        for one in self._line(style_id):
            if one.outline is not None:
                return one.outline + 1 if 0 <= one.outline < 9 else 0
            if found := _HEADING.fullmatch(one.name.strip()):
                return int(found[1])
        return 0

    def is_title(self, style_id: str) -> bool:
        """Whether it is the style for the title of a document."""
        return style_id in self.known and self.known[style_id].name.strip().lower() in _TITLES

    def list_of(self, style_id: str) -> tuple[str, int | None, str]:
        """List, level and the style that names the list; ('', None, '') for none."""
        for name, one in self._chain(style_id):
            if one.list_id is not None:
                return one.list_id, self._first(style_id, lambda style: style.list_level), name
        return "", None, ""

    def bold(self, style_id: str) -> bool | None:
        """Whether its text is bold; None where it says nothing."""
        return self._first(style_id, lambda one: one.bold)

    def aligned(self, style_id: str) -> str:
        """center, right, …; '' where it says nothing."""
        return self._first(style_id, lambda one: one.aligned) or ""

    def _first(self, style_id: str, wanted: Callable[[Style], T | None]) -> T | None:
        return next((found for one in self._line(style_id) if (found := wanted(one)) is not None), None)

    def _line(self, style_id: str) -> Iterator[Style]:
        return (one for _name, one in self._chain(style_id))

    def _chain(self, style_id: str) -> Iterator[tuple[str, Style]]:
        """The style and those it rests on; a circle ends after a while."""
        name = style_id or self.usual
        for _step in range(_DEEPEST):
            if name not in self.known:
                return
            yield name, self.known[name]
            name = self.known[name].parent


def read_styles(package: Package, part: str) -> Styles:
    """The styles that a styles part declares."""
    reader = _Reader()
    package.parse(part, reader.start, reader.end)
    return reader.styles


class _Reader:
    def __init__(self) -> None:
        self.styles = Styles()
        self._names, self._stack, self._style = Names(), [""], Style()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.of(tag, attributes)
        self._stack.append(name)
        if name == "style":
            style_id = told(attributes, "styleId")
            self._style = self.styles.known.setdefault(style_id, Style())
            if told(attributes, "type") == "paragraph" and told(attributes, "default") in ("1", "true"):
                self.styles.usual = style_id
        elif "style" in self._stack and "tblStylePr" not in self._stack:
            self._property(name, attributes)

    def end(self, _tag: str) -> None:
        self._stack.pop()

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        style = self._style
        if name == "name":
            style.name = told(attributes, "val")
        elif name == "basedOn":
            style.parent = told(attributes, "val")
        elif name == "outlineLvl":
            style.outline = number_told(attributes, "val", 9)
        elif name == "numId":
            style.list_id = told(attributes, "val")
        elif name == "ilvl":
            style.list_level = number_told(attributes, "val", 0)
        elif name == "b":
            style.bold = switched_on(attributes)
        elif name == "jc":
            style.aligned = told(attributes, "val")
