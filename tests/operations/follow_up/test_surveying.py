"""M5: units by the rate of all their surveys together; equal rates share a rank, the lowest is marked, the sums are those of the parts."""

from types import SimpleNamespace

from desktop.operations.follow_up.surveying import standings


def survey(number, unit, satisfied, basically, valid, *, round_id=5, returned=None, weights=""):
    stored = {
        "unit": unit, "round": round_id, "on": "2026-01-12", "handed_out": 100, "returned": returned or valid, "valid": valid,
        "satisfied": satisfied, "basically": basically, "dissatisfied": valid - satisfied - basically, "unknown": 0,
        "weights": weights,
    }  # fmt: skip
    names = {"number": f"测评〔2026〕{number}号", "unit": f"单位{unit}", "round": f"第{round_id}轮"}
    return SimpleNamespace(id=number, stored=stored, **names)


def test_units_stand_by_all_their_surveys_together():
    found = standings(
        [survey(1, 7, 8, 1, 10), survey(2, 8, 5, 4, 10), survey(3, 7, 9, 0, 10), survey(4, 9, 2, 3, 10)], "2026-06-05"
    )
    assert [(one.unit_id, one.rank, one.lowest) for one in found.units] == [(7, 1, False), (8, 1, False), (9, 3, True)]
    assert found.units[0].surveys == (1, 3) and found.surveys == 4 and found.faulty == ()
    assert sum(one.good for one in found.units) == found.counts["satisfied"] + found.counts["basically"]
    assert sum(one.counts["valid"] for one in found.units) == found.counts["valid"] == 40


def test_rounds_are_ranked_apart_and_what_was_not_valid_has_no_rank():
    found = standings([survey(1, 7, 8, 1, 10), survey(2, 7, 1, 1, 10, round_id=6), survey(3, 8, 0, 0, 0)], "2026-06-05")
    assert [(one.round_id, one.unit_id, one.rank, one.lowest) for one in found.units] == [
        (6, 7, 1, False), (5, 7, 1, False), (5, 8, None, False),
    ]  # fmt: skip


def test_a_sheet_that_does_not_agree_with_itself_is_named():
    assert standings([survey(1, 7, 8, 1, 10, returned=3)], "2026-06-05").faulty == ("测评〔2026〕1号",)
