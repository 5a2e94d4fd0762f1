"""A field of a book, said once: grid, form, paste, import, workbook, print, command line, search and history read it from here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desktop.errors import KnownError
from desktop.ledgers.column import Align, Column, Kind, Mark, shown
from desktop.rules.permissions import Right, lacking


class Holds(StrEnum):
    """What a field holds: decides its editor, its check, its filter, its sheet column and how it prints (registers.md)."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    INT = "int"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"
    UNIT = "unit"
    UNITS = "units"
    ROUND = "round"
    TEAM = "team"
    RECORD = "record"
    FINDING = "finding"
    FINDINGS = "findings"
    LETTER = "letter"
    PERSON = "person"
    PEOPLE = "people"
    FILE = "file"
    MONTH = "month"


LINKS = frozenset(
    {Holds.UNIT, Holds.UNITS, Holds.ROUND, Holds.TEAM, Holds.RECORD, Holds.FINDING, Holds.FINDINGS, Holds.LETTER}
)
OF_BOOKS = frozenset({Holds.TEAM, Holds.RECORD})
"""Links that name a record of a declared book."""
SEVERAL = frozenset({Holds.FINDINGS, Holds.UNITS})
"""Links to any number of rows, in order."""
NUMBERS = frozenset({Holds.INT, Holds.MONEY})
EMPTY_IS_NONE = (LINKS - SEVERAL) | NUMBERS | {Holds.DATE, Holds.MONTH}
YES, NO = "是", "否"
_YES_WORDS = frozenset({"是", "√", "✓", "1", "true", "True", "yes", "有"})
_NO_WORDS = frozenset({"否", "×", "0", "false", "False", "no", "无", "—"})
_REMEDY = {
    Holds.DATE: "不是日期。请改成如 2026-06-18 的日期，或留空。",
    Holds.MONTH: "不是月份。请改成如 2026-06 的月份，或留空。",
    Holds.MONEY: "不是金额。请写成如 12.5 万元，或留空。",
    Holds.UNIT: "不在名册中。请写登记过的全称、简称或别名，或先登记。",
    Holds.UNITS: "不在名册中。请写登记过的全称、简称或别名，用顿号隔开，或先登记。",
    Holds.ROUND: "不是登记过的轮次。请核对名称或编号。",
    Holds.TEAM: "不是登记过的巡察组。请核对编号或名称，或先登记。",
    Holds.RECORD: "没有登记过。请核对编号或名称，或先登记。",
    Holds.FINDING: "不是台账里的编号。请核对编号，或留空。",
    Holds.FINDINGS: "不是台账里的编号。请核对编号，或留空。",
    Holds.LETTER: "不是登记过的文号。请核对文号，或留空。",
}

Lookup = Callable[[str, str], Any]
"""What a word means in the ledger: ISO text of a date or month, whole yuan of money, the id of a unit, round, finding, letter or, by
the name of its book, of a record; None where it is not known."""


