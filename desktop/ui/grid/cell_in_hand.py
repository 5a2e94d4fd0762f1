"""A cell put in hand from outside: its row, its column shown where it was hidden, so that F2 types into it at once."""

from __future__ import annotations

from desktop.ui.grid.ledger_table import LedgerTableView


def put_in_hand(table: LedgerTableView, field: str) -> bool:
    """The cell of a field in the first row that lacks it, else in the first row; False where there is no row or no such field."""
    model = table.model
    known = {column.field for column in model.all_columns}
    if not model.shown or field not in known:
        return False
    if model.section_of(field) < 0:
        model.set_columns([*model.columns, *(one for one in model.all_columns if one.field == field)])
    row = next((place for place, one in enumerate(model.shown) if not getattr(one, field, None)), 0)
    index = model.index(row, model.section_of(field))
    table.grid.setCurrentIndex(index)
    table.grid.scrollTo(index)
    return True
