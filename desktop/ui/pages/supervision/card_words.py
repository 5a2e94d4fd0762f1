"""What a card of the board says: how long, until when, how it was chased last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.ledgers.column import Shape, Tone
from desktop.operations.supervision.board import Board, Card
from desktop.rules import chasing
from desktop.rules.deadlines import days_between
from desktop.rules.overdue import is_long_term, month_day

LOOKS = {
    chasing.LATE: (Shape.TRIANGLE, Tone.RED),
    chasing.SOON: (Shape.DIAMOND, Tone.AMBER),
    chasing.NEAR: (Shape.DIAMOND_OUTLINE, Tone.PLAIN),
    chasing.AHEAD: (Shape.DIAMOND_OUTLINE, Tone.PLAIN),
    chasing.KEPT: (Shape.DASH, Tone.PLAIN),
}
"""Mark and tone of each column."""
NO_DATE = "未定期限"


def titles(board: Board) -> dict[str, str]:
    """The columns by the warnings of the round; 期满前 only where every date lies within the period."""
    within = all(
        card.due_on is None or card.row.ends_on is None or card.due_on <= card.row.ends_on
        for card in board.column(chasing.AHEAD)
    )
    return {
        chasing.LATE: "已逾期",
        chasing.SOON: f"{board.days.soon} 日内",
        chasing.NEAR: f"{board.days.near} 日内",
        chasing.AHEAD: "期满前" if within else f"{board.days.near} 日以后",
        chasing.KEPT: "延期与长期",
    }


def days_words(card: Card, as_of: str) -> str:
    """逾期 18 天, 剩 2 天, 今天到期; of an extended one its date, of a long-term one its review."""
    due = card.due_on
    if due is None:
        return NO_DATE
    left = days_between(as_of, due)
    if left < 0:
        return f"逾期 {-left} 天"
    if is_long_term(card.row):
        return f"{int(due[5:7])}月复查" if due[:7] != as_of[:7] else f"{month_day(due)}复查"
    if card.column == chasing.KEPT:
        return month_day(due)
    return f"剩 {left} 天" if left else "今天到期"


def foot_words(card: Card) -> str:
    """0090 27 号函未回; 0139 延期，原6月18日; 0099 长期坚持."""
    row = card.row
    said = card.said
    if card.asked:
        said = f"延期待批 · {said}"
    elif card.column == chasing.KEPT and not card.sent and not card.calls:
        moved = f"延期，原{month_day(row.first_due_on)}" if row.first_due_on else "延期"
        said = "长期坚持" if is_long_term(row) else moved
    return f"{short(card)} {said}"


def short(card: Card) -> str:
    """The end of the permanent number."""
    return card.row.number.rpartition("-")[2]


def tip(card: Card, as_of: str) -> str:
    """The whole card in words."""
    row = card.row
    told = [f"{row.number}　{row.unit_name}", row.text, f"{days_words(card, as_of)} · {card.said}"]
    if row.named_by_secretary:
        told.append("书记点题")
    if row.extensions and row.first_due_on:
        told.append(f"原定时限 {row.first_due_on}，已延期 {row.extensions} 次")
    return "\n".join(told)


@dataclass(frozen=True)
class ColumnWords:
    """What stands over each column: its title, and what is said beside the count."""

    titles: Mapping[str, str]
    beside: Mapping[str, str]


def words_over(board: Board) -> ColumnWords:
    """What stands over the columns where every card is in sight."""
    return ColumnWords(titles(board), {key: beside(key, cards) for key, cards in board.columns.items()})


def beside(column: str, cards: tuple[Card, ...]) -> str:
    """5 家; of the last column 延 3 长 11."""
    if column != chasing.KEPT:
        return f"{len({card.row.unit_id for card in cards})} 家" if cards else ""
    long_term = sum(is_long_term(card.row) for card in cards)
    return f"延 {len(cards) - long_term} 长 {long_term}" if cards else ""
