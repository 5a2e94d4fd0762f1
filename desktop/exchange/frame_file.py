"""A frame that a file holds: number, unit, stratum, one finding a row; names stay as they are written, for the draw goes by every sign."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from desktop.errors import KnownError
from desktop.exchange.csv_source import decoded, separator_of
from desktop.exchange.untrusted_file import read_bytes
from desktop.rules.draws import Eligible

_HEADS = (("number", "编号", "永久编号"), ("unit", "单位", "单位全称"), ("stratum", "层", "单位类别"))


def read_frame(path: Path) -> tuple[Eligible, ...]:
    """The lines of the file; KnownError names the row that is no line of a frame."""
    text = decoded(read_bytes(path, "名单"))
    if text is None:
        raise KnownError(f"“{path.name}”不是 .csv。请用名单（number,unit,stratum）的 .csv。", "not_a_frame")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text)))
    places = _places(path, rows[0] if rows else [])
    found: dict[str, Eligible] = {}
    strata: dict[str, str] = {}
    for row, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        one = Eligible(*(cells[place] if place < len(cells) else "" for place in places))
        if not one.number.strip() or not one.unit.strip():
            raise _wrong(path, row, "缺编号或单位")
        if one.number in found:
            raise _wrong(path, row, f"编号 {one.number} 前面已有")
        if strata.setdefault(one.unit, one.stratum) != one.stratum:
            raise _wrong(path, row, f"“{one.unit}”前面在“{strata[one.unit]}”层，这里在“{one.stratum}”层")
        found[one.number] = one
    if not found:
        raise KnownError(f"“{path.name}”中没有问题，无从抽取。请核对文件。", "empty")
    return tuple(found.values())


def _places(path: Path, heads: list[str]) -> list[int]:
    plain = [head.strip() for head in heads]
    places = [next((place for place, head in enumerate(plain) if head in words), -1) for words in _HEADS]
    if -1 in places:
        missing = "、".join(words[0] for words, place in zip(_HEADS, places, strict=True) if place < 0)
        raise KnownError(f"“{path.name}”第 1 行缺 {missing}。表头应是 number,unit,stratum。", "not_a_frame")
    return places


def _wrong(path: Path, row: int, what: str) -> KnownError:
    return KnownError(f"“{path.name}”第 {row} 行：{what}。请改正后再抽。", "not_a_frame")
