"""A view as a workbook or a Word table: chosen columns, own title, grouping with subtotals; `sending` enters it in the register of exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.reader import Reader
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.findings import USUAL_SHEET, chosen_fields
from desktop.ledgers.leaving import leaving, refuse_internal
from desktop.ledgers.told import sheet_cell
from desktop.operations.lists.view import View
from desktop.operations.own_fields import own_fields

if TYPE_CHECKING:
    from desktop.exchange.list_files.skeleton import Skeleton
    from desktop.exchange.list_files.table import ColumnKind

USUAL = USUAL_SHEET
_KINDS: Mapping[Holds, ColumnKind] = {Holds.DATE: "date", Holds.INT: "int", Holds.MONEY: "money"}


@dataclass(frozen=True)
class Exported:
    """A workbook or a Word table on disk and how many rows it has."""

    path: Path
    rows: int


def column_keys(names: Sequence[str], own: Sequence[Field] = ()) -> tuple[str, ...]:
    """Names of fields for names or Chinese heads, in the order given."""
    return tuple(field.name for field in chosen_fields(names, own))


def export(
    reader: Reader,
    shown: View,
    path: Path,
    title: str,
    *,
    keys: Sequence[str] = USUAL,
    group_by: str = "",
    totals: bool = True,
    look: Skeleton | None = None,
    properties: FileProperties = FileProperties(),
) -> Exported:
    """Write a view, as a Word table where the path ends in .docx, else as a workbook; `keys` name fields, `group_by` one of them whose runs of equal values get a subtotal row; `look` is how a workbook looks (`looks`)."""
    from desktop.exchange.list_file import write_list
    from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn

    own = own_fields(reader)
    chosen = list(chosen_fields(keys, own) if keys != USUAL else leaving(chosen_fields(keys, own)))
    refuse_internal(chosen)
    lines = list(shown.lines)
    if group_by:
        [group] = chosen_fields([group_by], own)
        refuse_internal([group])
        if group not in chosen:
            chosen.insert(0, group)
        words = [sheet_cell(group, line) for line in lines]
        first = {word: place for place, word in reversed(list(enumerate(words)))}
        lines = [line for _word, line in sorted(zip(words, lines, strict=True), key=lambda pair: first[pair[0]])]
    rows: list[list[Any]] = [
        [place if field.counts_rows else sheet_cell(field, line) for field in chosen]
        for place, line in enumerate(lines, 1)
    ]
    columns = [
        SheetColumn(
            field.head, field.sheet or field.width / 8, _KINDS.get(field.holds, "text"), field.summed, field.picks
        )
        for field in chosen
    ]
    subtitle = "　".join(
        part for part in (properties.mark, shown.scope, f"{len(rows)} 条", f"截至 {shown.as_of}", shown.basis) if part
    )
    table = ListTable(
        title, columns, rows, subtitle, chosen.index(group) if group_by else None, totals, PageStyle(frozen_columns=min(3, len(chosen))),
        properties,
    )  # fmt: skip
    return Exported(write_list(path, table, look), len(rows))
