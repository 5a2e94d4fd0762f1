"""另存一份来改: the template in use as a file for WPS, entered in the register of exports."""

from __future__ import annotations

from pathlib import Path

from db.store import Ledger
from desktop.documents.properties import cleaned
from desktop.ledgers.ways_out import TEMPLATE_COPY
from desktop.operations import outgoing
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.papers import catalogue
from desktop.operations.papers.workshop import template_bytes
from desktop.rules.permissions import Actor


def save_copy(ledger: Ledger, actor: Actor, kind: str, target: Path, asked: Asked = Asked()) -> Path:
    """The template of a kind, or for a kind that has none yet that of the kind which it is like."""
    recipe = catalogue.recipe(ledger.reader, kind, begun=True)
    in_force = {one.kind for one in catalogue.recipes(ledger.reader)}
    data = template_bytes(ledger, recipe.kind if recipe.kind in in_force else recipe.like or recipe.kind)
    return outgoing.registered(
        ledger, actor, TEMPLATE_COPY, asked, f"{recipe.title}模板", target,
        lambda final, properties: _written(final, cleaned(data, final.name, properties.office)),
        lambda _path: Facts(),
    ).path  # fmt: skip


def _written(path: Path, data: bytes) -> Path:
    from desktop.documents.render import save

    return save(data, path.parent, path.name)
