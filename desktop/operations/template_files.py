"""Files that the office puts in the place of shipped ones (templates of papers, the look of lists): each a version, nothing erased."""

from __future__ import annotations

from pathlib import Path

from db.queries import papers as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def put_in_force(changes: Changes, ledger: Ledger, kind: str, name: str, source: Path | bytes) -> None:
    """Enter a file as the next version of its kind; it is in force from then on."""
    pooled = evidence.keep_file(changes, ledger.pool, source)
    version = queries.template_version(changes.writer, kind) + 1
    fields = {"kind": kind, "version": version, "sha256": pooled.sha256, "file_name": name}
    changes.writer.insert("template_file", fields)


def use_shipped(ledger: Ledger, actor: Actor, kind: str, title: str, reason: str = "") -> Changes:
    """Go back to the file that the program brings along, the office's versions stay listed; KnownError where it is in use already."""
    versions = queries.template_versions(ledger.writing(), kind)
    if not versions:
        raise KnownError(f"现在用的就是程序自带的{title}。", "nothing_to_do")
    with change(ledger, actor, Action.EDIT_TEMPLATE, f"改用程序自带的{title}", reason=reason) as changes:
        for version in versions:
            changes.writer.update("template_file", version, {"removed_in": changes.action_id})
    return changes
