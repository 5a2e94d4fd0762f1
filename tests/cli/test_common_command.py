"""M8, S4: common on the command line, of plain rows and of a ledger."""

import json

import pytest

from tests.rules.test_common_findings import SAMPLES


def test_plain_rows_answer_with_groups_of_the_contract(console):
    code, told, _complaint = console("common", "--findings", SAMPLES / "g01_四类共性" / "findings.json", "--json")
    assert code == 0 and [group["size"] for group in told] == [10] * 4
    assert all(set(group) == {"name", "size", "units", "findings", "shared"} for group in told)


def test_a_ledger_answers_for_its_rounds(run, office, tmp_path):
    script = {
        "steps": [
            {"do": "round.add", "args": {"name": "第六轮", "feedback_on": "2026-03-18"}, "as": "r", "user": "管理员"}
        ]
    }
    for place in "甲乙丙":
        script["steps"] += [
            {"do": "unit.add", "args": {"name": f"县{place}局党组"}, "as": place},
            {"do": "finding.add", "args": {"round": "$r", "unit": f"${place}", "text": f"{place}局党费收缴不及时"}},
        ]
    (tmp_path / "s.json").write_text(json.dumps(script, ensure_ascii=False), "utf-8")
    run("play", office, tmp_path / "s.json")
    (group,) = run("common", office)
    assert group["units"] == 3 and run("common", office, "--round", "第六轮") == [group]
    assert "没有轮次" in run("common", office, "--round", "第九轮", code=1)["error"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1", "JSON"),
        ("{}", "一列问题"),
        ('[{"number": "1", "unit": "甲", "text": "x"}, {"number": 2}]', "第 2 条"),
        ('[{"number": "1", "unit": "甲", "text": "x"}, {"number": "1", "unit": "乙", "text": "y"}]', "重复"),
    ],
)
def test_rows_of_another_shape_are_a_known_error(console, tmp_path, text, words):
    (tmp_path / "a.json").write_text(text, "utf-8")
    code, _told, complaint = console("common", "--findings", tmp_path / "a.json")
    assert code == 1 and words in complaint
    assert console("common", "--findings", tmp_path / "none.json")[0] == 1


def test_wrong_use_is_told(console):
    assert console("common")[0] == 2
    assert console("common", "a.ledger", "--findings", "b.json")[0] == 2
    assert console("common", "--findings", "b.json", "--round", "x")[0] == 2
    for share in ("0", "1.5", "x"):
        assert console("common", "a.ledger", "--threshold", share)[0] == 2
