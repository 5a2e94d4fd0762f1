"""registers.md §0: a script and the command line name records of other books by number."""

import json

from tests import naming_book


def test_the_command_line_and_a_script_name_records(monkeypatch, tmp_path, run):
    naming_book.declare(monkeypatch)
    run("new", "o.ledger", "--plain", "--demonstration", "--office", "县委巡察办")
    script = {"steps": [
        {"do": "squad.add", "at": "2026-05-06T09:00", "as": "s", "args": {"name": "第一分队", "made_on": "2026-03-01"}},
        {"do": "errand.add", "at": "2026-05-06T09:00", "as": "e", "args": {"on": "2026-05-01", "squad": "$s"}},
        {"do": "errand.finish", "at": "2026-05-06T09:00", "args": {"number": "$e", "before": "$e"}},
        {"do": "errand.add", "at": "2026-05-06T09:00", "args": {"on": "2026-05-01", "squad": "没有"}, "expect": "refused"},
        {"do": "squad.remove", "at": "2026-05-06T09:00", "args": {"number": "$s"}, "expect": "refused"},
    ]}  # fmt: skip
    (tmp_path / "s.json").write_text(json.dumps(script, ensure_ascii=False), "utf-8")
    assert run("play", "o.ledger", "s.json")["done"] == 5
    [row] = run("records", "o.ledger", "errand")
    assert (row["squad"], row["before"], row["state"]) == ("分队〔2026〕1号", "差事〔2026〕1号", "done")
    [told] = [one for one in run("registers") if one["register"] == "errand"]
    assert {one["field"]: one["type"] for one in told["fields"]}["squad"] == "squad"
