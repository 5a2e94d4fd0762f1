"""The sources of 今日待办 beside findings, papers and dates of the books (pages.md §27): chasing, return workbooks, joint review,
talks, transfers, and what keeps the office's own house in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.queries import backups
from db.queries.briefs import Told
from db.queries.log import first_day
from db.queries.rounds import calendar_days
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.copies import COPY_REPORTS
from desktop.ledgers.finding_marks import whom
from desktop.ledgers.opinions import OPINIONS
from desktop.ledgers.return_books import REFUSED, REPLACED, RETURN_BOOKS, SENT
from desktop.operations import freezing
from desktop.operations.dispatches import MARKED, Moves, copies_of
from desktop.operations.health.line import Examined, Stands
from desktop.operations.records.proposals import Proposal, open_proposals
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.supervision.board import Board, Card
from desktop.rules import chasing
from desktop.rules.deadlines import DeadlineRule, WorkCalendar, add_months, days_between, due_by
from desktop.rules.permissions import Right
from desktop.ui.asks import AskFindings, AskTab
from desktop.ui.frame.backup_standing import MONTHS_OF_DRILL
from desktop.ui.pages.overview.due_groups import CHECK, DUE, HOUSE, PAPERS
from desktop.ui.pages.overview.todos import PRESSING, Deed, Due, span, units_named

BAD, WAIT, PLAIN = (PRESSING.index(tone) for tone in ("bad", "wait", "plain"))
LATE = Mark(Shape.TRIANGLE, "已逾期", Tone.RED)
TO_DO, OPEN = Mark(Shape.DIAMOND, "应办", Tone.AMBER), Mark(Shape.DIAMOND, "待定", Tone.AMBER)
IN_TIME = Mark(Shape.DIAMOND_OUTLINE, "月内")
TO_MEND = Mark(Shape.DIAMOND_OUTLINE, "必须改")
TALKS, HEALTH = "talks", "health"
_CLOSING, MONTHS_NAMED = DeadlineRule("冻结", 3, "workday"), 3
"""A month is closed within so many working days after its end; of many months so many are named."""
FIRST_MONTH_OF_CALENDAR = 10


def overdue(board: Board) -> list[Due]:
    """问题逾期 with as many letters as the ladder proposes; where every unit was written to in time, the board."""
    cards = board.column(chasing.LATE)
    if not cards:
        return []
    kinds = [one.kind for one in board.ladder if one.kind and not one.talk and not one.warns]
    due: dict[str, list[int]] = defaultdict(list)
    for unit, own in board.by_unit.items():
        late = [card.proposal for card in own if card.column == chasing.LATE]
        place = chasing.of_unit(late)
        if place is not None:
            due[board.ladder[place].kind].append(unit)
    ids = [card.id for card in cards]
    what = "问题已逾期"
    kind = next((one for one in kinds if due[one]), "")
    if kind:
        deed = Deed("letters", {"kind": kind, "unit_ids": due[kind], "ids": ids, "title": what})
        verb = f"出{next(one.title for one in board.ladder if one.kind == kind)} {len(due[kind])} 份"
    else:
        deed, verb = Deed("supervision", AskFindings(tuple(ids), what)), "看看板"
    return [Due("overdue", LATE, what, f"{len(cards)} 条", whom([card.row for card in cards]), verb, deed, BAD)]


def promises(board: Board) -> list[Due]:
    """What units promised and did not keep, and what they promised for these days; the last promise of a finding counts."""
    days: dict[str, str] = {}
    cards: dict[str, Card] = {}
    for card in board.cards:
        promised = card.promised
        if promised is not None:
            number = card.row.number
            days[number], cards[number] = promised, card
    passed = [number for number, day in days.items() if day < board.as_of]
    near = [number for number, day in days.items() if 0 <= days_between(board.as_of, day) <= board.days.soon]
    found = []
    for numbers, mark, word, place in (
        (passed, LATE, "已过", BAD),
        (near, Mark(Shape.DIAMOND, f"{board.days.soon} 日内", Tone.AMBER), "将到", WAIT),
    ):
        if numbers:
            rows = [cards[number].row for number in numbers]
            what = f"答应日期{word}（{span(sorted(days[number] for number in numbers))}）"
            deed = Deed("supervision", AskFindings(tuple(row.id for row in rows), what))
            found.append(Due(f"promise_{place}", mark, what, f"{len(rows)} 条", whom(rows), "登记催办", deed, place))
    return found


def return_books(reader: Reader, as_of: str, known_at: str | None, rounds: tuple[int, ...]) -> list[Due]:
    """回收表 that are still out or were sent back: late after the day, else to be watched."""
    found: dict[tuple[int | None, int], tuple[str, str, str]] = {}
    records = chosen(reader, books.book(reader, RETURN_BOOKS.name), as_of, known_at, Wanted(rounds), short=True)
    for one in sorted(records, key=lambda record: record.id):
        if one.state != REPLACED:
            told = (one.state, str(one.stored["due_on"] or ""), str(one.fields["unit"]))
            found[one.stored["round"], one.stored["unit"]] = told
    out = [told for told in found.values() if told[0] in (SENT, REFUSED)]
    late = [unit for _state, due, unit in out if due and due < as_of]
    back = [unit for state, due, unit in out if state == REFUSED and not (due and due < as_of)]
    deed = Deed("returns")
    lines = []
    if late:
        lines.append(
            Due(
                "return_book_late",
                LATE,
                "回收表逾期未交、退回",
                f"{len(late)} 家",
                units_named(late),
                f"催报 {len(late)} 家",
                deed,
                BAD,
                DUE,
            )
        )
    if back:
        lines.append(
            Due(
                "return_book_back",
                TO_DO,
                "回收表已退回，待重报",
                f"{len(back)} 家",
                units_named(back),
                f"催报 {len(back)} 家",
                deed,
                WAIT,
                DUE,
            )
        )
    return lines


def opinions(reader: Reader, as_of: str, known_at: str | None, rounds: tuple[int, ...]) -> list[Due]:
    """Opinions of the joint review that contradict one another or wait for a decision."""
    records = chosen(reader, books.book(reader, OPINIONS.name), as_of, known_at, Wanted(rounds), short=True)
    waiting = [one for one in records if one.state == OPINIONS.first_state]
    if not waiting:
        return []
    conflicts = sum(bool(one.stored["conflict"]) for one in waiting)
    units = units_named([str(one.fields["unit"] or one.number) for one in waiting])
    told = f"{units}：冲突 {conflicts}、待定 {len(waiting) - conflicts}" if conflicts else units
    deed = Deed("review", AskTab(OPINIONS.name))
    return [Due("opinion_open", OPEN, "联审意见冲突、待定", f"{len(waiting)} 条", told, "去联审", deed, WAIT, CHECK)]


def transfers(
    reader: Reader, rows: Iterable[Told], as_of: str, known_at: str | None, rounds: tuple[int, ...]
) -> list[Due]:
    """Flagged findings that no record of 抄报移交 and no letter of transfer names yet."""
    moves = Moves(reader, copies_of(reader, rounds, as_of, known_at), as_of)
    marked = [row for row in rows if any(concerns(row) for *_organ, concerns in MARKED)]
    found = []
    for level, organ, why, concerns in MARKED:
        left = moves.left(level, organ, [row for row in marked if concerns(row)])
        if left:
            what = f"{why}还没有移交{organ.removeprefix('县委')}"
            units = f"{len({row.unit_id for row in left})} 家单位"
            deed = Deed("advice", AskTab(COPY_REPORTS.name))
            found.append(
                Due(
                    f"moved_{level}",
                    TO_DO,
                    what,
                    f"{len(left)} 条",
                    units,
                    "登记移交",
                    deed,
                    WAIT,
                    PAPERS,
                    Right.REVIEW,
                )
            )
    return found


def house(reader: Reader, today: date) -> list[Due]:
    """The working days of a year that nobody entered, and a restore drill that is too long ago."""
    found = []
    work = WorkCalendar(calendar_days(reader))
    years = [today.year, *([today.year + 1] if today.month >= FIRST_MONTH_OF_CALENDAR else [])]
    if missing := [year for year in years if not work.knows(year)]:
        what = f"{'、'.join(map(str, missing))}年放假和调休还没有录入"
        found.append(
            Due(
                "calendar",
                IN_TIME,
                what,
                f"{len(missing)} 年",
                "—",
                "录入",
                Deed("system", AskTab("calendar")),
                PLAIN,
                HOUSE,
                Right.MANAGE,
            )
        )
    drills = backups.drills(reader, 1)
    since = drills[0].made_at[:10] if drills else first_day(reader)
    if since and add_months(since, MONTHS_OF_DRILL) < today.isoformat():
        what = f"恢复演练已超过 {MONTHS_OF_DRILL} 个月" if drills else "还没有做过恢复演练"
        told = f"上次 {since}" if drills else "—"
        found.append(
            Due("drill", LATE, what, "—", told, "去演练", Deed("system", AskTab("backups")), BAD, HOUSE, Right.MANAGE)
        )
    return found


def months(reader: Reader, today: date, rounds: tuple[int, ...]) -> list[Due]:
    """The months that are over and not frozen, from the third working day after their end on (ux/pages.md §27)."""
    first = freezing.first_feedback(reader, rounds)
    work = WorkCalendar(calendar_days(reader))
    ends = freezing.usual_periods(reader, today.isoformat(), first) if first else ()
    late = [end for end in ends if due_by(_CLOSING, end, work).on < today.isoformat()]
    if not late:
        return []
    named = "、".join(f"{int(end[5:7])}月" for end in late[:MONTHS_NAMED]) + ("等" if len(late) > MONTHS_NAMED else "")
    what = f"{named}还没有冻结"
    deed = Deed("freezing")
    return [Due("freeze", IN_TIME, what, f"{len(late)} 期", "—", "冻结本期", deed, PLAIN, HOUSE, Right.REVIEW)]


def health(examined: Examined | None) -> list[Due]:
    """What the last 体检 found that must be mended; nothing before the first one."""
    wrong = [line for line in examined.lines if line.stands is Stands.WRONG] if examined is not None else []
    if not wrong:
        return []
    told = wrong[0].result + (f" 等 {len(wrong)} 项" if len(wrong) > 1 else "")
    deed = Deed("system", AskTab("health"))
    return [Due(HEALTH, TO_MEND, "体检有必须改的", f"{len(wrong)} 项", told, "去体检", deed, PLAIN, HOUSE)]


def talks(proposed: Sequence[Proposal]) -> list[Due]:
    """Units whose secretary should be talked to and was not."""
    if not proposed:
        return []
    deed = Deed("talks", AskTab("talk"))
    units = units_named([one.unit for one in proposed])
    return [
        Due(TALKS, TO_DO, "应约谈还没有谈", f"{len(proposed)} 家", units, "去约谈", deed, WAIT, PAPERS, Right.REVIEW)
    ]


def read_talks(ledger: Ledger, as_of: str, rounds: tuple[int, ...], asked: int) -> tuple[int, tuple[Proposal, ...]]:
    """In the worker: rates of every unit are counted for it."""
    reader = ledger.another_reader()
    try:
        return asked, open_proposals(reader, as_of, rounds)
    finally:
        reader.close()


def read_now(
    reader: Reader, board: Board, rows: Mapping[int, Told], known_at: str | None, rounds: tuple[int, ...]
) -> list[Due]:
    """Every source but the talks and the house."""
    as_of = board.as_of
    return [
        *overdue(board),
        *promises(board),
        *return_books(reader, as_of, known_at, rounds),
        *opinions(reader, as_of, known_at, rounds),
        *transfers(reader, rows.values(), as_of, known_at, rounds),
    ]
