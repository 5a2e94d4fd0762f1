"""The kinds of papers of an office: those of the program, and those that its clerks made and put in force (D1)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import lru_cache

from db.queries import paper_kinds
from db.reader import Reader
from desktop.documents import declaration
from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes import RECIPES
from desktop.documents.recipes import sent as sent_kinds
from desktop.errors import KnownError
from desktop.operations.papers import own_words

PLAIN_NUMBER = "〔{年}〕{号}号"


def recipes(reader: Reader | None, begun: bool = False) -> tuple[Recipe, ...]:
    """Every kind that can be made: the program's, then the office's own; with `begun` also those without a template yet."""
    if reader is None:
        return RECIPES
    rows = paper_kinds.all_kinds(reader) if begun else paper_kinds.in_force(reader)
    known = (*RECIPES, *(_read(row.declaration) for row in rows))
    return own_words.dressed(reader, known)


@lru_cache(maxsize=128)
def _read(text: str) -> Recipe:
    return declaration.read(json.loads(text))


def recipe(reader: Reader | None, kind: str, begun: bool = False) -> Recipe:
    """A kind by its fixed name or its Chinese title."""
    known = recipes(reader, begun)
    for one in known:
        if kind in (one.kind, one.title):
            return one
    names = "、".join(f"{one.kind}（{one.title}）" for one in known)
    raise KnownError(f"没有“{kind}”这个文种；现有：{names}")


def issuer_of(reader: Reader, series: str) -> Issuer:
    """Who signs the papers of a series, with the pattern that its kind declares for an office that has not set its own."""
    for one in recipes(reader):
        for issuer in one.issuers:
            if one.series(issuer) == series:
                return issuer
    return Issuer("office", PLAIN_NUMBER)


def record_papers(reader: Reader | None, names: Iterable[str]) -> list[tuple[str, str, str]]:
    """The papers that are made of records of some books, one a record: title, kind and book of each."""
    known = set(names)
    return [(one.title, one.kind, one.book) for one in recipes(reader) if one.per == "record" and one.book in known]


def of_matter(reader: Reader | None, words: Collection[str]) -> str:
    """The first kind that is made of chosen findings and has these words to be typed, as of a matter that many units share; '' where none is."""
    known = set(words)
    fitting = (one.kind for one in recipes(reader) if one.rows.chosen and known <= {field.name for field in one.fields})
    return next(fitting, "")


def titles(reader: Reader | None) -> dict[str, str]:
    """The Chinese name of every kind that may stand in the register."""
    return sent_kinds.titles(recipes(reader))
