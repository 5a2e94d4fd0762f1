"""The records shown, as a printed list: the fields that have a width on paper; copies numbered like every list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.queries.books import Record
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Left
from desktop.operations.records.exporting import Listed, outgoing
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

NUMBER = "编号"
"""The column of the record's number, printed where it is named."""
_BLANK = "＿＿＿＿＿＿"
_WIDE = 45.0  # mm from which a column shares what the others leave, and its text stands left


def printed_fields(register: Register, names: Sequence[str] = ()) -> list[Field]:
    """Those named, else those with a width on paper."""
    return outgoing(register, names) if names else [field for field in outgoing(register) if field.mm]


def layout(reader: Reader, listed: Listed, plan: Plan, printed_on: str = "") -> Layout:
    """The pages; the same layout feeds preview, printer and PDF."""
    from desktop.paper.faces import ensure_painting, families_of_this_pc
    from desktop.paper.pages import Layout as Pages
    from desktop.paper.table import Align, Column, PrintedList, Row, Sheet

    ensure_painting()
    fields = printed_fields(listed.register, plan.columns)
    heads = [Column("序号", 12)]
    numbered = bool(listed.register.number) and NUMBER in plan.columns
    heads += [Column(NUMBER, 24)] if numbered else []
    heads += [_column(field, Column, Align) for field in fields]
    heads += [Column("状态", 18)] if listed.register.tells_state else []
    rows = [
        Row((str(place), *([record.number] if numbered else []), *_texts(listed.register, fields, record)))
        for place, record in enumerate(listed.records, 1)
    ]
    made = PrintedList(
        title=plan.title,
        columns=tuple(heads),
        rows=tuple(rows),
        as_of=date.fromisoformat(listed.as_of),
        subtitle=plan.subtitle,
        scope=listed.scope,
        total=listed.total,
        classification=plan.classification,
        note=plan.note or "",
        printed=printed_on,
        office=setting(reader, "office_short") or setting(reader, "office"),
        watermark="演示" if setting(reader, "demo") == "1" else "",
    )
    return Pages(made, Sheet(paper=plan.paper, landscape=plan.landscape), families_of_this_pc())


def record_sheet(reader: Reader, listed: Listed, plan: Plan, printed_on: str = "") -> Layout:
    """One record as a form: its fields with what they say, blank where it is written by hand, and blank lines to sign on."""
    from desktop.paper.faces import ensure_painting, families_of_this_pc
    from desktop.paper.pages import Layout as Pages
    from desktop.paper.table import Align, Column, PrintedList, Row, Sheet

    register, [one] = listed.register, listed.records
    if not register.signatures:
        raise KnownError(f"{register.title}没有单条的记录表。请用“打印”出清单。", "no_sheet")
    ensure_painting()
    asked = {name for step in register.steps for name in (*step.needs, *step.asks)}
    told = [(field, field.text(one.fields.get(field.name))) for field in _on_sheet(register)]
    rows = [Row((field.title, text), strong=frozenset({0})) for field, text in told if text or field.name in asked]
    rows += [Row(pair, strong=frozenset({0})) for pair in register.sheet_words]
    made = PrintedList(
        title=plan.title,
        columns=(Column("栏目", 32), Column("内容", 0, 1.0, Align.LEFT)),
        rows=tuple(rows),
        as_of=date.fromisoformat(listed.as_of),
        scope=one.number,
        classification=plan.classification,
        note="　".join(f"{who}签字：{_BLANK}" for who in register.signatures) + "　　　　年　　月　　日",
        printed=printed_on,
        office=setting(reader, "office_short") or setting(reader, "office"),
        watermark="演示" if setting(reader, "demo") == "1" else "",
        counted=False,
    )
    return Pages(made, Sheet(paper=plan.paper, landscape=False), families_of_this_pc())


def _on_sheet(register: Register) -> list[Field]:
    """What may leave, and what stands on a sealed sheet all the same."""
    kept = {field.name for field in outgoing(register)} | set(register.sheet_inside)
    return [field for field in register.all_fields if field.name in kept]


def write(
    ledger: Ledger, actor: Actor, listed: Listed, plan: Plan, laid: Layout, path: Path, job: Job = Job(), **how: Any
) -> Left[int]:
    """The list or the sheet as a PDF, entered with its numbered copies; `how` as `lists.printing.write` takes it."""
    return printing.write(ledger, actor, as_view(listed), plan, laid, path, job, **how)


def as_view(listed: Listed) -> View:
    """What is listed, as the register of prints counts it."""
    rows = cast(Any, tuple(listed.records))  # the register counts them; it never looks inside
    return View(rows, listed.as_of, len(listed.records), listed.scope)


def _column(field: Field, column: Any, align: Any) -> Any:
    width = field.mm or 26.0
    wide = width >= _WIDE
    title = f"{field.title}（万元）" if field.holds is Holds.MONEY else field.title
    side = align.RIGHT if field.holds in (Holds.MONEY, Holds.INT) else align.LEFT if wide else align.CENTER
    return column(title, width, width if wide else 0.0, side)


def _texts(register: Register, fields: Sequence[Field], record: Record) -> list[str]:
    told = [field.text(record.fields.get(field.name)) for field in fields]
    return [*told, register.state(record.state).word] if register.tells_state else told
