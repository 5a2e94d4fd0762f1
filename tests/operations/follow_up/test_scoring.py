"""M5, M11, M25, W10: sheets by versioned schemes, with points that the ledger knows, grades by cut-offs and shared ranks."""

import pytest

from db.queries import bases
from db.queries import books as queries
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS
from desktop.ledgers.surveys import SURVEYS
from desktop.operations.follow_up import scoring
from desktop.operations.follow_up.ranking import ranking, sheet_of
from desktop.operations.records import proposals, verbs
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE

TODAY = "2026-06-05"
CLERK = Actor("登记员", frozenset({Right.ENTER}))
ITEMS = "1｜组织｜｜10\n1.1｜报送｜扣分｜10\n2｜成效｜得分｜90\n3｜否决\n3.1｜造假｜否决"


@pytest.fixture
def scheme(ledger):
    said = {"name": "试", "items": ITEMS, "cut_offs": "好≥90；中≥70；差≥0"}
    return verbs.add(ledger, EVERYONE, SCORE_SCHEMES, said)[0].id


def sheet(ledger, county, scheme, unit="县民政局党组", values="2 90", **more):
    said = {"scheme": scheme, "unit": county.units[unit], "round": county.round, "values": values, **more}
    return verbs.add(ledger, EVERYONE, SCORE_SHEETS, said)[0]


def row(ledger, made, register=SCORE_SHEETS):
    return next(one for one in chosen(ledger.reader, register, TODAY) if one.id == made.id)


def refused(kind, call, *args, **how):
    with pytest.raises(KnownError) as told:
        call(*args, **how)
    assert told.value.kind == kind, told.value
    return str(told.value)


def test_total_grade_group_and_small_units_come_from_scheme_and_ledger(ledger, county, scheme):
    made = row(ledger, sheet(ledger, county, scheme, values="2 85\n1.1 3 迟报一次"))
    assert (made.total, made.grade, made.group, made.vetoed, made.small, made.rank) == ("92", "好", "县直部门", 0, 1, 1)
    assert made.rate.endswith(f"0/{made.findings_of}")


def test_points_outside_unknown_items_and_second_sheets_are_refused(ledger, county, scheme):
    refused("outside", sheet, ledger, county, scheme, values="2 91")
    refused("outside", sheet, ledger, county, scheme, values="9 1")
    refused("values", sheet, ledger, county, scheme, values="2 十")
    sheet(ledger, county, scheme)
    refused("scored_twice", sheet, ledger, county, scheme)


def test_another_grade_than_the_cut_off_gives_a_reason_and_a_veto_gives_the_lowest(ledger, county, scheme):
    refused("other_grade", sheet, ledger, county, scheme, grade="差")
    made = sheet(ledger, county, scheme, values="2 90\n3.1 1 佐证造假")
    assert (row(ledger, made).vetoed, row(ledger, made).grade) == (1, "差")
    step = SCORE_SHEETS.step("fix")
    with pytest.raises(Forbidden):
        verbs.take(ledger, CLERK, SCORE_SHEETS, made.id, step)
    refused("other_grade", verbs.take, ledger, EVERYONE, SCORE_SHEETS, made.id, step, {"grade": "中"})
    verbs.take(ledger, EVERYONE, SCORE_SHEETS, made.id, step, {"grade": "中"}, reason="领导小组研究")
    assert (row(ledger, made).grade, row(ledger, made).state, row(ledger, made).reason) == (
        "中",
        "fixed",
        "领导小组研究",
    )


def test_what_is_taken_off_says_a_fact_before_the_grade_is_fixed(ledger, county, scheme):
    made = sheet(ledger, county, scheme, values="2 90\n1.1 2")
    told = refused("unexplained", verbs.take, ledger, EVERYONE, SCORE_SHEETS, made.id, SCORE_SHEETS.step("fix"))
    assert told == "“报送”没有依据，不能定等次。请写事实或问题编号。"


