"""The tables of the draw page: strata, drawn units with their numbers, categories for reading only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations.follow_up.draw_view import DrawView, StratumLine
from desktop.rules.rate import Rate
from desktop.rules.satisfaction import percent
from desktop.ui.widgets.figure_cells import Caption, Cell, Head, Line, Shown

_RIGHT = Align.RIGHT


class CategoryLine(NamedTuple):
    """A category of the first level with the numbers of its findings in the frame, and of those that were drawn."""

    name: str
    held: tuple[str, ...]
    drawn: tuple[str, ...]


_STRATA = (Head("单位类别"), *(Head(one, 44, _RIGHT) for one in ("单位", "应抽", "抽中", "问题", "抽中")))
_DRAWN = (
    Head("", 26, _RIGHT),
    Head("层", 96),
    Head("单位", 96),
    Head("在册", 44, _RIGHT),
    Head("抽中", 44, _RIGHT),
)
_CATEGORIES = (
    Head("一级分类（只供参看，不参加分层）"),
    *(Head(one, 64, _RIGHT) for one in ("总体", "抽中")),
    Head("抽中占比", 250, bar=True),
)
STRATUM_ROW, UNIT_ROW, MOST_ROWS = 26, 28, 9
"""Heights in px at 100 %, and how many rows a table has before it scrolls."""


def strata_table(view: DrawView | None) -> Shown:
    """Every stratum, and the total."""
    if view is None:
        return Shown(_STRATA)
    return Shown(_STRATA, (*(_stratum_line(one) for one in view.strata), _total_of(view)))


def units_table(view: DrawView, transferred: frozenset[str], shorts: Mapping[str, str]) -> Shown:
    """Every drawn unit; the numbers without what all begin with, which the head says once."""
    begins = prefix(number for one in view.drawn for number in one.numbers)
    head = Head(f"抽中的问题编号（{begins}）" if begins else "抽中的问题编号")
    return Shown((*_DRAWN, head), _unit_lines(view, transferred, shorts))


def categories_table(categories: Sequence[CategoryLine], as_of: str) -> Shown:
    """How the drawn findings spread over the first level: it decides nothing."""
    lines = [_category_line(one.name or "未分类", one.held, one.drawn) for one in categories]
    of, drawn = sum(len(one.held) for one in categories), sum(len(one.drawn) for one in categories)
    whole = Line((Cell("合计"), Cell(str(of)), Cell(str(drawn)), Cell(rate=Rate(drawn, of))), total=True)
    return Shown(_CATEGORIES, (*lines, whole), Caption("抽样锁定单", "抽中 ÷ 总体", as_of))


def _category_line(name: str, held: Sequence[str], drawn: Sequence[str]) -> Line:
    of = rows(f"{name} {len(held)} 条", held)
    return Line((Cell(name), of, rows(f"{name} 抽中 {len(drawn)} 条", drawn), Cell(rate=Rate(len(drawn), len(held)))))


def _stratum_line(one: StratumLine) -> Line:
    counts = (one.units, one.due, one.units_drawn)
    return Line(
        (
            Cell(one.name), *(Cell("—" if count is None else str(count)) for count in counts),
            rows(f"{one.name} {one.findings} 条", one.held),
            Cell("—") if one.findings_drawn is None else rows(f"{one.name} 抽中 {one.findings_drawn} 条", one.numbers),
        )
    )  # fmt: skip


def rows(title: str, numbers: Sequence[str]) -> Cell:
    """A count that opens the findings behind it."""
    return Cell(str(len(numbers)), opens=(title, tuple(numbers)) if numbers else None)


def _total_of(view: DrawView) -> Line:
    drawn = all(one.units_drawn is not None for one in view.strata)
    texts = (
        view.units, sum(one.due for one in view.strata), sum(one.units_drawn or 0 for one in view.strata) if drawn else "—",
        view.findings, sum(one.findings_drawn or 0 for one in view.strata) if drawn else "—",
    )  # fmt: skip
    return Line((Cell("合计"), *(Cell(str(text)) for text in texts)), total=True)


def _unit_lines(view: DrawView, transferred: frozenset[str], shorts: Mapping[str, str]) -> tuple[Line, ...]:
    begins = prefix(number for one in view.drawn for number in one.numbers)
    lines = [
        Line(
            (
                Cell(str(place)), Cell(one.stratum), Cell(shorts.get(one.unit, one.unit), tip=one.unit),
                rows(f"{shorts.get(one.unit, one.unit)} 在册 {one.findings} 条", one.held),
                rows(f"{shorts.get(one.unit, one.unit)} 抽中 {len(one.numbers)} 条", one.numbers),
                Cell(_told(one.numbers, begins, transferred), tip="\n".join(one.numbers), dense=True),
            )
        )
        for place, one in enumerate(view.drawn, 1)
    ]  # fmt: skip
    drawn = sum(len(one.numbers) for one in view.drawn)
    total = (
        Cell(),
        Cell(),
        Cell(f"{len(view.drawn)} 家"),
        Cell(str(sum(one.findings for one in view.drawn))),
        Cell(str(drawn)),
        Cell(),
    )
    return (*lines, Line(total, total=True))


def proof(title: str, drawn: int, of: int, due: int, word: str) -> str:
    """单位　5 / 12 ≥ 4 家"""
    return f"{title}　{drawn} / {of} ≥ {due} {word}"


def reached(drawn: int, of: int, due: int) -> Mark:
    """✓ 达到三分之一（41.7%），or that it was not."""
    share = percent(Fraction(drawn, of))
    if drawn >= due:
        return Mark(Shape.CHECK, f"达到三分之一（{share}）", Tone.GREEN)
    return Mark(Shape.TRIANGLE, f"没有达到三分之一（{share}）", Tone.RED)


def prefix(numbers: Iterable[str]) -> str:
    """15-06-: what permanent numbers of one round begin with; '' where they have no such part in common."""
    begins = {number.rpartition("-")[0] for number in numbers}
    return f"{begins.pop()}-" if len(begins) == 1 and "" not in begins else ""


def _told(numbers: Sequence[str], begins: str, transferred: frozenset[str]) -> str:
    return " ".join(number.removeprefix(begins) + "→" * (number in transferred) for number in numbers)
