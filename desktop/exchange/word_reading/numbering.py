"""Automatic numbers (numbering.xml): what Word prints before a paragraph that carries no number in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from desktop.exchange.word_reading.number_words import written
from desktop.exchange.word_reading.word_xml import Names, number_told, switched_on, told
from desktop.exchange.xlsx_package import Package

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how it counts, what stands around the numbers, the style it belongs to."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    style: str = ""
    plain_digits: bool = False
    restarts: bool = True


@dataclass
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    own_style: str = ""


@dataclass
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a file, counting as the paragraphs go by."""

    def __init__(self) -> None:
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style, else the first."""
        found = self._lists.get(list_id)
        levels = {**self._abstract(found).levels, **found.levels} if found else {}
        return next((place for place, one in levels.items() if one.style == style), 0)

    def next_label(self, list_id: str, place: int) -> str:
        """Count one paragraph at a level (from 0) and say what is printed before it; '' for no number."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= place < _LEVELS:
            return ""
        abstract = self._abstract(found)
        levels = {**abstract.levels, **found.levels}
        counts = self._counts.setdefault(found.abstract, {})
        level = levels.get(place, Level())
        if place in found.starts and (list_id, place) not in self._begun:
            counts[place] = found.starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        self._begun.add((list_id, place))
        for deeper in [one for one in counts if one > place and levels.get(one, Level()).restarts]:
            del counts[deeper]
        return _printed(levels, counts, place)

    def _abstract(self, found: _List) -> _Abstract:
        """The levels of a list; those that only point to a list style are taken from where it is declared."""
        abstract = self._abstracts.get(found.abstract, _Abstract())
        if abstract.style_link and not abstract.levels:
            linked = [one for one in self._abstracts.values() if one.own_style == abstract.style_link]
            return linked[0] if linked else abstract
        return abstract

    def add_abstract(self, name: str) -> _Abstract:
        """A new list definition."""
        return self._abstracts.setdefault(name, _Abstract())

    def add_list(self, name: str) -> _List:
        """A new list."""
        return self._lists.setdefault(name, _List())


def _printed(levels: dict[int, Level], counts: dict[int, int], place: int) -> str:
    level = levels.get(place, Level())
    if level.number_format == "bullet":
        return level.text

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        one = levels.get(at, Level())
        return written(counts.get(at, one.start), "decimal" if level.plain_digits else one.number_format)

    return _PLACE.sub(number, level.text).strip() if level.number_format != "none" else ""


def read_numbering(package: Package, part: str) -> Numbering:
    """The lists that a numbering part declares."""
    reader = _Reader()
    package.parse(part, reader.start, reader.end)
    return reader.numbering


class _Reader:
    def __init__(self) -> None:
        self.numbering = Numbering()
        self._names, self._stack = Names(), [""]
        self._levels: dict[int, Level] = {}
        self._abstract, self._list, self._place = _Abstract(), _List(), 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.of(tag, attributes)
        inside = self._stack[-1]
        self._stack.append(name)
        if name == "abstractNum":
            self._abstract = self.numbering.add_abstract(told(attributes, "abstractNumId"))
            self._levels = self._abstract.levels
        elif name == "num":
            self._list = self.numbering.add_list(told(attributes, "numId"))
            self._levels = self._list.levels
        elif name in ("lvl", "lvlOverride"):
            self._place = number_told(attributes, "ilvl", 0)
            if name == "lvl":
                self._levels[self._place] = Level()
        elif inside == "abstractNum":
            self._of_abstract(name, attributes)
        elif inside == "num" and name == "abstractNumId":
            self._list.abstract = told(attributes, "val")
        elif name == "startOverride":
            self._list.starts[self._place] = number_told(attributes, "val", 1)
        elif inside == "lvl":
            self._of_level(name, attributes)

    def end(self, _tag: str) -> None:
        self._stack.pop()

    def _of_abstract(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numStyleLink":
            self._abstract.style_link = told(attributes, "val")
        elif name == "styleLink":
            self._abstract.own_style = told(attributes, "val")

    def _of_level(self, name: str, attributes: dict[str, str]) -> None:
        level = self._levels[self._place]
        if name == "start":
            level = replace(level, start=number_told(attributes, "val", 1))
        elif name == "numFmt":
            level = replace(level, number_format=told(attributes, "val", "decimal"))
        elif name == "lvlText":
            level = replace(level, text=told(attributes, "val"))
        elif name == "pStyle":
            level = replace(level, style=told(attributes, "val"))
        elif name == "isLgl":
            level = replace(level, plain_digits=switched_on(attributes))
        elif name == "lvlRestart":
            level = replace(level, restarts=told(attributes, "val") != "0")
        self._levels[self._place] = level