def test_total_and_grade_follow_the_points_that_are_changed(ledger, county, scheme):
    made = sheet(ledger, county, scheme)
    verbs.edit(ledger, EVERYONE, SCORE_SHEETS, [made.id], {"values": "2 60"})
    assert (row(ledger, made).total, row(ledger, made).grade) == ("70", "中")


def test_ties_share_a_rank_inside_their_group_and_vetoed_ones_come_last(ledger, county, scheme):
    one = sheet(ledger, county, scheme)
    two = sheet(ledger, county, scheme, "县教育局党组")
    three = sheet(ledger, county, scheme, "柳坪乡党委", values="2 90\n3.1 1 造假")
    four = sheet(ledger, county, scheme, "城关街道党工委", values="2 10")
    assert [row(ledger, made).rank for made in (one, two, three, four)] == [1, 1, 2, 1]
    by_rate = chosen(ledger.reader, SCORE_SHEETS, TODAY, wanted=Wanted(ranked_by="rate"))
    assert [made.rank for made in by_rate] == [1, 1, 2, 1]


def test_schemes_are_versioned_shipped_and_read_before_they_are_kept(ledger):
    assert len(scoring.shipped()) == 3
    for one in scoring.shipped():
        made = verbs.add(ledger, EVERYONE, SCORE_SCHEMES, {"name": one["name"]})[0]
        assert row(ledger, made, SCORE_SCHEMES).items == one["items"] and row(ledger, made, SCORE_SCHEMES).version == 1
    name = scoring.shipped()[0]["name"]
    again = verbs.add(ledger, EVERYONE, SCORE_SCHEMES, {"name": name, "items": "1｜项｜加分｜5", "cut_offs": "好≥0"})[0]
    assert row(ledger, again, SCORE_SCHEMES).version == 2
    refused("items", verbs.add, ledger, EVERYONE, SCORE_SCHEMES, {"name": "无", "cut_offs": "好≥0"})
    refused(
        "items",
        verbs.add,
        ledger,
        EVERYONE,
        SCORE_SCHEMES,
        {"name": "无", "items": "1｜项｜加分｜5｜｜好运｜数×1", "cut_offs": "好≥0"},
    )
    refused("sealed", verbs.edit, ledger, EVERYONE, SCORE_SCHEMES, [again.id], {"items": "1｜项｜加分｜9"})


def test_bound_points_come_with_their_rows_and_are_overwritten_only_with_a_reason(ledger, county):
    items = "1｜整改率｜得分｜100｜｜整改率｜≥60:100；≥0:40\n2｜满意｜得分｜10｜｜满意率｜≥80:10；≥0:0"
    scheme = verbs.add(ledger, EVERYONE, SCORE_SCHEMES, {"name": "绑", "items": items, "cut_offs": "好≥90；差≥0"})[0].id
    answers = {
        "handed_out": 10,
        "returned": 10,
        "valid": 10,
        "satisfied": 6,
        "basically": 3,
        "dissatisfied": 1,
        "unknown": 0,
    }
    unit = county.units["县民政局党组"]
    survey = verbs.add(ledger, EVERYONE, SURVEYS, {"on": "2026-06-01", "unit": unit, "round": county.round, **answers})[
        0
    ]
    made = row(ledger, sheet(ledger, county, scheme, values=""))
    assert (
        made.total == "50"
        and "满意率 90.0%" in made.computed
        and survey.number in made.computed
        and "15-" in made.computed
    )
    refused("outside", verbs.edit, ledger, EVERYONE, SCORE_SHEETS, [made.id], {"values": "1 100"})
    verbs.edit(ledger, EVERYONE, SCORE_SHEETS, [made.id], {"values": "1 100 县委认定"})
    assert row(ledger, made).total == "110" and "1 40" in row(ledger, made).computed


