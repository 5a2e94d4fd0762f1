"""归档前 8 项检查: what of a round is still open before it goes into the archive, each with its rows and the page where it is mended (page 25)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.queries import books as book_queries
from db.queries import facts, prints
from db.queries import letters as letter_queries
from db.queries import papers as paper_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.records import FindingCriteria, FindingRow, LetterRow
from db.store import Ledger
from desktop.ledgers import books
from desktop.operations import evidence
from desktop.operations.carrying import unclosed
from desktop.operations.health.line import Line, Opens, Stands, named
from desktop.operations.papers import catalogue, numbers

ARCHIVE, CARRIED = "归档", "carried"
_ROUND_BOOKS = {"working_paper": ("approved", "filed"), "submission": ("passed", "filed"), "visit": ("graded",)}
"""The books of a round that must be through, and the states in which a record is."""


@dataclass
class Archiving:
    """What the checks read of one round, each thing once; nothing is known of the past: archiving is of today."""

    ledger: Ledger
    round_id: int

    @property
    def today(self) -> str:
        """The ledger's day."""
        return self.ledger.today()

    @cached_property
    def findings(self) -> Sequence[FindingRow]:
        """The list of the round."""
        return list_findings(self.ledger.newest, FindingCriteria(rounds=(self.round_id,)), self.today)

    @cached_property
    def letters(self) -> tuple[LetterRow, ...]:
        """What went out in the round and is in force."""
        found = letter_queries.letters(self.ledger.newest, round_id=self.round_id)
        return tuple(one for one in found if one.state == "issued")

    def records(self, book: str) -> list[Record]:
        """The records of a book that are of the round."""
        shape = books.book(self.ledger.newest, book).shape
        return [
            one
            for one in book_queries.records(self.ledger.newest, shape, self.today)
            if one.stored.get("round") == self.round_id
        ]


def carried(archiving: Archiving) -> Line:
    """Every open finding is followed on in a later round."""
    found = unclosed(archiving.ledger.newest, (archiving.round_id,), archiving.today)
    rows, result = [one.row for one in found.waiting], found.sum_text()
    return _line(CARRIED, "未结账问题都已结转", rows, result, "去结转", _of_findings(rows))


def drafts(archiving: Archiving) -> Line:
    """No paper that was prepared waits for its issue."""
    waiting = [one for one in paper_queries.prepared(archiving.ledger.newest) if one.round_id == archiving.round_id]
    result = f"草稿 {len(waiting)} 份" + (f"：{named(one.name for one in waiting)}" if waiting else "")
    return _line("drafts", "没有未签发的草稿", waiting, result, "去签发", Opens("letters"))


def receipts(archiving: Archiving) -> Line:
    """Every letter to a unit was signed for."""
    to_units = [one for one in archiving.letters if one.unit_id is not None]
    missing = [one for one in to_units if not one.received_on]
    return _of_letters("receipts", "发文都有签收", to_units, missing, "未签收", "补签收")


def answers(archiving: Archiving) -> Line:
    """Every letter that asks for an answer has one."""
    asking = [one for one in archiving.letters if one.reply_by]
    missing = [one for one in asking if not one.replied_on]
    late = sum((one.reply_by or "") < archiving.today for one in missing)
    return _of_letters(
        "answers", "发文都有回复或结论", asking, missing, f"未回，其中 {late} 份逾期" if late else "未回", "去催"
    )


def proofs(archiving: Archiving) -> Line:
    """The pieces of evidence are there and as they were."""
    ledger = archiving.ledger
    count = sum(len(facts.evidence_files(ledger.newest, row.id)) for row in archiving.findings)
    broken = [row for row in archiving.findings if evidence.faults(ledger, row.id)]
    told = f"{named(row.number for row in broken)} 的佐证缺失或有变动" if broken else f"{count} 个文件校验值全部相符"
    return _line("proofs", "佐证都在、没有变动", broken, told, "去核对", _of_findings(broken))


