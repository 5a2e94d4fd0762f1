"""The guard against the wrong recipient: a paper names its own unit and nothing of any other, anywhere in the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.readback import Reading, read_file, texts_of

_NUMBER = re.compile(r"[0-9A-Za-z]+(?:[-－][0-9A-Za-z]+)+")
_KEY = 4
_SHORTEST_TEXT = 8


@dataclass(frozen=True)
class UnitMarks:
    """By what a unit is known: its key, all its names (full, short, of its party organisation, aliases), the
    permanent numbers of its findings and their texts."""

    unit: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuardFault:
    """One reason not to let a file go."""

    place: str
    mark: str
    unit: str
    message: str

    def __str__(self) -> str:
        return self.message


class MarkRegister:
    """All marks of all units, indexed once for a whole batch."""

    def __init__(self, marks: Iterable[UnitMarks]) -> None:
        self.units = {mark.unit: mark for mark in marks}
        self._numbers: dict[str, str] = {}
        self._words: dict[str, dict[int, dict[str, list[str]]]] = {}
        for mark in self.units.values():
            for number in mark.numbers:
                self._numbers[number] = mark.unit
            texts = [text for text in mark.texts if len(text) >= _SHORTEST_TEXT]
            for word in {*mark.names, *texts}:
                if len(word) >= 2:
                    by_length = self._words.setdefault(word[:_KEY], {}).setdefault(len(word), {})
                    by_length.setdefault(word, []).append(mark.unit)
        self._keys = {size: {key for key in self._words if len(key) == size} for size in {len(k) for k in self._words}}

    def found_in(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Every mark in a text: the mark, its unit, where it begins and ends."""
        for number in _NUMBER.finditer(text):
            unit = self._numbers.get(number.group().replace("－", "-"))
            if unit:
                yield number.group(), unit, number.start(), number.end()
        for size, keys in self._keys.items():
            starts = {text[at : at + size] for at in range(len(text) - size + 1)}
            for key in sorted(starts & keys):
                yield from self._found_at(text, key)

    def _found_at(self, text: str, key: str) -> Iterator[tuple[str, str, int, int]]:
        """Marks that begin with a key, wherever it stands in a text."""
        by_length = self._words[key]
        at = text.find(key)
        while at >= 0:
            for length, words in by_length.items():
                for unit in words.get(text[at : at + length], ()):
                    yield text[at : at + length], unit, at, at + length
            at = text.find(key, at + 1)


def guard_file(
    path: Path,
    register: MarkRegister,
    own: Collection[str],
    allowed: Collection[str] = (),
    required: Collection[str] = (),
) -> list[GuardFault]:
    """Guard a file on disk; its name is looked at too."""
    return guard(read_file(path), register, own, allowed, required)


def guard_bytes(
    data: bytes,
    name: str,
    register: MarkRegister,
    own: Collection[str],
    allowed: Collection[str] = (),
    required: Collection[str] = (),
) -> list[GuardFault]:
    """Guard a paper that was just made, before it is written, under the name that it will have."""
    return _guard(texts_of(data, name), name, register, own, allowed, required)


def guard(
    reading: Reading,
    register: MarkRegister,
    own: Collection[str],
    allowed: Collection[str] = (),
    required: Collection[str] = (),
) -> list[GuardFault]:
    """Foreign marks in body, headers, properties, comments and file name; own marks that are missing.

    `own` are the keys of the units that a paper may speak of (one for a letter, all of the round for a report),
    `allowed` texts that may name others (copies, the superior organisation), `required` what must stand on it.
    """
    return _guard(reading.texts, reading.name, register, own, allowed, required)


def _guard(
    texts: tuple[tuple[str, str], ...],
    name: str,
    register: MarkRegister,
    own: Collection[str],
    allowed: Collection[str],
    required: Collection[str],
) -> list[GuardFault]:
    faults: list[GuardFault] = []
    pardoned = [*allowed]
    for unit in own:
        marks = register.units.get(unit)
        if marks:
            pardoned += [*marks.names, *marks.texts]
    for place, text in (*texts, ("文件名", name)):
        faults += _foreign(place, text, register, own, [word for word in pardoned if word])
    whole = "\n".join(text for _, text in texts)
    faults += [
        GuardFault("正文", word, "", f"正文里没有“{word}”，收件单位可能不对；请重新生成或核对主送")
        for word in required
        if word and word not in whole
    ]
    return faults


def _foreign(
    place: str, text: str, register: MarkRegister, own: Collection[str], pardoned: list[str]
) -> Iterator[GuardFault]:
    """Marks of others, unless they are a part of something that may stand here."""
    spans: list[tuple[int, int]] | None = None
    told: dict[tuple[str, str], None] = {}
    for mark, unit, start, end in register.found_in(text):
        if unit in own or (mark, unit) in told:
            continue
        if spans is None:
            spans = list(_spans(text, pardoned))
        if any(a <= start and end <= b for a, b in spans):
            continue
        told[mark, unit] = None
    for mark, unit in told:
        if any(mark != longer and mark in longer for longer, owner in told if owner == unit):
            continue  # 县农业农村局 within 县农业农村局党组 says nothing more
        shown = mark if len(mark) <= 24 else mark[:24] + "…"
        yield GuardFault(place, mark, unit, f"{place}里有别的单位“{unit}”的内容：“{shown}”；没有放行，请核对后重新生成")


def _spans(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + 1)
