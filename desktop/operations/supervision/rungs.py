"""The ladder of one unit as it stands: what was taken on each rung, what is proposed and why, and all that was said and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.books import Record
from db.queries.chasing import ChasingLetter
from desktop.ledgers.chases import CHANNELS
from desktop.ledgers.talks import HELD, KINDS, TALKS
from desktop.operations.supervision.board import Board, Card, UnitPapers, letter_name
from desktop.rules import chasing
from desktop.rules.chasing import Rung
from desktop.rules.deadlines import days_between
from desktop.rules.overdue import month_day


@dataclass(frozen=True)
class RungStanding:
    """A rung of the unit: `title` with its paper, `standing` how that was answered, `lines` below; `late`: not answered by its day."""

    rung: Rung
    title: str
    taken: bool = False
    proposed: bool = False
    late: bool = False
    standing: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of 催办记录."""

    on: str
    text: str


def rungs(board: Board, cards: Sequence[Card], papers: UnitPapers) -> tuple[RungStanding, ...]:
    """The ladder for the cards of one unit."""
    held = _taken(board, cards)
    wanted = chasing.of_unit(card.proposal for card in cards)
    found = []
    for place, rung in enumerate(board.ladder):
        lines, title, standing, late = [], rung.title, "", False
        if place in held:
            letter, numbers = held[place]
            title = f"{rung.title} · {letter_name(letter)}" if letter.seq else rung.title
            standing, late = _answer(letter, board.as_of)
            lines.append(_days(letter, numbers))
        if place == wanted:
            lines += _why(board, [card for card in cards if card.proposal.rung is not None])
        if rung.talk:
            lines += [
                f"{month_day(str(one.stored['held_on']))}{_talk(one)}" for one in papers.talks if _was_held(one, board)
            ]
        if not rung.kind and place != wanted:
            lines.append(f"上一级后 {chasing.USUAL_WAIT} 日仍未完成时提示")
        found.append(RungStanding(rung, title, place in held, place == wanted, late, standing, tuple(lines)))
    return tuple(found)


def entries(board: Board, papers: UnitPapers) -> tuple[Entry, ...]:
    """All that was sent to and said with the unit, the latest first."""
    as_of, titles = board.as_of, board.titles
    found = [
        Entry(one.issued_on, _letter_entry(one, titles.get(one.kind) or one.title, as_of)) for one in papers.letters
    ]
    found += [Entry(str(one.stored["on"]), _call_entry(one)) for one in papers.calls]
    found += [
        Entry(str(one.stored["held_on"]), f"{_talk(one)} · {TALKS.state(one.state).word}")
        for one in papers.talks
        if one.stored["held_on"] and str(one.stored["held_on"]) <= as_of
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _taken(board: Board, cards: Sequence[Card]) -> dict[int, tuple[ChasingLetter, list[str]]]:
    """The last paper on each rung, with the ends of the numbers that it names."""
    found: dict[int, tuple[ChasingLetter, list[str]]] = {}
    for card in cards:
        number = card.row.number.rpartition("-")[2]
        for place, letter in zip(chasing.taken(board.ladder, card.sent), card.sent, strict=True):
            former = found.get(place)
            if former is None or (former[0].issued_on, former[0].id) < (letter.issued_on, letter.id):
                found[place] = (letter, [number])
            elif former[0].id == letter.id:
                former[1].append(number)
    return found


def _answer(letter: ChasingLetter, as_of: str) -> tuple[str, bool]:
    if letter.replied_on:
        return f"{month_day(letter.replied_on)}已回", False
    if letter.reply_by is None:
        return "", False
    over = days_between(letter.reply_by, as_of)
    return (f"逾 {over} 天未回", True) if over > 0 else (f"{month_day(letter.reply_by)}前回", False)


def _days(letter: ChasingLetter, numbers: Sequence[str]) -> str:
    told = [f"{month_day(letter.received_on)}签收" if letter.received_on else f"{month_day(letter.issued_on)}发出"]
    if letter.reply_by:
        told.append(f"限{month_day(letter.reply_by)}回复")
    return f"{'、'.join(numbers)}；{'，'.join(told)}"


def _why(board: Board, cards: Sequence[Card]) -> list[str]:
    whys = {card.proposal.why for card in cards}
    told = {
        chasing.UNANSWERED: "上一级逾期未回",
        chasing.UNNAMED: "逾期，还没有函催过",
        chasing.COMING: f"{board.days.warns} 日内到期，还没有预警",
    }
    said = "；".join(words for why, words in told.items() if why in whys)
    numbers = "、".join(card.row.number.rpartition("-")[2] for card in cards)
    return [said, f"{numbers} 合并一份" if len(cards) > 1 else numbers]


def _was_held(talk: Record, board: Board) -> bool:
    on = talk.stored["held_on"]
    return talk.state in HELD and bool(on) and str(on) <= board.as_of


def _talk(talk: Record) -> str:
    return KINDS.get(str(talk.stored["kind"]), "约谈")


def _letter_entry(letter: ChasingLetter, title: str, as_of: str) -> str:
    told = f"{title} {letter.seq} 号" if letter.seq else title
    if letter.replied_on:
        late = days_between(letter.reply_by, letter.replied_on) if letter.reply_by else 0
        return f"{told} · {month_day(letter.replied_on)}回复{f'，迟 {late} 天' if late > 0 else ''}"
    if letter.reply_by is None:
        return told
    return f"{told} · {'未回' if letter.reply_by < as_of else f'{month_day(letter.reply_by)}前回'}"


def _call_entry(call: Record) -> str:
    channel = CHANNELS.get(str(call.stored["channel"] or ""), "催办")
    promised = call.stored["promised_on"]
    parts = [channel, str(call.fields.get("person") or ""), str(call.fields.get("answered") or "")]
    parts.append(f"答应{month_day(str(promised))}" if promised else "")
    return " · ".join(part for part in parts if part)
