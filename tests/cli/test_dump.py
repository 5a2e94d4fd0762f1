"""W-3, X8: everything in the open and back: every table, own fields, books, the recycle bin and files; the digest and every figure agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.list_output import list_names
from tests.cli.played import PEOPLE, play
from tests.cli.test_every_book_leaves import full  # noqa: F401  (an office in which every book has a row)

AT_WORK = ("--user", "管理员")


def test_a_dump_goes_back_whole_into_an_empty_ledger(run, full, tmp_path):  # noqa: F811
    run("record", full, "chase", "add", "--set", "unit=县民政局", "--set", "on=2026-03-20")
    run("record", full, "chase", "remove", "催办〔2026〕2号")
    made = run("dump", full, "--out", "all.json")
    content = json.loads(Path(made["path"]).read_text("utf-8"))
    assert {"finding", "talk", "chase", "record_event", "phrase", "letter"} <= set(made["contents"])
    assert content["files"] and "user" not in content["tables"]
    assert run("dump", full, "--out", "all.json")["path"].endswith("all(2).json")
    run("new", "b.ledger", "--plain")
    seen = run("import", "b.ledger", "all.json", "--form", "dump", "--dry-run")
    assert seen["digest"] == made["digest"] and seen["entered"] == 0
    refused = run("import", "b.ledger", "all.json", "--form", "dump", code=1)
    assert "审核" in refused["error"]
    back = run("import", "b.ledger", "all.json", *AT_WORK)
    assert (back["digest"], back["contents"]) == (made["digest"], made["contents"])
    assert "已有内容" in run("import", "b.ledger", "all.json", "--form", "dump", *AT_WORK, code=1)["error"]
    for name in list_names():
        if name not in ("findings", "user", "backup", "print", "copy"):
            there, here = (run("records", one, name, "--as-of", "2026-06-05") for one in (full, "b.ledger"))
            for row in (*there, *here):  # who entered it stands in the log, which stays behind
                for stamp in ("entered_at", "entered_by", "changed_at", "changed_by"):
                    row.pop(stamp, None)
            assert here == there, name
    for known in ((), ("--known-at", "2026-03-19"), ("--known-at", "2026-03-20")):
        assert run("rate", "b.ledger", "--as-of", "2026-06-05", *known) == run(
            "rate", full, "--as-of", "2026-06-05", *known
        )
    made_next = run("record", "b.ledger", "chase", "add", "--set", "unit=县民政局", "--set", "on=2026-03-20")
    assert made_next["number"] == "催办〔2026〕3号"
    assert run("record", "b.ledger", "chase", "restore", "催办〔2026〕2号")["number"] == "催办〔2026〕2号"
    assert run("check", "b.ledger")["ok"]
    assert run("dump", "b.ledger", "--out", "again.json")["digest"] != made["digest"]  # one record more


@pytest.mark.parametrize("spoil", ["text", "steps", "table", "row", "file", "nothing"])
def test_a_dump_that_is_not_whole_enters_nothing(run, office, spoil, tmp_path):
    play(run, office, *PEOPLE)
    path = Path(run("dump", office, "--out", "all.json")["path"])
    content = json.loads(path.read_text("utf-8"))
    if spoil == "steps":
        content["steps"].append("m9999")
    elif spoil == "table":
        content["tables"]["secret"] = []
    elif spoil == "row":
        content["tables"]["finding"][0]["text"] = "改过"
    elif spoil == "file":
        content["files"] = {"0" * 64: "eA=="}
    elif spoil == "nothing":
        content = []
    path.write_text("{" if spoil == "text" else json.dumps(content), "utf-8")
    run("new", "b.ledger", "--plain")
    assert run("import", "b.ledger", "all.json", "--form", "dump", *AT_WORK, code=1)["error"]
    assert run("findings", "b.ledger") == [] and run("records", "b.ledger", "unit") == []


def test_the_form_is_told(run):
    assert "dump" in [one["form"] for one in run("forms")]
