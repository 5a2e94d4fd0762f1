"""The date chain and the bounds of papers, one function for every way in: issue, edited file, 补登, reply, void, reserve, 采纳.

反馈 ≤ 成文 ≤ 回复期限, 数据截止 ≤ 成文 ≤ 今天, the number's year is the paper's, nothing happens to a paper before its date,
void once, no more adopted than advised, ranges positive and apart (papers/index.md, the rules for all kinds).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_EVENTS = {"sent": "送出", "receipt": "签收", "reply": "回复", "void": "作废", "note": "备注"}
_MOST_RESERVED = 10_000


@dataclass(frozen=True)
class PaperDates:
    """What is known of a paper or of what happens to it; ISO dates, empty where it does not matter here.

    `deadlines` are the other days that the paper sets, by name (新期限, 异议期限).
    """

    today: str
    issued_on: str = ""
    as_of: str = ""
    feedback_on: str = ""
    reply_by: str = ""
    deadlines: tuple[tuple[str, str], ...] = ()
    number_year: int | None = None
    event: str = ""
    happened_on: str = ""
    void: bool = False
    adopted: int | None = None
    advised: int | None = None
    reserved: tuple[int, int] | None = None
    kept: tuple[tuple[int, int], ...] = ()


def faults(paper: PaperDates) -> tuple[str, ...]:
    """Every link that does not hold, as a Chinese sentence; empty where all do."""
    return (*_chain(paper), *_event(paper), *_reserved(paper))


def _chain(paper: PaperDates) -> Iterator[str]:
    issued = paper.issued_on
    if not issued:
        return
    if issued > paper.today and not paper.event:
        yield f"成文日期 {issued} 在今天（{paper.today}）之后，请核对日期"
    if paper.as_of > issued:
        yield f"数据截止日 {paper.as_of} 晚于成文日期 {issued}，请改截止日或成文日期"
    if paper.feedback_on > issued:
        yield f"反馈日期 {paper.feedback_on} 晚于成文日期 {issued}，请核对轮次的反馈日期"
    if paper.reply_by and paper.reply_by < issued:
        yield f"回复期限 {paper.reply_by} 早于成文日期 {issued}，请改期限"
    for name, day in paper.deadlines:
        if day < issued:
            yield f"{name} {day} 早于成文日期 {issued}，请改期限"
    if paper.number_year is not None and paper.number_year != int(issued[:4]):
        yield f"文号的年份 {paper.number_year} 与成文日期 {issued} 不在同一年，请核对文号"


def _event(paper: PaperDates) -> Iterator[str]:
    word = _EVENTS.get(paper.event, "")
    if word:
        if paper.happened_on > paper.today:
            yield f"{word}日期 {paper.happened_on} 在今天（{paper.today}）之后，请核对日期"
        if paper.issued_on and paper.happened_on < paper.issued_on:
            yield f"{word}日期 {paper.happened_on} 早于文书的成文日期 {paper.issued_on}，请核对日期"
    if paper.event == "void" and paper.void:
        yield "这件文书已经作废，不能再作废一次"
    if paper.adopted is not None:
        if paper.adopted < 0:
            yield f"采纳数 {paper.adopted} 不能是负数，请核对"
        elif paper.advised is not None and paper.adopted > paper.advised:
            yield f"采纳数 {paper.adopted} 多于建议的 {paper.advised} 条，请核对"


def _reserved(paper: PaperDates) -> Iterator[str]:
    if paper.reserved is None:
        return
    first, last = paper.reserved
    if first < 1:
        yield f"预留号段从 {first} 开始，应从 1 或以后开始，请改正"
    if last < first:
        yield f"预留号段 {first}—{last} 的起止颠倒了，请改正"
    elif last - first >= _MOST_RESERVED:
        yield f"预留号段 {first}—{last} 太长，请核对"
    for low, high in paper.kept:
        if low <= last and first <= high:
            yield f"号段 {first}—{last} 与已预留的 {low}—{high} 重叠，请另选号段"
    if paper.number_year is not None and abs(paper.number_year - int(paper.today[:4])) > 1:
        yield f"预留的年份 {paper.number_year} 与今年相差太远，请核对"
