"""Tables of findings inside a letter: a row is a finding, a merged cell of the 问题 column one for all of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.exchange.feedback_letter.lines import Line
from desktop.exchange.feedback_letter.outline import Table
from desktop.exchange.list_reading.header_words import meaning_of
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed
from desktop.exchange.word_reading.paragraphs import TablePlace

_HEAD_ROWS = 4
_TOTALS = ("合计", "总计", "小计", "共计")


@dataclass
class FoundRow:
    """The finding of one or more rows of a table."""

    text: str
    lines: list[Line] = field(default_factory=list)
    unit: str = ""


@dataclass
class _Row:
    table: int
    cells: dict[int, list[Line]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def said(self, column: int | None) -> str:
        return "\n".join(line.text for line in self.cells.get(column, ())) if column is not None else ""


def findings_of(table: Table, continued: frozenset[TablePlace]) -> list[FoundRow]:
    """The findings of a table with a 问题 column, none of any other. `continued` are the cells that go on from the row above."""
    rows = _rows(table)
    head = _head(rows)
    if head is None:
        return []
    at, columns = head
    words = {squeezed(line.text) for line in rows[at].lines}
    found: list[FoundRow] = []
    for place in sorted(place for place in rows if place > at):
        row = rows[place]
        text = row.said(columns["text"])
        here = TablePlace(row.table, place, columns["text"])
        if here in continued and found and not squeezed(text):
            found[-1].lines += row.lines
        elif not is_blank_word(text) and not _is_aside(row, words):
            found.append(FoundRow(text, list(row.lines), row.said(columns.get("unit"))))
    return found


def _rows(table: Table) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for line in table.lines:
        place = line.paragraph.place
        assert place is not None
        row = rows.setdefault(place.row, _Row(place.table))
        row.cells.setdefault(place.column, []).append(line)
        row.lines.append(line)
    return rows


def _head(rows: dict[int, _Row]) -> tuple[int, dict[str, int]] | None:
    """The row of heads and the columns that matter; the best column of those that speak of the finding."""
    for place in sorted(rows)[:_HEAD_ROWS]:
        if len(rows[place].cells) < 2:
            continue
        best: dict[str, tuple[int, int]] = {}
        for column in rows[place].cells:
            meaning = meaning_of(rows[place].said(column))
            if meaning and (meaning.kind not in best or meaning.rank > best[meaning.kind][0]):
                best[meaning.kind] = (meaning.rank, column)
        if "text" in best:
            return place, {kind: column for kind, (_rank, column) in best.items()}
    return None


def _is_aside(row: _Row, words: set[str]) -> bool:
    """A head that is said again, a sum."""
    said = [squeezed(line.text) for line in row.lines]
    return set(said) <= words or any(one.startswith(_TOTALS) for one in said[:2])
