"""A book of the office, said once: fields, states, steps, rules. Six places read it: reader, verbs, page, import, command line, print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.queries.books import BookShape, OwnField, Record
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.field import OF_BOOKS, Field, Holds
from desktop.rules.permissions import Right


@dataclass(frozen=True)
class State:
    """Where a record may stand."""

    code: str
    word: str
    shape: Shape = Shape.EMPTY
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Step:
    """A deed that moves a record. `frm`: states it starts from; `to`: where it leads, '' where the record stays;
    `needs`: fields that must be there; `asks`: fields the dialog offers too; `right`: who may; `reason`: whether one must be
    given, `reason_where` that only some values of a field ask for one; `dated_by`: the field whose date it is true since, filled
    by `on` where only that is given; `says`: the field whose words the dated step keeps, so that each entry stays in the history;
    a `final` step can never be undone, an `other` one is taken by another person than the one who entered the record; `within`
    says which deed takes it where it is never taken by itself: no way in moves the record without that deed.
    """

    name: str
    title: str
    frm: tuple[str, ...]
    to: str
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    right: Right = Right.ENTER
    reason: bool = False
    dated_by: str = ""
    final: bool = False
    other: bool = False
    reason_where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    says: str = ""
    within: str = ""

    @property
    def asks_reason(self) -> bool:
        """Whether a reason can be asked for: always, or for some values."""
        return self.reason or bool(self.reason_where)

    def wants_reason(self, record: Mapping[str, Any]) -> bool:
        """Whether this record, as it will stand, cannot take the step without a reason."""
        return self.reason or any(record.get(name) in values for name, values in self.reason_where.items())


@dataclass(frozen=True)
class Rule:
    """A rule of the book: **R** refuses, **W** warns and is listed by `check`. `words` say it for `registers` and the page."""

    kind: str
    words: str
    refuses: bool = True


NOT_COUNTED = Rule("not_counted", "由步骤写明的内容，办理了那一步才计入统计和文书", refuses=False)
"""What every book has that names fields in `by_step`."""

Derive = Callable[[Reader, Sequence[Record]], Mapping[int, Mapping[str, Any]]]
"""What follows from the records of a book taken together: by id, the values of its fields that are not stored."""
Check = Callable[[Mapping[str, Any], str], Iterable[Fault]]
"""Looks at a whole record as stored (links as ids) and today's ISO date; the kinds of its faults are those of the register's rules."""


Look = Callable[[Reader, Mapping[str, Any], str], Iterable[Fault]]
"""As `Check`, for rules that other records decide: it reads the ledger; the record has its `id`, None while it is new."""


COMMON_FIELDS = (
    Field("remark", "备注", width=140, hidden=True),
    Field("classification", "标识", width=80, hidden=True),
)


@dataclass(frozen=True)
class Register:
    """The whole declaration. `name` is also the table; `number` a pattern such as 约谈〔{年}〕{号}号; `begins`: the state that `add` gives."""

    name: str
    title: str
    unit_word: str
    number: str
    fields: tuple[Field, ...]
    states: tuple[State, ...] = ()
    steps: tuple[Step, ...] = ()
    rules: tuple[Rule, ...] = ()
    check: Check | None = None
    look: Look | None = None
    begins: str = ""
    add_right: Right = Right.ENTER
    add_title: str = ""
    add_final: bool = False
    """Whether entering a record can never be undone."""
    sheet_words: tuple[tuple[str, str], ...] = ()
    """What the sheet of one record says besides its fields: title and text."""
    sheet_inside: tuple[str, ...] = ()
    """内部 fields that stand on the sheet of one record all the same: the sheet itself is sealed."""
    fixed: bool = False
    """Whether a record stays as it was entered: afterwards only what is noted beside it may be edited."""
    signatures: tuple[str, ...] = ()
    """Who signs the sheet of one record by hand; without any a record has no sheet."""
    derive: Derive | None = None
    """Computes the fields that are declared with `stored` false."""
    told_by_day: bool = False
    """What only 审核 can lead on is told when its day is near, not from its entry on."""
    by_step: tuple[str, ...] = ()
    """Fields that figures and papers read only once a step that writes them was taken, also where they were entered before (`counts`)."""

    def __post_init__(self) -> None:
        if self.by_step and NOT_COUNTED not in self.rules:
            object.__setattr__(self, "rules", (*self.rules, NOT_COUNTED))

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Its own fields and those that every book with numbers has; a book with a table of its own says all of them."""
        return (*self.fields, *COMMON_FIELDS) if self.number else self.fields

    def field(self, name: str) -> Field | None:
        """A field by its name."""
        return next((one for one in self.all_fields if one.name == name), None)

    def step(self, name: str) -> Step | None:
        """A step by its name."""
        return next((one for one in self.steps if one.name == name), None)

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """The steps that a person can take from a state by themselves."""
        return tuple(one for one in self.steps if state in one.frm and not one.within)

    def state(self, code: str) -> State:
        """A state by its code; one without a word where the code is unknown."""
        return next((one for one in self.states if one.code == code), State(code, code))

    @property
    def first_state(self) -> str:
        """The state of a new record."""
        return self.begins or (self.states[0].code if self.states else "")

    @property
    def links(self) -> tuple[Field, ...]:
        """The fields that name findings, and so show the record in a finding's pane."""
        return tuple(one for one in self.fields if one.holds in (Holds.FINDING, Holds.FINDINGS))

    @property
    def records_named(self) -> tuple[Field, ...]:
        """The fields that name a record of a declared book."""
        return tuple(one for one in self.fields if one.holds in OF_BOOKS)

    @property
    def shape(self) -> BookShape:
        """What the reader must know."""
        held = {one.name: str(one.holds) for one in self.fields if one.stored and not one.own}
        own, derived = (tuple(one.name for one in self.fields if wanted(one)) for wanted in (_is_own, _is_derived))
        named = {one.name: one.target for one in self.records_named}
        return BookShape(self.name, held, own, named, derived, self.derive)

    def unit_of(self, record: Record) -> str:
        """What the unit of a record is called, by the first field that names one; '' where none does."""
        name = next((one.name for one in self.fields if one.holds is Holds.UNIT), "")
        return str(record.fields.get(name) or "")

    def with_own(self, added: Iterable[OwnField]) -> Register:
        """The book with the fields that this office added to it."""
        return replace(self, fields=(*self.fields, *(own_field(one) for one in added)))

    @property
    def tells_state(self) -> bool:
        """Whether lists tell the state in a column of its own; a book that has a field for it does not."""
        return bool(self.states) and self.field("state") is None

    def written(self, state: str, name: str) -> bool:
        """Whether a record in a state has taken a step that writes a field; of a field that no step writes: always.

        What a step wrote beside its state has no day of its own: a figure of a day counts it by the state of that day,
        so that a step dated later changes none.
        """
        writing = [one for one in self.steps if name in (*one.needs, *one.asks)]
        reached = {one.to for one in writing} - {""}
        while more := {one.to for one in self.steps if reached & set(one.frm)} - reached - {""}:
            reached |= more
        return not writing or state in reached

    def counts(self, record: Record, name: str) -> bool:
        """Whether figures and papers of the day of a record read a field of it: it is filled, and a step that writes it was taken by then."""
        return bool(record.stored[name]) and self.written(record.state, name)

    def not_counted(self, record: Mapping[str, Any]) -> Iterator[Fault]:
        """A field that is filled, while the step by which it counts was not taken: no figure says it, so the record does."""
        state = str(record.get("state") or self.first_state)
        for name in self.by_step:
            field = self.field(name)
            if field is not None and record.get(name) and not self.written(state, name):
                writing = [one for one in self.steps if name in (*one.needs, *one.asks)]
                step = next((one for one in writing if state in one.frm), writing[0])
                text = f"填了“{field.title}”，状态还是“{self.state(state).word}”，统计和文书都不计。请“{step.title}”。"
                yield Fault(NOT_COUNTED.kind, text)

    def is_final(self, state: str) -> bool:
        """Whether no step leads on from a state; one that leaves it as it is does not."""
        return bool(self.states) and not any(state in step.frm and step.to for step in self.steps)

    @property
    def deadlines(self) -> tuple[Field, ...]:
        """The dates that ask for work."""
        return tuple(one for one in self.fields if one.deadline)

    @property
    def own_date(self) -> str:
        """The field since whose date a record is true: the first date that is no deadline; '' where there is none."""
        return next((one.name for one in self.fields if one.holds is Holds.DATE and not one.deadline), "")

    def as_table(self) -> LedgerTable:
        """The grid: 序号, number, state, then the fields as declared."""
        heads = [
            Column(
                "id", "序号", 44, Align.CENTER, kind=Kind.NUMBER, counts_rows=True, reason="序号在每张清单里重新编排。"
            )
        ]
        heads.append(Column("number", "编号", 134, reason="编号一次给定，永不改变。"))
        if self.states:
            places = {one.code: place for place, one in enumerate(self.states)}
            mark = self.mark_of
            heads.append(
                Column(
                    "state",
                    "状态",
                    92,
                    kind=Kind.STATE,
                    mark=mark,
                    sort=lambda code: places.get(code, 99),
                    reason="状态由办理步骤改变，不能直接填写。",
                )
            )
        return LedgerTable(
            self.name,
            self.title,
            (*heads, *(one.as_column() for one in self.all_fields)),
            frozen=2,
            unit_word=self.unit_word,
        )

    def mark_of(self, record: Any) -> Mark:
        """The drawn state of a record."""
        state = self.state(record.state)
        return Mark(state.shape, state.word, state.tone)


def _is_own(one: Field) -> bool:
    return one.own


def _is_derived(one: Field) -> bool:
    return not one.stored


def own_field(added: OwnField) -> Field:
    """A field that this office added, as one like those of the program."""
    words = tuple(json.loads(added.choices))
    holds = Holds(added.holds)
    return Field(
        added.name,
        added.title,
        holds,
        choices={word: word for word in words},
        width=added.width,
        mm=22,
        sheet=added.width / 8,
        own=True,
        internal=bool(added.internal),
    )
