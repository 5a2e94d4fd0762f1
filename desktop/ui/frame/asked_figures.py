"""A figure asked for in words in the search box: unit, date and figure in any order, such as `民政局 531 整改率`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.queries import findings as finding_queries
from db.queries import units as unit_queries
from db.queries.search import unit_names_and_aliases
from db.reader import Reader
from db.records import FindingCriteria, FindingRow, Scope
from desktop.later import Later
from desktop.rules.overdue import days_overdue, is_open, is_waiting
from desktop.rules.rate import chinese_date
from desktop.statistics.rectification_rate import rate_table
from desktop.ui.context import AppContext
from desktop.ui.search_desk import Sight
from desktop.ui.widgets.date_edit import read_date

if TYPE_CHECKING:
    from desktop.operations import search
else:
    search = Later("desktop.operations.search")

RATE = "整改率"
_PIECES = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d[\d\-./]*|[^\d\s]+")
_WHOLE = ("全县", "全部", "各单位", "本轮")


@dataclass(frozen=True)
class AskedFigure:
    """What was asked: the figure's word, the unit (None: all of the chosen rounds), the day (ISO)."""

    word: str
    unit: int | None
    as_of: str


@dataclass(frozen=True)
class FigureTold:
    """The answer: one sentence with date, parts and basis, and the findings behind it."""

    sentence: str
    findings: tuple[int, ...]
    title: str


def asked(reader: Reader, typed: str, today: date) -> AskedFigure | None:
    """What a text asks for; None where it names no figure, or holds a word that is neither figure, day nor one unit."""
    pieces = list(_pieces(typed))
    words = [piece for piece in pieces if piece in (RATE, *COUNTS)]
    if len(words) != 1:
        return None
    unit: int | None = None
    day = ""
    for piece in pieces:
        if piece == words[0] or piece in _WHOLE:
            continue
        if (found := read_date(piece, today)) is not None and not day:
            day = (found if found <= today or len(piece) > 5 else found.replace(year=found.year - 1)).isoformat()
        elif unit is None and (named := _unit(reader, piece)) is not None:
            unit = named
        else:
            return None
    return AskedFigure(words[0], unit, day)


def told(sight: Sight | AppContext, wanted: AskedFigure) -> FigureTold:
    """The figure of the chosen rounds under the chosen basis, on its day or on the day that the page looks at."""
    as_of = wanted.as_of or sight.as_of
    scope = Scope(sight.switches.round_ids, () if wanted.unit is None else (wanted.unit,))
    of = "" if wanted.unit is None else unit_queries.units_by_id(sight.reader, [wanted.unit], as_of)[0].name
    if wanted.word == RATE:
        table = rate_table(sight.reader, sight.basis, as_of, sight.known_at, scope=scope)
        ids = tuple(dict.fromkeys(item.finding_id for item in table.total.behind_denominator))
        said = table.total.sentence.replace("，", f"，{of}", 1)
        return FigureTold(said, ids, f"{of}{RATE}的分母 {len(ids)} 条")
    rows = finding_queries.list_findings(
        sight.reader, FindingCriteria(rounds=scope.rounds, units=scope.units), as_of, sight.known_at
    )
    ids = tuple(row.id for row in rows if COUNTS[wanted.word](row, as_of))
    sentence = f"截至{chinese_date(as_of)}，{of}{wanted.word}{len(ids)}条（共{len(rows)}条）。"
    return FigureTold(sentence, ids, f"{of}{wanted.word} {len(ids)} 条")


def _pieces(typed: str) -> Iterable[str]:
    """Words, numbers and days, also where nothing stands between them; a figure's word is cut off the unit before it."""
    for piece in _PIECES.findall(typed):
        word = next(
            (one for one in (RATE, *COUNTS) if piece != one and (piece.endswith(one) or piece.startswith(one))), ""
        )
        if word:
            yield from (part for part in (piece.replace(word, "", 1).strip("的，,。"), word) if part)
        else:
            yield piece


def _unit(reader: Reader, piece: str) -> int | None:
    """The one unit that a word names: by its name where several hold it."""
    found = search.find_units(reader, piece)
    if len(found) == 1:
        return found[0]
    exact = [unit for unit, name in unit_names_and_aliases(reader) if unit in found and name == piece]
    return exact[0] if len(set(exact)) == 1 else None


COUNTS: dict[str, Callable[[FindingRow, str], bool]] = {
    "逾期": lambda row, as_of: bool(days_overdue(row, as_of)),
    "待核实": lambda row, _as_of: is_waiting(row),
    "未销号": lambda row, _as_of: is_open(row),
    "问题": lambda _row, _as_of: True,
}
"""Counts that can be asked for, and which findings they count."""
