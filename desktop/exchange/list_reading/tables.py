"""Cuts a page into tables: what stands before a head, the head, and the rows below it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.exchange.list_reading.context import PointedHead
from desktop.exchange.list_reading.headers import HeaderBlock, find_headers, pointed_header
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.row_words import is_fill_in, is_footer, is_note, is_title, section_of, total_reason
from desktop.exchange.normalise.plain_text import squeezed


@dataclass
class Table:
    """One head with its rows; a head printed again is marked and its rows belong to the table before."""

    preamble: list[int]
    header: HeaderBlock
    body: list[int]
    repeats: bool = False
    followers: list["Table"] = field(default_factory=list)

    @property
    def data_rows(self) -> list[int]:
        """The body rows of the table and of its repeated heads."""
        return self.body + [row for follower in self.followers for row in follower.body]


def cut(page: Page, mapping: Mapping[str, str], pointed: PointedHead | None = None) -> list[Table]:
    """The tables of a page, in order; empty where no head of a finding list is found and none was pointed at."""
    blocks = [pointed_header(page, pointed.row, pointed.columns)] if pointed else find_headers(page, mapping)
    tables: list[Table] = []
    own: list[Table] = []
    for index, block in enumerate(blocks):
        start = blocks[index - 1].last_row if index else 0
        between = page.rows[bisect_right(page.rows, start) : bisect_left(page.rows, block.rows[0])]
        preamble = _preamble(page, between) if index else between
        if index:
            tables[-1].body = between[: len(between) - len(preamble)]
        table = Table(preamble, block, [])
        if own and own[-1].header.signature == block.signature:
            table.repeats = True
            own[-1].followers.append(table)
        else:
            own.append(table)
        tables.append(table)
    if tables:
        tables[-1].body = [row for row in page.rows if row > blocks[-1].last_row]
    return [table for table in tables if not _counts_only(page, table, tables)]


def _preamble(page: Page, between: list[int]) -> list[int]:
    """The rows right above a later head that introduce it: titles, unit and fill-in lines, section titles."""
    kept: list[int] = []
    for row in reversed(between):
        if not _introduces(page, row):
            break
        kept.insert(0, row)
    return kept


def _introduces(page: Page, row: int) -> bool:
    cells = page.own(row)
    texts = [cell.text for cell in cells.values()]
    if any(is_fill_in(text) for text in texts) and len(texts) <= 4:
        return True
    if len({squeezed(text) for text in texts}) != 1:
        return False
    text, column = texts[0], next(iter(cells))
    if total_reason(text) or is_footer(text) or is_note(text):
        return False
    whole_width = page.span(row, column)[1] > column
    return whole_width or is_title(text) or section_of(text).level in (1, 2) or column == 1


def _counts_only(page: Page, table: Table, tables: list[Table]) -> bool:
    """A summary whose "problem" column holds numbers is no list of findings; only a lone table is judged."""
    if len(tables) > 1:
        return False
    columns = [
        column for column, meaning in table.header.meanings.items() if meaning and meaning.kind in ("text", "text_weak")
    ]
    cells = [page.own(row)[column] for row in table.body for column in columns if column in page.own(row)]
    numbers = sum(isinstance(cell.value, (int, float)) or squeezed(cell.text).isdecimal() for cell in cells)
    return len(cells) > 1 and numbers * 10 >= len(cells) * 9
