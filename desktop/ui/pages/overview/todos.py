"""今日待办: what is to be done today, most pressing first, each line with the deed that Enter does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import backups
from db.queries.briefs import Told
from db.queries.letters import letter
from db.queries.lists import KeptImport, kept_imports
from db.queries.units import units_by_id
from db.reader import Reader
from db.records import LetterRow
from desktop.ledgers import books
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.finding_marks import NAMED_UNITS, month_day, whom
from desktop.ledgers.places import page_of
from desktop.operations.records.due import Due as RecordDue
from desktop.operations.records.due import due as records_due
from desktop.operations.records.due import waiting_for_review
from desktop.rules.overdue import due_date
from desktop.rules.permissions import Right
from desktop.statistics.overview import Overview, Todo
from desktop.ui.asks import AskFindings, AskKeptImport, AskRecord, AskTab
from desktop.ui.frame.backup_standing import LATE_DAYS, NEAR_DAYS
from desktop.ui.pages.overview.due_groups import CHECK, DUE, HOUSE, PAPERS
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

HEADS = (Head("紧急程度", 96), Head("事项", 0), Head("数量", 58), Head("涉及", 222), Head("办理（Enter）", 112))
_SHAPES = {"▲": Shape.TRIANGLE, "◆": Shape.DIAMOND, "◇": Shape.DIAMOND_OUTLINE, "◉": Shape.DOT}
_TONES = {"bad": Tone.RED, "wait": Tone.AMBER, "plain": Tone.PLAIN}
PRESSING = ("bad", "wait", "plain")
_DATED = ("within_3", "within_10", "within_20")
_VERBS = {"secretary_item": "看点题", "recommendation": "看登记"}
TODAY = Mark(Shape.DIAMOND, "今天", Tone.AMBER)
_NEARNESS = (
    (-1, Mark(Shape.TRIANGLE, "已逾期", Tone.RED), "bad", "已过"),
    (0, TODAY, "wait", "今天到"),
    (3, Mark(Shape.DIAMOND, "3 日内", Tone.AMBER), "wait", "将到"),
    (10, Mark(Shape.DIAMOND_OUTLINE, "10 日内"), "plain", "将到"),
)
"""Dates in the books: days until which, mark, how pressing, and what is said of the day."""


_GROUP_OF_BOOK = {
    **dict.fromkeys(("submission", "opinion", "review_party", "check", "visit", "extension"), CHECK),
    **dict.fromkeys(("recommendation", "copy_report", "talk"), PAPERS),
}
_OF_THEIR_OWN = ("chase", "return_book")
"""Books whose dates are told by lines of their own (`sources`)."""
_TOLD_ONCE = ("opinion",)
"""Books of which a line of its own (`sources`) tells what waits for 审核."""
_ORDER = (
    "overdue", "late_replies", "promise", "return_book", "secretary_item", "named", "waiting", "within_3", "opinion_open", "opinion", "extension_review",
    "check_review", "talks", "talk", "moved", "copy_report", "within_10", "within_20", "recommendation", "replies", "freeze", "receipts", "health", "import", "calendar",
    "backup", "drill",
)  # fmt: skip
"""The sources in the order of pages.md §27; among lines of equal urgency the earlier source comes first."""


@dataclass(frozen=True)
class Deed:
    """Open a page with what it needs."""

    page: str
    payload: object = None


@dataclass(frozen=True)
class Due:
    """One line: how pressing, what, how many, whom it concerns, and the deed."""

    key: str
    mark: Mark
    what: str
    count: str
    whom: str
    verb: str
    deed: Deed
    place: int = 0
    group: str = DUE
    right: Right = Right.ENTER
    """Whose line it is: who lacks the right does not see it."""


def dues(
    reader: Reader,
    found: Overview,
    rows: Mapping[int, Told],
    today: date | None,
    others: Sequence[Due] = (),
    rights: frozenset[Right] = frozenset(Right),
) -> tuple[Due, ...]:
    """Everything that is due to a person with these rights; `today` None leaves out what only the present day has, such as backups.

    A line of `others` stands in the place of the one with its key.
    """
    replaced = {one.key for one in others}
    lines = [*(_due(reader, todo, rows) for todo in found.todos if todo.key not in replaced), *others]
    if today is not None and (backup := external_backup(reader, today)) is not None:
        lines.append(backup)
    if today is not None:
        lines += [_kept(row) for row in kept_imports(reader)]
    return in_order(line for line in lines if line.right in rights)


def in_order(lines: Iterable[Due]) -> tuple[Due, ...]:
    """The most pressing first, of the pressing ones what is due today, then by their sources."""
    return tuple(sorted(lines, key=place_of))


def of_books(
    reader: Reader,
    as_of: str,
    known_at: str | None,
    rounds: tuple[int, ...],
    rows: Mapping[int, Told] | None = None,
) -> tuple[Due, ...]:
    """What is due in the books: talks, promises, follow-ups by how near they are; and what waits for 审核. `rows` are the page's."""
    groups: dict[tuple[str, str, int], list[RecordDue]] = {}
    for one in records_due(reader, as_of, known_at=known_at, rounds=rounds, read=rows):
        near = next((place for place, (limit, *_told) in enumerate(_NEARNESS) if one.days <= limit), None)
        if near is not None and one.register not in _OF_THEIR_OWN:
            groups.setdefault((one.register, one.title, near), []).append(one)
    lines = [_of_book(book, title, near, own) for (book, title, near), own in groups.items()]
    for book, waiting in waiting_for_review(reader, as_of, known_at, rounds).items():
        if book in _TOLD_ONCE:
            continue
        register = books.as_declared(book)
        deed = Deed(page_of(book), AskRecord(book, waiting[0].id) if len(waiting) == 1 else AskTab(book))
        count = f"{len(waiting)} {register.unit_word}"
        mark = Mark(Shape.DOT, "待审核", Tone.AMBER)
        named = units_named([register.unit_of(record) or record.number for record in waiting])
        place = PRESSING.index("wait")
        what = f"{register.title}待审核"
        lines.append(
            Due(
                f"{book}_review",
                mark,
                what,
                count,
                named,
                "去审核",
                deed,
                place,
                _GROUP_OF_BOOK.get(book, CHECK),
                Right.REVIEW,
            )
        )
    return tuple(lines)


