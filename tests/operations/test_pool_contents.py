"""Files of the pool as letters: all of them, or a sentence with the file's name and what was not made."""

import base64

import pytest

from desktop.errors import KnownError
from desktop.operations import evidence, pool_contents
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit


def kept(ledger):
    finding = a_finding(ledger, a_round(ledger), a_unit(ledger))
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "添加佐证") as changes:
        evidence.attach(changes, ledger.pool, finding, b"a letter", "会议纪要", "会议纪要.docx")
    return ledger.reader.value("select sha256 from evidence")


def test_every_file_that_the_ledger_names_is_there_with_its_content(ledger):
    sha = kept(ledger)
    assert {
        name: base64.b64decode(text)
        for name, text in pool_contents.in_letters(ledger, ledger.reader, "没有转出").items()
    } == {sha: b"a letter"}


def test_a_missing_file_is_named_with_what_was_not_made(ledger, monkeypatch):
    kept(ledger)
    for path in ledger.folder.rglob("*"):
        if path.is_file() and path.parent.parent.name == "files":
            path.unlink()
    monkeypatch.setattr(
        type(ledger.pool), "read", lambda _pool, _sha: (_ for _ in ()).throw(pool_contents.FileMissing())
    )
    with pytest.raises(KnownError, match="会议纪要.docx 缺失.*没有打包.*从备份中找回") as told:
        pool_contents.in_letters(ledger, ledger.reader, "没有打包")
    assert told.value.kind == "corrupt"
