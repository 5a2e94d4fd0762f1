"""复盘核对: what working papers, list and feedback say of each finding, laid side by side (registers.md §2, pages.md §20, M1, M3).

A working paper is the fullest of the three texts, the feedback the shortest: what a shorter one says must stand in the fuller
one. The list may hold more than the feedback, with a reason; the feedback may hold nothing that the list does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

TEN_THOUSAND = 10_000
_SCALE = {"亿元": Decimal(100_000_000), "万元": Decimal(TEN_THOUSAND), "元": Decimal(1)}
_PEOPLE = ("人次", "人", "名")
_FIGURE = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(亿元|万元|元|人次|人|名|年)?")
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("．"): "."}
_CENTURIES = ("19", "20")


class Kind(StrEnum):
    """What differs."""

    NO_PAPER = "no_paper"
    NOT_LISTED = "not_listed"
    NOT_IN_LIST = "not_in_list"
    NOT_WRITTEN = "not_written"
    MONEY = "money"
    PEOPLE = "people"
    YEARS = "years"
    NUMBERS = "numbers"
    CATEGORY = "category"
    UNIT = "unit"


FIGURES = (Kind.MONEY, Kind.PEOPLE, Kind.YEARS, Kind.NUMBERS)
WORDS = {
    Kind.NO_PAPER: "清单有，底稿无",
    Kind.NOT_LISTED: "底稿有，清单无",
    Kind.NOT_IN_LIST: "反馈有，清单无",
    Kind.NOT_WRITTEN: "未写入反馈",
    Kind.MONEY: "金额",
    Kind.PEOPLE: "人数",
    Kind.YEARS: "年份",
    Kind.NUMBERS: "数字",
    Kind.CATEGORY: "分类",
    Kind.UNIT: "单位",
}
"""Each in the office's words."""
ALLOWED = frozenset({Kind.NOT_WRITTEN})
"""What may stand once somebody says why: the list is wider than the feedback."""


@dataclass(frozen=True)
class Figure:
    """A figure in a text: its kind, its value (money in yuan), and where it stands."""

    kind: Kind
    value: Decimal
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    """One of the three texts: `amount` in yuan and `people` are fields beside the text, `path` says under which heads it stands."""

    id: int
    number: str
    unit: int
    text: str
    amount: int | None = None
    people: int | None = None
    path: str = ""


@dataclass(frozen=True)
class Difference:
    """What differs, with the ids of the texts it is about (0: there is none) and what each of them says."""

    kind: Kind
    unit: int
    paper: int = 0
    finding: int = 0
    item: int = 0
    paper_says: str = ""
    list_says: str = ""
    item_says: str = ""

    @property
    def said(self) -> str:
        """What an answer is given to: other words ask anew."""
        return "｜".join((self.paper_says, self.list_says, self.item_says))

    @property
    def key(self) -> tuple[str, int, int, int, str]:
        """What tells this difference from every other."""
        return (str(self.kind), self.paper, self.finding, self.item, self.said)


@dataclass(frozen=True)
class Match:
    """What belongs together: the papers and items of one finding, or a paper or an item that no finding has."""

    unit: int
    finding: Side | None
    papers: tuple[Side, ...]
    items: tuple[Side, ...]
    written: bool
    differences: tuple[Difference, ...]


