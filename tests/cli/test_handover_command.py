"""交接单 on the command line: told without writing, kept as a sheet with one entry in the register."""

from pathlib import Path

from tests.cli.played import PEOPLE, play


def test_what_a_person_would_hand_over_is_told_and_kept(run, office, tmp_path):
    play(
        run,
        office,
        *PEOPLE,
        (
            "chase.add",
            {"unit": "$u", "on": "2026-03-20", "findings": ["$f"], "promised_on": "2026-03-30"},
            {"user": "李建国", "at": "2026-03-20T10:00"},
        ),
    )
    told = run("handover", office, "李建国", "--heir", "王敏")
    assert [(one["kind"], one["day"]) for one in told["items"]] == [("单位答应", "2026-03-30")]
    kept = run("handover", office, "李建国", "--heir", "王敏", "--out", tmp_path / "交接单.txt", "--user", "王敏")
    assert kept["items"] == told["items"] and "接收人：王敏" in Path(kept["path"]).read_text("utf-8")
    assert [one["title"] for one in run("records", office, "print", "--user", "王敏")][0] == "工作交接单 李建国"
    assert "没有“张三”" in run("handover", office, "张三", code=1)["error"]
