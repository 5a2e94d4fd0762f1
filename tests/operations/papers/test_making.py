"""D7, D8: from a request to papers: for whom, of which round and findings, and what a clerk may write over the ledger's words."""

from datetime import date

import pytest

from desktop.documents.recipes import RECIPES, recipe_of
from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.undo import undo
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.conftest import TODAY, asked
from tests.operations.papers.test_catalogue import TALK
from tests.operations.papers.visited import visited

REPORT = "rectification_summary_report"


def gather(office, *units, **fields):
    return making.gather(office[0].writing(), asked(office[1], *units, **fields))


# -- for whom ------------------------------------------------------------------------------------------


def test_named_units_get_their_paper_and_everybody_means_every_unit_with_cause(office):
    assert [one.unit_id for one in gather(office, office[3], office[2])] == [office[3], office[2]]
    assert [one.unit_id for one in gather(office)] == [office[2], office[3]]


def test_a_paper_for_units_without_any_named_says_how_to_name_them(office):
    with pytest.raises(KnownError, match="要指明单位（--unit），或用 --all"):
        making.gather(office[0].writing(), Request("supervision_letter", TODAY, TODAY, office[1]))


@pytest.mark.parametrize(("named", "who"), [(True, "所选单位"), (False, "本轮各单位")])
def test_without_cause_it_is_told_for_whom_there_is_none(office, named, who):
    day = date(2026, 3, 11)
    units = (office[2],) if named else ()
    with pytest.raises(KnownError, match=f"^{who}.*请核对轮次、单位和截止日期"):
        gather(office, *units, as_of=day)


def test_each_paper_names_the_findings_that_are_its_cause(office):
    [one] = gather(office, office[3])
    assert one.findings == (3,) and one.addressee.endswith("县农业农村局党组") and one.file_label


# -- which round ---------------------------------------------------------------------------------------


def test_without_a_round_the_one_fed_back_last_before_the_day_is_meant(office):
    a_round(office[0], "第七轮", feedback_on="2026-08-01")
    a_round(office[0], "未来轮", feedback_on="2026-12-01")

    def meant(day):
        return making._round(office[0].writing(), Request(REPORT, TODAY, day)).name

    assert [meant(date(2026, month, day)) for month, day in ((7, 31), (8, 1), (9, 30))] == [
        "十四届县委第六轮",
        "第七轮",
        "第七轮",
    ]
    with pytest.raises(KnownError, match="“第七轮”"):
        making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30)))


def test_a_ledger_without_a_round_fed_back_says_what_to_do(ledger):
    with pytest.raises(KnownError, match="还没有反馈过的轮次"):
        making.gather(ledger.writing(), Request(REPORT, TODAY, TODAY))
    with pytest.raises(KnownError, match="已不在账本中"):
        making.gather(ledger.writing(), Request(REPORT, TODAY, TODAY, 99))


def test_a_basis_that_is_not_there_is_told_by_its_name(office):
    with pytest.raises(KnownError, match="没有名为“没有”的口径"):
        gather(office, office[2], basis_name="没有")


# -- composed papers -----------------------------------------------------------------------------------


def test_a_paper_to_a_unit_names_no_finding_of_another(office):
    with pytest.raises(KnownError, match="问题14-06-0001不是这个单位的"):
        gather(
            office,
            office[3],
            kind="talk_notice",
            given={**TALK, "单位": "县农业农村局党组", "问题编号": ["14-06-0001"]},
        )


def test_findings_that_are_chosen_come_in_their_order_whatever_was_typed(office):
    one, two = (
        making.gather(
            office[0].writing(),
            Request("talk_notice", TODAY, TODAY, office[1], (office[2],), given={**TALK, "问题编号": numbers}),
        )[0]
        for numbers in (["14-06-0001", "14-06-0002"], ["14-06-0002", "14-06-0001"])
    )
    assert one.findings == two.findings == (1, 2)


