"""Numbering and filters of the office's papers: 一是甲；二是乙。 41.8万元, 88.6%（62/70）."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from jinja2 import Undefined

from desktop.documents.figures import Figure, Typed, parts_of
from desktop.documents.vocabulary import chinese_date

_DIGITS = "零一二三四五六七八九"
_CLOSING_MARKS = "。；;，"
_MARKS = "，。；;：:、！？!?（("
_SHORTEST_SENTENCE = 6
_LONGEST_QUOTE = 120  # characters: four lines of a letter
_ASIDE = re.compile(r"[（(](?:详?见|另见|参见|附)[^（()）]{0,20}[)）]")
_BREAK = re.compile(r"(.?)[ \t　]*[\r\n\v\u2028]+[ \t　]*")


@dataclass(frozen=True)
class Spliced:
    """A sentence joined from several values, each of which keeps its trail."""

    parts: tuple[Any, ...]

    def __str__(self) -> str:
        return "".join(plain(part) for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)


class Lacking(Undefined):
    """A word nobody gave: false in conditions, empty in loops, red 〔缺:名〕 in print."""

    def __str__(self) -> str:
        return f"〔缺:{self._undefined_name}〕"

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Undefined)

    def __hash__(self) -> int:
        return hash(self._undefined_name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Lacking(name=f"{self._undefined_name}.{name}")

    def __getitem__(self, key: object) -> Any:
        return Lacking(name=f"{self._undefined_name}")

    def _never(self, _other: object) -> bool:
        """A missing number is neither above nor below anything."""
        return False

    def _same(self, _other: object = None) -> Lacking:
        return self

    # jinja's own word for each is an error; a paper goes on and prints the red mark
    __lt__ = __gt__ = __le__ = __ge__ = _never  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = _same  # type: ignore[assignment]


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese digits: 十二, 二十一; beyond that as it is."""
    number = int(number)
    if number < 10:
        return _DIGITS[number]
    if number >= 100:
        return str(number)
    tens, units = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[units] if units else "")


class Counter:
    """One level of headings: each print goes one on and lets the levels under it begin again."""

    def __init__(self, form: Callable[[int], str], below: Counter | None = None) -> None:
        self._form, self._below, self._at = form, below, 0

    def restart(self) -> None:
        """Begin at one again, with every level below."""
        self._at = 0
        if self._below:
            self._below.restart()

    def __str__(self) -> str:
        self._at += 1
        if self._below:
            self._below.restart()
        return self._form(self._at)


class _Restart:
    """{{重编}} prints nothing and lets an annex count from 一、 again."""

    def __init__(self, first: Counter) -> None:
        self._first = first

    def __str__(self) -> str:
        self._first.restart()
        return ""


NUMBERING = ("一级", "二级", "三级", "四级", "重编")


def numbering() -> dict[str, object]:
    """Fresh counters for one paper: 一、 （一） 1. （1）."""
    fourth = Counter(lambda n: f"（{n}）")
    third = Counter(lambda n: f"{n}.", fourth)
    second = Counter(lambda n: f"（{chinese_number(n)}）", third)
    first = Counter(lambda n: f"{chinese_number(n)}、", second)
    return dict(zip(NUMBERING, (first, second, third, fourth, _Restart(first)), strict=True))


def plain(value: Any) -> str:
    """The print of a value, without its trail."""
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, Figure):
        return value.shown
    return str(value)


def trimmed(value: Any) -> Any:
    """净: without the full stop that the clerk typed, so that no two marks meet."""
    return _reworded(value, lambda text: in_one_line(text).rstrip(_CLOSING_MARKS))


def first_sentence(value: Any) -> Any:
    """首句: what is quoted in a letter's body of a long finding, its first sentence; the whole stands in the list (P-10)."""
    return _reworded(value, lambda text: trimmed(_sentence_of(text)))


def _sentence_of(text: str) -> str:
    joined_text = in_one_line(text)
    end = re.search(r"[。；;！!？?]", joined_text)
    sentence = joined_text[: end.start()] if end and end.start() >= _SHORTEST_SENTENCE else joined_text
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    start = sentence[:_LONGEST_QUOTE]
    return (start.rpartition("，")[0] or start) + "……"


def in_one_line(text: str) -> str:
    """A text inside a sentence: no line breaks, no reference to working papers (P-16)."""
    text = _ASIDE.sub("", text)
    return _BREAK.sub(lambda gap: gap[1] if gap[1] in _MARKS else f"{gap[1]}，", text.strip())


def _reworded(value: Any, how: Callable[[str], str]) -> Any:
    if isinstance(value, Typed):
        return replace(value, text=how(value.text))
    return how(value) if isinstance(value, str) else value


