"""X7, X8, X9: merge on the command line, on plain files."""

import json
from pathlib import Path

import pytest

from tests.exchange.return_book.returned import CASES, SAMPLES
from tests.operations.return_book.returns import filled


def test_the_returned_file_is_read_and_never_written(console):
    folder = SAMPLES / CASES[0]
    before = (folder / "returned.xlsx").read_bytes()
    code, told, _complaint = console(
        "merge", "--sent", folder / "base.json", "--now", folder / "ledger_now.json", folder / "returned.xlsx", "--json"
    )
    assert code == 0 and told["refused"] is None and (folder / "returned.xlsx").read_bytes() == before


def test_a_refused_file_answers_with_its_reason_and_a_sentence(console, tmp_path):
    folder = SAMPLES / CASES[2]
    arguments = ("merge", "--sent", folder / "base.json", "--now", folder / "ledger_now.json")
    code, told, complaint = console(*arguments, folder / "returned.xlsx", "--json")
    assert (code, told["refused"]) == (1, "other_unit") and complaint.strip().endswith("。") and not told["changes"]
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04junk")
    assert console(*arguments, tmp_path / "坏.xlsx", "--json")[1]["refused"] == "corrupt"
    (tmp_path / "坏.json").write_text("[1", "utf-8")
    assert (
        console("merge", "--sent", tmp_path / "坏.json", "--now", folder / "ledger_now.json", folder / "returned.xlsx")[
            0
        ]
        == 1
    )
    assert console("merge", "--sent", folder / "base.json", folder / "returned.xlsx")[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"rows": 1}',
        '{"rows": [], "editable": 1, "locked": []}',
        '{"rows": [{"key": ""}], "editable": [], "locked": []}',
        "[]",
        "3",
    ],
)
def test_a_plain_file_of_another_shape_is_a_known_error(tmp_path, text, console):
    (tmp_path / "a.json").write_text(text, "utf-8")
    book = SAMPLES / CASES[0] / "returned.xlsx"
    code, _told, complaint = console("merge", "--sent", tmp_path / "a.json", "--now", tmp_path / "a.json", book)
    assert code == 1 and "请核对" in complaint


def test_return_books_go_out_and_come_back_through_the_commands(run, office, tmp_path):
    """X7, X8: from an empty ledger to a merged return; looking first changes nothing."""
    script = {"steps": [
        {"do": "unit.add", "args": {"name": "县民政局党组"}, "as": "u"},
        {"do": "round.add", "args": {"name": "第六轮", "feedback_on": "2026-03-18"}, "as": "r", "user": "管理员"},
        {"do": "finding.add", "args": {"round": "$r", "unit": "$u", "text": "党费收缴不及时", "due_on": "2026-06-30"}, "as": "f"},
    ]}  # fmt: skip
    (tmp_path / "s.json").write_text(json.dumps(script), "utf-8")
    run("play", office, tmp_path / "s.json")
    [made] = run("return-book", office, "--round", "第六轮", "--all", "--out", tmp_path / "发出")["files"]
    path = Path(made["path"])
    [finding] = run("findings", office)
    back = filled(path, {(finding["number"], "progress"): "已补缴。", (finding["number"], "extend_to"): "2026-12-31"})
    seen = run("merge", office, back, "--dry-run")
    assert seen["entered"] == 0 and [one["field"] for one in seen["changes"]] == ["progress", "extend_to"]
    assert run("findings", office)[0]["progress"] == ""
    done = run("merge", office, back)
    assert (done["entered"], done["refused"], done["extensions"]) == (
        1,
        None,
        [{"key": finding["number"], "due_on": "2026-12-31"}],
    )
    assert run("findings", office)[0]["progress"] == "已补缴。"
    run("undo", office, "--import", done["import_number"])
    assert run("findings", office)[0]["progress"] == ""
    run("return-book", office, "--round", "第六轮", "--unit", "县民政局党组", "--out", tmp_path / "发出")
    assert run("merge", office, back, code=1)["refused"] == "old_version"
    run("return-book", office, "--round", "没有的轮次", "--all", "--out", tmp_path, code=1)
    run("return-book", office, "--round", "第六轮", "--unit", "没有的单位", "--out", tmp_path, code=1)
    run("merge", office, code=2)
    run("merge", office, back, "--take", "没有冒号", code=2)
