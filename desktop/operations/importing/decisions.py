"""What a clerk decided about a list under review; kept as JSON while the import waits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sized
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.operations.importing.judgement import Picks

Place = tuple[str, int, str]
"""Sheet, row, column letters."""
Key = tuple[str, int, str, str]
"""Sheet, row, column and kind of a fault."""


def fault_key(fault: ReadingFault) -> Key:
    """What a fault is known by, also after reading anew."""
    return (fault.sheet, fault.row, fault.column or "", fault.kind)


@dataclass(frozen=True)
class Decisions:
    """Cells written over, names answered, heads mapped, faults seen, words taught, heads pointed at, rounds meant, ticks."""

    cells: Mapping[Place, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[Key] = frozenset()
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    pointed: Mapping[str, tuple[int, Mapping[int, str]]] = field(default_factory=dict)
    rounds: Mapping[str, str] = field(default_factory=dict)
    picks: Picks = field(default_factory=Picks)

    def with_cell(self, place: Place, text: str) -> Decisions:
        """One cell reads otherwise."""
        return replace(self, cells={**self.cells, place: text})

    def with_answer(self, written: str, name: str) -> Decisions:
        """A spelling means a unit of the register."""
        return replace(self, answers={**self.answers, written: name})

    def with_seen(self, fault: ReadingFault) -> Decisions:
        """A fault was looked at and may stand."""
        return replace(self, seen=self.seen | {fault_key(fault)})

    def with_word(self, kind: str, word: str, meaning: str) -> Decisions:
        """The office reads a word so."""
        return replace(self, words={**self.words, (kind, word): meaning})

    def with_head(self, sheet: str, row: int, columns: Mapping[int, str]) -> Decisions:
        """The clerk pointed at the head of a sheet."""
        return replace(self, pointed={**self.pointed, sheet: (row, dict(columns))})

    @property
    def repairs(self) -> int:
        """How much would be lost if the list were dropped now."""
        picked = len(self.picks.left) + len(self.picks.fields)
        listed: tuple[Sized, ...] = (
            self.cells,
            self.answers,
            self.mapping,
            self.seen,
            self.words,
            self.pointed,
            self.rounds,
        )
        return picked + sum(len(one) for one in listed)


def as_text(decisions: Decisions) -> str:
    """The decisions as JSON."""
    content = {
        "cells": [[*place, text] for place, text in decisions.cells.items()],
        "answers": dict(decisions.answers),
        "mapping": dict(decisions.mapping),
        "seen": sorted(map(list, decisions.seen)),
        "words": [[*key, meaning] for key, meaning in decisions.words.items()],
        "pointed": {
            sheet: [row, {str(column): name for column, name in columns.items()}]
            for sheet, (row, columns) in decisions.pointed.items()
        },
        "rounds": dict(decisions.rounds),
        "left": sorted(map(list, decisions.picks.left)),
        "fields": [[*key, taken] for key, taken in decisions.picks.fields.items()],
    }
    return json.dumps(content, ensure_ascii=False)


def from_text(text: str) -> Decisions:
    """The decisions that were kept."""
    content: dict[str, Any] = json.loads(text)
    return Decisions(
        {(sheet, row, column): said for sheet, row, column, said in content.get("cells", ())},
        content.get("answers", {}),
        content.get("mapping", {}),
        frozenset((sheet, row, column, kind) for sheet, row, column, kind in content.get("seen", ())),
        {(kind, word): meaning for kind, word, meaning in content.get("words", ())},
        {
            sheet: (row, {int(column): name for column, name in columns.items()})
            for sheet, (row, columns) in content.get("pointed", {}).items()
        },
        content.get("rounds", {}),
        Picks(
            frozenset((sheet, row) for sheet, row in content.get("left", ())),
            {(sheet, row, name): taken for sheet, row, name, taken in content.get("fields", ())},
        ),
    )