def itemised(values: Iterable[Any]) -> Spliced:
    """逐项: 甲。 alone; 一是甲；二是乙。 together; nothing for nothing."""
    items = [trimmed(value) for value in values]
    if len(items) < 2:
        return Spliced((items[0], "。") if items else ())
    parts: list[Any] = []
    for number, item in enumerate(items, 1):
        parts += [f"{'；' if number > 1 else ''}{chinese_number(number)}是", item]
    return Spliced((*parts, "。"))


def joined(values: Iterable[Any], mark: str) -> Spliced:
    """Several values with a mark between them, which is left out between book titles where it is 、."""
    items = list(values)
    parts: list[Any] = items[:1]
    for before, after in pairwise(items):
        titles = mark == "、" and plain(before).endswith("》") and plain(after).startswith("《")
        parts += [after] if titles else [mark, after]
    return Spliced(tuple(parts))


def enumerated(values: Iterable[Any]) -> Spliced:
    """顿号: 甲、乙、丙."""
    return joined(values, "、")


def comma_joined(values: Iterable[Any]) -> Spliced:
    """逗号: 甲，乙，丙."""
    return joined(values, "，")


def listed(values: Iterable[Any], most: int = 3, measure: str = "个单位") -> Spliced:
    """列举: all up to `most`, then 甲、乙、丙等7个单位."""
    items = list(values)
    if len(items) <= most:
        return enumerated(items)
    return Spliced((*enumerated(items[:most]).parts, f"等{len(items)}{measure}"))


def money(value: Any) -> Any:
    """万元: yuan below ten thousand as 8600元, above as 41.8万元 without trailing noughts."""
    if isinstance(value, Figure):
        return value.worded(_money_text(value.value))
    return _money_text(value)


def _money_text(yuan: Any) -> str:
    amount = Decimal(yuan)
    if amount < 10000:
        return f"{amount.normalize():f}元"
    return f"{(amount / 10000).normalize():f}万元"


def ten_thousands(value: Any) -> Any:
    """万: the bare number of ten thousands, for a column whose head says 万元."""
    if isinstance(value, (Figure, int, Decimal)) and not isinstance(value, bool):
        raw = Decimal(value.value if isinstance(value, Figure) else value)
        text = f"{raw / 10000:.4f}".rstrip("0").rstrip(".")
        return value.worded(text) if isinstance(value, Figure) else text
    return value


def with_parts(value: Any) -> Any:
    """带数: a rate with what stands above and below its line, 88.6%（62/70）."""
    numerator, denominator = parts_of(value)
    text = f"{plain(value)}（{numerator}/{denominator}）" if denominator else plain(value)
    return value.worded(text) if isinstance(value, Figure) else text


def month_day(value: Any) -> Any:
    """月日: 10月20日, where the year stands in the same paragraph."""
    return f"{value.month}月{value.day}日" if isinstance(value, date) else value


def year_month(value: Any) -> Any:
    """年月: 2026年9月."""
    return f"{value.year}年{value.month}月" if isinstance(value, date) else value


def on_two_lines(value: Any) -> Any:
    """两行: a date for a narrow column, the year on a line of its own."""
    return f"{value.year}年\n{value.month}月{value.day}日" if isinstance(value, date) else value


def in_lines(value: Any, signs: int = 32) -> Any:
    """断行: a long sum (SHA-256) on lines of so many signs each, so that a person compares it line by line."""
    if value is None or isinstance(value, Undefined):
        return value
    text = str(value)
    return "\n".join(text[at : at + signs] for at in range(0, len(text), signs))


def total(rows: Iterable[Any], name: str) -> Any:
    """和: the sum of one word over the rows of a list."""
    values = [row[name] for row in rows]
    if not values:
        return 0
    result = values[0]
    for value in values[1:]:
        result = result + value
    return result


def first(values: Any) -> Any:
    """The first of a list, or nothing."""
    return next(iter(values), "")


def length(value: Any) -> int:
    """How many; a word that is missing has none."""
    return len(value)


def _or_missing(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A filter that leaves a missing word missing, to be left out or told in red as its handling says (P-14)."""

    def changed(value: Any) -> Any:
        return value if value is None or isinstance(value, Undefined) else change(value)

    return changed


FILTERS: dict[str, Callable[..., Any]] = {
    "中文数": _or_missing(chinese_number),
    "净": trimmed,
    "首句": first_sentence,
    "逐项": itemised,
    "顿号": enumerated,
    "逗号": comma_joined,
    "列举": listed,
    "万元": _or_missing(money),
    "万": ten_thousands,
    "带数": _or_missing(with_parts),
    "月日": month_day,
    "年月": year_month,
    "两行": on_two_lines,
    "断行": in_lines,
    "和": total,
    "length": length,
    "first": first,
}
FILTER_NAMES = (*FILTERS, "合并", "图")
