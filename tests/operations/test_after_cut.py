"""After a power cut the first page says what stands and what came back (issue: the window)."""

from desktop.operations import after_cut, drafts
from tests.builders import EVERYONE, a_finding, a_round, a_unit


def test_what_was_saved_last_and_what_was_being_typed_is_told(ledger, tmp_path):
    finding = a_finding(ledger, a_round(ledger), a_unit(ledger))
    number = ledger.reader.value("select number from finding")
    drafts.keep(ledger, EVERYONE, {f"progress:{finding}": '{"text": "半句"}'})

    found = after_cut.read(ledger.reader, EVERYONE.name, tmp_path)

    assert "新增问题" in found.last and "保留未保存的输入" not in found.last
    assert found.drafts == (f"进展 {number}",)
    assert number in found.sentence and found.unwritten == ()


def test_an_empty_ledger_has_a_sentence_too(ledger, tmp_path):
    found = after_cut.read(ledger.reader, "王敏", tmp_path / "没有")

    assert found.sentence.endswith("。") and not found.unwritten
