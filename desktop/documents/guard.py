"""The guard against the wrong recipient: a paper names its own unit and nothing of any other, anywhere in the file.

Compared are cores (`guard_text`): a comma, a space, a full-width figure or another run hides nothing. Marks of a unit are its
names, the numbers of its findings, any twelve characters of their texts, its leaders and its telephones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from desktop.documents.file_words import FileWords
from desktop.documents.guard_text import (
    SHINGLE,
    Cover,
    Passages,
    core,
    core_lines_folded,
    digits,
    folded,
    numerals,
    places_of,
)

_NUMBER = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+")
_DASHES = re.compile(r"[-‐‑‒–—―−－﹣ー]+")
_DIGITS = re.compile(r"\d{2,}")
_BLANKS = re.compile(r"[^\S\n]")
_MOST_TEXTS, _MOST_LINES = 128, 4096
_KEY = 3
_SHORTEST_TEXT = 8
_SHORTEST_PHONE = 7
_SHORT_NAME = 2
_TITLES = "书记|局长|主任|镇长|乡长|县长|部长|院长|校长|经理|会长|组长|站长|所长|行长|社长|董事长|支书|领导|负责人|联系人|委员"
_PEOPLE = re.compile(r"[、，,；;/／\s（）()]+")


@dataclass(frozen=True)
class UnitMarks:
    """By what a unit is known: its key, all its names (full, short, of its party organisation, aliases), the permanent
    numbers of its findings and their texts, its leaders and contacts, its telephones."""

    unit: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuardFault:
    """One reason not to let a file go."""

    place: str
    mark: str
    unit: str
    message: str

    def __str__(self) -> str:
        return self.message


class Mark(NamedTuple):
    """A word in the core of a text, the units that are known by it, where it begins and ends."""

    word: str
    units: tuple[str, ...]
    start: int
    end: int


class Seen(NamedTuple):
    """What a text says of units: numbers of findings with their unit, its core by lines and whole, the words in the first."""

    numbers: tuple[tuple[str, str], ...]
    lines: str
    bare: str
    words: tuple[Mark, ...]


class _Line(NamedTuple):
    """What one line says: its core, the numbers in it with their unit, the words in its core."""

    own: str
    numbers: tuple[tuple[str, str], ...]
    words: tuple[Mark, ...]


class MarkRegister:
    """All marks of all units, indexed once for a whole batch."""

    def __init__(self, marks: Iterable[UnitMarks]) -> None:
        self.units = {mark.unit: mark for mark in marks}
        self._numbers: dict[str, str] = {}
        self._words: dict[str, _Beginning] = {}
        self._sizes: set[int] = set()
        self._short_people: dict[str, list[str]] = {}
        self.passages = Passages()
        for mark in self.units.values():
            for number in mark.numbers:
                self._numbers[_dashed(number)] = mark.unit
            for word in {*map(core, mark.names), *phone_marks(mark.phones), *map(core, mark.numbers)}:
                self._add(word, mark.unit)
            for person in people(mark.people):
                if len(person) > _SHORT_NAME:
                    self._add(person, mark.unit)
                else:
                    self._short_people.setdefault(person, []).append(mark.unit)
            for text in mark.texts:
                if len(text) >= _SHORTEST_TEXT:
                    self.passages.add(text, mark.unit)
        self._called = _called(self._short_people)
        self._looked = lru_cache(maxsize=_MOST_TEXTS)(self._look)
        self._lines: dict[str, _Line] = {}

    def _add(self, word: str, unit: str) -> None:
        if len(word) >= 2:
            self._sizes.add(len(word[:_KEY]))
            self._words.setdefault(word[:_KEY], _Beginning()).add(word, unit)

    def seen(self, text: str) -> Seen:
        """What a text says of units; heads, feet and properties are the same from paper to paper and looked at once."""
        return self._looked(text)

    def _look(self, text: str) -> Seen:
        """Line by line: no number and no word reaches over the end of one, and most lines are those of the paper before."""
        cores: list[str] = []
        numbers: list[tuple[str, str]] = []
        words: list[Mark] = []
        at = 0
        lines = text.split("\n")
        known = self._known_lines(lines)
        for line in lines:
            own, told, marks = known[line]
            cores.append(own)
            if told:
                numbers += told
            if marks:
                words += [Mark(word, units, start + at, end + at) for word, units, start, end in marks]
            at += len(own) + 1
        return Seen(tuple(numbers), "\n".join(cores), "".join(cores), tuple(words))

    def _known_lines(self, lines: Iterable[str]) -> Mapping[str, _Line]:
        """What each line says; those that no paper had before are looked at together."""
        known = self._lines
        fresh = [line for line in dict.fromkeys(lines) if line not in known]
        if fresh:
            if len(known) + len(fresh) > _MOST_LINES:
                known = self._lines = {line: known[line] for line in lines if line in known}
            known.update(zip(fresh, self._look_at_lines(fresh), strict=True))
        return known

    def _look_at_lines(self, lines: Sequence[str]) -> Iterator[_Line]:
        """Core, numbers and words of each. They are folded as one text: nothing that folds reaches over the end of a line."""
        plain = folded("\n".join(lines))
        cores, dashed = core_lines_folded(plain).split("\n"), _dashed_folded(plain).split("\n")
        for own, numbered in zip(cores, dashed, strict=True):
            yield _Line(own, tuple(self._numbers_in(numbered)) if "-" in numbered else (), tuple(self._words_in(own)))

    def _numbers_in(self, dashed: str) -> Iterator[tuple[str, str]]:
        """Permanent numbers of findings, whatever dashes or spaces they were given."""
        for found in _NUMBER.finditer(dashed):
            unit = self._numbers.get(found.group())
            if unit:
                yield found.group(), unit

    def _words_in(self, lines: str) -> Iterator[Mark]:
        """Names, leaders and telephones in the core of a text."""
        yield from self._entered(lines)
        written = numerals(lines)
        if written != lines:
            runs = "\n".join(_DIGITS.findall(written))  # a word of digits stands in digits alone
            yield from (one for one in self._entered(written, runs) if one.word.isdigit())
        if self._called is not None:
            for called in self._called.finditer(lines):
                name = next(part for part in called.groups() if part)
                yield Mark(name, tuple(self._short_people[name]), called.start(), called.end())

    def _entered(self, lines: str, begun: str | None = None) -> Iterator[Mark]:
        """The words whose beginnings the text has (or the part of it that is given), each looked up once for each of their lengths:
        not word by word, of which a county has thousands."""
        begun = lines if begun is None else begun
        for size in sorted(self._sizes):
            keys = {begun[at : at + size] for at in range(len(begun) - size + 1)} & self._words.keys()
            for key in sorted(keys):
                yield from self._words[key].found_in(lines, key)


class _Beginning:
    """The words that begin with the same characters, by their lengths."""

    def __init__(self) -> None:
        self._lengths: set[int] = set()
        self._words: dict[str, tuple[int, list[str]]] = {}

    def add(self, word: str, unit: str) -> None:
        """A word of a unit; its place is kept, so that marks are told in the order of the register."""
        self._lengths.add(len(word))
        self._words.setdefault(word, (len(self._words), []))[1].append(unit)

    def found_in(self, lines: str, key: str) -> Iterator[Mark]:
        """Each word that stands somewhere in a text which holds `key`, with its places."""
        seen: set[str] = set()
        at = lines.find(key)
        while at >= 0:
            seen.update(word for length in self._lengths if (word := lines[at : at + length]) in self._words)
            at = lines.find(key, at + 1)
        for word in sorted(seen, key=lambda one: self._words[one][0]):
            units = tuple(self._words[word][1])
            yield from (Mark(word, units, start, end) for start, end in places_of(lines, word))


def people(told: Iterable[str]) -> tuple[str, ...]:
    """The names in what was entered of leaders: several in one cell, with or without their duty in front."""
    found = []
    for text in told:
        for piece in _PEOPLE.split(text):
            bare = core(re.sub(rf"^.*(?:{_TITLES})(?=.{{2}})", "", piece) if len(piece) > 4 else piece)
            if len(bare) >= _SHORT_NAME and not bare.isascii():
                found.append(bare)
    return tuple(dict.fromkeys(found))


def phone_marks(told: Iterable[str]) -> tuple[str, ...]:
    """The digits of telephones, with and without their area code."""
    found = []
    for text in told:
        for piece in re.split(r"[、，,；;/／]", text):
            number, local = digits(piece), digits(re.split(r"[-－—]", piece.strip())[-1])
            found += [one for one in (number, local) if len(one) >= _SHORTEST_PHONE]
    return tuple(dict.fromkeys(found))


def _called(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names of two characters, which are words of the language too, only beside a duty or alone in a line."""
    either = "|".join(sorted(map(re.escape, names)))
    if not either:
        return None
    return re.compile(
        rf"(?:{_TITLES})({either})(?![\u4e00-\u9fff]?(?:工作|责任))|({either})(?=同志|(?:{_TITLES}))|^({either})$",
        re.MULTILINE,
    )


