"""The words that a kind of paper may use: their names, types, and what happens when one is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.documents.figures import Typed

BLOCKS = "拦发"
MARKED = "标红"
LEFT_OUT = "略"
BLANK = "留白"
ZERO = "按零"
HANDLINGS = (BLOCKS, MARKED, LEFT_OUT, BLANK, ZERO)

TEXT = "文字"
COUNT = "整数"
DAY = "日期"
RATE = "比率"
MONEY = "金额"
LIST = "列表"
RECORD = "记录"
FLAG = "是否"
PICTURE = "图"

PROBLEM = "问题"
ITEM = "具体表现"
ASSERTION = "断言"


@dataclass(frozen=True)
class Field:
    """One word of a paper's vocabulary.

    `missing` says what its absence does: 拦发 stops the issue, 标红 must be confirmed, 略 drops the sentence,
    留白 leaves a blank to write on, 按零 prints nought. `when` names another word without which this one is not needed.
    `typed` marks what the clerk writes for this paper; its numbers are listed as 手填, and `why` says why no book of the
    ledger can tell them. `source` is its meaning, `level`
    what its count counts (问题, 具体表现, 单位 …) or 断言 for a word that carries an assertion; `example` serves samples.
    """

    name: str
    identifier: str
    kind: str = TEXT
    missing: str = BLOCKS
    source: str = ""
    unit: str = ""
    typed: bool = False
    when: str = ""
    items: tuple["Field", ...] = ()
    level: str = ""
    example: Any = None
    why: str = ""

    def described(self, prefix: str = "", owner: str = "") -> Iterator[dict[str, str]]:
        """Plain lines for the field list, inner words as 问题清单.编号."""
        yield {
            "field": prefix + self.name,
            "identifier": owner + self.identifier,
            "type": self.kind,
            "missing": self.missing,
            "source": f"{self.source}（手填：{self.why}）" if self.why else self.source,
            "unit": self.unit,
            "level": self.level,
            "example": example_text(self.example),
        }
        for item in self.items:
            yield from item.described(f"{prefix}{self.name}.", f"{owner}{self.identifier}.")


@dataclass(frozen=True)
class Missing:
    """A word that a paper needs and does not have; `row` counts from 1 inside a list, 0 outside."""

    name: str
    handling: str
    row: int = 0

    @property
    def blocks(self) -> bool:
        """Whether nothing may be issued before it is filled."""
        return self.handling == BLOCKS

    def __str__(self) -> str:
        return f"{self.name}（第{self.row}行）" if self.row else self.name


def is_missing(value: object) -> bool:
    """None, an empty text and an empty list are missing; nought and False are not."""
    return value is None or (isinstance(value, (str, tuple, list, dict, Typed)) and not value)


def missing_words(fields: tuple[Field, ...], words: Mapping[str, Any]) -> tuple[Missing, ...]:
    """What must still be filled (拦发) or confirmed (标红), in the order of the vocabulary."""
    found: list[Missing] = []
    for field in fields:
        value = words.get(field.name)
        if is_missing(value):
            if field.missing in (BLOCKS, MARKED) and _needed(field, words):
                found.append(Missing(field.name, field.missing))
        elif field.items:
            found += _missing_inside(field, value)
    return tuple(found)


def _missing_inside(field: Field, value: Any) -> Iterator[Missing]:
    rows = [value] if isinstance(value, Mapping) else value
    for row, words in enumerate(rows, 1):
        for item in field.items:
            if item.missing in (BLOCKS, MARKED) and is_missing(words.get(item.name)) and _needed(item, words):
                yield Missing(f"{field.name}.{item.name}", item.missing, 0 if isinstance(value, Mapping) else row)


def _needed(field: Field, words: Mapping[str, Any]) -> bool:
    """A word that serves another is needed only where that other stands and is not nought."""
    return not field.when or bool(words.get(field.when))


def example_text(value: Any) -> str:
    """An example as the field list shows it."""
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, (list, tuple)):
        return "、".join(example_text(one) for one in value if not isinstance(one, Mapping))
    return "" if value is None or isinstance(value, Mapping) else "是" if value is True else str(value)


def chinese_date(day: date) -> str:
    """2026年9月1日: Arabic digits, no leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
