"""A register of units that was pasted: full name and short name of each row, whatever stands around them (K10)."""

from __future__ import annotations

from desktop.exchange.clipboard import read_clipboard
from desktop.exchange.list_reading import row_words
from desktop.exchange.normalise.unit_names import looks_like_a_unit

_NAME_HEADS = frozenset({"单位", "单位名称", "单位全称", "全称", "名称", "被巡察单位", "被巡察党组织", "党组织名称"})
_SHORT_HEADS = frozenset({"简称", "单位简称"})


def read_units(text: str, html: str = "") -> tuple[tuple[str, str], ...]:
    """Full name and short name of each row; empty and repeated rows, totals, notes, signatures and titles are left out.

    Under a head the columns are found by their words. Without one, or in a row that has nothing in that column, the
    first cell that is no number is the full name and the next one the short name. A number in front of a name, and a
    heading such as 一、县直部门（2个）, are no names; 甲、乙 alone in its row are two. Raises Refused for a hostile block.
    """
    found: dict[str, str] = {}
    head: tuple[int, int] | None = None
    for row in read_clipboard(text, html).texts():
        cells = ["".join(cell.split()) for cell in row]
        if here := _head_of(cells):
            head = here
        elif _is_no_unit(cells):
            continue
        elif head and _at(cells, head[0]):
            found.setdefault(_at(cells, head[0]), _at(cells, head[1]))
        elif words := [_name_in(cell) for cell in cells if cell and not cell.isdigit()]:
            for name in _names_of(words):
                found.setdefault(name, _at(words, 1))
    return tuple(found.items())


def _is_no_unit(cells: list[str]) -> bool:
    """合计 37 个, 制表人：, 注：…, a title over the register: rows around a register that name no unit."""
    texts = [cell for cell in cells if cell]
    if not texts or row_words.tail_reason(texts) or row_words.ends_a_table(texts):
        return True
    return any(row_words.is_fill_in(text) for text in texts) or (len(texts) == 1 and row_words.is_title(texts[0]))


def _name_in(cell: str) -> str:
    """The cell without a number in front; empty where it is the heading of a group."""
    section = row_words.section_of(cell)
    is_heading = section.level in (1, 2) and not looks_like_a_unit(section.words)
    return "" if is_heading else section.words if section.level else cell


def _names_of(words: list[str]) -> list[str]:
    """The names of a row: one, or several in its only cell."""
    parts = [part for part in words[0].split("、") if part]
    several = len(words) == 1 and len(parts) > 1 and all(map(looks_like_a_unit, parts))
    return parts if several else words[:1] if words[0] else []


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
