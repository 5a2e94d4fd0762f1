"""papers/30, M5: all audiences of a day together, the rate over all ballots, a note where they are few."""

from __future__ import annotations

from desktop.documents.figures import parts_of
from desktop.operations.papers import making
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter
from tests.operations.papers.recorded import DAY, asked_people


def sheets(office):
    return [
        one.words for one in making.gather(office[0].writing(), asked(office[1], office[2], kind="satisfaction_survey"))
    ]


def test_the_audiences_of_a_day_stand_on_one_sheet_in_the_order_of_the_book(office):
    asked_people(office[0], office[1], office[2])
    [words] = sheets(office)

    assert [(row["类别"], int(row["有效"]), parts_of(row["率"])) for row in words["测评汇总"]] == [
        ("班子成员", 5, (4, 5)),
        ("服务对象", 4, (4, 4)),
    ]
    assert [
        int(words[name]) for name in ("发出", "收回", "有效", "满意", "基本满意", "不满意", "不了解", "无效票")
    ] == [10, 10, 9, 6, 2, 1, 0, 1]
    assert parts_of(words["满意率合计"]) == (8, 9) and words["小样本"] == 10 and words["测评号"].count("测评") == 2


def test_weights_are_counted_and_told_and_another_day_is_another_sheet(office):
    ledger, round_id, housing, _farming = office
    counts = {
        "handed_out": 20,
        "returned": 20,
        "valid": 20,
        "satisfied": 10,
        "basically": 10,
        "dissatisfied": 0,
        "unknown": 0,
    }
    said = {**counts, "unit": housing, "round": round_id, "audience": "群众代表", "weights": "1 0.8 0 0"}
    enter(ledger, "survey", on=DAY, also={**said, "on": DAY})
    enter(ledger, "survey", on=DAY, also={**said, "on": "2026-09-21", "weights": ""})
    weighted, plain = sheets(office)

    assert (str(weighted["满意率合计"]), weighted["测评权重"]) == ("90.0%", "1 0.8 0 0")
    assert (
        str(plain["满意率合计"]) == "100.0%"
        and "测评权重" not in plain
        and "无效票" not in plain
        and "小样本" not in plain
    )
