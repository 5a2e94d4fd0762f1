"""Where a table ends: rows behind its last finding are judged by their place, not by their words alone (RULES §2)."""

from collections.abc import Mapping
from datetime import date

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.row_words import is_footer, is_label, is_note, is_serial, tail_reason, total_reason
from desktop.exchange.normalise.dates import read_date
from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed
from desktop.exchange.normalise.status import read_status
from desktop.exchange.sheet_cells import Cell

_FEW_COLUMNS = 4
_FEWEST_BESIDE = 2
_LONGEST_LABELLED = 40
_SOME_DAY = date(2000, 1, 1)
"""6月底 reads as a deadline whatever the year."""


class Tail:
    """The last finding of one table by number, or by filled columns where nothing is numbered."""

    def __init__(self, page: Page, columns: Columns, rows: list[int]) -> None:
        self._page, self._columns = page, columns
        self._serial, self._text = columns.first("serial"), columns.first("text")
        numbered = self._numbered(rows)
        self.last_row = max(numbered or self._full(rows) or self._with_text(rows), default=0)
        self._is_numbered = bool(numbered)

    def reason(self, row: int) -> str | None:
        """Why a row behind the last finding is none; None where it goes on a finding or is one after all."""
        own = self._page.own(row)
        texts = [cell.text for cell in own.values()]
        if said := tail_reason(texts):
            return said
        if self._text not in own:
            return None
        return None if self._is_a_finding_without_number(row) else "note"

    def _numbered(self, rows: list[int]) -> list[int]:
        """Rows with a number and something beside it; a count that begins anew behind a note belongs to the note."""
        if self._serial is None:
            return []
        found: list[int] = []
        counted, behind_note, noted = 0, False, 0
        for row in rows:
            own = self._page.own(row)
            if not own:
                continue
            first = own[min(own)].text
            if is_note(first) or squeezed(first).rstrip("：:") in ("说明", "备注", "注", "填表说明"):
                behind_note = True
            cell = own.get(self._serial)
            if cell is None or cell.fault or not is_serial(cell.text) or not self._beside(row):
                continue
            number = _whole(cell.text)
            goes_on = number == counted + 1 and not (noted and number == noted + 1)
            if behind_note and len(self._beside(row)) < _FEWEST_BESIDE and not goes_on:
                noted = number or noted
                continue
            counted, behind_note, noted = number or counted, False, 0
            found.append(row)
        return found

    def _beside(self, row: int) -> list[int]:
        """Filled columns with a field besides the number; a cell merged down over the row fills its column."""
        columns = sorted(self._columns.core - {self._serial})
        return [column for column in columns if self._page.cell(row, column) is not None]

    def _full(self, rows: list[int]) -> list[int]:
        """Rows with a text and enough beside it, none of it a label or a total."""
        wanted = 1 if len(self._columns.core) < _FEW_COLUMNS else 2
        return [row for row in rows if self._is_full(row, wanted)]

    def _is_full(self, row: int, wanted: int) -> bool:
        own = self._page.own(row)
        if self._text not in own:
            return False
        texts = [cell.text for cell in own.values()]
        if any(_is_short_label(text) for text in texts) or is_footer(own[min(own)].text, alone=False):
            return False
        first = min(own)
        if is_note(own[first].text) or total_reason(own[first].text):
            return False
        if first != self._text and tail_reason([own[first].text], alone=False):
            return False
        filled = [column for column in self._beside(row) if column != self._text]
        return len(filled) >= wanted

    def _with_text(self, rows: list[int]) -> list[int]:
        """Where no row has anything beside its text: all that have one and do not sign, sum up or explain."""
        found = []
        for row in rows:
            own = self._page.own(row)
            if self._text in own and not tail_reason([cell.text for cell in own.values()]):
                found.append(row)
        return found

    def _is_a_finding_without_number(self, row: int) -> bool:
        """A full row whose number was forgotten: its deadline or state reads as such; to lose it silently would be worse."""
        own = self._page.own(row)
        if self._serial in own or not self._is_full(row, 3):
            return False
        return self._is_numbered and self._reads_as_data(own)

    def lacks_a_text(self, row: int) -> bool:
        """Whether a row behind the last finding is a finding without its text: its deadline or state reads as such, or a cell is broken."""
        own = self._page.own(row)
        return self._reads_as_data(own) or any(cell.fault for cell in own.values())

    def _reads_as_data(self, own: Mapping[int, Cell]) -> bool:
        due, status = (own.get(self._columns.first(name) or 0) for name in ("due_on", "status"))
        reads_due = due is not None and read_date(due.value, _SOME_DAY).kind is not None
        return reads_due or (status is not None and read_status(status.text).state is not None)


def _is_short_label(text: str) -> bool:
    return is_label(text) and len(squeezed(text)) <= _LONGEST_LABELLED


def _whole(serial: str) -> int | None:
    bare = half_width(squeezed(serial)).strip("（）().、．")
    return int(bare) if bare.isdecimal() and len(bare) < 7 and not is_blank_word(bare) else None
