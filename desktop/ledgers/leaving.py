"""What leaves the office in a file: 内部 fields do not, in no workbook, no printed list, no form, no figure and no line that tells a filter.

They are typed, shown, searched and answered inside only (registers.md §8). Every output asks here (product.md A6).

One file in the open is the exception: the dump of everything (`operations.dumping`) holds 内部 fields whole, as the backup and the ledger
itself do, since it is what the office goes on with elsewhere; an open set holds it only where somebody said so. It needs the right 录入, is entered in the register of exports, and
says to the clerk what is in it. Clues (线索) have no table in the ledger, so no dump of it can hold one; theirs is a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.errors import KnownError
from desktop.ledgers.arrangement import ColumnFilter, chip_text
from desktop.ledgers.column import Column
from desktop.ledgers.field import Field


def leaving(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields that may leave, in their order."""
    return tuple(field for field in fields if not field.internal)


def refuse_internal(fields: Iterable[Field]) -> None:
    """Raise KnownError where a field that stays inside was asked for by name."""
    if titles := "、".join(field.title for field in fields if field.internal):
        raise KnownError(f"“{titles}”是内部栏，不能导出或打印。请去掉这一栏。", "internal")


def kept_inside(fields: Iterable[Field]) -> str:
    """The sentence that tells beside a list which of its columns do not go out with it; empty where all may."""
    titles = "、".join(dict.fromkeys(field.title for field in fields if field.internal))
    return f"内部栏不导出、不打印：{titles}。" if titles else ""


def filters_told(columns: Mapping[str, Column], filters: Mapping[str, ColumnFilter]) -> list[str]:
    """The filters in words for a file's head; one of a field that stays inside says that it was set, not to what."""
    told = []
    for name, wanted in filters.items():
        if (column := columns.get(name)) is not None:
            inside = column.declared is not None and column.declared.internal
            told.append(f"{column.title}：内部栏，从略" if inside else chip_text(column, wanted))
    return told
