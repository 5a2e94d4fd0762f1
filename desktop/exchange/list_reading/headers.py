"""Finds the heads of a sheet: one to three rows, groups above, anywhere on the page, more than once."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from desktop.exchange.list_reading.header_words import (
    LONGEST_HEADER,
    Meaning,
    header_key,
    is_head_word,
    meaning_of,
    meaning_under,
)
from desktop.exchange.list_reading.own_heads import own_meanings
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.row_words import ends_a_table, is_serial, is_title, section_of
from desktop.exchange.normalise.plain_text import squeezed, without_brackets
from desktop.exchange.normalise.status import status_of
from desktop.exchange.normalise.unit_names import looks_like_a_unit
from desktop.exchange.normalise.written_dates import DATE_INSIDE
from desktop.exchange.sheet_cells import Cell

_MOST_ROWS = 3
_LABELLED = re.compile("[:：](?!(?:亿|万|千)?元$).")
_ROWS_TO_SEARCH = 200
_PLENTY = 4
_WIDEST_HEAD = 400
_LONGEST_COLUMN_NUMBER = 5
_LONGEST_SUBHEAD = 8
_LONGEST_SHORT_TEXT = 8
_BESIDES_WEAK = frozenset(
    {"measures", "responsible_leader", "responsible_department", "owner", "lead_person", "unit_responsible", "due_on",
     "due_first", "completion_time"}
)  # fmt: skip
"""What must stand beside a head that only contains 问题, 事项, 隐患 or 不足 (RULES §1)."""


@dataclass
class HeaderBlock:
    """The head of one table: its rows, and for each column its words and their meaning."""

    rows: list[int]
    labels: dict[int, tuple[str, ...]]
    meanings: dict[int, Meaning | None] = field(default_factory=dict)
    numbers_row: int | None = None
    """A row 1 2 3 … under the head, as printed forms have it."""

    @property
    def last_row(self) -> int:
        """Where the head ends."""
        return self.numbers_row or self.rows[-1]

    @property
    def all_rows(self) -> list[int]:
        """Every row the head takes."""
        return [*self.rows, self.numbers_row] if self.numbers_row else self.rows

    @property
    def signature(self) -> tuple[tuple[int, str], ...]:
        """The words by column: a head repeated on the next page has the same."""
        return tuple(
            sorted((column, "/".join(header_key(word) for word in words)) for column, words in self.labels.items())
        )

    def label(self, column: int) -> str:
        """The lowest word over a column, as the clerk reads it."""
        return squeezed(self.labels[column][-1])


def find_headers(page: Page, mapping: Mapping[str, str]) -> list[HeaderBlock]:
    """All heads of a page from top to bottom."""
    blocks: list[HeaderBlock] = []
    words: set[str] = set()
    beyond = 0
    for row in page.rows:
        if row <= beyond:
            continue
        block = _header_at(page, row, mapping)
        if block and (_is_a_later_head(page, block, blocks[-1], words) if blocks else _opens_the_page(block, mapping)):
            blocks.append(block)
            words |= {squeezed(word) for labels in block.labels.values() for word in labels}
            beyond = block.last_row
    return blocks


def pointed_header(page: Page, row: int, columns: Mapping[int, str]) -> HeaderBlock:
    """The head that the clerk pointed at: its row as it stands, the pointed columns with their fields."""
    own = page.own(row)
    labels: dict[int, tuple[str, ...]] = {column: (cell.text.strip() or "-",) for column, cell in own.items()}
    labels |= {column: ("-",) for column in columns if column not in labels}
    block = HeaderBlock([row], labels, {column: meaning_under((), words[-1]) for column, words in labels.items()})
    taken = set(columns.values())
    for column, meaning in block.meanings.items():
        if column in columns:
            block.meanings[column] = _told(columns[column])
        elif meaning and (meaning.kind in taken or meaning.kind == "text"):
            block.meanings[column] = None
    return block


def likest_row(page: Page) -> tuple[int, int]:
    """The row that looks most like a head, with the number of its head words; (0, 0) where none has any."""
    scores = {row: _head_words(page, row) for row in page.rows[:_ROWS_TO_SEARCH] if len(page.own(row)) > 1}
    best = max(scores, key=lambda row: (scores[row], -row), default=0)
    return (best, scores[best]) if best and scores[best] else (0, 0)


def _head_words(page: Page, row: int) -> int:
    return sum(is_head_word(cell.text) for cell in page.own(row).values())


def _opens_the_page(block: HeaderBlock, mapping: Mapping[str, str]) -> bool:
    """The first head: half of its columns (or four) carry the words of heads, or what the clerk taught as such.

    Beside a column that is headed 序号 a meaning is enough: 序号 | 牵头县领导 | 攻坚举措.
    """
    leaves = {column: words[-1] for column, words in block.labels.items()}
    known = [
        column
        for column, leaf in leaves.items()
        if is_head_word(leaf)
        or header_key(leaf) in mapping
        or "/".join(map(header_key, block.labels[column])) in mapping
    ]
    ticked = [column for column, leaf in leaves.items() if column not in known and status_of(leaf)]
    if (len(known) + len(ticked)) * 2 >= len(leaves) or len(known) >= _PLENTY:
        return True
    numbered = any((meaning := block.meanings.get(column)) and meaning.kind == "serial" for column in known)
    return numbered and sum(meaning is not None for meaning in block.meanings.values()) * 2 >= len(leaves)


def _is_a_later_head(page: Page, block: HeaderBlock, before: HeaderBlock, words: Set[str]) -> bool:
    """A head inside a table (RULES §1): the words of the earlier heads again, or mostly head words below a blank row or a title.

    A row with a number under the number, or with the text of a finding under the finding, never is one.
    """
    first = block.rows[0]
    own = {column: cell.text for column, cell in page.own(first).items()}
    if _all_said(page, first, words):
        return True
    for column, text in own.items():
        meaning = before.meanings.get(column)
        kind = meaning.kind if meaning else ""
        if kind == "serial" and is_serial(text):
            return False
        if kind in ("text", "parent") and not is_head_word(text) and len(squeezed(text)) > _LONGEST_SHORT_TEXT:
            return False
    leaves = [words[-1] for words in block.labels.values()]
    known = sum(map(is_head_word, leaves))
    if sum(map(is_head_word, own.values())) * 2 <= len(own) or any(
        _all_said(page, row, words) for row in block.rows[1:]
    ):
        return False  # a row of data above a head printed again is no first row of it
    numbers = any(
        (meaning := meaning_of(text)) and meaning.kind == "serial" for text in own.values() if is_head_word(text)
    )
    if numbers and known >= min(_PLENTY, len(leaves) // 2 + 1):
        return True  # 序号 under 序号 is the number of no finding
    if known * 2 <= len(leaves):
        return False
    return first - 1 not in page.sheet.rows or _is_introduced(page, first - 1)


def _all_said(page: Page, row: int, words: Set[str]) -> bool:
    """Whether a row says nothing but words of earlier heads."""
    return all(squeezed(cell.text) in words for cell in page.own(row).values())


def _is_introduced(page: Page, row: int) -> bool:
    """Whether the row right above is a title, a section title or the end of the table before."""
    cells = page.own(row)
    texts = list(dict.fromkeys(squeezed(cell.text) for cell in cells.values()))
    if ends_a_table(texts):
        return True
    if len(texts) != 1:
        return False
    column = min(cells)
    return (
        is_title(texts[0]) or section_of(texts[0]).level in (1, 2) or page.span(row, column)[1] > column or column == 1
    )


def _header_at(page: Page, row: int, mapping: Mapping[str, str]) -> HeaderBlock | None:
    if not _could_be_header(page, row, mapping):
        return None
    rows = [row]
    while len(rows) < _MOST_ROWS and _goes_on(page, rows):
        rows.append(rows[-1] + 1)
    block = _block(page, rows, mapping)
    while not _is_list(block) and len(rows) > 1:
        rows.pop()
        block = _block(page, rows, mapping)
    if not _is_list(block):
        return None
    block.numbers_row = _numbers_row(page, block)
    return block


def _could_be_header(page: Page, row: int, mapping: Mapping[str, str]) -> bool:
    cells = page.own(row)
    if not 2 <= len(cells) <= _WIDEST_HEAD:
        return False
    texts = [cell.value for cell in cells.values()]
    words = [text for text in texts if isinstance(text, str)]
    strays = len(texts) - len(words)
    if strays and (strays * 4 > len(texts) or sum(map(is_head_word, words)) < _PLENTY):
        return False
    if not all(_short(text) and not _is_value(text) for text in words):
        return False
    return any(meaning_of(str(text)) or header_key(str(text)) in mapping for text in texts) or _has_group(page, row)


def _short(text: str) -> bool:
    outside = without_brackets(squeezed(text))[0]
    return len(header_key(text)) <= LONGEST_HEADER and not _LABELLED.search(outside)


def _is_value(text: str) -> bool:
    """A number or a whole day: no head says that."""
    bare = squeezed(text)
    return bare.isdecimal() or (bool(DATE_INSIDE.fullmatch(bare)) and not is_head_word(bare))


def _has_group(page: Page, row: int) -> bool:
    return any(page.span(row, column)[1] > column for column in page.own(row))


def _goes_on(page: Page, rows: list[int]) -> bool:
    """Whether the next row is a further row of the same head."""
    below = rows[-1] + 1
    cells = page.own(below)
    if not cells or not all(isinstance(cell.value, str) and _short(cell.value) for cell in cells.values()):
        return False
    if any(page.merged_down.get((below, column), 0) >= rows[0] for column in _columns_above(page, rows)):
        return True
    if _is_unmerged_second_row(page, rows, cells):
        return True
    known = [column for column, cell in cells.items() if is_head_word(str(cell.value))]
    if len(known) * 2 < len(cells) or any(is_serial(str(cell.value)) for cell in cells.values()):
        return False
    above = page.own(rows[-1])
    under_words = [column for column in cells if column in above and page.span(rows[-1], column)[1] == column]
    meanings = {column: meaning_of(str(above[column].value)) for column in under_words}
    if len(under_words) == len(cells) and all(meanings.values()):
        return False  # every cell has its head right above: these are values
    if any(
        (meaning := meanings[column]) and meaning.kind in ("text", "parent") and column not in known
        for column in under_words
    ):
        return False  # the text of a finding
    lone_leaf = all(
        (meaning := meanings[column]) is None or meaning.kind != "serial" or column in known for column in under_words
    )
    return lone_leaf and (
        len(known) > 1 or _has_group(page, rows[-1]) or not any(meaning_of(str(cell.value)) for cell in above.values())
    )


def _is_unmerged_second_row(page: Page, rows: list[int], cells: Mapping[int, Cell]) -> bool:
    """The lower half of a head whose merges a program undid: short words, none under the number or the finding (RULES §1)."""
    above = {column: str(cell.value) for row in rows for column, cell in page.own(row).items()}
    kinds = {column: meaning.kind for column, text in above.items() if (meaning := meaning_of(text))}
    if len(cells) < 2 or any(kinds.get(column) in ("serial", "text") for column in cells):
        return False
    texts = [squeezed(str(cell.value)) for cell in cells.values()]
    if not all(len(text) <= _LONGEST_SUBHEAD and not is_serial(text) and not looks_like_a_unit(text) for text in texts):
        return False
    bare_columns = [column for column in cells if column not in above]
    groups = [max((left for left in above if left < column), default=0) for column in bare_columns]
    return bool(bare_columns) and all(group in cells for group in groups)


def _columns_above(page: Page, rows: list[int]) -> set[int]:
    return {column for row in rows for column in page.own(row)}


def _block(page: Page, rows: list[int], mapping: Mapping[str, str]) -> HeaderBlock:
    columns = sorted(_columns_above(page, rows) | _spanned(page, rows))
    labels: dict[int, tuple[str, ...]] = {}
    for column in columns:
        words = [_word_over(page, rows, row, column) for row in rows]
        distinct = tuple(dict.fromkeys(word for word in words if word))
        if distinct:
            labels[column] = distinct
    last = rows[-1]
    for column in list(labels):
        inherited_only = not any(column in page.own(row) for row in rows)
        if inherited_only and (len(rows) == 1 or not page.text(last, column)):
            del labels[column]
    meanings = own_meanings(labels, mapping) or {column: _meaning(words, mapping) for column, words in labels.items()}
    return HeaderBlock(rows, labels, meanings)


def _spanned(page: Page, rows: list[int]) -> set[int]:
    spanned: set[int] = set()
    for row in rows:
        for column in page.own(row):
            spanned.update(range(column, min(page.span(row, column)[1], column + 400) + 1))
    return spanned


def _word_over(page: Page, rows: list[int], row: int, column: int) -> str:
    """The word of one head row over a column: its own, or that of the group it lies under."""
    own = page.own(row)
    if column in own:
        return own[column].text.strip()
    if (row, column) in page.merged_down:
        return ""
    if row == rows[-1]:
        return ""
    for left in range(column - 1, max(0, column - 40), -1):
        if left in own:
            last_row, last_column = page.span(row, left)
            is_merge = (last_row, last_column) != (row, left)
            reaches = last_column >= column if is_merge else _unmerged_group(page, row, left, column)
            return own[left].text.strip() if reaches else ""
        if page.merged_down.get((row, left)):
            return ""
    return ""


def _unmerged_group(page: Page, row: int, left: int, column: int) -> bool:
    """A group whose merge was undone: the row below has a word under it and under every column up to here."""
    return all(page.text(row + 1, between) for between in range(left, column + 1))


def _meaning(words: tuple[str, ...], mapping: Mapping[str, str]) -> Meaning | None:
    for key in ("/".join(header_key(word) for word in words), header_key(words[-1])):
        if key in mapping:
            return _told(mapping[key])
    return meaning_under(words[:-1], words[-1])


def _told(name: str) -> Meaning | None:
    """What the clerk gave a column to; "" keeps it as it is."""
    return Meaning({"first_due_on": "due_first"}.get(name, name), 9) if name else None


def _is_list(block: HeaderBlock) -> bool:
    """A list of findings has a column for the finding and at least one more that is known."""
    kinds = {meaning.kind for meaning in block.meanings.values() if meaning}
    if "text" in kinds:
        return len(kinds) > 1
    return "text_weak" in kinds and bool(kinds & _BESIDES_WEAK)


def _numbers_row(page: Page, block: HeaderBlock) -> int | None:
    below = block.rows[-1] + 1
    cells = page.own(below)
    if len(cells) < max(2, len(block.labels) - 1):
        return None
    words = [squeezed(cells[column].text).strip("()（）栏") for column in sorted(cells)]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < _LONGEST_COLUMN_NUMBER]
    rest = [word for word in words if not word.isdecimal()]
    ascending = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return below if ascending and len(numbers) > 1 and all(word in "甲乙丙丁戊己" for word in rest) else None
