"""What a book's page shows, as it leaves the window for print and workbook: in full, in its order, with the criteria in words."""

from __future__ import annotations

from db.queries import books as queries
from db.queries.books import Record
from desktop.ledgers.leaving import filters_told
from desktop.ledgers.register import Register
from desktop.operations.records.exporting import Listed
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LedgerTableView


def listed(context: AppContext, register: Register, table: LedgerTableView, state_word: str, of: int) -> Listed:
    """The ticked records, else those shown; `state_word` is the chosen state's, `of` how many the book has."""
    how = table.arrangement()
    chips = filters_told({column.field: column for column in table.table.columns}, how.filters)
    if state_word:
        chips.insert(0, state_word)
    if ticked := len(table.ticked_ids()):
        chips = [f"勾选的 {ticked} {register.unit_word}"]
    return Listed(register, _in_full(context, register, table), context.as_of, "；".join(chips), of)


def _in_full(context: AppContext, register: Register, table: LedgerTableView) -> list[Record]:
    """With the full names of units, which the grid shortens."""
    records = table.chosen_records() if table.ticked_ids() else table.records()
    shown = [record.id for record in records]
    found = queries.records(context.reader, register.shape, context.as_of, context.known_at, ids=shown)
    places = {record: place for place, record in enumerate(shown)}
    return sorted(found, key=lambda record: places[record.id])
