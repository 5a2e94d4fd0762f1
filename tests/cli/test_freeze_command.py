"""R5 on the command line: freeze closes a period, --show tells it with its adjustments (interfaces.md, `freeze`)."""

from tests.cli.played import PEOPLE, play

LATE = (
    "finding.claim",
    {"number": "15-06-0001", "on": "2026-05-20", "state": "done", "text": "已补缴 3 笔"},
    {"user": "李建国"},
)


def test_a_period_is_closed_shown_and_adjusted(run, office):
    play(run, office, *PEOPLE, ("round.edit", {"number": "$r"}, {"at": "2026-06-05T09:00"}))
    told = run("freeze", office, "--name", "2026年5月", "--as-of", "2026-05-31", "--user", "王敏")

    assert told["name"] == "2026年5月" and len(told["digest"]) == 64 and told["adjustments"] == []
    assert {one["name"]: one["value"] for one in told["figures"]}["findings"] == "1"
    play(run, office, LATE)
    again = run("freeze", office, "--show", "2026年5月")
    assert again["figures"] == told["figures"] and again["digest"] == told["digest"]
    moved = {one["figure"]: one for one in again["adjustments"]}
    assert moved["claim_rate"]["then"] == "0.0%（0/1）" and moved["claim_rate"]["now"] == "100.0%（1/1）"
    assert moved["claim_rate"]["findings"] == ["15-06-0001"] and "补登 2026-05-20" in moved["claim_rate"]["cause"]


def test_what_is_wrong_is_said(run, office):
    play(run, office, *PEOPLE)
    run("freeze", office, code=2)
    run("freeze", office, "--name", "一", "--show", "二", code=2)
    assert "还没有冻结过" in run("freeze", office, "--show", "二", code=1)["error"]
    assert (
        "审核" in run("freeze", office, "--name", "二月", "--as-of", "2026-02-28", "--user", "李建国", code=1)["error"]
    )
