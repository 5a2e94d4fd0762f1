"""One provider for each word of the vocabulary that the ledger can tell; what no provider gives, a clerk types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.operations.papers.providers import (
    archiving,
    assessing,
    chasing,
    closing_out,
    correcting,
    drawing,
    feeding_back,
    findings,
    follow_up,
    half_time,
    head,
    keeping,
    listing,
    meeting,
    monthly,
    noticing,
    organising,
    overdue,
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
    teams,
    term_books,
    term_coverage,
    term_records,
    unit_reporting,
    units,
    visit_ahead,
    visiting,
)
from desktop.operations.papers.sheet import Sheet

Provider = Callable[[Sheet], Any]
MODULES = (
    head,
    units,
    listing,
    monthly,
    findings,
    feeding_back,
    overdue,
    chasing,
    half_time,
    referring,
    noticing,
    organising,
    reviewing,
    ranking,
    visiting,
    visit_ahead,
    follow_up,
    publishing,
    meeting,
    sealing,
    archiving,
    keeping,
    replies,
    teams,
    talk,
    closing_out,
    drawing,
    assessing,
    reminding,
    surveying,
    correcting,
    unit_reporting,
    term_coverage,
    term_books,
    term_records,
    *report.MODULES,
)
SINGLE: dict[str, Provider] = {name: provider for module in MODULES for name, provider in module.WORDS.items()}
TOGETHER: tuple[tuple[tuple[str, ...], Callable[[Sheet], dict[str, Any]]], ...] = tuple(
    entry for module in MODULES for entry in getattr(module, "TOGETHER", ())
)
_GROUP_OF = {name: provider for names, provider in TOGETHER for name in names}


def provided() -> frozenset[str]:
    """Every word that has a provider."""
    return frozenset((*SINGLE, *_GROUP_OF))


def words_of(sheet: Sheet) -> dict[str, Any]:
    """The words that the kind names, each from its provider; providers of several words are asked once."""
    found: dict[str, Any] = {}
    answered: dict[int, dict[str, Any]] = {}
    for name in (one.name for one in sheet.recipe.fields):
        value = sheet.record.get(name) if sheet.recipe.per == "record" else None  # the record behind a paper knows best
        if value is not None:
            pass
        elif name in SINGLE:
            value = SINGLE[name](sheet)
        elif name in _GROUP_OF:
            provider = _GROUP_OF[name]
            if id(provider) not in answered:
                answered[id(provider)] = provider(sheet)
            value = answered[id(provider)].get(name)
        if value is None:
            value = sheet.recipe.default.get(name, sheet.record.get(name))
        if value is not None:
            found[name] = value
    return found | _annexes_that_are_there(sheet, found)


def _annexes_that_are_there(sheet: Sheet, found: dict[str, Any]) -> dict[str, Any]:
    """The list of annexes without those whose own list is empty."""
    depends = sheet.recipe.annex_words
    if not depends or "附件清单" not in found:
        return {}
    return {"附件清单": [title for title in found["附件清单"] if title not in depends or found.get(depends[title])]}
