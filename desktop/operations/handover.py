"""交接单: what a person who leaves hands to the next one — open findings, promises, prepared papers, reserved numbers, views — for two to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import handover as queries
from db.queries import papers
from db.queries import units as unit_queries
from db.queries.findings import list_findings
from db.queries.users import open_items
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.operations.drill_record import DrillRecord
from desktop.operations.papers import numbers
from desktop.rules.overdue import days_overdue, is_open

TITLE = "工作交接单"
_TEXT = 40
"""Characters of a finding that stand on the sheet; its number leads to the rest."""
_WIDTHS = (24, 34, 66, 32)


@dataclass(frozen=True)
class Item:
    """One line: which kind of thing, its number or name, what it is, and the day by which it asks for work."""

    kind: str
    name: str
    text: str
    day: str = ""


@dataclass(frozen=True)
class Handover:
    """All that is under a person's name on a day."""

    name: str
    heir: str
    on: str
    items: tuple[Item, ...]
    drafts: int

    def count(self, kind: str) -> int:
        """How many things of a kind."""
        return sum(one.kind == kind for one in self.items)

    @property
    def law(self) -> str:
        """5 项 = 在办问题 3 + 视图 2."""
        told = [f"{kind} {count}" for kind in KINDS if (count := self.count(kind))]
        return f"{len(self.items)} 项 = {' + '.join(told)}" if told else "没有要交接的事项"


OPEN, PROMISES, PREPARED, RESERVED, VIEWS = "在办问题", "单位答应", "待发文书", "预留文号", "视图"
KINDS = (OPEN, PROMISES, PREPARED, RESERVED, VIEWS)
"""The kinds of things in the order of the sheet."""


def handover(reader: Reader, name: str, today: str, heir: str = "") -> Handover:
    """Read what a person would hand over."""
    still = _open_ones(reader, name, today)
    items = (
        *_findings([row for row in still.values() if row.supervising_person == name], today),
        *_promises(reader, name, still, today),
        *_prepared(reader, name),
        *_reserved(reader, name),
        *(Item(VIEWS, view, "保存的视图，移交后归接收人") for view in queries.views_of(reader, name)),
    )
    return Handover(name, heir, today, tuple(items), queries.drafts_of(reader, name))


def record_of(found: Handover) -> DrillRecord:
    """The sheet by its parts; nothing is said of the handing over itself: the two sign for it."""
    on = date.fromisoformat(found.on)
    counts = tuple((kind, f"{found.count(kind)} 项") for kind in KINDS)
    drafts = ("未保存的录入", f"{found.drafts} 处")
    pairs = (*counts, drafts)
    return DrillRecord(
        title=TITLE,
        head=f"移交人：{found.name}　　接收人：{found.heir or '＿＿＿＿＿'}　　列出日期：{on.year}年{on.month}月{on.day}日",
        facts=tuple((*pairs[place], *pairs[place + 1]) for place in range(0, len(pairs), 2)),
        counts=tuple((one.kind, one.name, one.text, one.day) for one in found.items),
        paragraphs=(
            f"共{found.law.replace(' = ', '：').replace(' + ', '、')}。" if found.items else "名下没有要交接的事项。",
            *(("未保存的录入不随人移交，请移交人在停用前保存或者放弃。",) if found.drafts else ()),
            "清点结果：□与所列一致　□不一致（写明）：",
        ),
        signed="移交人：＿＿＿＿＿　接收人：＿＿＿＿＿　监交人：＿＿＿＿＿　　年　月　日",
        caption="交接事项",
        count_heads=("类别", "编号、名称", "内容", "日期"),
        count_widths=_WIDTHS,
    )


def _open_ones(reader: Reader, name: str, today: str) -> dict[int, FindingRow]:
    """The open findings that the person supervises or was promised something about, by id."""
    ids = set(open_items(reader, name).findings)
    for one in queries.promises_to(reader, name):
        ids |= set(queries.findings_of_chase(reader, one.id))
    rows = list_findings(reader, FindingCriteria(ids=tuple(sorted(ids))), today) if ids else ()
    return {row.id: row for row in rows if is_open(row)}


def _findings(rows: Sequence[FindingRow], today: str) -> Iterator[Item]:
    for row in sorted(rows, key=lambda row: row.number):
        late = "，已逾期" if days_overdue(row, today) else ""
        text = row.text if len(row.text) <= _TEXT else f"{row.text[: _TEXT - 1]}…"
        yield Item(
            OPEN, row.number, f"{row.unit_short or row.unit_name}：{text}", f"{row.review_on or row.due_on or ''}{late}"
        )


def _promises(reader: Reader, name: str, still: dict[int, FindingRow], today: str) -> Iterator[Item]:
    """A promise counts while a finding that it is about is open."""
    for one in queries.promises_to(reader, name):
        about = [still[finding].number for finding in queries.findings_of_chase(reader, one.id) if finding in still]
        if about:
            [unit] = unit_queries.units_by_id(reader, [one.unit_id], today)
            said = f"：{one.answered}" if one.answered else ""
            yield Item(PROMISES, one.number, f"{unit.short or unit.name}（{'、'.join(about)}）{said}", one.promised_on)


def _prepared(reader: Reader, name: str) -> Iterator[Item]:
    own = set(queries.prepared_by(reader, name))
    for one in papers.prepared(reader):
        if one.id in own:
            yield Item(PREPARED, one.name, "已拟好，待签发")


def _reserved(reader: Reader, name: str) -> Iterator[Item]:
    """A range counts while one of its numbers is free."""
    for one in queries.reserved_by(reader, name):
        borne = numbers.used(reader, one.pattern, one.year)
        if free := [seq for seq in range(one.first, one.last + 1) if seq not in borne]:
            span = f"{numbers.fill(one.pattern, one.year, one.first)}—{one.last}号"
            yield Item(RESERVED, span, f"尚有 {len(free)} 个未用{f'（{one.note}）' if one.note else ''}")
