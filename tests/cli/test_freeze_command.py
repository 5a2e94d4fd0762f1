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


def test_a_closed_period_answers_with_its_frozen_figures_and_tells_what_came_later_apart(run, office):
    """R5: rate and figures by --period; a late claim of the same day moves nothing."""
    play(run, office, *PEOPLE, ("round.edit", {"number": "$r"}, {"at": "2026-06-05T09:00"}))
    run(
        "freeze",
        office,
        "--name",
        "2026年5月",
        "--as-of",
        "2026-05-31",
        "--basis",
        "县委口径（自报）",
        "--user",
        "王敏",
    )
    before = run("rate", office, "--period", "2026年5月", "--by", "unit")
    play(run, office, LATE)
    after = run("rate", office, "--period", "2026年5月", "--by", "unit")

    assert before["adjustments"] == [] and after["adjustments"] != []
    assert {**after, "adjustments": []} == before and after["as_of"] == "2026-05-31"
    assert after["total"]["numerator"] == 0 and sum(one["denominator"] for one in after["rows"]) == 1
    found = {one["name"]: one for one in run("figures", office, "claim_rate", "findings", "--period", "2026年5月")}
    assert found["claim_rate"]["value"] == "0.0%" and found["claim_rate"]["adjustment"]["now"] == "100.0%（1/1）"
    assert set(found) == {"claim_rate", "findings"} and found["findings"]["adjustment"] is None


def test_a_period_brings_its_own_day_basis_and_rounds(run, office):
    for command in ("rate", "figures"):
        for more in (("--as-of", "2026-05-31"), ("--round", "15-06"), ("--known-at", "2026-05-31")):
            assert "--period" in run(command, office, "--period", "2026年5月", *more, code=2)["error"]
    assert "还没有冻结过" in run("rate", office, "--period", "2026年5月", code=1)["error"]