@pytest.mark.parametrize("wrong, kind", [
    ({"returned": 11}, "more_returned"), ({"valid": 11, "satisfied": 8}, "more_valid"), ({"satisfied": 5}, "does_not_add_up"),
    ({"weights": "1 2"}, "weights"), ({"on": "2026-06-06"}, "in_future"),
])  # fmt: skip
def test_the_numbers_of_a_survey_add_up_m5(ledger, county, wrong, kind):
    """M5"""
    said = {
        "on": "2026-06-01", "unit": county.units["县民政局党组"], "handed_out": 10, "returned": 10, "valid": 10, "satisfied": 6,
        "basically": 3, "dissatisfied": 1, "unknown": 0,
    }  # fmt: skip
    refused(kind, verbs.add, ledger, EVERYONE, SURVEYS, said | wrong)
    made = verbs.add(ledger, EVERYONE, SURVEYS, said)[0]
    assert row(ledger, made, SURVEYS).rate == "90.0%"
    verbs.edit(ledger, EVERYONE, SURVEYS, [made.id], {"weights": "1 0.8 0 0"})
    assert row(ledger, made, SURVEYS).rate == "84.0%"


def test_lowest_satisfaction_and_lowest_grade_propose_talks_m5_m12(ledger, county, scheme):
    """M5, M12: a single unit, or all with the same rate, is no lowest one."""

    def survey(unit, satisfied):
        rest = {
            "basically": 0,
            "dissatisfied": 10 - satisfied,
            "unknown": 0,
            "handed_out": 10,
            "returned": 10,
            "valid": 10,
        }
        verbs.add(
            ledger,
            EVERYONE,
            SURVEYS,
            {"on": "2026-06-01", "unit": county.units[unit], "round": county.round, "satisfied": satisfied, **rest},
        )

    def proposed(reason):
        return [one.unit for one in proposals.proposals(ledger.reader, TODAY) if one.reason == reason]

    survey("县民政局党组", 9)
    assert proposed("low_satisfaction") == []
    survey("柳坪乡党委", 5)
    assert proposed("low_satisfaction") == ["柳坪乡党委"]
    survey("县民政局党组", 4), survey("县民政局党组", 10)
    assert proposed("low_satisfaction") == ["柳坪乡党委"], "all surveys of a unit together, as in the paper"
    made = sheet(ledger, county, scheme, "县教育局党组", values="2 10")
    assert proposed("low_grade") == []
    verbs.take(ledger, EVERYONE, SCORE_SHEETS, made.id, SCORE_SHEETS.step("fix"))
    assert proposed("low_grade") == ["县教育局党组"]
    assert queries.records(ledger.reader, SCORE_SHEETS.shape, TODAY)[0].state == "fixed"


def test_a_grade_given_with_the_points_and_a_reason_counts_before_it_is_fixed(ledger, county, scheme):
    made = sheet(ledger, county, scheme, grade="差", reason="弄虚作假，领导小组研究")
    one = row(ledger, made)
    ranked = ranking(ledger.reader, bases.default_basis(ledger.reader), county.round, TODAY)
    [place] = [place for place in ranked.places if place.sheet]
    shown = sheet_of(ledger.reader, scheme, place.unit_id, county.round, TODAY, one)

    assert (place.grade, shown.grade, one.grade) == ("差", "差", "差")
    assert scoring.grade_of(ledger.reader, one, "好≥90；中≥70；差≥0") == ("差", "弄虚作假，领导小组研究")


def test_what_was_given_with_the_points_stands_until_the_day_on_which_another_grade_is_fixed(
    ledger, clock, county, scheme
):
    made = sheet(ledger, county, scheme, grade="差", reason="弄虚作假")
    clock.set("2026-06-09T09:00:00")
    verbs.take(ledger, EVERYONE, SCORE_SHEETS, made.id, SCORE_SHEETS.step("fix"), {"grade": "中"}, reason="复议")

    def told(on):
        [one] = queries.records(ledger.reader, SCORE_SHEETS.shape, on)
        return scoring.grade_of(ledger.reader, one, "好≥90；中≥70；差≥0")

    assert (told(TODAY), told("2026-06-09")) == (("差", "弄虚作假"), ("中", "复议"))
