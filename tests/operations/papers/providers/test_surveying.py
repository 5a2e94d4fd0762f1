"""papers/30, M5: all audiences of a day together, the rate over all ballots, a note where they are few."""

from __future__ import annotations

import pytest

from desktop.documents.figures import parts_of
from desktop.errors import KnownError
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


def post(office, *rows, out=10, back=10, valid=10):
    given = {"巡察组": "县委第一巡察组", "评估发出": out, "评估收回": back, "评估有效": valid, "评估计票": list(rows)}
    [one] = making.gather(
        office[0].writing(), asked(office[1], office[2], kind="post_inspection_assessment", given=given)
    )
    return one.words


def test_what_was_counted_of_the_team_gives_the_share_of_good_answers(office):
    words = post(office, {"名": "工作作风", "好": 7, "较好": 2, "差": 1})

    [row] = words["评估结果"]
    assert (str(row["名"]), int(row["好"]), int(row["一般"]), parts_of(row["率"])) == ("工作作风", 7, 0, (9, 10))


def test_counts_that_do_not_add_up_are_all_told_at_once(office):
    with pytest.raises(KnownError) as told:
        post(office, {"名": "工作作风", "好": 7}, {"名": "保密纪律", "好": 11}, back=9)

    assert all(
        words in str(told.value) for words in ("收回 9、有效 10", "“工作作风”各档之和 7", "“保密纪律”各档之和 11")
    )
