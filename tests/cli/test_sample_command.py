"""M10, W9: the draw on the command line, from a file that touches no ledger and from a ledger (interfaces.md, `sample`)."""

import json
from pathlib import Path

import pytest

from tests.cli.played import PEOPLE, play

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "F_draws").iterdir())


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda one: one.name)
def test_a_frame_of_the_samples_answers_as_expected(run, folder):
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    told = run("sample", "--frame", folder / "frame.csv", "--seed", wanted["seed"], "--share", wanted["share"])
    assert {name: told[name] for name in wanted} == wanted


def test_a_ledger_answers_with_the_findings_of_its_round(run, office):
    play(run, office, *PEOPLE)
    told = run("sample", office, "--round", "15-06", "--seed", "20260605-47")
    assert told["findings"] == ["15-06-0001"] and told["proof"] == {"units": [1, 1], "findings": [1, 1]}
    assert (
        "无从抽取" in run("sample", office, "--round", "15-06", "--seed", "1", "--as-of", "2020-01-01", code=1)["error"]
    )
    assert "没有轮次" in run("sample", office, "--round", "99", "--seed", "1", code=1)["error"]


@pytest.mark.parametrize("text, told", [
    ("编号,单位\n1,甲", "缺 stratum"), ("", "空文件"), ("number,unit,stratum\n", "没有问题"), ("number,unit,stratum\n1,甲,a\n1,甲,a", "第 3 行"),
    ("number,unit,stratum\n1,甲,a\n2,甲,b", "第 3 行"), ("number,unit,stratum\n,甲,a", "第 2 行"), ("number,unit,stratum\n 　,甲,a\n", "第 2 行"),
])  # fmt: skip
def test_what_is_no_frame_is_refused_with_its_place(run, tmp_path, text, told):
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    assert told in run("sample", "--frame", "f.csv", "--seed", "1", code=1)["error"]


def test_a_frame_or_a_ledger_and_a_share_that_is_one(run, office, tmp_path):
    run("sample", "--seed", "1", code=2)
    run("sample", office, "--seed", "1", code=2)
    (tmp_path / "f.csv").write_text("number,unit,stratum\n1,甲,a", encoding="utf-8")
    assert "比例" in run("sample", "--frame", "f.csv", "--seed", "1", "--share", "3/2", code=1)["error"]
    assert "种子" in run("sample", "--frame", "f.csv", "--seed", " ", code=1)["error"]
    assert run("sample", "--frame", "f.csv", "--seed", "1", "--share", "40%")["findings"] == ["1"]


SCORED = [
    (
        "score_scheme.add",
        {"name": "试", "items": "1｜成效｜得分｜100", "cut_offs": "好≥90；差≥0"},
        {"user": "王敏", "as": "s"},
    ),
    ("unit.add", {"name": "县教育局党组"}, {"as": "e", "user": "王敏"}),
    (
        "score_sheet.add",
        {"scheme": "$s", "unit": "$u", "round": "$r", "values": {"1": 80}},
        {"as": "a", "user": "王敏"},
    ),
    (
        "score_sheet.add",
        {"scheme": "$s", "unit": "$e", "round": "$r", "values": {"1": [95, "县委认定"]}},
        {"user": "王敏"},
    ),
]


def test_the_whole_follow_up_is_played_m9_m10_m11(run, office):
    """M9, M10, M11: draw, lock, visit, check that waits, reopening by the check; sheets with their ranks."""
    play(
        run, office, *PEOPLE,
        ("draw.add", {"round": "$r", "seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏", "spoken_by_b": "林晓"}, {"user": "王敏", "as": "d", "at": "2026-06-05T09:00"}),
        ("draw.add", {"round": "$r", "seed": "另一个"}, {"user": "王敏", "expect": "refused"}),
        ("draw.check", {"number": "$d", "seed": "20260605-47"}, {"user": "王敏", "expect": "refused"}),
        ("draw.check", {"number": "$d", "seed": "20260605-47"}, {"user": "李建国"}),
        ("draw.lock", {"number": "$d"}, {"user": "李建国", "expect": "refused"}),
        ("draw.lock", {"number": "$d"}, {"user": "王敏"}),
        ("finding.stage_done", {"number": "$f", "review_on": "2026-12-01"}, {"user": "王敏"}),
        ("visit.add", {"on": "2026-06-05", "unit": "$u", "draw": "$d"}, {"user": "李建国", "as": "v"}),
        ("check.add", {"visit": "$v", "finding": "$f", "found": "true"}, {"user": "李建国", "expect": "refused"}),
        ("check.add", {"visit": "$v", "finding": "$f", "found": "false", "ways": ["访", "听"], "text": "没有补缴"}, {"user": "李建国", "as": "c"}),
        ("finding.reopen", {"number": "$f", "check": "$c", "reason": "核查不属实"}, {"user": "李建国", "expect": "refused"}),
        ("finding.reopen", {"number": "$f", "check": "$c", "reason": "核查不属实"}, {"user": "王敏"}),
        *SCORED,
    )  # fmt: skip
    [check] = run("records", office, "check")
    assert (check["state"], check["ways"], check["finding"], check["visit"]) == (
        "reopened",
        "听、访",
        "15-06-0001",
        "督查〔2026〕1号",
    )
    assert run("records", office, "finding")[0]["verdict"] == "in_progress"
    [drawn] = run("records", office, "draw", "--state", "locked")
    assert (drawn["findings"], drawn["checked_by"], drawn["share"]) == (["15-06-0001"], "李建国", "1/3")
    told = run("records", office, "score_sheet", "--sort", "total")
    assert [(one["unit"], one["total"], one["grade"], one["rank"]) for one in told] == [
        ("县教育局党组", "95", "好", 1), ("县民政局党组", "80", "差", 2),
    ]  # fmt: skip
    assert {one["rank"] for one in run("records", office, "score_sheet", "--sort", "rate")} == {1, 2}
    figures = {
        one["name"]: one for one in run("figures", office, "visits", "checks", "precision_rate", "false_close_out_rate")
    }
    assert [figures[one]["value"] for one in ("visits", "checks")] == ["1", "1"]
    assert (figures["precision_rate"]["numerator"], figures["precision_rate"]["denominator"]) == (0, 1)
    assert figures["false_close_out_rate"]["denominator"] == 0, "长期坚持 is no close-out"
    assert "没有" in run("records", office, "check", "--sort", "无", code=1)["error"]
