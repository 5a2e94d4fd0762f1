"""Finds the heads of a sheet: one to three rows, groups above, anywhere on the page, more than once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.exchange.list_reading.header_words import LONGEST_HEADER, Meaning, header_key, meaning_of, meaning_under
from desktop.exchange.list_reading.own_heads import own_meanings
from desktop.exchange.list_reading.page import Page
from desktop.exchange.normalise.plain_text import squeezed

_MOST_ROWS = 3
_LABELLED = re.compile("[:：].")


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
    beyond = 0
    for row in page.rows:
        if row <= beyond:
            continue
        block = _header_at(page, row, mapping)
        if block:
            blocks.append(block)
            beyond = block.last_row
    return blocks


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
    if len(cells) < 2:
        return False
    texts = [cell.value for cell in cells.values()]
    if not all(isinstance(text, str) and _short(text) for text in texts):
        return False
    return any(meaning_of(str(text)) or header_key(str(text)) in mapping for text in texts) or _has_group(page, row)


def _short(text: str) -> bool:
    return len(header_key(text)) <= LONGEST_HEADER and not _LABELLED.search(squeezed(text))


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
    known = [column for column, cell in cells.items() if meaning_of(str(cell.value))]
    if len(known) * 2 < len(cells):
        return False
    above = page.own(rows[-1])
    under_words = [column for column in cells if column in above and page.span(rows[-1], column)[1] == column]
    lone_leaf = all(
        (meaning := meaning_of(str(above[column].value))) is None or meaning.kind != "serial" for column in under_words
    )
    return lone_leaf and (
        len(known) > 1 or _has_group(page, rows[-1]) or not any(meaning_of(str(cell.value)) for cell in above.values())
    )


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
            return Meaning(mapping[key], 9) if mapping[key] else None
    return meaning_under(words[:-1], words[-1])


def _is_list(block: HeaderBlock) -> bool:
    """A list of findings has a column for the finding and at least one more that is known."""
    kinds = {meaning.kind for meaning in block.meanings.values() if meaning}
    return "text" in kinds and len(kinds) > 1


def _numbers_row(page: Page, block: HeaderBlock) -> int | None:
    below = block.rows[-1] + 1
    cells = page.own(below)
    if len(cells) < max(2, len(block.labels) - 1):
        return None
    words = [squeezed(cells[column].text).strip("()（）栏") for column in sorted(cells)]
    numbers = [int(word) for word in words if word.isdecimal()]
    rest = [word for word in words if not word.isdecimal()]
    ascending = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return below if ascending and len(numbers) > 1 and all(word in "甲乙丙丁戊己" for word in rest) else None
