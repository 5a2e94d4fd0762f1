"""清单样表: how exported workbooks look, as the office styled it in WPS; kept as its other templates are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import papers as queries
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers.ways_out import TEMPLATE_COPY
from desktop.operations import outgoing, template_files
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.exchange.list_files.skeleton import Skeleton

KIND, TITLE = "list_sheet", "清单样表"


def look_of(ledger: Ledger, reader: Reader) -> Skeleton:
    """The look in use: the office's own, or the one that the program brings along."""
    from desktop.exchange.list_files.skeleton import shipped, skeleton_of

    own = queries.template_of(reader, KIND)
    return skeleton_of(ledger.pool.read(own[0]), own[1]) if own else shipped()


def in_use(reader: Reader) -> str:
    """Which look is in use, in words."""
    own = queries.template_of(reader, KIND)
    return f"本单位第 {queries.template_version(reader, KIND)} 版（{own[1]}）" if own else "程序自带"


def save_sample(ledger: Ledger, actor: Actor, path: Path, asked: Asked = Asked()) -> Path:
    """Write the look in use as a workbook to be changed in WPS; returns the final path, which is never one that existed."""
    from desktop.exchange.workbook import write_sample

    reader = ledger.another_reader()
    try:
        look = look_of(ledger, reader)
    finally:
        reader.close()
    return outgoing.registered(
        ledger, actor, TEMPLATE_COPY, asked, TITLE, path.with_suffix(".xlsx"),
        lambda final, properties: write_sample(final, look, properties), lambda _path: Facts(),
    ).path  # fmt: skip


def install(ledger: Ledger, actor: Actor, path: Path) -> Changes:
    """Use a clerk's look from now on; Refused where the file is none."""
    from desktop.exchange.list_files.skeleton import read_skeleton

    read_skeleton(path)
    with change(ledger, actor, Action.EDIT_TEMPLATE, f"启用{TITLE} {path.name}") as changes:
        template_files.put_in_force(changes, ledger, KIND, path.name, path)
    return changes


def use_shipped(ledger: Ledger, actor: Actor) -> Changes:
    """Go back to the look that the program brings along; KnownError where it is in use already."""
    return template_files.use_shipped(ledger, actor, KIND, TITLE)