def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in order."""
    plain = text.translate(_FULL_WIDTH)
    return tuple(_figure(found) for found in _FIGURE.finditer(plain))


def _figure(found: re.Match[str]) -> Figure:
    digits, unit = found[1].replace(",", ""), found[2] or ""
    kind, value = Kind.NUMBERS, Decimal(digits)
    if unit in _SCALE:
        kind, value = Kind.MONEY, value * _SCALE[unit]
    elif unit in _PEOPLE:
        kind = Kind.PEOPLE
    elif unit == "年" and len(digits) == 4 and digits.startswith(_CENTURIES):
        kind = Kind.YEARS
    return Figure(kind, value, found.start(), found.end())


def odd_spans(text: str, others: Sequence[str], kinds: Collection[Kind] = FIGURES) -> tuple[tuple[int, int], ...]:
    """Where a text holds figures of some kinds that one of the other texts that say any of that kind does not hold."""
    sets = [_values(figures(one)) for one in others]
    return tuple(
        (one.start, one.end)
        for one in figures(text)
        if one.kind in kinds and any(other[one.kind] and one.value not in other[one.kind] for other in sets)
    )


def compare(
    papers: Sequence[Side],
    findings: Sequence[Side],
    items: Sequence[Side],
    papers_of: Mapping[int, Collection[int]],
    items_of: Mapping[int, Collection[int]],
    written: Collection[int],
    heads: Sequence[Collection[str]] = (),
) -> tuple[Match, ...]:
    """Lay the three side by side, in the order of the list; what no finding has comes last.

    `papers_of` and `items_of` say which papers and items each finding has; `written` are the findings that the list says went
    into the feedback, which counts for a unit of which no items are known; `heads` are the words of the categories, level by level.
    """
    by_paper, by_item = {one.id: one for one in papers}, {one.id: one for one in items}
    known = {one.id: one for one in findings}
    with_items = {one.unit for one in items}
    found: list[Match] = []
    for one in findings:
        mine = tuple(by_paper[each] for each in papers_of.get(one.id, ()) if each in by_paper)
        told = tuple(by_item[each] for each in items_of.get(one.id, ()) if each in by_item)
        is_written = bool(told) if one.unit in with_items else one.id in written
        shared = {
            item.id: [known[each] for each, held in items_of.items() if item.id in held and each in known]
            for item in told
        }
        differences = (
            *_of_existence(one, mine, told, is_written),
            *_of_paper(one, mine),
            *chain.from_iterable(_of_item(one, mine, item, shared[item.id], heads) for item in told),
        )
        found.append(Match(one.unit, one, mine, told, is_written, differences))
    return (*found, *_left(papers, items, papers_of, items_of))


def _of_existence(
    finding: Side, papers: Sequence[Side], items: Sequence[Side], is_written: bool
) -> Iterator[Difference]:
    if not papers:
        yield Difference(Kind.NO_PAPER, finding.unit, finding=finding.id, list_says=finding.number)
    if not is_written:
        paper = papers[0].id if papers else 0
        yield Difference(Kind.NOT_WRITTEN, finding.unit, paper, finding.id, list_says=finding.number)


def _left(
    papers: Sequence[Side],
    items: Sequence[Side],
    papers_of: Mapping[int, Collection[int]],
    items_of: Mapping[int, Collection[int]],
) -> Iterator[Match]:
    """Papers and items that no finding has."""
    listed, told = (set(chain.from_iterable(held.values())) for held in (papers_of, items_of))
    for one in papers:
        if one.id not in listed:
            only = Difference(Kind.NOT_LISTED, one.unit, paper=one.id, paper_says=one.number)
            yield Match(one.unit, None, (one,), (), False, (only,))
    for one in items:
        if one.id not in told:
            only = Difference(Kind.NOT_IN_LIST, one.unit, item=one.id, item_says=one.number)
            yield Match(one.unit, None, (), (one,), False, (only,))


def _of_paper(finding: Side, papers: Sequence[Side]) -> Iterator[Difference]:
    """What the list says and its papers do not; what is of another unit."""
    for one in papers:
        if one.unit != finding.unit:
            yield Difference(
                Kind.UNIT, finding.unit, one.id, finding.id, paper_says=one.number, list_says=finding.number
            )
    if not papers or not any(one.text for one in papers):
        return
    for kind in FIGURES:
        beyond = _beyond(kind, [finding], papers)
        amounts = _amounts(kind, finding, papers)
        if beyond or amounts:
            told = amounts or (_shown(kind, _missing(kind, papers, [finding])), _shown(kind, beyond))
            yield Difference(kind, finding.unit, papers[0].id, finding.id, 0, told[0] or "没有", told[1])


def _amounts(kind: Kind, finding: Side, papers: Sequence[Side]) -> tuple[str, str] | None:
    """The amount of the only paper beside that of the list, where both say one and they differ."""
    if kind is not Kind.MONEY or len(papers) != 1 or None in (finding.amount, papers[0].amount):
        return None
    both = [[Decimal(one.amount or 0)] for one in (papers[0], finding)]
    return None if both[0] == both[1] else (_shown(kind, both[0]), _shown(kind, both[1]))


def _of_item(
    finding: Side, papers: Sequence[Side], item: Side, shared: Sequence[Side], heads: Sequence[Collection[str]]
) -> Iterator[Difference]:
    """What the feedback says and the list does not; an item of several findings is judged once, beside the first of them."""
    paper = papers[0].id if papers else 0
    if item.unit != finding.unit:
        yield Difference(Kind.UNIT, finding.unit, paper, finding.id, item.id, "", finding.number, item.number)
    if shared and shared[0].id != finding.id:
        return
    for kind in FIGURES:
        if beyond := _beyond(kind, [item], shared):
            missing = _missing(kind, shared, [item])
            in_paper = [one for one in missing if one in _all_values(kind, papers)]
            says = _shown(kind, missing) or "没有", _shown(kind, beyond)
            yield Difference(kind, finding.unit, paper, finding.id, item.id, _shown(kind, in_paper), *says)
    named = _named(item.path, heads)
    if named and not any(one in finding.path for one in named):
        yield Difference(Kind.CATEGORY, finding.unit, paper, finding.id, item.id, "", finding.path, max(named, key=len))


def _named(path: str, heads: Sequence[Collection[str]]) -> list[str]:
    """The categories that a path names, of the deepest level of which it names any."""
    found = ([one for one in level if one and one in path] for level in reversed(heads))
    return next((one for one in found if one), [])


def _beyond(kind: Kind, shorter: Sequence[Side], fuller: Sequence[Side]) -> list[Decimal]:
    """The figures of a kind that the shorter texts say and the fuller ones do not."""
    if not any(one.text for one in fuller):
        return []
    known = _all_values(kind, fuller)
    return sorted(_values(chain.from_iterable(figures(one.text) for one in shorter))[kind] - known)


def _missing(kind: Kind, fuller: Sequence[Side], shorter: Sequence[Side]) -> list[Decimal]:
    """The figures of a kind that the fuller texts say and the shorter ones leave out: what may have been meant."""
    told = _values(chain.from_iterable(figures(one.text) for one in fuller))[kind]
    return sorted(told - _values(chain.from_iterable(figures(one.text) for one in shorter))[kind])


def _all_values(kind: Kind, sides: Sequence[Side]) -> set[Decimal]:
    known = _values(chain.from_iterable(figures(one.text) for one in sides))[kind]
    beside = {Kind.MONEY: [one.amount for one in sides], Kind.PEOPLE: [one.people for one in sides]}
    return known | {Decimal(one) for one in beside.get(kind, []) if one is not None}


def _values(found: Iterable[Figure]) -> dict[Kind, set[Decimal]]:
    sets: dict[Kind, set[Decimal]] = {kind: set() for kind in FIGURES}
    for one in found:
        sets[one.kind].add(one.value)
    return sets


def _shown(kind: Kind, values: Sequence[Decimal]) -> str:
    return "、".join(_one(kind, value) for value in values)


def _one(kind: Kind, value: Decimal) -> str:
    if kind is Kind.MONEY:
        return f"{_plain(value / TEN_THOUSAND)} 万元" if value >= TEN_THOUSAND else f"{_plain(value)} 元"
    return _plain(value) + {Kind.PEOPLE: " 人", Kind.YEARS: " 年"}.get(kind, "")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
