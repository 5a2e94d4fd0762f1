"""S-2: a paper that stands in the register is told as issued, whatever becomes of the file that was to be written out."""

from pathlib import Path

from desktop.cli.papers import _answer
from desktop.operations.papers.issuing import Made, written_out


def test_a_paper_that_cannot_be_written_out_is_issued_all_the_same(tmp_path):
    (tmp_path / "out").write_text("a file in the way", encoding="utf-8")
    path, unwritten = written_out(b"docx", tmp_path / "out", "1_县教育局_建议书.docx", "云巡办〔2026〕1号")
    assert path == Path()
    assert "云巡办〔2026〕1号 已经签发并登记" in unwritten
    assert "不要再次签发" in unwritten and "重打" in unwritten


def test_a_paper_that_can_be_written_out_says_nothing(tmp_path):
    path, unwritten = written_out(b"docx", tmp_path, "1.docx", "1号")
    assert (path.read_bytes(), unwritten) == (b"docx", "")


def test_the_command_line_answers_done_and_tells_the_rest_beside():
    answer = _answer(
        [Made(Path(), "县教育局", "1号", "ab", 1, unwritten="1号 已经签发并登记，只是文件没有写出。")], [], []
    )
    assert answer.code == 0
    assert answer.document["files"][0]["path"] is None
    assert "已经签发" in answer.complaint
