"""What makes a kind of paper: a declaration of its words, form, issuer, addressee, rows and dates."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as declared
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from desktop.documents.entering import entered
from desktop.documents.figures import COMPUTED, TYPED, Figure, Picture, Typed, is_rate
from desktop.documents.lexicon import Use, used
from desktop.documents.lexicon.head import FRAME_WORDS
from desktop.documents.phrase_kinds import unfilled
from desktop.documents.vocabulary import (
    BLOCKS,
    FLAG,
    LIST,
    MARKED,
    Field,
    Missing,
    chinese_date,
    missing_words,
)
from desktop.errors import KnownError
from desktop.rules.permissions import Action, Actor, require_to_read

EACH = ("unit", "department", "leader", "finding", "letter", "record", "organ")
TERM = "term"
COMPOSED = ("talk", "committee", "own", "round", TERM, "month")
PER = (*EACH, *COMPOSED)
OF_ROUNDS = ("round", TERM)
"""Papers on a whole round, or on all rounds that a term had so far."""
FINDING_LISTS = ("问题清单", "未销清单")
FORMS = ("letter", "red", "internal", "table", "sheet", "record")
_FORBIDDEN_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Issuer:
    """Whose paper it is: `organ` names a setting (office, leading_group, county_office) or the unit's team (team), `series` the pattern of its numbers.

    `when` is a word with the value for which this issuer signs instead of the first one (类型: 书记约谈). An empty series: the
    paper bears no number of its own, only that of its record. `plain`: its numbers go without the county's character.
    """

    organ: str
    series: str
    when: tuple[str, str] | None = None
    plain: bool = False


@dataclass(frozen=True)
class Rows:
    """Which findings a paper is about: chosen by number, or all of its scope that pass every condition that is given.

    `chosen`: the clerk names them (问题编号). `overdue`, `open`, `due_within` (days), `nature`, `verdict` are conditions;
    `view` is the name of a saved view of the ledger whose filters are conditions too. `coming` (days): open ones whose date
    comes within so many days, reported done or not, long-term ones and problems that are late already left out; where all of a unit's wait for the office it gets none. `unfinished`:
    what keeps a problem open under the basis. `always`: a unit with problems on the books gets its paper even where no finding
    passes. `part`: a clerk may name findings of it, and the list has only these. `drawn`: only units that the round's locked draw
    names get one, and it is about all their findings, so that nothing tells which ones were drawn; a paper over the round has no cause before a draw is locked. `in_text`: so many findings stand in the text itself, only more of them make an annex. `order`: ledger, category, overdue (longest first), due (soonest first) or standing (late, coming, the rest, long-term).
    """

    chosen: bool = False
    overdue: bool = False
    open: bool = False
    due_within: int = 0
    nature: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    view: str = ""
    order: str = "ledger"
    by_problem: bool = False
    coming: int = 0
    unfinished: bool = False
    always: bool = False
    in_text: int = 0
    part: bool = False
    drawn: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether any condition is set."""
        kept = (
            self.overdue,
            self.open,
            self.due_within,
            self.nature,
            self.verdict,
            self.view,
            self.coming,
            self.unfinished,
        )
        return any(kept)


@dataclass(frozen=True)
class Due:
    """A date that the paper proposes: by a rule of the round (`event`), or so many `days` of a `unit` (day, workday or month) after `base`.

    Negative days lie before the base. `of_round` names a date of the round that goes first where it has not passed.
    With `listed` it is asked only where the paper lists any finding, with `when` only where a word of the paper's record stands. `days_word` names the word in which a clerk may set the days.
    """

    word: str
    event: str = ""
    days: int = 0
    unit: str = "day"
    base: str = "成文日期"
    of_round: str = ""
    listed: bool = False
    days_word: str = ""
    when: str = ""


@dataclass(frozen=True)
class Copies:
    """抄送: organs by name, the county leader in charge of the unit, the discipline team at the unit.

    `leader_within`: the leader gets one only where a finding of the paper falls due within so many days; `team_from`: the team
    gets one only from the so-manieth paper about the same on. `reviewers`: the parties that review in the round.
    """

    organs: tuple[str, ...] = ()
    leader: bool = True
    team: bool = True
    leader_within: int = 0
    team_from: int = 0
    reviewers: bool = False


@dataclass(frozen=True)
class Organ:
    """An organ that gets a paper of every round: by its name, the mark of the findings that concern it (all where empty), and its words."""

    name: str
    mark: str
    words: Mapping[str, Any]