def gaps(archiving: Archiving) -> Line:
    """No document number of the years of the round is missing without a record."""
    reader, told = archiving.ledger.newest, []
    years = sorted({int((one.issued_on or archiving.today)[:4]) for one in archiving.letters})
    for recipe in catalogue.recipes(reader):
        for year in years:
            if missing := numbers.gaps(reader, recipe.kind, year):
                pattern = numbers.pattern_for(reader, recipe.kind)
                told.append(numbers.fill(pattern, year, missing[0]) + (f" 等 {len(missing)} 个" if missing[1:] else ""))
    told = list(dict.fromkeys(told))
    result = f"空号：{'；'.join(told)}" if told else f"{len(archiving.letters)} 份，没有空号"
    return _line("gaps", "文号连续，作废有记录", told, result, "去核对", Opens("letters"), asks=True)


def copies(archiving: Archiving) -> Line:
    """Numbered copies came back or were destroyed; they are those of the office, whatever the round."""
    reader = archiving.ledger.newest
    given = [
        (entry, copy)
        for entry in prints.exports(reader)
        for copy in prints.copies_of(reader, entry.id)
        if copy.state == "given"
    ]
    result = f"{len(given)} 份未收回：{named(entry.title for entry, _copy in given)}" if given else "全部收回或销毁"
    ids = tuple(dict.fromkeys(entry.id for entry, _copy in given))
    return _line("copies", "印件份号已收回或销毁", given, result, "去收回", Opens("print", ids), asks=True)


def through(archiving: Archiving) -> Line:
    """Working papers, what was handed in, and visits are through."""
    told, first = [], Opens("working_paper")
    behind: list[Record] = []
    for name, states in _ROUND_BOOKS.items():
        records, register = archiving.records(name), books.as_declared(name)
        waiting = [one for one in records if one.state not in states]
        left = f"，{len(waiting)} {register.unit_word}没有办完" if waiting else ""
        told.append(f"{register.title} {len(records)} {register.unit_word}{left}")
        if waiting and not behind:
            first = Opens(name, tuple(one.id for one in waiting))
        behind += waiting
    return _line("through", "底稿、联审、回访齐全", behind, "；".join(told), "去办理", first)


CHECKS: tuple[Callable[[Archiving], Line], ...] = (carried, drafts, receipts, answers, proofs, gaps, copies, through)
"""The eight checks in their order; one more is one more name."""


def examined(ledger: Ledger, round_id: int) -> tuple[Line, ...]:
    """All checks of a round, as of today."""
    archiving = Archiving(ledger, round_id)
    return tuple(check(archiving) for check in CHECKS)


def sum_text(lines: Sequence[Line]) -> str:
    """8 项 = 通过 4 + 提示 1 + 未通过 3"""
    words = {Stands.AGREES: "通过", Stands.ASKS: "提示", Stands.WRONG: "未通过"}
    counts = ((word, sum(line.stands is stands for line in lines)) for stands, word in words.items())
    return f"{len(lines)} 项 = {' + '.join(f'{word} {count}' for word, count in counts if count)}" if lines else ""


def _line(
    key: str, words: str, wrong: Sequence[object], result: str, verb: str, opens: Opens, *, asks: bool = False
) -> Line:
    stands = (Stands.ASKS if asks else Stands.WRONG) if wrong else Stands.AGREES
    return Line(key, ARCHIVE, words, stands, result, opens, verb if wrong else "")


def _of_findings(rows: Iterable[FindingRow]) -> Opens:
    return Opens("findings", tuple(row.id for row in rows))


def _of_letters(
    key: str, words: str, asked: Sequence[LetterRow], missing: Sequence[LetterRow], how: str, verb: str
) -> Line:
    names = named(one.number or one.title for one in missing)
    result = f"{len(asked)} 份中 {len(missing)} 份{how}：{names}" if missing else f"{len(asked)} 份都有"
    return _line(key, words, missing, result, verb, Opens("letters", tuple(one.id for one in missing)))