def table(lines: Sequence[Due]) -> Shown:
    """As the table shows them."""
    return Shown(
        HEADS,
        tuple(
            Line(
                (
                    Cell(mark=due.mark),
                    Cell(due.what),
                    Cell(due.count, light=due.count == "—"),
                    Cell(due.whom, light=due.whom == "—"),
                    Cell(due.verb, link=True),
                ),
                opens=due.deed,
            )
            for due in lines
        ),
    )


def rest_words(lines: Sequence[Due]) -> str:
    """20 日内到期 13 条、发文未登记签收 12 份: what stands below, in one line."""
    return "、".join(due.what.partition("（")[0] + ("" if due.count == "—" else f" {due.count}") for due in lines)


def external_backup(reader: Reader, today: date) -> Due | None:
    """The reminder of the copy outside this PC: from two days before it is late."""
    last = backups.last_backup(reader, "external")
    deed = Deed("system", AskTab("backups"))
    if last is None:
        mark = Mark(Shape.DIAMOND_OUTLINE, "还没有")
        return Due(
            "backup", mark, "还没有外置备份", "—", "—", "立即备份", deed, PRESSING.index("plain"), HOUSE, Right.MANAGE
        )
    days = (today - date.fromisoformat(last.made_at[:10])).days
    if days < NEAR_DAYS:
        return None
    late = days >= LATE_DAYS
    mark = (
        Mark(Shape.TRIANGLE, "已逾期", Tone.RED)
        if late
        else Mark(Shape.DIAMOND, f"差 {LATE_DAYS - days} 天", Tone.AMBER)
    )
    what = f"外置备份已 {days} 天，满 {LATE_DAYS} 天记为逾期"
    place = PRESSING.index("bad" if late else "wait")
    return Due(
        "backup", mark, what, "—", f"上次 {month_day(last.made_at[:10])}", "立即备份", deed, place, HOUSE, Right.MANAGE
    )


