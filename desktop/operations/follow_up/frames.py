"""The frame of a draw from the ledger: the findings of a round that are in the list, with the full names of their units and the strata."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from db.queries import findings as finding_queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.reader import Reader
from db.records import FindingCriteria
from desktop.errors import KnownError
from desktop.rules.draws import Eligible

STRATA_SETTING = "draw_strata"
USUAL_STRATA = {
    "群团组织": "县直部门", "乡镇": "乡镇（街道）", "街道": "乡镇（街道）", "村": "村（社区）", "社区": "村（社区）", "行政村": "村（社区）",
}  # fmt: skip
"""Kinds of units that stand in the stratum of others; every other kind is a stratum of its own name."""
WITHOUT_KIND = "未分类"


def frame_of(
    reader: Reader, round_id: int, as_of: str, known_at: str | None = None, without: Collection[int] = ()
) -> tuple[Eligible, ...]:
    """The eligible findings of a round, in order of number; `without` are ids that were left out beforehand, with a reason."""
    rows = finding_queries.list_findings(reader, FindingCriteria(rounds=(round_id,)), as_of, known_at)
    kept = [row for row in rows if row.id not in without]
    kinds = {
        one.id: one.kind for one in unit_queries.units_by_id(reader, {row.unit_id for row in kept}, as_of, known_at)
    }
    grouped = strata(reader)
    found = (Eligible(row.number, row.unit_name, stratum(grouped, kinds.get(row.unit_id, ""))) for row in kept)
    return tuple(sorted(found, key=lambda one: one.number))


def strata(reader: Reader) -> dict[str, str]:
    """The stratum by kind of unit, where it is not the kind itself: as the office set it, else as usual."""
    stored = setting(reader, STRATA_SETTING)
    return dict(json.loads(stored)) if stored else dict(USUAL_STRATA)


def stratum(grouped: dict[str, str], kind: str) -> str:
    """In which stratum units of a kind stand."""
    return grouped.get(kind, kind) or WITHOUT_KIND


def share_of(typed: str) -> Fraction:
    """1/3, 0.4 or 40% as a share; KnownError where it is none."""
    words = "".join(typed.split()).replace("％", "%")
    try:
        found = Fraction(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= 1:
        raise KnownError(f"比例“{typed}”不对。请写成 1/3 一类的分数，大于 0，不大于 1。", "not_a_share")
    return found


def written(frame: Iterable[Eligible]) -> str:
    """The frame in lines that people read and a redraw reads back: stratum ｜ full name ｜ numbers."""
    by_unit: dict[tuple[str, str], list[str]] = {}
    for one in frame:
        by_unit.setdefault((one.stratum, one.unit), []).append(one.number)
    return "\n".join(f"{level}｜{unit}｜{'、'.join(numbers)}" for (level, unit), numbers in sorted(by_unit.items()))


def read_back(text: str) -> tuple[Eligible, ...]:
    """What `written` wrote."""
    found: list[Eligible] = []
    for line in text.splitlines():
        level, _mark, rest = line.partition("｜")
        unit, _mark, numbers = rest.rpartition("｜")
        found += [Eligible(number, unit, level) for number in numbers.split("、")]
    return tuple(sorted(found, key=lambda one: one.number))


def drawn_in_words(frame: Sequence[Eligible], numbers: Collection[str]) -> str:
    """The drawn findings by unit, in the same lines."""
    return written(one for one in frame if one.number in numbers)
