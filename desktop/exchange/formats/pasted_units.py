"""A register of units that was pasted: full name and short name of each row, whatever stands around them (K10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import Refused
from desktop.exchange.clipboard import read_clipboard
from desktop.exchange.list_reading import row_words
from desktop.exchange.list_reading.row_words import Section
from desktop.exchange.normalise.plain_text import chinese_number
from desktop.exchange.normalise.unit_names import looks_like_a_unit

_NAME_HEADS = frozenset({"单位", "单位名称", "单位全称", "全称", "名称", "被巡察单位", "被巡察党组织", "党组织名称"})
_SHORT_HEADS = frozenset({"简称", "单位简称"})
_HEADING_LEVELS = (1, 2)
_GROUP = re.compile("(?:部门|单位|乡镇|类|组)$")
_GROUP_LIKE_A_UNIT = re.compile("(?:乡镇|^镇)[、和及]?街道?$")
"""乡镇街道 ends as a street's name does and is a group all the same."""
_CHINESE_NUMBER = re.compile("[（(]?([一二三四五六七八九十]{1,3})[、）)]")
_MOST_TOLD = 8


@dataclass(frozen=True)
class PastedUnits:
    """Full and short names, each once, and the rows that name no unit as they were written."""

    units: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...] = ()

    def said(self) -> str:
        """What will be entered and what not, in one line; empty where nothing was pasted."""
        parts = [f"将登记 {len(self.units)} 个单位"] if self.units or self.left_out else []
        if self.left_out:
            more = f"等 {len(self.left_out)} 行" if len(self.left_out) > _MOST_TOLD else ""
            parts.append(f"未作单位：{''.join(f'“{text}”' for text in self.left_out[:_MOST_TOLD])}{more}")
        return "；".join(parts) + "。" if parts else ""


@dataclass(frozen=True)
class _Line:
    """One row: as written, the number in front of its name, and its words, the name first."""

    text: str
    section: Section
    number: int
    counted: bool
    words: list[str]

    @property
    def name(self) -> str:
        return self.words[0] if self.words else ""


def read_units(text: str, html: str = "") -> tuple[tuple[str, str], ...]:
    """Full name and short name of each row that names a unit. Raises Refused for a hostile block."""
    return read_pasted(text, html).units


def read_pasted(text: str, html: str = "") -> PastedUnits:
    """Full name and short name of each row; totals, notes, signatures, titles and headings are left out and told.

    Under a head the columns are found by their words. Without one, or in a row that has nothing in that column, the
    first cell that is no number is the full name and the next one the short name. A number in front of a name is no
    part of it; 甲、乙 alone in its row are two. A row numbered 一、 or （一） is a heading where it carries a count, ends as
    groups do (部门, 单位, 乡镇, 类, 组) or has rows of another level beneath it; else its words are a unit, however short.
    Raises Refused for a hostile block.
    """
    lines = _lines(read_clipboard(text, html).texts())
    levels = {line.section.level for line in lines if looks_like_a_unit(line.name) and not line.counted}
    found: dict[str, str] = {}
    left_out: list[str] = []
    for line, below in zip(lines, [*lines, None][1:], strict=True):
        names = [] if _is_heading(line, below, levels) else _names_of(line.words)
        if not names:
            left_out.append(line.text)
        for name in names:
            found.setdefault(name, _at(line.words, 1))
    return PastedUnits(tuple(found.items()), tuple(left_out))


def told(text: str) -> str:
    """What a pasted text will enter and what not, or why it is not taken, in one line."""
    try:
        return read_pasted(text).said()
    except Refused as refusal:
        return str(refusal)


def _lines(rows: Sequence[Sequence[str]]) -> list[_Line]:
    """The rows that say something, without the heads of registers; what names no unit by its words has none."""
    lines: list[_Line] = []
    head: tuple[int, int] | None = None
    for row in rows:
        cells = ["".join(cell.split()) for cell in row]
        if here := _head_of(cells):
            head = here
        elif any(cells):
            text = " ".join(cell for cell in cells if cell)
            lines.append(_nameless(text) if _is_no_unit(cells) else _line(text, cells, head))
    return lines


def _nameless(text: str) -> _Line:
    return _Line(text, Section(0, ""), 0, False, [])


def _line(text: str, cells: list[str], head: tuple[int, int] | None) -> _Line:
    if head and _at(cells, head[0]):
        at = head[0]
        words = [cells[at], _at(cells, head[1])]
    else:
        words = [cell for cell in cells if cell and not row_words.is_serial(cell)]
        at = cells.index(words[0]) if words else len(cells)
    if not words:
        return _nameless(text)
    before = next((cell for cell in reversed(cells[:at]) if cell), "")
    title = (row_words.numbered_title(before, words[0]) if row_words.is_serial(before) else None) or words[0]
    section = row_words.section_of(title)
    counted = section.level > 0 and not title.endswith(section.words)
    names = [section.words if section.level else words[0], *words[1:]]
    return _Line(text, section, _number(title), counted, names)


def _is_heading(line: _Line, below: _Line | None, levels_of_units: set[int]) -> bool:
    """Whether a numbered row is the heading of a group; `levels_of_units` are the levels on which units are numbered."""
    if line.section.level not in _HEADING_LEVELS:
        return False
    if _GROUP_LIKE_A_UNIT.search(line.name):
        return True
    if looks_like_a_unit(line.name):
        return line.counted and _stands_beneath(line, below)
    if line.counted or _GROUP.search(line.name):
        return True
    return line.section.level not in levels_of_units and _stands_beneath(line, below)


def _stands_beneath(line: _Line, below: _Line | None) -> bool:
    """Whether the next row is of a level under this one; 五、 and then （六） go on counting and are of one level."""
    if below is None or not below.name or 0 < below.section.level <= line.section.level:
        return False
    return below.section.level not in _HEADING_LEVELS or below.number != line.number + 1


def _is_no_unit(cells: list[str]) -> bool:
    """合计 37 个, 制表人：, 注：…, a title over the register: rows around a register that name no unit."""
    texts = [cell for cell in cells if cell]
    if not texts or row_words.tail_reason(texts) or row_words.ends_a_table(texts):
        return True
    return any(row_words.is_fill_in(text) for text in texts) or (len(texts) == 1 and row_words.is_title(texts[0]))


def _names_of(words: list[str]) -> list[str]:
    """The names of a row: one, or several in its only cell."""
    if not words or not words[0]:
        return []
    parts = [part for part in words[0].split("、") if part]
    several = not any(words[1:]) and len(parts) > 1 and all(map(looks_like_a_unit, parts))
    return parts if several else words[:1]


def _number(title: str) -> int:
    """The Chinese number in front of a title, 0 without one."""
    found = _CHINESE_NUMBER.match(title)
    return (chinese_number(found[1]) or 0) if found else 0


def _head_of(cells: list[str]) -> tuple[int, int] | None:
    """Where full and short name stand, if a row is the head of a register."""
    name = next((at for at, cell in enumerate(cells) if cell in _NAME_HEADS), None)
    if name is None:
        return None
    short = next((at for at, cell in enumerate(cells) if cell in _SHORT_HEADS), None)
    if short is None:  # the column beside the name, where nothing stands over it
        short = len(cells) if _at(cells, name + 1) else name + 1
    return name, short


def _at(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
