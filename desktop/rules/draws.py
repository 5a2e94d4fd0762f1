"""The follow-up draw: from a frame, a seed and a share the same units and findings for whoever redraws it (registers.md §5, M10, W9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from math import ceil

USUAL_SHARE = Fraction(1, 3)
STRATA = ("县直部门", "事业单位", "国有企业", "乡镇（街道）", "村（社区）")
"""The usual strata in their order; those of the office's own come after them."""
STEPS_IN_WORDS = (
    "1. 名单：截至日在清单中的问题，永久编号按字符编码排序，以换行相接（末尾没有换行），取 SHA-256，即名单校验码。已移交的留在名单中，只核移交手续。",
    "2. 每个单位、每个编号各有一个键：把“种子|名称”（编号同）按 UTF-8 取 SHA-256；“最小”按键比，键同的按名称比。",
    "3. 抽单位：每一层（单位类别）有 n 家，取键最小的 n×比例（向上取整，至少 1）家，名称用单位全称。",
    "4. 应抽问题数为 N×比例（向上取整），不少于抽中的单位数；抽中的单位合计不够的，在其余单位中按键由小到大续抽。",
    "5. 分配：各单位按在册数占比分应抽数，先取整数部分，余下的按余数由大到小各加 1（余数同的按键）；分到 0 的，从分得最多的单位（同多的按键）让出 1。",
    "6. 每个单位取编号的键最小的若干条。单位和问题都不少于比例。",
)
"""The algorithm as the printed form says it: from it and the frame a third person draws the same."""


@dataclass(frozen=True)
class Eligible:
    """A line of the frame: permanent number, full name of the unit, and the stratum in which the unit stands."""

    number: str
    unit: str
    stratum: str


@dataclass(frozen=True)
class Drawn:
    """What was drawn, units and findings sorted by code point; `units_of` and `findings_of` count the whole frame."""

    frame_sha256: str
    units: tuple[str, ...]
    findings: tuple[str, ...]
    units_of: int
    findings_of: int

    @property
    def result_sha256(self) -> str:
        """The sum of the drawn numbers: what two people compare."""
        return sum_of(self.findings)


def sum_of(numbers: Iterable[str]) -> str:
    """SHA-256 in hex of numbers sorted by code point and joined by line feeds, none at the end."""
    return sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def in_fours(code: str) -> str:
    """The first 16 digits of a sum, in fours: what is read out and compared by eye."""
    return "-".join(code[place : place + 4].upper() for place in range(0, 16, 4))


def place_of(stratum: str) -> tuple[int, str]:
    """Where a stratum stands in lists."""
    return (STRATA.index(stratum) if stratum in STRATA else len(STRATA), stratum)


def draw(frame: Sequence[Eligible], seed: str, share: Fraction = USUAL_SHARE) -> Drawn:
    """Draw at least `share` of the units of each stratum and of all findings. ValueError where the frame is none."""
    _judge(frame, share)
    findings: dict[str, list[str]] = {}
    strata: dict[str, set[str]] = {}
    for one in frame:
        findings.setdefault(one.unit, []).append(one.number)
        strata.setdefault(one.stratum, set()).add(one.unit)
    units = _chosen_units(seed, share, strata, {unit: len(held) for unit, held in findings.items()})
    need = _need(share, len(frame), len(units))
    taken = _shares(seed, need, {unit: len(findings[unit]) for unit in units})
    drawn = [number for unit in units for number in islice(_by_key(seed, findings[unit]), taken[unit])]
    return Drawn(
        sum_of(one.number for one in frame), tuple(sorted(units)), tuple(sorted(drawn)), len(findings), len(frame)
    )


def key(seed: str, text: str) -> str:
    """By which the smallest is found: SHA-256 in hex of `seed|text`."""
    return sha256(f"{seed}|{text}".encode()).hexdigest()


def _judge(frame: Sequence[Eligible], share: Fraction) -> None:
    if not frame or not 0 < share <= 1:
        raise ValueError("a draw needs a frame and a share above 0, at most 1")
    if len({one.number for one in frame}) != len(frame):
        raise ValueError("a number stands twice in the frame")
    if len({(one.unit, one.stratum) for one in frame}) != len({one.unit for one in frame}):
        raise ValueError("a unit stands in two strata")


def _by_key(seed: str, texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (key(seed, text), text))


def _need(share: Fraction, findings: int, units: int) -> int:
    return max(ceil(findings * share), units)


def _chosen_units(seed: str, share: Fraction, strata: Mapping[str, set[str]], held: Mapping[str, int]) -> list[str]:
    """The smallest of each stratum; then the smallest of all others, while the chosen hold too few findings."""
    units = [
        unit for names in strata.values() for unit in islice(_by_key(seed, names), max(1, ceil(len(names) * share)))
    ]
    chosen, total = set(units), sum(held.values())
    others = iter(_by_key(seed, (unit for unit in held if unit not in chosen)))
    while sum(held[unit] for unit in units) < _need(share, total, len(units)):
        units.append(next(others))
    return units


def _shares(seed: str, need: int, held: Mapping[str, int]) -> dict[str, int]:
    """How many findings each chosen unit gives: by its part, the rest by largest remainder, none without one."""
    total, ordered = sum(held.values()), _by_key(seed, held)
    taken = {unit: need * held[unit] // total for unit in ordered}
    left = need - sum(taken.values())
    for unit in sorted(ordered, key=lambda one: -(need * held[one] % total))[:left]:
        taken[unit] += 1
    for unit in (one for one in ordered if not taken[one]):
        taken[max(ordered, key=lambda one: taken[one])] -= 1
        taken[unit] = 1
    return taken
