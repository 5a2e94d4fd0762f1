"""会议用问题清单: the columns of the list for meetings, and rows that arrive as texts by column key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from desktop.errors import KnownError
from desktop.paper.table import Align, Column, Kind, PrintedList, Row

RECALL_NOTE = "说明：本材料供本次会议使用，会后由县委巡察办收回，不得复印、摘录、外传。领用人签字：＿＿＿＿＿＿"

COLUMNS: Mapping[str, Column] = {
    "index": Column("序号", 12),
    "unit": Column("单位", 22, merge=True),
    "text": Column("问题", 98, weight=1, align=Align.LEFT),
    "number": Column("编号", 25),
    "category": Column("类别", 30),
    "term_kind": Column("整改性质", 22),
    "leader": Column("责任领导", 18),
    "owner": Column("责任人", 18),
    "due_on": Column("现定时限", 20),
    "claim": Column("单位自报", 20),
    "verdict": Column("状态", 24),
    "timing": Column("时限情况", 22),
    "note": Column("备注", 22),
    "opinion": Column("会议意见", 28),
}
"""Every column a finding can be printed in; widths in mm as wished on A4 landscape (design.md 3.11)."""

MEETING_COLUMNS = ("index", "unit", "text", "number", "leader", "due_on", "verdict", "timing", "opinion")
"""书记专题会 on A4 landscape: the last column stays blank for the pen."""

FULL_COLUMNS = ("index", "unit", "number", "category", "text", "term_kind", "due_on", "claim", "verdict", "note")
"""常委会 on A3 landscape, by the paper form of the meeting list."""

_ALIASES = {
    "序号": "index",
    "党组织": "unit",
    "问题编号": "number",
    "问题表现": "text",
    "时限": "due_on",
    "自报": "claim",
    "核实": "verdict",
}
_TITLES = {column.title: key for key, column in COLUMNS.items()} | _ALIASES
_OVERDUE = "逾期"


@dataclass(frozen=True)
class Heading:
    """The words around a meeting list; `classification` and `basis` are printed as given."""

    title: str
    as_of: date
    subtitle: str = ""
    scope: str = ""
    total: int | None = None
    basis: str = ""
    classification: str = ""
    note: str = RECALL_NOTE
    printed: str = ""
    office: str = ""
    watermark: str = ""


def column_keys(names: Sequence[str]) -> tuple[str, ...]:
    """Column keys for keys or Chinese titles, in the order given."""
    unknown = [name for name in names if name not in COLUMNS and name not in _TITLES]
    if unknown:
        raise KnownError(f"没有“{'、'.join(unknown)}”这一列，可选：{'、'.join(c.title for c in COLUMNS.values())}。")
    return tuple(name if name in COLUMNS else _TITLES[name] for name in names)


def meeting_list(
    records: Iterable[Mapping[str, str]],
    heading: Heading,
    *,
    keys: Sequence[str] = MEETING_COLUMNS,
    widths: Mapping[str, float] | None = None,
    group_by: str = "",
) -> PrintedList:
    """A printed list of the records in their order, numbered from 1; a key that a record lacks prints blank.

    `widths` (mm) are the clerk's own; `group_by` is a key whose change begins a band with its own count.
    """
    keys = column_keys(keys)
    columns = _columns(keys, widths or {})
    numbered = enumerate(records, start=1)
    rows: list[Row] = []
    for group, members in groupby(numbered, key=lambda pair: pair[1].get(group_by, "") if group_by else ""):
        set_rows = [_row(keys, record, index) for index, record in members]
        if group_by:
            rows.append(Row((f"{group or '（未填）'}　{len(set_rows)} 条",), Kind.GROUP))
        rows.extend(set_rows)
    return PrintedList(columns=columns, rows=tuple(rows), **vars(heading))


def _columns(keys: Sequence[str], widths: Mapping[str, float]) -> tuple[Column, ...]:
    """The columns; widths that the clerk dragged stay, and where the text column is among them the others give and take."""
    columns = [replace(COLUMNS[key], width=widths[key], weight=0.0) if key in widths else COLUMNS[key] for key in keys]
    if not any(column.weight for column in columns):
        columns = [c if key in widths else replace(c, weight=c.width) for key, c in zip(keys, columns, strict=True)]
    return tuple(columns)


def _row(keys: Sequence[str], record: Mapping[str, str], index: int) -> Row:
    cells = tuple(str(index) if key == "index" else record.get(key, "") for key in keys)
    strong = frozenset(
        i
        for i, (key, text) in enumerate(zip(keys, cells, strict=True))
        if key == "timing" and text.startswith(_OVERDUE)
    )
    return Row(cells, strong=strong)
