"""An import that is half repaired waits in the ledger: its file in the pool, what was decided as JSON; found again on 首页 and here."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.queries import lists
from db.queries.lists import KeptImport
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations.change import change
from desktop.operations.evidence import keep_file
from desktop.operations.importing.decisions import Decisions, as_text, from_text
from desktop.operations.importing.judgement import Options
from desktop.rules.permissions import Action, Actor


@dataclass
class Taken:
    """A kept import taken up again. `folder` holds the copy of its file and goes when it is let go."""

    row: KeptImport
    path: Path
    options: Options
    unit: str
    decisions: Decisions
    folder: tempfile.TemporaryDirectory[str]
    form: str = ""
    """The form whose review waits, empty for a list; `said` is what was decided of it."""
    said: str = ""


def keep(
    ledger: Ledger,
    actor: Actor,
    path: Path,
    options: Options,
    unit: str,
    decisions: Decisions,
    open_faults: int,
    row_id: int | None = None,
) -> int:
    """Keep an import as it stands; `row_id` is the one that was taken up, which is kept anew. Returns its row."""
    return keep_said(ledger, actor, path, options, unit, as_text(decisions), open_faults, row_id)


def keep_said(
    ledger: Ledger,
    actor: Actor,
    path: Path,
    options: Options,
    unit: str,
    text: str,
    open_faults: int,
    row_id: int | None = None,
    form: str = "",
) -> int:
    """The same of any form: `text` is what was decided, as JSON that the form itself reads again."""
    said = {
        "options": {**asdict(options), "rounds": dict(options.rounds)},
        "unit": unit,
        "decisions": text,
        **({"form": form} if form else {}),
    }
    with change(ledger, actor, Action.KEEP_DRAFT, f"暂存导入 {path.name}") as changes:
        pooled = keep_file(changes, ledger.pool, path)
        fields: dict[str, Any] = {
            "file_name": path.name,
            "sha256": pooled.sha256,
            "round_name": options.round_name,
            "decisions": said,
            "open_faults": open_faults,
            "kept_on": changes.known_on,
            "user_name": actor.name,
        }
        waits = any(one.id == row_id for one in lists.kept_imports(changes.writer))
        if row_id is None or not waits:  # given up elsewhere meanwhile: what is kept now waits all the same
            return changes.writer.insert("kept_import", fields)
        changes.writer.update("kept_import", row_id, fields)
    return row_id


def take_up(ledger: Ledger, row_id: int) -> Taken:
    """The import as it was kept. The file comes from the pool: the clerk's own may have gone or changed meanwhile."""
    row = next((one for one in lists.kept_imports(ledger.newest) if one.id == row_id), None)
    if row is None:
        raise KnownError("这次暂存的导入已经入账或放弃。", "gone")
    said = json.loads(row.decisions)
    try:
        folder = tempfile.TemporaryDirectory(prefix="import-")
        path = Path(folder.name) / row.file_name
        ledger.pool.copy_out(row.sha256, path)
    except OSError as error:
        raise KnownError(f"暂存的“{row.file_name}”取不出来：{reason_of(error)}。请重新选文件导入。") from error
    options = Options(**said["options"])
    form, text = said.get("form", ""), said["decisions"]
    decisions = Decisions() if form else from_text(text)
    return Taken(row, path, options, said["unit"], decisions, folder, form, text)


def form_of(row: KeptImport) -> str:
    """The form whose review waits, empty for a list."""
    return str(json.loads(row.decisions).get("form", ""))


def drop(ledger: Ledger, actor: Actor, row_id: int) -> None:
    """The import was entered or given up: it waits no more."""
    with change(ledger, actor, Action.KEEP_DRAFT, "放弃暂存的导入") as changes:
        changes.writer.update("kept_import", row_id, {"removed_in": changes.action_id})