def _dashed(text: str) -> str:
    return _dashed_folded(folded(text))


def _dashed_folded(plain: str) -> str:
    return _DASHES.sub("-", _BLANKS.sub("", plain))


def guard(
    words: FileWords,
    register: MarkRegister,
    own: Collection[str],
    allowed: Collection[str] = (),
    required: Collection[str] = (),
    form: tuple[str, ...] = (),
) -> list[GuardFault]:
    """Foreign marks in body, headers, properties, comments and file name; own marks that are missing.

    `own` are the keys of the units that a paper may speak of (one for a letter, all of the round for a report),
    `allowed` texts that may name others (copies, the superior organisation), `required` what must stand on it, `form` the
    fixed words of its form, which may name others too and are the same from paper to paper.
    """
    texts = (*words.read, *words.unseen)
    faults: list[GuardFault] = []
    pardoned = _Pardoned(register, own, allowed, form)
    for place, text in (*texts, ("文件名", words.name)):
        if text.strip():
            faults += _foreign(place, text, register, own, pardoned)
    whole = "".join(register.seen(text).bare for _, text in texts)
    faults += [
        GuardFault("正文", word, "", f"正文里没有“{word}”，收件单位可能不对；请重新生成或核对主送")
        for word in required
        if word and core(word) not in whole
    ]
    return faults