@dataclass(frozen=True)
class Field:
    """One field of a book.

    `heads` are other words that lists use for it; `width` is in pixels at 100 %, `mm` its width on paper (0: not printed);
    `deadline` marks a date that asks for work; `internal` (内部) fields enter no outgoing file; `set_by` names the deed that
    changes it where it is no plain edit; `reason` says on F2 why it is computed and cannot be typed; `hidden` leaves it out of
    the standard columns; `right` is what filling or changing
    it asks for beside the right of the deed (录入 asks nothing more): the door judges it, whatever the way in.
    `mark` draws the cell from the whole record, `sort` turns a value into its sort key, `told` gives from the record what
    paper and workbook say where a cell's chip or short name is not enough, `printed` what paper alone says; `sheet` is the
    width in a workbook (characters), `zero_is_blank` leaves a count of nothing empty,
    `summed` has subtotals add it, `merge` joins equal cells on paper, `counts_rows` numbers the rows of each list anew;
    `stored` is false for what is computed and has no column of its own.
    """

    name: str
    title: str
    holds: Holds = Holds.TEXT
    needed: bool = False
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    width: int = 100
    mm: float = 0
    heads: tuple[str, ...] = ()
    deadline: bool = False
    internal: bool = False
    set_by: str = ""
    reason: str = ""
    hidden: bool = False
    wrap: bool = False
    right: Right = Right.ENTER
    align: Align | None = None
    kind: Kind | None = None
    of: str = ""
    """The book of the record that it names, where it holds one; of people, the book in which a number stands for a person."""
    mark: Callable[[Any], Mark] | None = None
    sort: Callable[[Any], Any] | None = None
    told: Callable[[Any], Any] | None = None
    printed: Callable[[Any], Any] | None = None
    sheet: float = 0
    zero_is_blank: bool = False
    merge: bool = False
    summed: bool = False
    counts_rows: bool = False
    stored: bool = True
    salted: bool = False
    """Who is named is kept as a key that tells persons apart and cannot be read back; no name is stored."""
    open: bool = False
    """Whether words beside the choices may be given: they are data of the office."""
    notation: bool = False
    """Whether it is written in a notation of its own, which the rules of the book read."""
    many: bool = False
    """Whether several of the choices may be given; they are stored in the order of the choices, between 、."""
    shows: Callable[[Any], str] | None = None
    """Puts into words what is kept in a form for the program."""
    past: bool = False
    """Whether it names what was when it was told, be it in the bin meanwhile."""
    own: bool = False
    """Added by a clerk of this office: its values stand in the record's own JSON, its choices are words."""

    @property
    def head(self) -> str:
        """The title with the unit that its numbers are in: what stands above the column everywhere."""
        return f"{self.title}（万元）" if self.holds is Holds.MONEY else self.title

    @property
    def plain(self) -> bool:
        """Whether the field is changed by a plain edit."""
        return not self.set_by and not self.reason

    def lacking(self, rights: Collection[str]) -> str:
        """Why a person with these rights may not fill or change the field, in words for a tooltip; empty where it is allowed."""
        return "" if self.right is Right.ENTER or self.right in rights else lacking(self.right)

    @property
    def target(self) -> str:
        """What its words are looked up as: the book whose records it names, else what it holds."""
        return self.of if self.of and self.holds in OF_BOOKS else str(self.holds)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word under which a list may head it; its own title first."""
        return (self.title, *self.heads)

    @property
    def empty(self) -> Any:
        """What is stored where nothing is given."""
        if self.holds in SEVERAL:
            return ()
        return None if self.holds in EMPTY_IS_NONE else 0 if self.holds is Holds.FLAG else ""

    def text(self, value: Any) -> str:
        """A value as people read it; links come as their names and numbers. Nothing is ''."""
        if self.shows is not None and value:
            return self.shows(value)
        if self.holds is Holds.FLAG:
            return YES if value else ""
        if value is None or value == "" or value == ():
            return ""
        if self.holds is Holds.CHOICE:
            codes = str(value).split("、") if self.many else [value]
            return "、".join(self.choices.get(code, str(code)) for code in codes)
        if self.holds is Holds.MONEY:
            return f"{value / 10000:,.6f}".rstrip("0").rstrip(".").replace("-", "−")
        if self.holds is Holds.INT:
            if self.zero_is_blank and not value:
                return ""
            return str(value).replace("-", "−")
        return shown(value)

    def read(self, typed: str, lookup: Lookup) -> Any:
        """What was typed, pasted or imported, as it is stored; KnownError names the field, what is wrong and what to write."""
        words = typed.strip() if self.holds is Holds.LONG else " ".join(typed.split())
        if not words or words == "—":
            if self.needed:
                raise KnownError(f"“{self.title}”是空的。请填写。", "empty")
            return self.empty
        if self.holds is Holds.CHOICE:
            return self._choice(words)
        if self.holds is Holds.FLAG:
            return self._flag(words)
        if self.holds is Holds.INT:
            return self._count(words)
        if self.holds in SEVERAL:
            return self._several(words, lookup)
        if self.holds is Holds.PEOPLE:
            return "、".join(dict.fromkeys(self._person(one, lookup) for one in people_of(words)))
        if self.holds is Holds.PERSON:
            return self._person(words, lookup)
        if self.holds in _REMEDY:
            return self._known(words, lookup)
        return words

    def as_column(self) -> Column:
        """The field as a column of the grid, of the workbook and of saved views."""
        kinds = {Holds.DATE: Kind.DATE, Holds.INT: Kind.NUMBER, Holds.MONEY: Kind.NUMBER}
        return Column(
            self.name,
            self.head,
            self.width,
            self.align or (Align.RIGHT if self.holds in NUMBERS else Align.LEFT),
            show=lambda value: self.text(value) or "—",
            wrap=self.wrap or self.holds is Holds.LONG,
            editable=self.plain,
            reason=self.reason or (f"此栏由“{self.set_by}”改变，不能直接填写。" if self.set_by else ""),
            kind=self.kind or kinds.get(self.holds, Kind.TEXT),
            hidden=self.hidden,
            choices=self.picks,
            sort=self.sort,
            mark=self.mark,
            counts_rows=self.counts_rows,
            declared=self,
        )

    @property
    def picks(self) -> tuple[str, ...]:
        """The words to choose from, where the field is chosen and not written."""
        if self.holds is Holds.FLAG:
            return (YES, NO)
        chosen = self.holds is Holds.CHOICE and not self.many
        return tuple(word for word in self.choices.values() if word) if chosen else ()

    def _choice(self, words: str) -> str:
        if self.many:
            return self._choices(words)
        return self._one_choice(words)

    def _choices(self, words: str) -> str:
        """Between marks or blanks, or run together where each choice is one character."""
        for mark in "，,;； ":
            words = words.replace(mark, "、")
        parts = [part for chunk in words.split("、") for part in self._parted(chunk) if part]
        chosen = {self._one_choice(part) for part in parts}
        return "、".join(code for code in self.choices if code in chosen)

    def _parted(self, words: str) -> list[str]:
        single = {word for word in self.choices.values() if len(word) == 1}
        return list(words) if set(words) <= single else [words]

    def _one_choice(self, words: str) -> str:
        for code, word in self.choices.items():
            if words in (code, word):
                return code
        if self.open:
            return words
        known = "、".join(word for word in self.choices.values() if word)
        raise KnownError(f"“{self.title}”：没有“{words}”。可填：{known}。", "unknown_choice")

    def _flag(self, words: str) -> int:
        if words in _YES_WORDS:
            return 1
        if words in _NO_WORDS:
            return 0
        raise KnownError(f"“{self.title}”：“{words}”看不出是或否。请写“是”或“否”。", "unknown_choice")

    def _count(self, words: str) -> int:
        digits = words.replace(",", "").replace("，", "")
        if not digits.isascii() or not digits.isdecimal() or len(digits) > 12:
            raise KnownError(f"“{self.title}”：“{words}”不是数。请写成 36，或留空。", "not_a_number")
        return int(digits)

    def _known(self, words: str, lookup: Lookup) -> Any:
        found = lookup(self.target if self.of else self.holds, words)
        if found is None:
            raise KnownError(f"“{self.title}”：“{words}”{_REMEDY[self.holds]}", "unknown_word")
        return found

    def _person(self, words: str, lookup: Lookup) -> str:
        """A person by name; where a book has numbers for people, one of those too."""
        return str(lookup(Holds.PERSON, words) or words) if self.of else words

    def _several(self, words: str, lookup: Lookup) -> tuple[int, ...]:
        for mark in "，,;；":
            words = words.replace(mark, "、")
        parts = [part for chunk in words.split("、") for part in chunk.split()]
        found = [self._known(part, lookup) for part in parts]
        return tuple(dict.fromkeys(found))


def people_of(words: str) -> tuple[str, ...]:
    """The people whom a text names, between 、 or commas, lines or blanks; a blank inside a name of two characters is none."""
    for mark in "，,;；\n":
        words = words.replace(mark, "、")
    found: list[str] = []
    for chunk in words.split("、"):
        parts = chunk.split()
        found += parts if all(len(one) > 1 for one in parts) else ["".join(parts)]
    return tuple(one for one in found if one)
