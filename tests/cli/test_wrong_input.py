"""Whatever is typed, the command line answers with one Chinese sentence, a document and the exit code of the contract."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.cli import ledger_commands
from desktop.cli.main import main
from desktop.documents.package import BODY, open_parts
from desktop.documents.stamp import packed
from desktop.operations import ledgers, progress


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main([*map(str, arguments), "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out), told.err

    return call


@pytest.fixture
def plain(tmp_path, run):
    run("new", tmp_path / "a.ledger", "--plain")
    return tmp_path / "a.ledger"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["rate", "x", "--by", "nothing"], "可用"),
        (["rate"], "少了 ledger"),
        (["nonsense"], "可用"),
        (["findings", "x", "--limit", "-1"], "0 以上的整数"),
        (["explain", "x", "--from", "2025-02-30", "--to", "2025-03-01"], "不是 2026-06-18 这样的日期"),
        (["undo", "x", "--import", "many"], "应当是整数"),
    ],
)
def test_wrong_usage_is_a_document_and_a_chinese_sentence_with_exit_2(run, typed, said):
    code, told, error = run(*typed)

    assert code == 2
    assert said in told["error"]
    assert error.strip().endswith(told["error"])


@pytest.mark.parametrize("words", ["[1]", "3", '"done"', "null"])
def test_a_basis_that_is_no_object_is_told(plain, run, words):
    code, told, _ = run("rate", plain, "--basis-json", words)

    assert code == 1
    assert "JSON" in told["error"]


def test_an_unknown_state_is_told_with_the_known_ones(plain, run):
    code, told, _ = run("findings", plain, "--status", "finished")

    assert code == 1
    assert "done" in told["error"]
    assert run("findings", plain, "--status", "待核实")[0] == 0


def test_a_passphrase_file_in_another_encoding_is_told(tmp_path, plain, run):
    (tmp_path / "pw").write_bytes(b"\xff\xfe\x00")

    code, told, _ = run("rate", plain, "--passphrase-file", tmp_path / "pw")

    assert (code, "UTF-8" in told["error"]) == (1, True)


def test_a_place_that_cannot_be_used_is_told_in_chinese(tmp_path, run):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    code, told, error = run("demo", tmp_path / "file")

    assert (code, "同名" in told["error"], "Traceback" in error) == (1, True, False)


def test_a_fault_of_the_program_is_logged_and_answered_without_a_traceback(tmp_path, run, monkeypatch):
    def broken():
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr(ledger_commands.files, "forms", broken)

    code, told, error = run("forms")

    assert (code, error.strip()) == (1, told["error"])
    assert "ZeroDivisionError" in (tmp_path / "home" / "logs" / "program.log").read_text("utf-8")


def test_d5_faults_of_several_templates_are_told_together_wherever_the_files_stand(tmp_path, plain, run):
    (tmp_path / "督办函.docx").write_bytes(b"no document")

    code, told, error = run(
        "template", plain, "check", "--user", "管理员", tmp_path / "督办函.docx", tmp_path / "无.docx"
    )

    assert (code, [fault["template"] for fault in told["faults"]]) == (1, ["督办函.docx", "无.docx"])
    assert "共 2 处" in error


def test_a_template_is_known_by_its_tags_where_its_name_says_nothing(tmp_path, plain, run):
    shipped = Path(__file__).parents[2] / "templates_docx" / "unit_finding_list.docx"
    (tmp_path / "改好的.docx").write_bytes(shipped.read_bytes())

    code, told, _ = run("template", plain, "install", "--user", "管理员", tmp_path / "改好的.docx")

    assert (code, told["faults"]) == (0, [])


def test_a_clause_that_no_word_proves_is_told_at_check_and_install_p3(tmp_path, plain, run):
    """P-3"""
    shipped = Path(__file__).parents[2] / "templates_docx" / "supervision_letter.docx"
    file = tmp_path / "督办函.docx"
    parts = open_parts(shipped.read_bytes(), file.name)
    parts[BODY] = parts[BODY].replace("现予督办".encode(), "均已催办，现予督办".encode(), 1)
    file.write_bytes(packed(parts))

    for deed in ("check", "install"):
        code, told, _ = run("template", plain, deed, "--user", "管理员", file)
        assert (code, [one["template"] for one in told["unproven"]]) == (0, ["督办函.docx", "督办函.docx"])
        assert all("均已催办" in one["clause"] for one in told["unproven"])


def test_a_unit_list_that_is_not_taken_answers_as_refused(tmp_path, plain, run):
    (tmp_path / "u.json").write_text("{}", encoding="utf-8")

    code, told, error = run("import", plain, tmp_path / "u.json")

    assert (code, told["form"], told["findings"], told["message"]) == (1, "refused", [], error.strip())


def test_a_printed_list_is_grouped_by_a_column_that_it_knows(tmp_path, plain, run):
    known = run("print", plain, "findings", "--out", tmp_path / "a.pdf", "--group-by", "单位")
    unknown = run("print", plain, "findings", "--out", tmp_path / "b.pdf", "--group-by", "乱")

    assert (known[0], unknown[0], "可选" in unknown[1]["error"]) == (0, 1, True)
    assert not (tmp_path / "b.pdf").exists()


def test_an_import_taken_back_tells_what_later_work_goes_with_it(tmp_path, plain, run):
    samples = Path(__file__).parents[1] / "samples" / "A_finding_lists"
    run("import", plain, samples / "units.json")
    [book] = (samples / "a01_整改台账").glob("*.xlsx")
    run("import", plain, book, "--round", "第七轮", "--feedback-on", "2025-01-10", "--accept-faults")
    ledger, actor = ledgers.open_as(plain, "管理员", clock=datetime.now)
    first = ledger.reader.value("select min(id) from finding")
    progress.claim(ledger, actor, first, "in_progress", "2026-06-01", "后来又报")
    ledger.close()

    code, told, _ = run("undo", plain, "--import", "1", "--later", "keep")

    assert (code, told["later"]) == (0, [{"table": "finding", "row_id": first, "by": "后来登记的进展"}])
    assert len(run("findings", plain)[1]) == 1, "the one that was worked on stays"


def test_d10_a_letter_without_its_addressee_line_is_not_a_template(tmp_path, plain, run):
    letter = Document(str(Path(__file__).parents[2] / "templates_docx" / "supervision_letter.docx"))
    [line] = [paragraph for paragraph in letter.paragraphs if paragraph.text.strip() == "{{单位}}："]
    line._p.getparent().remove(line._p)
    letter.save(str(tmp_path / "督办函.docx"))

    code, told, _ = run("template", plain, "install", tmp_path / "督办函.docx", "--user", "管理员")

    assert (code, [fault["message"] for fault in told["faults"]]) == (1, ["没有主送行“{{单位}}：”"])
