"""The rows of a list without the structure of a finding list (register of units, list of a book) as RULES §0 reads every sheet."""

from collections.abc import Iterable, Iterator

from desktop.exchange.list_reading.page import Page
from desktop.exchange.normalise.plain_text import is_ditto, squeezed
from desktop.exchange.sheet_cells import Cell, Sheet


class PlainRows:
    """Own cells tell what a row is; `told` adds what is merged down over it and puts for 同上 what stood above."""

    def __init__(self, sheet: Sheet) -> None:
        self._page = Page(sheet)
        self._above: dict[int, Cell] = {}

    def __iter__(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Row and own cells, where anything stands there."""
        for row in self._page.rows:
            own = {column: cell for column, cell in self._page.own(row).items() if cell.fault or squeezed(cell.text)}
            if own:
                yield row, own

    def begin(self) -> None:
        """A head: what stood above belongs to another table."""
        self._above.clear()

    def goes_on(self, row: int, column: int) -> bool:
        """Whether the cell is merged with the one above, so that a numbered row goes on."""
        return (row, column) in self._page.merged_down

    def told(self, row: int, columns: Iterable[int]) -> dict[int, Cell]:
        """What the row says in these columns."""
        found = {}
        for column in columns:
            cell = self._page.cell(row, column)
            if cell is not None and isinstance(cell.value, str) and is_ditto(cell.value):
                cell = self._above.get(column)
            if cell is not None and (cell.fault or squeezed(cell.text)):
                found[column] = self._above[column] = cell
        return found