class _Pardoned:
    """What may stand on a paper although it names others: own marks, copies, the words of the office and of the form.

    Put together only for a paper that names others at all.
    """

    def __init__(
        self, register: MarkRegister, own: Collection[str], allowed: Collection[str], form: tuple[str, ...] = ()
    ) -> None:
        self._register, self._own, self._allowed, self._form = register, own, allowed, form

    @cached_property
    def _words(self) -> tuple[str, ...]:
        words = [_core_of_word(word) for word in self._allowed]
        for unit in self._own:
            marks = self._register.units.get(unit)
            if marks:
                words += [_core_of_word(text) for text in marks.texts if len(text) < _SHORTEST_TEXT]
                words += [*map(_core_of_word, marks.names), *phone_marks(marks.phones)]
        words += [*self.own_people, *self._register.passages.cores_of(self._own)]
        return tuple(dict.fromkeys(word for word in (*words, *_cores(self._form)) if word))

    @cached_property
    def own_people(self) -> frozenset[str]:
        """Leaders of the own units, who stand with their duty too; a name of a unit pardons nobody who is called like it."""
        every = filter(None, map(self._register.units.get, self._own))
        return frozenset(person for marks in every for person in people(marks.people))

    @cached_property
    def _passages(self) -> tuple[Passages, ...]:
        return tuple(
            _passages(tuple(word for word in words if len(word) >= SHINGLE)) for words in (self._allowed, self._form)
        )

    def cover(self, bare: str) -> Cover:
        """Where they stand in a core."""
        spans = [place for word in self._words if word in bare for place in places_of(bare, word)]
        shared = [(start, end) for one in self._passages for _owner, start, end in one.found_in(bare)]
        return Cover([*spans, *shared])


_core_of_word = lru_cache(maxsize=4096)(core)  # the words of the office and of a form come with every paper


@lru_cache(maxsize=32)
def _cores(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(core, words)))


@lru_cache(maxsize=32)
def _passages(texts: tuple[str, ...]) -> Passages:
    found = Passages()
    for text in texts:
        found.add(text, "")
    return found


def _foreign(
    place: str, text: str, register: MarkRegister, own: Collection[str], pardoned: _Pardoned
) -> Iterator[GuardFault]:
    """Marks of others, unless they are a part of something that may stand here."""
    seen = register.seen(text)
    if not (seen.numbers or seen.words or register.passages.touch(seen.bare)):
        return
    told = dict.fromkeys((mark, unit) for mark, unit in seen.numbers if unit not in own)
    told |= dict.fromkeys(_foreign_words(seen, own, pardoned))
    told |= dict.fromkeys(_foreign_passages(seen.bare, register, own, pardoned))
    for mark, unit in told:
        if any(mark != longer and mark in longer for longer, owner in told if owner == unit):
            continue  # 县农业农村局 within 县农业农村局党组 says nothing more
        shown = mark if len(mark) <= 24 else mark[:24] + "…"
        yield GuardFault(place, mark, unit, f"{place}里有别的单位“{unit}”的内容：“{shown}”；没有放行，请核对后重新生成")


def _foreign_words(seen: Seen, own: Collection[str], pardoned: _Pardoned) -> Iterator[tuple[str, str]]:
    cover: Cover | None = None
    for mark in seen.words:
        if mark.word in pardoned.own_people:
            continue  # whoever leads hundreds of units is asked for no other one
        others = [unit for unit in mark.units if unit not in own]
        if not others:
            continue
        cover = cover or pardoned.cover(seen.lines)
        if not cover.holds(mark.start, mark.end):
            yield from ((mark.word, unit) for unit in others)


def _foreign_passages(
    bare: str, register: MarkRegister, own: Collection[str], pardoned: _Pardoned
) -> Iterator[tuple[str, str]]:
    """Stretches of others' texts; what an own text says too is its own."""
    if not register.passages.has_of_others(bare, own, register.passages.whole_cover_of(bare, own)):
        return
    mine = register.passages.cover_of(bare, own)
    foreign = sorted(register.passages.not_of(bare, own, mine))
    if not foreign:
        return
    both = Cover([*pardoned.cover(bare).spans(), *mine.spans()])
    for unit, start, end in foreign:
        if both.bares(start, end) >= min(SHINGLE, end - start):
            yield bare[start:end], unit
