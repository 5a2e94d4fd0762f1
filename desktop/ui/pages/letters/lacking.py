"""Which field of the ledger stands behind a word that a row of a paper lacks: there it is filled in."""

from __future__ import annotations

from desktop.documents.recipe import Recipe
from desktop.ledgers.findings import field_named


def ledger_field(recipe: Recipe, lacking: str) -> str:
    """`lacking` as the paper names it, such as 问题清单.领导（第1行）; '' where no field of a finding is meant."""
    outer, _, inner = lacking.partition("（")[0].partition(".")
    columns = (column for item in recipe.fields if item.name == outer for column in item.items if column.name == inner)
    found = (field_named(word) for column in columns for word in (column.source, column.name) if word)
    return next((field.name for field in found if field is not None), "")
