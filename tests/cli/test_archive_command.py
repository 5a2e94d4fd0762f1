"""S6 on the command line: checks, package, handing over, reading back, clearing by two (registers.md §13, `archive`)."""

import pytest

from tests.cli.played import PEOPLE, play

ROUND = "15-06"


@pytest.fixture
def checked(run, office):
    play(run, office, *PEOPLE, ("round.edit", {"number": "$r"}, {"at": "2026-06-05T09:00"}))
    return run("archive", office, "--round", ROUND)


def forced(run, office, checked):
    said = [word for name in checked["open"] for word in ("--force", f"{name}=主任同意后补")]
    return run("archive", office, "--round", ROUND, "--begin", *said, "--user", "王敏")


def test_the_checks_are_told_with_their_rows_and_change_nothing(run, office, checked):
    assert len(checked["checks"]) == 8 and checked["number"] is None
    assert {one["check"] for one in checked["checks"] if one["stands"] == "wrong"} == set(checked["open"])
    assert run("archive", office, "--round", ROUND) == checked


def test_a_round_is_forced_packed_read_back_and_handed_over(run, office, checked, tmp_path):
    told = forced(run, office, checked)
    assert told["state"] == "forced" and told["number"]
    path = tmp_path / "第六轮.归档包"
    made = run("archive", office, "--round", ROUND, "--pack", path, "--user", "王敏")
    again = run("archive", office, "--read", path)
    assert again["whole"] and again["sha256"] == made["sha256"] and again["files"] == made["files"]
    assert len(again["missing"]) == len(checked["open"]) and again["round"]
    handed = run("archive", office, "--round", ROUND, "--hand-over", "县档案馆", "--user", "王敏")
    assert handed["state"] == "handed"
    assert run("archive", office, "--round", ROUND)["sha256"] == made["sha256"]


def test_what_is_wrong_is_said_and_changes_nothing(run, office, checked, tmp_path):
    path = tmp_path / "第六轮.归档包"
    run("archive", office, code=2)
    run("archive", office, "--round", ROUND, "--begin", "--pack", path, code=2)
    assert "检查=理由" in run("archive", office, "--round", ROUND, "--force", "别的", "--user", "王敏", code=2)["error"]
    assert "还没有登记" in run("archive", office, "--round", ROUND, "--pack", path, "--user", "王敏", code=1)["error"]
    assert "审核" in run("archive", office, "--round", ROUND, "--begin", "--user", "李建国", code=1)["error"]
    assert "读不出来" in run("archive", office, "--read", path, code=1)["error"]
    assert not path.exists() and run("archive", office, "--round", ROUND) == checked


def test_clearing_asks_for_the_state_and_the_right(run, office, checked, tmp_path):
    forced(run, office, checked)
    asked = ("--confirm", "第六轮", "--second", "王敏", "--reason", "已移交")
    path = tmp_path / "第六轮.归档包"
    told = run("archive", office, "--round", ROUND, "--wipe", path, *asked, "--user", "王敏", code=1)
    assert "管理" in told["error"]