def test_a_report_tells_its_basis_and_all_that_it_counts_and_a_paper_without_one_none(office):
    [report] = making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), office[1]))
    assert report.basis_text and set(report.findings) == {1, 2, 3} and report.unit_id is None
    for recipe in RECIPES:
        if not any(field.name == "口径" for field in recipe.fields) and recipe.kind == "supervision_letter":
            [letter] = gather(office, office[2])
            assert (letter.basis_id, letter.basis_text) == (None, "")


def test_a_report_with_nothing_counted_says_when_and_of_which_round(office):
    other = a_round(office[0], "空轮", feedback_on="2026-05-01")
    with pytest.raises(KnownError, match="2026-09-30 时“空轮”"):
        making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), other))


def test_a_talk_that_no_register_knows_is_told_by_its_number(office):
    with pytest.raises(KnownError, match="约谈登记中没有“约谈〔1999〕9号”"):
        gather(office, office[2], kind="talk_notice", given={"约谈号": "约谈〔1999〕9号"})


# -- what was typed ------------------------------------------------------------------------------------


def test_a_number_of_the_ledger_is_not_written_over(office):
    [report] = making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), office[1]))
    assert report.words["总数"].rows
    with pytest.raises(KnownError, match="“总数”由台账算出，不能改写"):
        making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), office[1], given={"总数": 5}))


def test_of_the_list_of_what_is_open_only_the_next_step_is_the_clerks(office):
    given = {"未销清单": [{"编号": "14-06-0001", "下步": "约谈", "单位": "改过的单位"}, {"编号": "没有", "下步": "x"}]}
    [plain] = making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), office[1]))
    [typed] = making.gather(office[0].writing(), Request(REPORT, TODAY, date(2026, 9, 30), office[1], given=given))
    before, after = plain.words["未销清单"], typed.words["未销清单"]
    assert len(before) == len(after) and str(after[0]["下步"]) == "约谈"
    assert [{**row, "下步": ""} for row in after] == [{**row, "下步": ""} for row in before]


def test_what_was_not_known_yet_on_a_day_is_no_cause_as_known_then(office):
    """The findings were entered on 9 October."""
    with pytest.raises(KnownError, match="^所选单位"):
        gather(office, office[2], known_at=date(2026, 10, 1))
    [one] = gather(office, office[2], known_at=TODAY)
    assert one.known_at == "2026-10-09"


# -- prepared papers -----------------------------------------------------------------------------------


def prepared(office):
    return making.gather(office[0].writing(), Request("talk_notice", TODAY, TODAY, everyone=True))


def test_a_prepared_paper_is_made_as_it_was_typed_until_it_is_dropped(office):
    ledger, round_id, *_units = office
    making.prepare(ledger, EVERYONE, "约谈通知书", "住建局约谈", TALK, round_id)
    [one] = prepared(office)
    assert one.prepared_id == 1 and str(one.words["地点"]) == TALK["地点"] and one.round_id == round_id
    making.drop_prepared(ledger, EVERYONE, 1)
    with pytest.raises(KnownError, match="没有备好的约谈通知书"):
        prepared(office)


def test_a_paper_prepared_anew_takes_the_place_of_the_former_one_and_else_stands_beside_it(office):
    ledger, round_id, *_units = office
    making.prepare_anew(ledger, EVERYONE, "talk_notice", "一", TALK, round_id, None)
    making.prepare_anew(ledger, EVERYONE, "talk_notice", "二", {**TALK, "地点": "别处"}, round_id, 1)
    assert [(one.prepared_id, str(one.words["地点"])) for one in prepared(office)] == [(2, "别处")]
    making.prepare_anew(ledger, EVERYONE, "talk_notice", "三", TALK, round_id, None)
    assert [one.prepared_id for one in prepared(office)] == [2, 3]


