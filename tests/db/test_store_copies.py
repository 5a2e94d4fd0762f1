"""A ledger folder copied while the program works opens elsewhere with everything confirmed."""

import shutil

from db import audit, digest
from db.store import open_ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action


def copy_of(folder, target):
    shutil.copytree(folder, target)
    return target


def test_a_folder_copied_while_it_is_open_opens_elsewhere(ledger, clerk, tmp_path, clock):
    with change(ledger, clerk, Action.ADD_FINDING, "录入") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "逐条认领"})
    copy = open_ledger(copy_of(ledger.folder, tmp_path / "copy.ledger"), None, clock)
    assert digest.file_digest(copy.reader) == digest.file_digest(ledger.reader)
    assert audit.read_log(copy.reader).broken_at is None
    copy.close()