def _kept(row: KeptImport) -> Due:
    """An import that was left half repaired: nothing of it stands in the ledger yet."""
    mark = Mark(Shape.DIAMOND, "未入账", Tone.AMBER)
    count = f"{row.open_faults} 处" if row.open_faults else "—"
    deed = Deed("import", AskKeptImport(row.id))
    what = f"导入“{row.file_name}”没有做完"
    return Due(
        f"import {row.id}", mark, what, count, row.round_name or "—", "接着做", deed, PRESSING.index("wait"), HOUSE
    )


def _due(reader: Reader, todo: Todo, rows: Mapping[int, Told]) -> Due:
    shape, _, word = todo.urgency.partition(" ")
    mark = Mark(_SHAPES[shape], word, _TONES[todo.tone])
    place = PRESSING.index(todo.tone)
    if todo.letters:
        papers = [paper for one in todo.letters if (paper := letter(reader, one)) is not None]
        names = "、".join(_named(reader, paper) for paper in papers[:NAMED_UNITS])
        more = f" 等 {len(papers)} 份" if len(papers) > NAMED_UNITS else ""
        deed = Deed("letters", AskTab("register"))
        verb = "补签收" if todo.key == "receipts" else "看发文登记"
        return Due(todo.key, mark, todo.what, f"{todo.count} 份", f"{names}{more}", verb, deed, place, PAPERS)
    own = [rows[one] for one in todo.findings if one in rows]
    verb, deed = "看清单", Deed("findings", AskFindings(todo.findings, todo.what))
    group, right = DUE, Right.ENTER
    if todo.key == "waiting":
        verb, group, right = "开始核实", CHECK, Right.REVIEW
    elif todo.key == "named":
        verb = f"看点题 {todo.count} 条"
    what = todo.what.removeprefix("问题 ") + (_days(own) if todo.key in _DATED else "")
    return Due(todo.key, mark, what, f"{todo.count} 条", whom(own), verb, deed, place, group, right)


def _of_book(book: str, title: str, near: int, own: Sequence[RecordDue]) -> Due:
    register = books.as_declared(book)
    _limit, mark, tone, said = _NEARNESS[near]
    days = span(sorted(one.on for one in own))
    deed = Deed(page_of(book), AskRecord(book, own[0].record) if len(own) == 1 else AskTab(book))
    count, named = f"{len(own)} {register.unit_word}", units_named([one.unit or one.number for one in own])
    what = f"{register.title}：{title}{said}（{days}）"
    verb, group = _VERBS.get(book, "去办理"), _GROUP_OF_BOOK.get(book, DUE)
    return Due(f"{book}_{title}_{near}", mark, what, count, named, verb, deed, PRESSING.index(tone), group)


def units_named(names: Sequence[str]) -> str:
    """县财政局、县自然资源局 等 5 家."""
    different = list(dict.fromkeys(names))
    named = "、".join(different[:NAMED_UNITS])
    return named if len(different) <= NAMED_UNITS else f"{named} 等 {len(different)} 家"


def _named(reader: Reader, paper: LetterRow) -> str:
    """27 号县城管局: a number alone says nothing, a long one is cut."""
    found = units_by_id(reader, [paper.unit_id], paper.issued_on or "") if paper.unit_id else ()
    name = (found[0].short or found[0].name) if found else paper.addressee
    return f"{paper.seq} 号{name}" if paper.seq else name


def _days(rows: Sequence[Told]) -> str:
    """（6月6日至8日）, （6月28日至7月3日）."""
    days = sorted(day for row in rows if (day := due_date(row)) is not None)
    if not days:
        return ""
    return f"（{span(days)}）"


def span(days: Sequence[str]) -> str:
    """6月6日至8日, of days in their order."""
    first, last = month_day(days[0]), month_day(days[-1])
    if days[0][:7] == days[-1][:7] and first != last:
        last = last.partition("月")[2]
    return first if first == last else f"{first}至{last}"


def place_of(due: Due) -> tuple[int, bool, int]:
    """By urgency, then what is due today, then by the longest name of a source with which the key begins."""
    fits = [(len(name), place) for place, name in enumerate(_ORDER) if due.key.startswith(name)]
    return due.place, due.mark != TODAY, max(fits)[1] if fits else len(_ORDER)
