"""What a paper that is read leads to: the findings behind one of its figures, and its draft in WPS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.asks import AskFindings
from desktop.ui.paper_desk import Draft, finding_ids, output_folder

if TYPE_CHECKING:
    from desktop.ui.context import AppContext


def open_rows(
    context: AppContext, say: Callable[[str], None], name: str, value: str, origin: str, rows: Sequence[str]
) -> None:
    """What stands behind a figure: the ledger with exactly its rows, or the word that it was typed."""
    ids = finding_ids(context.reader, rows)
    if ids:
        context.open_page("findings", AskFindings(tuple(ids), f"{name} {value}"))
    elif origin == "typed":
        say(f"“{name} {value}”是手填的，没有台账问题可列。")
    else:
        say(f"“{name} {value}”背后没有问题。")


def write_draft(context: AppContext, draft: Draft) -> Path:
    """A copy of a draft for WPS, in the folder of drafts beside the ledger's papers; for the worker."""
    from desktop.documents.render import save
    from desktop.operations.papers.issuing import paper_name

    folder = output_folder(context.settings.output_folder, context.ledger, "草稿")
    return save(draft.data, folder, "草稿_" + paper_name(draft.gathered, draft.id))