@dataclass(frozen=True)
class Recipe:
    """The declaration of one kind of paper: data, and everything that knows a kind reads it here (P-17).

    `form` letter, red, internal, table, sheet or record; `per` whom one paper is for (unit, department, leader, finding, letter
    that nobody answered, record of `book`, organ of `organs`: one for each that has cause; talk, committee, organ, own, round, term, month: composed singly). `own_marks` name the words
    whose texts must stand on every issued file, `annexes` the titles in the list of annexes, `no_cause` the sentence when
    nobody is due one, `default` words that are the same on every paper, `example` words for a preview; `own` a clerk made it, `like` which kind.
    `office_words` are the office's own fields (L8): columns of every list of findings, and words by themselves where the
    paper is about one record. `reply_matter` is what a reply to the kind brings, as a reminder names it. `annex_when` names a word of the record without which
    there is no annex; `annex_words` names the gathered word without which one of several annexes is not there. `record_word`
    (a word, or one of a record after a full point) bears the number of the record behind the paper: the register tells it with the title. `along` are kinds that are checked and issued with this one, in one batch.
    `reads`: what a person must be allowed besides, where the paper tells of what others did; `tells`: of what it tells, as a refusal says it.
    """

    kind: str
    title: str
    form: str
    addressee: str
    uses: tuple[Use | str, ...]
    issuers: tuple[Issuer, ...]
    group: str
    per: str
    no_cause: str
    rows: Rows = Rows()
    copies: Copies | None = None
    dues: tuple[Due, ...] = ()
    annexes: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    default: Mapping[str, Any] = declared(default_factory=dict)
    example: Callable[[], Mapping[str, Any]] = dict
    own_marks: tuple[str, ...] = ("单位",)
    guarded: bool = True
    addressed_to: str = ""
    own: bool = False
    like: str = ""
    office_words: tuple[Field, ...] = ()
    reply_matter: str = ""
    book: str = ""
    organs: tuple[Organ, ...] = ()
    annex_when: str = ""
    annex_words: Mapping[str, str] = declared(default_factory=dict)
    record_word: str = ""
    along: tuple[str, ...] = ()
    reads: tuple[Action, ...] = ()
    tells: str = "各人办理的事"

    def __post_init__(self) -> None:
        if self.form not in FORMS or self.per not in PER or not self.issuers:
            raise KnownError(f"文种“{self.title}”的声明不全：形式、对象、发文机关都要写明。")

    def require_reader(self, actor: Actor | None) -> None:
        """Raise Forbidden where a person may not read what the paper tells of others; nobody in particular may not either."""
        require_to_read(actor, self.reads, f"{self.title}写有{self.tells}")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The words of the kind, as it uses them; what must be ticked blocks, and what its frame prints comes along."""
        uses = [one if isinstance(one, Use) else Use(one) for one in self.uses]
        wanted = [one for one in uses if one.name not in self.ticks]
        wanted += [Use(name, missing=BLOCKS) for name in self.ticks]
        named = {one.name for one in wanted}
        framed = (*FRAME_WORDS.get(self.form, ()), *(("抄送",) if self.copies else ()))
        found = used([*wanted, *(Use(name) for name in framed if name not in named)])
        alone = self.office_words if self.per in ("talk", "finding") else ()
        return (*(self._with_own_columns(one) for one in found), *alone)

    def _with_own_columns(self, field: Field) -> Field:
        if self.per == "talk" or field.name not in FINDING_LISTS:
            return field
        return replace(field, items=(*field.items, *self.office_words))

    @property
    def each(self) -> bool:
        """Whether the ledger says who is due one; else a clerk composes each paper."""
        return self.per in EACH and not self.rows.chosen

    @property
    def loose(self) -> bool:
        """Whether a clerk may leave sections out: reports over rounds or months; every other kind has its fixed parts."""
        return self.per in (*OF_ROUNDS, "month")

    @property
    def lists_findings(self) -> bool:
        """Whether every paper of the kind names its findings; the Word file of a clerk's own kind may leave them out."""
        return not self.own and any(field.name in ("问题清单", "问题编号") for field in self.fields)

    def issuer(self, words: Mapping[str, Any]) -> Issuer:
        """Who signs: the first one, or the one that a word of this paper asks for."""
        for one in self.issuers:
            if one.when is not None and str(words.get(one.when[0]) or "") == one.when[1]:
                return one
        return self.issuers[0]

    def series(self, issuer: Issuer) -> str:
        """The name of an issuer's series of numbers: the kind itself, and with the organ where there are more."""
        return self.kind if issuer == self.issuers[0] else f"{self.kind}:{issuer.organ}"

    def sample(self) -> dict[str, Any]:
        """Words for a preview without a ledger: the examples of the vocabulary, and what the kind says better."""
        found = {one.name: sample_of(one) for one in self.fields if one.missing in (BLOCKS, MARKED) and not one.when}
        return {name: value for name, value in {**found, **self.example()}.items() if value is not None}

    def field(self, name: str) -> Field:
        """A word by its Chinese name; the nearest one is offered where there is none."""
        for item in self.fields:
            if name in (item.name, item.identifier):
                return item
        near = difflib.get_close_matches(name, [item.name for item in self.fields], n=1, cutoff=0.4)
        hint = f"，是不是“{near[0]}”" if near else ""
        raise KnownError(f"{self.title}没有“{name}”这个字段{hint}；字段清单见“模板·字段”")

    def entitled(self, title: str, words: Mapping[str, Any]) -> str:
        """A title as the register tells it: with the number of the record that the paper is about, where it is about one."""
        number = self.record_of(words)
        return f"{title}（{number}）" if number else title

    def record_of(self, words: Mapping[str, Any]) -> str:
        """The number of the record that a paper is about; several of one paper are parted by 、."""
        value: Any = words
        for name in self.record_word.split(".") if self.record_word else ():
            value = value.get(name) if isinstance(value, Mapping) else None
        return str(value or "") if self.record_word else ""

    def missing(self, words: Mapping[str, Any]) -> tuple[Missing, ...]:
        """What blocks the issue (拦发) or must be confirmed (标红); a phrase with a fact still to be filled blocks too."""
        typed = {field.name for field in self.fields if field.typed or any(item.typed for item in field.items)}
        open_facts = unfilled({name: value for name, value in words.items() if name in typed})
        return (
            *missing_words(self.fields, words),
            *(Missing(f"{name}（{fact}未填）", BLOCKS) for name, fact in open_facts),
        )

    def enter(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values that a clerk typed (`--set`, `--set-file`, a dialog), read by the types of their fields.

        Numbers become figures of origin 手填, texts keep that they were typed, dates may be ISO or Chinese.
        """
        read = {}
        for name, value in given.items():
            item = self.field(name)
            read[item.name] = entered(item, value)
        return read

    def dressed(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Words ready for a template: bare numbers named, typed texts marked, what is missing left out."""
        known = {item.name: item for item in self.fields}
        return {
            name: _dressed(known[name], value) for name, value in words.items() if name in known and value is not None
        }

    def file_name(self, serial: int, unit: str, day: date) -> str:
        """序号_单位_文种_日期.docx, with nothing in it that Windows refuses."""
        return file_name(serial, unit, self.title, day)

    def as_json(self) -> dict[str, Any]:
        """The entry of `kinds`."""
        described = [line for item in self.fields for line in item.described()]
        return {
            "kind": self.kind,
            "title": self.title,
            "form": self.form,
            "addressee": self.addressee,
            "fields": described,
        }

    def index(self) -> dict[str, Field]:
        """Every word by its full name, inner ones as 问题清单.编号."""
        found: dict[str, Field] = {}

        def gather(items: tuple[Field, ...], prefix: str) -> None:
            for item in items:
                found[prefix + item.name] = item
                gather(item.items, f"{prefix}{item.name}.")

        gather(self.fields, "")
        return found


def sample_of(item: Field) -> Any:
    """An example of a word: a list of rows has one row with the examples of its columns; what must be ticked is ticked."""
    if item.kind == FLAG and item.example is None and item.missing == BLOCKS:
        return True
    if item.kind == LIST and item.items:
        return [{part.name: sample_of(part) for part in item.items if sample_of(part) is not None}]
    return list(item.example) if isinstance(item.example, tuple) else item.example


def file_name(serial: int, unit: str, title: str, day: date) -> str:
    """The name of a paper's file; long unit names are cut, never the date."""
    clean = _FORBIDDEN_IN_NAMES.sub("", unit).strip(" .")[:_LONGEST_NAME]
    return f"{serial:03d}_{clean}_{title}_{chinese_date(day)}.docx"


def _dressed(item: Field, value: Any, owner: str = "") -> Any:
    kind = value.__class__
    if kind is str:
        return Typed(value, item.name) if item.typed else value
    if kind in (Figure, date, bool, Typed, Picture) or value is None:
        return value
    if isinstance(value, (int, Decimal)) or is_rate(value):
        return Figure(owner + item.name, value, origin=TYPED if item.typed else COMPUTED)
    inner = {part.name: part for part in item.items}
    if isinstance(value, Mapping):
        return _dressed_row(item, inner, value)
    if isinstance(value, (list, tuple)):
        if inner:
            return [_dressed_row(item, inner, row) for row in value]
        return [_dressed(item, element) for element in value]
    raise TypeError(f"{item.name}: {kind.__name__} is no value for a paper")


def _dressed_row(owner: Field, inner: Mapping[str, Field], row: Mapping[str, Any]) -> dict[str, Any]:
    dressed = {}
    for name, value in row.items():
        if value.__class__ is str and not owner.typed:
            part = inner.get(name)
            dressed[name] = Typed(value, f"{owner.name}.{name}") if part is not None and part.typed else value
        elif value is not None and name in inner:
            part = inner[name]
            if owner.typed and value.__class__ is str:
                dressed[name] = Typed(value, f"{owner.name}.{name}")
            else:
                dressed[name] = _dressed(part, value, f"{owner.name}.")
    return dressed