def test_one_undo_of_a_paper_prepared_anew_brings_the_former_one_back(office):
    ledger, round_id, *_units = office
    making.prepare_anew(ledger, EVERYONE, "talk_notice", "一", TALK, round_id, None)
    making.prepare_anew(ledger, EVERYONE, "talk_notice", "一", {**TALK, "地点": "别处"}, round_id, 1)
    undo(ledger, EVERYONE)
    assert [(one.prepared_id, str(one.words["地点"])) for one in prepared(office)] == [(1, TALK["地点"])]


def test_words_that_the_kind_does_not_have_are_not_prepared(office):
    with pytest.raises(KnownError):
        making.prepare(office[0], EVERYONE, "talk_notice", "一", {"没有这个词": "x"}, office[1])
    assert office[0].reader.value("select count(*) from prepared_paper") == 0


# -- the catalogue -------------------------------------------------------------------------------------


def test_a_kind_whose_findings_are_chosen_tells_so_first_and_once(office):
    for shown in making.kinds(office[0].reader):
        recipe = recipe_of(shown["kind"])
        fields = [field["field"] for field in shown["fields"]]
        assert fields.count("问题编号") == (
            1 if recipe.rows.chosen or "问题编号" in {f.name for f in recipe.fields} else 0
        )
        assert not recipe.rows.chosen or "问题编号" in fields
    assert len(making.kinds()) == len(RECIPES)


def test_a_finding_that_was_closed_is_no_cause_any_more(office):
    progress.withdraw(office[0], EVERYONE, [3], "2026-09-01", "重复", "王书记")
    assert [one.unit_id for one in gather(office)] == [office[2]]
    a_finding(
        office[0], office[1], a_unit(office[0], "县水利局党组"), "新问题", first_due_on="2026-09-10", due_kind="date"
    )
    assert len(gather(office)) == 2


def test_of_rounds_fed_back_before_the_day_the_latest_is_meant_and_of_one_day_the_last_entered(office):
    ledger = office[0]
    earlier = a_round(ledger, "十四届县委第五轮", feedback_on="2026-02-01")
    request = Request("supervision_letter", TODAY, date(2026, 9, 30), None, (), True)
    assert making._round(ledger.writing(), request).id == office[1] != earlier
    same_day = a_round(ledger, "十四届县委第四轮", feedback_on="2026-03-10")
    assert making._round(ledger.writing(), request).id == same_day


@pytest.mark.parametrize("kind", [one.kind for one in RECIPES if one.rows.drawn and not one.each])
def test_what_tells_of_a_draw_has_no_cause_before_it_is_locked(office, kind):
    ledger, round_id, *_units = office
    request = Request(kind, TODAY, date(2026, 9, 30), round_id, given={"主送": "回访督查组"})
    with pytest.raises(KnownError, match="抽样还没有锁定"):
        making.gather(ledger.writing(), request)
    visited(ledger, round_id)
    assert making.gather(ledger.writing(), request)


@pytest.mark.parametrize(
    "recipe", [one for one in RECIPES if one.title.endswith("通报") and not one.each], ids=lambda one: one.kind
)
def test_a_bulletin_goes_to_nobody_above_and_to_no_county_leader(office, recipe):
    def whom(name):
        making.gather(office[0].writing(), Request(recipe.kind, TODAY, TODAY, office[1], given={"主送": name}))

    for name in ("县委常委会", "县委书记专题会", "中共云岭县委", "市委巡察办", "县长程砚秋", "程砚秋同志"):
        with pytest.raises(KnownError, match=f"以“特此通报”作结.*“主送”不能是“{name}”.*另出汇报或报告"):
            whom(name)
    for name in ("各乡镇党委，县直各单位党组（党委）", "县委组织部", "青石镇党委"):
        try:
            whom(name)
        except KnownError as error:
            assert "特此通报" not in str(error), "it has no cause in this ledger, and that is what is told"


def test_a_bulletin_that_went_out_is_told_again_to_whomever_it_went_to(office):
    again = Request("rectification_bulletin", TODAY, TODAY, office[1], given={"主送": "县委常委会"}, again=True)
    assert making.gather(office[0].writing(), again)
