"""与上次抽样比对: what a draw took that the one before it took too, and how the two frames differ (page 13)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries import books as queries
from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWS
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.frames import read_back


@dataclass(frozen=True)
class ComparedUnit:
    """A unit that one of the two draws took: the numbers that the former and this one took of it (empty: not drawn)."""

    unit: str
    before: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def both(self) -> tuple[str, ...]:
        """Those that both took."""
        return tuple(one for one in self.now if one in self.before)


@dataclass(frozen=True)
class Compared:
    """`title` names the former draw; `came` and `went` are numbers that only this frame, only the former one holds."""

    title: str
    units: tuple[ComparedUnit, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    same_round: bool

    @property
    def words(self) -> str:
        """单位 6 家 = 两次都抽中 2 + 只上次 2 + 只本次 2；两次都抽中的问题 9 条。"""
        both = sum(bool(one.before and one.now) for one in self.units)
        only = sum(bool(one.before) for one in self.units) - both, sum(bool(one.now) for one in self.units) - both
        told = f"单位 {len(self.units)} 家 = 两次都抽中 {both} + 只上次 {only[0]} + 只本次 {only[1]}；"
        return f"{told}两次都抽中的问题 {sum(len(one.both) for one in self.units)} 条。"

    @property
    def frame_words(self) -> str:
        """总体比上次多 1 条、少 2 条。; of two rounds the frames have nothing in common and nothing is said."""
        if not self.same_round:
            return "两次抽的不是同一轮的问题，只比单位。"
        if not (self.came or self.went):
            return "两次的总体相同。"
        return f"总体比上次多 {len(self.came)} 条、少 {len(self.went)} 条。"


def compared(reader: Reader, draw: Record, as_of: str, known_at: str | None = None) -> Compared | None:
    """A draw beside the one before it: of its round where there is one (作废的也算), else of the last round; None where it is the first.

    Whoever may see the result of `draw` asks; a former one was replaced or locked before, and is nobody's secret.
    """
    every = queries.records(reader, books.book(reader, DRAWS.name).shape, as_of, known_at)
    earlier = [one for one in every if one.id < draw.id and one.stored["purpose"] == draw.stored["purpose"]]
    own = [one for one in earlier if one.stored["round"] == draw.stored["round"]]
    former = next(iter(reversed(own or [one for one in earlier if one.state != "drawn"])), None)
    if former is None:
        return None
    before, now = _by_unit(former), _by_unit(draw)
    frames = [{one.number for one in read_back(each.frame)} for each in (former, draw)]
    units = tuple(
        ComparedUnit(unit, before.get(unit, ()), now.get(unit, ())) for unit in dict.fromkeys((*now, *sorted(before)))
    )
    same = former.stored["round"] == draw.stored["round"]
    came, went = (tuple(sorted(some)) if same else () for some in (frames[1] - frames[0], frames[0] - frames[1]))
    word = DRAWS.state(former.state).word
    return Compared(f"{former.number}（{former.round}，{former.as_of}，{word}）", units, came, went, same)


def _by_unit(draw: Record) -> dict[str, tuple[str, ...]]:
    units = {one.number: one.unit for one in read_back(draw.frame)}
    found: dict[str, list[str]] = {}
    for number in result_of(draw.stored).findings:
        found.setdefault(units[number], []).append(number)
    return {unit: tuple(numbers) for unit, numbers in found.items()}
