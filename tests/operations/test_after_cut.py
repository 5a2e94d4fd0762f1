"""After a power cut the first page says what stands and what came back (issue: the window)."""

from types import SimpleNamespace

import pytest

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


def a_paper(id_, number="", title="督办函", file_name="函.docx"):
    return SimpleNamespace(id=id_, number=number, title=title, file_name=file_name)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (("", (), ()), "上次没有正常退出，账本中还没有登记。"),
        (("甲", (), ()), "上次没有正常退出。最后保存的是：甲。"),
        (
            ("甲", ("进展 1", "措施 2"), ()),
            "上次没有正常退出。最后保存的是：甲；未保存的输入已找回 2 处：进展 1、措施 2。",
        ),
        (
            ("甲", (), (a_paper(1, "6号"), a_paper(2))),
            "上次没有正常退出。最后保存的是：甲；已签发但没有写出文件的 2 件：6号、督办函。",
        ),
    ],
)
def test_the_sentence_tells_what_there_is_to_tell_and_nothing_else(found, sentence):
    assert after_cut.AfterCut(*found).sentence == sentence


@pytest.mark.parametrize(
    ("present", "missing"),
    [((), (1, 2)), (("一.docx",), (2,)), (("下级/二.docx",), (1,)), (("一.docx", "二.docx"), ())],
)
def test_papers_of_the_last_day_that_lie_nowhere_in_the_folder_are_named(
    ledger, tmp_path, monkeypatch, present, missing
):
    """One without a file of its own (registered as sent before) is none of them."""
    issued = (a_paper(1, file_name="一.docx"), a_paper(2, file_name="二.docx"), a_paper(3, file_name=""))
    asked = []
    monkeypatch.setattr(after_cut.letter_queries, "issued_on_day", lambda _reader, day: asked.append(day) or issued)
    a_unit(ledger)
    for name in present:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    found = after_cut.read(ledger.reader, EVERYONE.name, tmp_path)

    assert tuple(one.id for one in found.unwritten) == missing and asked == ["2026-06-05"]


def test_only_ones_own_work_in_known_places_is_what_was_being_typed(ledger, tmp_path):
    finding = a_finding(ledger)
    number = ledger.reader.value("select number from finding")
    kept = {
        f"measure:{finding}": "{}",
        "progress:999": "{}",
        "paper:督办": "{}",
        "other:1": "{}",
        f"progress:{finding}": "{}",
    }
    drafts.keep(ledger, EVERYONE, kept)
    found = after_cut.read(ledger.reader, EVERYONE.name, tmp_path)
    assert sorted(found.drafts) == sorted(["待发文书", f"措施 {number}", "进展", f"进展 {number}"])
    assert after_cut.read(ledger.reader, "别人", tmp_path).drafts == ()
    assert found.last.startswith("2026-06-05 09:00 ") and "“" in found.last
