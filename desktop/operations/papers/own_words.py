"""The office's own fields (L8) as words of papers: columns of a finding in every list, words of the talk in its notice.

A template sees a field as soon as a clerk has added it: the list of fields, the check and the print all ask the kind, and the
kind is given these words where it is looked up. A field that is 内部 gives none: a template that asks for it is told so by the check. A title that is no plain word loses its marks; one that the paper has
already, or that another field gives, is told apart by 自设.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from db.reader import Reader
from db.records import FindingRow
from desktop.documents.recipe import FINDING_LISTS, Recipe
from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, MONEY, TEXT
from desktop.documents.vocabulary import Field as Word
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FINDINGS
from desktop.ledgers.leaving import leaving
from desktop.ledgers.talks import TALKS
from desktop.operations.own_fields import own_fields
from desktop.operations.papers.figuring import Moment

_KINDS = {Holds.DATE: DAY, Holds.INT: COUNT, Holds.MONEY: MONEY}
_UNITS = {Holds.MONEY: "元"}
_known: dict[tuple[int, tuple[Word, ...]], tuple[Recipe, Recipe]] = {}


def dressed(reader: Reader, recipes: Iterable[Recipe]) -> tuple[Recipe, ...]:
    """The kinds with the words that the office's own fields give them; the same objects as long as these are the same."""
    of_book = {name: leaving(own_fields(reader, name)) for name in (TALKS.name, FINDINGS.name)}
    return tuple(_dressed(one, of_book[TALKS.name if one.per == "talk" else FINDINGS.name]) for one in recipes)


def _dressed(recipe: Recipe, fields: Sequence[Field]) -> Recipe:
    talk = recipe.per == "talk"
    if not fields or not (talk or recipe.per == "finding" or any(f.name in FINDING_LISTS for f in recipe.fields)):
        return recipe
    words = _words(fields, recipe)
    found = _known.get((id(recipe), words))
    if found is None or found[0] is not recipe:
        found = _known[id(recipe), words] = (recipe, replace(recipe, office_words=words))
    return found[1]


def _words(fields: Sequence[Field], recipe: Recipe) -> tuple[Word, ...]:
    """Each own field as a word of a kind, no two alike; a title without a letter gives none."""
    taken = {word.name for word in recipe.fields}
    taken |= {part.name for word in recipe.fields if word.name in FINDING_LISTS for part in word.items}
    found = []
    for field in fields:
        name = _name(field.title, taken)
        if name:
            taken.add(name)
            found.append(_as_word(field, name, recipe))
    return tuple(found)


def _name(title: str, taken: Collection[str]) -> str:
    """The letters of a title; 自设 before one that is taken or begins with a digit, and behind it a number if need be."""
    plain = re.sub(r"\W", "", title)
    if not plain or (plain not in taken and not plain[0].isdigit()):
        return plain
    several = (f"自设{plain}{number}" for number in ("", *range(2, len(taken) + 3)))
    return next(name for name in several if name not in taken)


def _as_word(field: Field, name: str, recipe: Recipe) -> Word:
    book = "约谈登记" if recipe.per == "talk" else "问题台账"
    kind, unit = _KINDS.get(field.holds, TEXT), _UNITS.get(field.holds, "")
    typed = recipe.per == "talk"  # the notice is made of what the record says, and the clerk reads it over
    return Word(name, field.name, kind, LEFT_OUT, f"{book}的自设栏目“{field.title}”", unit, typed)


def of_finding(recipe: Recipe, moment: Moment, row: FindingRow) -> dict[str, Any]:
    """The values of a finding's own fields, by the words of the kind."""
    if not recipe.office_words or row.own == "{}":
        return {}
    values: Mapping[str, Any] = json.loads(row.own)
    told = {word.name: _told(word, values.get(word.identifier)) for word in recipe.office_words}
    return {
        name: moment.figure(name, value, (row.number,)) if isinstance(value, int) else value
        for name, value in told.items()
        if value is not None
    }


def of_record(recipe: Recipe, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record's own fields, as a clerk would type them for the paper."""
    told = {word.name: values.get(word.identifier) for word in recipe.office_words}
    return {name: _plain(value) for name, value in told.items() if value not in (None, "")}


def _told(word: Word, value: Any) -> Any:
    if value is None or value == "":
        return None
    if word.kind == DAY:
        return date.fromisoformat(str(value))
    return value if word.kind in (COUNT, MONEY) and not isinstance(value, bool) else str(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(map(str, value))
    return value
