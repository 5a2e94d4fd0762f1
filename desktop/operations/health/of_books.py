"""The checks that the other books answer: amounts, people, recommendations, surveys (domain facts, checks 6, 11–13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.queries import cross_checks
from db.queries.books import Record
from desktop.ledgers import books
from desktop.operations.health.line import Line, Opens, Stands, named
from desktop.operations.health.reading import Reading
from desktop.operations.records.recommendation_sums import unregistered
from desktop.operations.records.values import broken_rules
from desktop.rules import cross_checks as rules

_TEN_THOUSAND = 10_000


def amounts(reading: Reading) -> Line:
    """6: no amount is below nothing, and none was taken ten thousand times too small or too large."""
    off = [one for one in reading.findings if rules.amount_is_off(one)]
    words = "金额不小于 0，只存元、显示万元"
    if off:
        told = f"{len(off)} 条金额与问题中写的万元差一万倍：{reading.named(off)}"
        return Line("amounts", "", words, Stands.WRONG, told, reading.opens(off, words), "去核对")
    for book in ("outcome", "working_paper"):
        below = [one for one in reading.records(book) if (one.stored["amount"] or 0) < 0]
        if below:
            return _wrong_records("amounts", words, book, below, f"{len(below)} 条小于 0")
    with_amount = [one for one in reading.findings if one.amount_yuan]
    told = f"{sum(one.amount_yuan or 0 for one in with_amount) / _TEN_THOUSAND:,.2f} 万元，{len(with_amount)} 条"
    return Line("amounts", "", words, Stands.AGREES, told, reading.opens(with_amount, words))


def leads(_reading: Reading) -> Line:
    """Cases and persons of leads: their own room alone counts them; here stands that it does, and no number (page 26)."""
    words = "件数、人数都不小于 0"
    return Line("leads", "", words, Stands.ELSEWHERE, "在线索页内核对，这里不显示", Opens("", (), words))


def persons(reading: Reading) -> Line:
    """11: no more persons than person-times, and nobody counted twice in one round."""
    words = "处分人次不少于人数"
    records = [one for one in reading.records("outcome") if one.stored["persons"]]
    over = _breaking(reading, "outcome", records, ("persons_over_times",))
    if over:
        return _wrong_records("persons", words, "outcome", over, f"{len(over)} 条人数多于人次")
    by_id = {one.id: one for one in records}
    told = [{**one.stored, "id": one.id} for one in sorted(records, key=lambda one: (one.stored["on"] or "", one.id))]
    again = [by_id[int(str(one["id"]))] for one in rules.counted_again(told)]
    if again:
        return _wrong_records("persons", words, "outcome", again, f"{len(again)} 条把同一人又计了一次")
    people, times = (sum(one.stored[name] or 0 for one in records) for name in ("persons", "person_times"))
    result = f"{people} 人、{times} 人次，{len(records)} 条" if records else "没有登记处分"
    return Line("persons", "", words, Stands.AGREES, result, Opens("outcome", tuple(by_id), words))


def recommendations(reading: Reading) -> Line:
    """12: a reply follows its recommendation, and no more is adopted than was recommended."""
    words = "建议书回复日期不早于印发日期，采纳不多于建议"
    records = reading.records("recommendation")
    wrong = _breaking(reading, "recommendation", records, ("before_letter", "adopted_over_items"))
    if wrong:
        return _wrong_records("recommendations", words, "recommendation", wrong, f"{len(wrong)} 份不符")
    letters = cross_checks.recommendation_letters(reading.reader, reading.rounds, reading.as_of)
    early = [one for one in letters if one.replied_on and one.replied_on < one.issued_on]
    if early:
        told = f"{len(early)} 份回复早于印发：{named(one.number for one in early)}"
        ids = tuple(one.id for one in early)
        return Line("recommendations", "", words, Stands.WRONG, told, Opens("letters", ids, words), "去核对")
    told = f"登记 {len(records)} 份、发文 {len(letters)} 份"
    entered = reading.records("recommendation", every_round=True)
    if lacking := unregistered(reading.reader, reading.rounds, reading.as_of, entered):
        result = f"{told}，还有 {len(lacking)} 份没有登记"
        opens = Opens("letters", tuple(one.id for one in lacking), "已签发未登记的建议书")
        return Line("recommendations", "", words, Stands.ASKS, result, opens, "去确认")
    result = f"{told}相符" if records or letters else "没有建议书"
    opens = Opens("recommendation", tuple(one.id for one in records), words)
    return Line("recommendations", "", words, Stands.AGREES, result, opens)


def surveys(reading: Reading) -> Line:
    """13: valid ≤ returned ≤ handed out, and the four answers are all of the valid."""
    words = "有效票 ≤ 收回 ≤ 发出，四项之和等于有效"
    records = reading.records("survey")
    wrong = _breaking(reading, "survey", records, ("more_returned", "more_valid", "does_not_add_up"))
    if wrong:
        return _wrong_records("surveys", words, "survey", wrong, f"{len(wrong)} 次不符")
    result = f"{len(records)} 次相符" if records else "没有测评"
    return Line("surveys", "", words, Stands.AGREES, result, Opens("survey", tuple(one.id for one in records), words))


BOOK_CHECKS: tuple[Callable[[Reading], Line], ...] = (persons, recommendations, surveys)


def _breaking(reading: Reading, name: str, records: Sequence[Record], kinds: Sequence[str]) -> list[Record]:
    """The records that break one of some rules of their book, as the book itself says them."""
    register = books.book(reading.reader, name)
    found = []
    for one in records:
        told = {**one.stored, "id": one.id, "state": one.state}
        if any(fault.kind in kinds for fault in broken_rules(register, told, reading.today, reading.reader)):
            found.append(one)
    return found


def _wrong_records(key: str, words: str, book: str, records: Sequence[Record], told: str) -> Line:
    names = named(one.number for one in records)
    opens = Opens(book, tuple(one.id for one in records), words)
    return Line(key, "", words, Stands.WRONG, f"{told}：{names}", opens, "去核对")
