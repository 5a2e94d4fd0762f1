"""重新取数: what the ledger says anew in a paper that is being written, old → new, before it is taken; what was typed stays.

A figure that a person wrote into a passage is no figure of the ledger and is never changed by fetching; where the ledger's
figure of that value has changed, the passage is told, and the person says whether it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.queries import papers as queries
from db.reader import Reader
from desktop.documents import readback
from desktop.documents.figures import Entry
from desktop.documents.text_changes import Changed, changed_paragraphs
from desktop.operations.papers.gathered import Request

TYPED = "typed"
_DAY = "年月日号时"
"""What makes a whole number part of a date or a document number: that is no count."""


@dataclass(frozen=True)
class FigureChange:
    """One figure of the ledger, as it stood in the paper and as it is now; '' where it stands on one side only."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.name} {self.old or '（没有）'} → {self.new or '（没有）'}"


@dataclass(frozen=True)
class TypedFigure:
    """A passage that a person typed and that holds the old value of a figure; `stretch` is what stands round it."""

    word: str
    change: FigureChange
    stretch: str


@dataclass(frozen=True)
class Fetched:
    """What fetching anew changes: figures, passages that quote them, and the paragraphs as they would read."""

    figures: tuple[FigureChange, ...]
    typed: tuple[TypedFigure, ...]
    paragraphs: tuple[Changed, ...]


def between(
    old: tuple[bytes, Sequence[Entry]], new: tuple[bytes, Sequence[Entry]], given: Mapping[str, Any]
) -> Fetched | None:
    """What is told before the figures of the new draft are taken; None where every figure of the ledger is as it was."""
    figures = tuple(_changes(_values(old[1]), _values(new[1])))
    if not figures:
        return None
    texts = [readback.read(data, "草稿.docx").paragraphs for data in (old[0], new[0])]
    return Fetched(figures, tuple(_quoted(given, figures)), changed_paragraphs(*texts))


def followed(given: Mapping[str, Any], chosen: Sequence[TypedFigure]) -> dict[str, Any]:
    """What was typed, with the new value in the passages that a person chose; everything else as it was typed."""
    found = dict(given)
    for one in chosen:
        found[one.word] = _replaced(found.get(one.word), one.change)
    return found


def as_prepared(reader: Reader, request: Request, prepared_id: int) -> Request | None:
    """The request as of the day on which a paper was put by, as the ledger was known then; None for one of today or of a past view."""
    day = queries.prepared_on(reader, prepared_id)
    if not day or request.known_at is not None or day >= request.issued_on.isoformat():
        return None
    then = date.fromisoformat(day)
    return replace(request, as_of=min(request.as_of, then), known_at=then)


def _values(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """The values of each figure of the ledger, in the order in which they stand."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.origin != TYPED:
            found.setdefault(entry.name, []).append(entry.value_text)
    return found


def _changes(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> Iterator[FigureChange]:
    """Each change once: a figure that stands in several sentences is one figure. Rows that came or went are told by their values."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ()), new.get(name, ())
        if len(before) == len(after):
            pairs = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
            yield from (FigureChange(name, was, now) for was, now in dict.fromkeys(pairs))
        elif set(before) != set(after) or len(set(before)) > 1:
            yield FigureChange(name, "、".join(dict.fromkeys(before)), "、".join(dict.fromkeys(after)))


def _quoted(given: Mapping[str, Any], figures: Sequence[FigureChange]) -> Iterator[TypedFigure]:
    """Each place once, with the names of all figures that read so."""
    changes = _readable(figures)
    for word, value in given.items():
        for text in _texts(value):
            for change in changes:
                if found := _standing(change.old).search(text):
                    yield TypedFigure(word, change, text[max(found.start() - 14, 0) : found.end() + 8])


def _readable(figures: Sequence[FigureChange]) -> list[FigureChange]:
    """The changes as sentences quote them: one value on each side, a rate without the counts behind it (88.6%, not 88.6%（62/70）)."""
    names: dict[tuple[str, str], list[str]] = {}
    for one in figures:
        old, new = one.old.partition("（")[0], one.new.partition("（")[0]
        if old and new and old != new and "、" not in one.old + one.new:
            names.setdefault((old, new), []).append(one.name)
    return [FigureChange("、".join(dict.fromkeys(named)), *pair) for pair, named in names.items()]


def _texts(value: Any) -> Iterator[str]:
    """Every passage of sentences inside a typed value; a number or day that stands alone is an answer, no quotation."""
    if isinstance(value, Mapping):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, (list, tuple)):
        yield from (text for inner in value for text in _texts(inner))
    elif isinstance(value, str) and re.search(r"[一-鿿]", value):
        yield value


def _standing(value: str) -> re.Pattern[str]:
    """A figure by itself: not inside a longer number, and no part of a date or of a document number."""
    return re.compile(rf"(?<![\d.A-Za-z〔\-]){re.escape(value)}(?![\d%A-Za-z〕\-{_DAY}]|\.\d)")


def _replaced(value: Any, change: FigureChange) -> Any:
    if isinstance(value, Mapping):
        return {name: _replaced(inner, change) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(inner, change) for inner in value]
    if isinstance(value, str) and re.search(r"[一-鿿]", value):
        return _standing(change.old).sub(lambda _found: change.new, value)
    return value
