"""W-3, X8: everything in the open and back: every table, own fields, books, the recycle bin and files; the digest and every figure agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.queries import facts
from desktop.cli.list_output import list_names
from desktop.operations import ledgers, open_set
from tests.cli.played import PEOPLE, play
from tests.cli.test_every_book_leaves import full  # noqa: F401  (an office in which every book has a row)

AT_WORK = ("--user", "管理员")
DAYS = ("2026-03-19", "2026-03-20", "2026-03-31", "2026-04-30", "2026-06-05")


def test_a_dump_goes_back_whole_into_an_empty_ledger(run, full, tmp_path):  # noqa: F811
    run("record", full, "chase", "add", "--set", "unit=县民政局", "--set", "on=2026-03-20")
    run("record", full, "chase", "remove", "催办〔2026〕2号")
    made = run("dump", full, "--out", "all.json")
    content = json.loads(Path(made["path"]).read_text("utf-8"))
    assert {"finding", "talk", "chase", "record_event", "phrase", "letter"} <= set(made["contents"])
    assert content["files"] and "user" not in content["tables"]
    assert run("dump", full, "--out", "all.json", *AT_WORK)["path"].endswith("all(2).json")
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
            assert here == there, name
    for known in ((), ("--known-at", "2026-03-19"), ("--known-at", "2026-03-20")):
        assert run("rate", "b.ledger", "--as-of", "2026-06-05", *known) == run(
            "rate", full, "--as-of", "2026-06-05", *known
        )
    made_next = run("record", "b.ledger", "chase", "add", "--set", "unit=县民政局", "--set", "on=2026-03-20")
    assert made_next["number"] == "催办〔2026〕3号"
    assert run("record", "b.ledger", "chase", "restore", "催办〔2026〕2号")["number"] == "催办〔2026〕2号"
    assert run("check", "b.ledger")["ok"]
    assert run("dump", "b.ledger", "--out", "again.json", *AT_WORK)["digest"] != made["digest"]  # one record more


@pytest.mark.parametrize("spoil", ["text", "steps", "table", "row", "file", "nothing"])
def test_a_dump_that_is_not_whole_enters_nothing(run, office, spoil, tmp_path):
    play(run, office, *PEOPLE)
    path = Path(run("dump", office, "--out", "all.json", *AT_WORK)["path"])
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


def test_who_did_what_and_when_comes_along(run, full, tmp_path):  # noqa: F811
    """X8: evidence counts from its own day, an edit was not known before its day, and a claim stays that of who entered it."""
    [number] = [row["number"] for row in run("findings", full, "--as-of", "2026-06-05")]
    (tmp_path / "e.txt").write_text("凭证", "utf-8")
    by, at = {"user": "李建国"}, "2026-04-02T09:00"
    play(
        run, full,
        ("finding.evidence", {"number": number, "file": "e.txt"}, {**by, "at": "2026-03-28T09:00"}),
        ("finding.measure", {"number": number, "text": "再查"}, {**by, "at": "2026-03-29T09:00"}),
        ("finding.claim", {"number": number, "state": "done", "measure": 1, "on": "2026-03-30"}, {**by, "at": at}),
        ("finding.claim", {"number": number, "state": "done", "measure": 2, "on": "2026-03-30"}, by),
        ("finding.claim", {"number": number, "state": "done", "on": "2026-03-30"}, {"user": "王敏"}),
    )  # fmt: skip
    run("dump", full, "--out", "all.json", *AT_WORK)
    run("new", "b.ledger", "--plain")
    play(run, "b.ledger", ("user.add", {"name": "王敏", "rights": ["enter", "review"]}, {"user": "管理员"}))
    run("import", "b.ledger", "all.json", *AT_WORK)
    for day in DAYS:
        for known in ((), *(("--known-at", known) for known in DAYS)):
            for question in ("findings", "rate"):
                there, here = (run(question, one, "--as-of", day, *known) for one in (full, "b.ledger"))
                assert here == there, (question, day, known)
    assert run("findings", "b.ledger", "--as-of", "2026-03-20")[0]["evidence_count"] == 0
    for ledger in (full, "b.ledger"):
        told = play(
            run, ledger, ("finding.close_out", {"number": number, "on": "2026-06-05"}, {"user": "王敏"}), code=1
        )
        assert "王敏" in json.dumps(told, ensure_ascii=False) and _claimants(ledger) == [
            {"李建国"},
            {"李建国"},
            {"王敏"},
        ]
    assert run("check", "b.ledger")["ok"]
    assert "没有可以撤销" in run("undo", "b.ledger", *AT_WORK, code=1)["error"]


def _claimants(folder):
    ledger = ledgers.read_as(Path(folder), clock=None)
    try:
        claims = ledger.reader.column(
            "select id from finding_event where claim_state is not null and effective_on > '2026-03-29' order by id"
        )
        return [set(facts.claimants(ledger.reader, event)) for event in claims]
    finally:
        ledger.close()


def test_the_open_set_is_written_now_and_an_empty_ledger_is_refilled_from_it(run, office, tmp_path):
    play(run, office, *PEOPLE)
    Path("留存").mkdir()
    made = run("open-set", office, "--out", "留存")
    assert {Path(one).suffix for one in made["files"]} == {".json", ".xlsx", ".docx"}
    run("new", "again.ledger", "--plain", "--office", "另一处")
    run("import", "again.ledger", made["files"][0], "--form", "dump", "--user", "管理员")
    assert [one["text"] for one in run("findings", "again.ledger")] == [one["text"] for one in run("findings", office)]


def test_every_day_is_a_setting_of_who_manages_and_a_folder_that_is_not_there_is_told(run, office):
    Path("留存").mkdir()
    play(run, office, *PEOPLE)
    assert "不在" in run("open-set", office, "--daily", "没有", "--user", "管理员", code=1)["error"]
    assert run("open-set", office, "--daily", "留存", "--user", "管理员")["daily"] == str(Path("留存").resolve())
    assert run("open-set", office, "--no-daily", "--user", "管理员") == {"daily": None}
    run("open-set", office, code=2)


def test_what_stays_inside_goes_along_only_as_asked(run, office):
    """Now it does unless refused, every day only where somebody says so."""
    play(run, office, *PEOPLE)
    Path("留存").mkdir()
    made = run("open-set", office, "--out", "留存", "--inside", "no")
    assert made["digest"] == "" and not [one for one in made["files"] if Path(one).name == "全部内容.json"]
    for inside, kept in (((), False), (("--inside", "yes"), True), (("--inside", "no"), False)):
        run("open-set", office, "--daily", "留存", *inside, "--user", "管理员")
        ledger = ledgers.read_as(Path(office), clock=None)
        assert open_set.is_with_inside(ledger.reader) is kept
        ledger.close()
