"""会议用问题清单: the columns of the list for meetings, and rows that arrive as texts by column key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FIELDS, chosen_fields
from desktop.ledgers.leaving import leaving, refuse_internal
from desktop.paper.table import Align, Column, Kind, PrintedList, Row

RECALL_NOTE = "说明：本材料供本次会议使用，会后由县委巡察办收回，不得复印、摘录、外传。领用人签字：＿＿＿＿＿＿"

OPINION = "opinion"
"""会议意见: no field of the ledger, a blank column for the pen."""
_TEXT = "text"


def paper_column(field: Field) -> Column:
    """A field as a column on paper; the text takes what the others leave."""
    long = field.holds is Holds.LONG or field.wrap
    align = Align.LEFT if long else Align.RIGHT if field.holds is Holds.MONEY else Align.CENTER
    return Column(field.head, field.mm or round(field.width / 4), 1 if field.name == _TEXT else 0, align, field.merge)


def paper_columns(own: Sequence[Field] = ()) -> dict[str, Column]:
    """Every column a finding can be printed in, the office's own fields too; 内部 fields enter no printed list."""
    columns = {field.name: paper_column(field) for field in leaving((*FIELDS, *own))}
    return {**columns, OPINION: Column("会议意见", 28)}


COLUMNS: Mapping[str, Column] = paper_columns()
"""The columns of the program; widths in mm as wished on A4 landscape (design.md 3.11)."""

MEETING_COLUMNS = ("seq", "unit", "text", "number", "responsible_leader", "due", "state_word", "timing", OPINION)
"""书记专题会 on A4 landscape: the last column stays blank for the pen."""

FULL_COLUMNS = ("seq", "unit", "number", "category", "text", "nature", "due", "claim_text", "state_word", "remark")
"""常委会 on A3 landscape, by the paper form of the meeting list."""

_ALIASES = {"党组织": "unit", "核实": "state_word", "会议意见": OPINION, OPINION: OPINION}
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


def column_keys(names: Sequence[str], own: Sequence[Field] = ()) -> tuple[str, ...]:
    """Names of columns for names or Chinese titles, in the order given."""
    found = [_ALIASES.get(name) or chosen_fields([name], own)[0].name for name in names]
    refuse_internal(chosen_fields([key for key in found if key != OPINION], own))
    return tuple(found)


def meeting_list(
    records: Iterable[Mapping[str, str]],
    heading: Heading,
    *,
    keys: Sequence[str] = MEETING_COLUMNS,
    widths: Mapping[str, float] | None = None,
    group_by: str = "",
    own: Sequence[Field] = (),
) -> PrintedList:
    """A printed list of the records in their order, numbered from 1; a key that a record lacks prints blank.

    `widths` (mm) are the clerk's own; `group_by` is a key whose change begins a band with its own count.
    """
    keys = column_keys(keys, own)
    columns = _columns(keys, widths or {}, paper_columns(own))
    numbered = enumerate(records, start=1)
    rows: list[Row] = []
    for group, members in groupby(numbered, key=lambda pair: pair[1].get(group_by, "") if group_by else ""):
        set_rows = [_row(keys, record, index) for index, record in members]
        if group_by:
            rows.append(Row((f"{group or '（未填）'}　{len(set_rows)} 条",), Kind.GROUP))
        rows.extend(set_rows)
    return PrintedList(columns=columns, rows=tuple(rows), **vars(heading))


def _columns(keys: Sequence[str], widths: Mapping[str, float], known: Mapping[str, Column]) -> tuple[Column, ...]:
    """The columns; widths that the clerk dragged stay, and where the text column is among them the others give and take."""
    columns = [replace(known[key], width=widths[key], weight=0.0) if key in widths else known[key] for key in keys]
    if not any(column.weight for column in columns):
        columns = [c if key in widths else replace(c, weight=c.width) for key, c in zip(keys, columns, strict=True)]
    return tuple(columns)


def _row(keys: Sequence[str], record: Mapping[str, str], index: int) -> Row:
    cells = tuple(str(index) if key == "seq" else record.get(key, "") for key in keys)
    strong = frozenset(
        i
        for i, (key, text) in enumerate(zip(keys, cells, strict=True))
        if key == "timing" and text.startswith(_OVERDUE)
    )
    return Row(cells, strong=strong)
