"""The one vocabulary of papers: every word once, with its type, level, meaning and example (issue 5, landing 4).

A kind of paper gets a word by naming it; what the word's value is, one provider says (`operations/papers/providing.py`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.documents.lexicon import (
    archiving,
    assessing,
    chasing,
    closing_out,
    correcting,
    drawing,
    feeding_back,
    findings,
    follow_up,
    head,
    immediate,
    keeping,
    meeting,
    monthly,
    noticing,
    organising,
    publishing,
    ranking,
    referring,
    reminding,
    replies,
    report,
    reviewing,
    sealing,
    surveying,
    talk,
    unit_report,
    units,
    visit_ahead,
    visiting,
    whole_term,
)
from desktop.documents.vocabulary import Field
from desktop.errors import KnownError

PARTS = (
    head,
    units,
    findings,
    feeding_back,
    chasing,
    replies,
    immediate,
    monthly,
    referring,
    noticing,
    organising,
    reviewing,
    ranking,
    visiting,
    visit_ahead,
    follow_up,
    publishing,
    report,
    whole_term,
    meeting,
    sealing,
    keeping,
    archiving,
    talk,
    closing_out,
    drawing,
    assessing,
    reminding,
    surveying,
    correcting,
    unit_report,
)
WORDS: dict[str, Field] = {field.name: field for part in PARTS for field in part.WORDS}


@dataclass(frozen=True)
class Use:
    """A word as one kind uses it: what its absence does there, and which columns of a list it shows."""

    name: str
    missing: str = ""
    when: str = ""
    columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Plain values, for the ledger."""
        return {"name": self.name, "missing": self.missing, "when": self.when, "columns": list(self.columns)}


def used(wanted: Iterable[Use | str]) -> tuple[Field, ...]:
    """The words that a kind names, as it uses them."""
    return tuple(_as_used(one if isinstance(one, Use) else Use(one)) for one in wanted)


def word(name: str) -> Field:
    """A word by its Chinese name; raises KnownError with the nearest one."""
    if name not in WORDS:
        near = difflib.get_close_matches(name, WORDS, n=1, cutoff=0.4)
        raise KnownError(f"词汇表里没有“{name}”{f'，是不是“{near[0]}”' if near else ''}。请从“字段清单”里选。")
    return WORDS[name]


def _as_used(use: Use) -> Field:
    field = word(use.name)
    items = field.items
    if use.columns:
        inner = {item.name: item for item in items}
        unknown = [name for name in use.columns if name not in inner]
        if unknown:
            raise KnownError(f"“{use.name}”里没有“{unknown[0]}”这一列。它有：{'、'.join(inner)}。")
        items = tuple(inner[name] for name in use.columns)
    return replace(field, missing=use.missing or field.missing, when=use.when or field.when, items=items)
