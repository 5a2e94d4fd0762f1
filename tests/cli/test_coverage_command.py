"""M15, M20, M23: coverage, load, teams and classes by script and command line."""

from tests.cli.played import PEOPLE, play

OFFICE = [
    *PEOPLE,
    ("unit.add", {"name": "县教育局党组", "short": "县教育局", "kind": "县直部门"}, {"as": "e"}),
    ("unit.add", {"name": "东村党支部", "short": "东村", "kind": "村（社区）", "superior": "青石镇党委"}, {"as": "v"}),
    ("round.edit", {"number": "$r", "units": ["$u", "$v"]}),
    ("round.add", {"name": "十五届县委第七轮（回头看）", "kind": "回头看", "parent_round": "$r", "batch": "第一批", "special_topic": "粮食购销"}, {"as": "s"}),
    *(("inspector.add", {"name": name, "specialty": trade}, {"as": name}) for name, trade in (("张三", "纪检"), ("李四", "组织"), ("王五", "财审"))),
    ("avoidance.add", {"person": "$张三", "unit": "$e", "kind": "任职", "from_on": "2021-03-01", "to_on": "2024-08-31"}),
    ("team.add", {"round": "$s", "name": "第一巡察组", "leader": "李四", "units": ["$e"]}, {"as": "t", "user": "李建国"}),
]  # fmt: skip


def test_a_script_makes_up_a_team_and_the_rules_hold(run, office):
    told = play(
        run, office, *OFFICE,
        ("team.place", {"number": "$t", "person": "$张三"}, {"expect": "refused", "as": "no", "user": "李建国"}),
        ("team.place", {"number": "$t", "person": "王五", "role": "副组长"}, {"user": "李建国"}),
        ("team.final", {"number": "$t"}, {"user": "李建国", "expect": "refused"}),
        ("team.final", {"number": "$t"}, {"user": "王敏"}),
        ("team.take_out", {"number": "$t", "person": "王五"}, {"user": "李建国", "expect": "refused"}),
        ("inspector.edit", {"number": "$王五", "state": "out", "reason": "退休"}, {"user": "李建国"}),
    )  # fmt: skip
    [no] = [one for one in told["results"] if one["as"] == "no"]
    assert no["refused"].startswith("不能编入：任职回避（县教育局，2021—2024）")
    [team] = run("records", office, "team")
    assert (team["state"], team["leader"], team["deputies"], team["kind"], team["units"]) == (
        "final",
        "李四",
        "王五",
        "own",
        ["县教育局党组"],
    )
    assert run("records", office, "inspector", "--state", "out")[0]["name"] == "王五"
    round_ = next(one for one in run("records", office, "round") if one["kind"] == "回头看")
    assert (round_["parent_round"], round_["batch"], round_["special_topic"]) == (
        "十五届县委第六轮（常规）",
        "第一批",
        "粮食购销",
    )
    texts = [one["message"] for one in run("check", office)["problems"]]
    assert any("应为 5 至 8 人" in one for one in texts) and any("没有纪检专业" in one for one in texts)


def test_coverage_and_load_are_answered(run, office):
    play(run, office, *OFFICE, ("office.edit", {"posts": 2}, {"user": "管理员"}))
    told = run("coverage", office, "--term", "15")
    assert (told["due"], told["done"], told["never"], told["rate"]) == (3, 2, 1, "66.7%")
    assert told["villages"] == {"due": 1, "done": 1, "never": 0, "rate": "100.0%"}
    assert [one["unit"] for one in told["units"] if not one["done"]] == ["县教育局党组"]
    assert told["load"] == {"units": 3, "inspectors": 2, "posts": True, "truncated": "1.5", "rounded": "1.5"}
    assert "没有届次" in run("coverage", office, "--term", "99", code=1)["error"]
    assert run("records", office, "office")[0]["posts"] == 2
    found = {one["name"]: one for one in run("figures", office, "coverage_rate", "units_per_inspector", "--term", "15")}
    assert (found["coverage_rate"]["value"], found["units_per_inspector"]["value"]) == ("66.7%", "1.5")
    assert {"rounds_served": 0, "days_away": 0, "last_round": ""}.items() <= run("records", office, "inspector")[
        0
    ].items()


def test_a_class_of_the_year_is_entered_with_its_steps(run, office):
    play(
        run, office, *OFFICE,
        ("unit_class.add", {"unit": "$v", "year": 2026, "class": "重点", "mode": "直接巡", "basis": "集体收入低", "township_on": "2026-01-10", "approved_on": "2026-03-01"}),
        ("unit_class.add", {"unit": "$u", "year": 2026, "class": "问题较多", "approved_on": "2026-01-01", "township_on": "2026-02-01"}, {"expect": "refused"}),
        ("unit_class.add", {"unit": "$u", "year": 26, "class": "一般"}, {"expect": "refused"}),
    )  # fmt: skip
    told = run("coverage", office)
    assert {one["unit"]: one["class"] for one in told["units"]}["东村党支部"] == "重点"
