"""The report on a round counts its books: parts sum to wholes, and what a book counts nobody can write over (papers/17)."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import books as book_queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.talks import CALLED_IN, KINDS, LAGGING, REASONS
from desktop.operations import office_figures, units
from desktop.operations.change import change
from desktop.operations.figure_moment import Moment
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests.builders import EVERYONE
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter, plan_under_review, step

ON = "2026-05-11"
NEXT = {"下步": [{"标题": "抓好收尾", "内容": "12月底前办结"}]}


def words(office, kind="rectification_summary_report", **given):
    ledger, round_id, *_units = office
    typed = {**NEXT, **given} if kind == "rectification_summary_report" else given
    request = Request(kind, TODAY, date(2026, 9, 30), round_id, given=typed)
    return making.gather(ledger.writing(), request)[0].words


@pytest.fixture
def full(office):
    """Money of three kinds, regulations, talks, meetings of both units, opinions on one plan."""
    ledger, round_id, housing, farming = office
    own = {"round": round_id, "unit": housing}
    for kind, amount in (("refunded", 5), ("money_recovered", 7), ("money_repaid", 1)):
        enter(ledger, "outcome", also={"on": ON}, kind=kind, amount=amount * 10_000, **own)
    enter(ledger, "outcome", also={"on": ON}, kind="sanction_gov", persons=2, person_times=3, **own)
    for number, kind in enumerate(("new", "new", "revised")):
        enter(ledger, "regulation", name=f"办法{number}", adopted_on=ON, kind=kind, field="财务", findings=[1], **own)
    for unit in (housing, farming):
        enter(ledger, "unit_meeting", held_on=ON, unit=unit, kind="study", round=round_id)
    plan_under_review(ledger, round_id, housing, ("县纪委监委", None, "措施不实"), ("县委组织部", None, "时限过长"))
    return office


def test_each_book_is_counted_and_its_parts_sum(full):
    found = words(full)
    assert int(found["资金合计"]) == 130_000 == sum(int(one["数"]) for one in found["资金分项"])
    assert [one["名称"] for one in found["资金分项"]] == ["追缴", "归垫", "清退"]
    assert int(found["制度数"]) == 3 == sum(int(found[name] or 0) for name in ("新建数", "修订数"))
    assert found["制度均已对应"] and found["均召开专题会"] and int(found["会议次数"]) == 2
    assert (int(found["处分人数"]), int(found["联审意见数"]), int(found["联审采纳数"])) == (2, 2, 0)
    assert found.get("约谈数") is None and found.get("意见均已说明") is None


def test_the_bulletin_says_the_same_sums(full):
    typed = {"要求": [{"标题": "严格标准", "内容": "逐条核对"}], "签发人": "程砚秋"}
    report, bulletin = words(full), words(full, "rectification_bulletin", **typed)
    assert {name: str(report[name]) for name in ("资金合计", "制度数", "联审次数")} == {
        name: str(bulletin[name]) for name in ("资金合计", "制度数", "联审次数")
    }


def test_what_a_book_counts_cannot_be_typed(full):
    with pytest.raises(KnownError, match="“资金合计”由台账算出"):
        words(full, 资金合计=5)


def test_where_the_books_are_silent_a_clerk_may_still_say_it(office):
    assert str(words(office, 会议次数="26")["会议次数"]) == "26"


BULLETIN = {"要求": [{"标题": "严格标准", "内容": "逐条核对"}], "签发人": "程砚秋"}
TALK = {
    "talker": "顾言之",
    "demands": "1.逐条说明",
    "kind": "secretary",
    "reason": "overdue",
    "talked_to": "主要负责人",
}


def talked(office, **said):
    """A talk with the first unit that took place in May; its number."""
    ledger, round_id, housing, _farming = office
    talk = enter(ledger, "talk", on=ON, held_on=ON, unit=housing, round=round_id, **{**TALK, **said})
    step(ledger, "talk", talk, "hold", on=ON, held_on=ON)
    return ledger.reader.value("select number from talk where id = ?", (talk,))


def test_of_all_kinds_and_reasons_only_what_the_sentence_says_is_counted(office):
    for kind in KINDS:
        for reason in REASONS:
            talked(office, kind=kind, reason=reason)
    talked(office, talked_to="程知行", post="分管副局长")
    assert int(words(office)["约谈数"]) == len(CALLED_IN) * len(LAGGING)
    assert int(words(office, "rectification_bulletin", **BULLETIN)["约谈人次"]) == len(CALLED_IN) * len(REASONS)


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"talked_to": "周柏川"}, False),
        ({"talked_to": "周柏川", "post": "党组书记、局长"}, True),
        ({"talked_to": "周柏川", "post": "县住房和城乡建设局党组书记"}, True),
        ({"talked_to": "周柏川", "post": "党组副书记"}, False),
        ({"talked_to": "周柏川", "post": "主要负责人"}, True),
    ],
)
def test_only_a_talk_with_who_answers_for_the_unit_counts(office, said, counts):
    talked(office, **said)
    assert bool(words(office).get("约谈数")) is counts


def test_the_name_on_the_units_card_is_its_leader(office):
    ledger, _round, housing, _farming = office
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "负责人") as changes:
        changes.writer.update("unit", housing, {"leader": "周柏川"})
    talked(office, talked_to="周柏川")
    assert int(words(office)["约谈数"]) == 1


SPELLED = {
    "党组书记": True,
    "局长": True,
    "党组书记兼局长": True,
    "县住房和城乡建设局局长": True,
    "青岩县住房和城乡建设局党组书记、局长": True,
    "住建局局长": True,
    "一级调研员，主要负责人": True,
    "党组书记、原副局长": True,
    "副局长": False,
    "党组副书记": False,
    "副局长兼机关党委书记": False,
    "柳坪村党支部书记": False,
    "原党组书记、局长": False,
    "县房产中心主任": False,
    "县农业农村局局长": False,
}


def test_a_post_counts_as_the_card_spells_it_with_the_own_name_in_front_or_not_and_no_other(office):
    ledger, _round, housing, _farming = office
    units.add_alias(ledger, EVERYONE, housing, "住建局")
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "负责人") as changes:
        changes.writer.update("unit", housing, {"leader": "周柏川", "leader_title": "党组书记、局长"})
    posts = dict(zip((talked(office, talked_to="某人", post=post) for post in SPELLED), SPELLED, strict=True))
    counted = {posts[number] for number in words(office)["约谈数"].rows}
    assert counted == {post for post, counts in SPELLED.items() if counts}


def test_who_is_first_in_a_branch_is_its_secretary_where_the_card_says_that_it_is_one(office):
    ledger, _round, housing, _farming = office
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "党组织形式") as changes:
        changes.writer.update("unit", housing, {"party_form": "党总支"})
    units.add_alias(ledger, EVERYONE, housing, "原平镇")
    for post in ("党总支书记", "党支部书记", "原党总支书记", "原平镇党总支书记"):
        talked(office, talked_to="某人", post=post)
    assert int(words(office)["约谈数"]) == 2


def test_the_first_stage_of_plans_and_that_of_reports_are_two_reviews_however_many_units(office):
    ledger, round_id, housing, farming = office
    for unit, kind in ((housing, "plan"), (farming, "plan"), (housing, "report")):
        plan_under_review(ledger, round_id, unit, ("县纪委监委", None, "措施不实"), kind=kind)
    assert int(words(office)["联审次数"]) == 2


def asked_of(office, unit, satisfied, basically, weights=""):
    ledger, round_id, *_units = office
    counts = {"satisfied": satisfied, "basically": basically, "dissatisfied": 10 - satisfied - basically, "unknown": 0}
    said = {
        "handed_out": 10,
        "returned": 10,
        "valid": 10,
        "unit": unit,
        "round": round_id,
        "weights": weights,
        "on": ON,
    }
    return enter(ledger, "survey", on=ON, also={**counts, **said})


def test_one_survey_has_one_rate_in_grid_figures_and_papers(office):
    """The weights turn the order: plainly the first unit is lower, by its weights the second."""
    ledger, _round, housing, farming = office
    asked_of(office, housing, 8, 0)
    asked_of(office, farming, 1, 9, "1 0.5 0 0")
    grid = {
        one.stored["unit"]: one.stored["rate"]
        for one in book_queries.records(ledger.writing(), books.as_declared("survey").shape, "9999-12-31")
    }
    found = words(office)
    lowest = found["最低满意单位"]
    assert (lowest["名称"], str(lowest["率"])) == ("县农业农村局", grid[farming]) == ("县农业农村局", "55.0%")
    office_says = office_figures.figures(Moment(ledger, "2026-09-30", None, ()), ["satisfaction_rate"])[0].value
    assert str(found["满意率"]) == office_says == "67.5%"


def published_words(office):
    found = words(office)
    return [int(found[name] or 0) if found.get(name) is not None else 0 for name in ("公开单位数", "公开例外")]


@pytest.mark.parametrize("on", ["2026-09-30", "2026-10-01"])
@pytest.mark.parametrize("way", ["entered so", "typed later", "by a step", "by a step told late"])
def test_published_is_what_was_published_by_the_day_of_the_paper_whatever_way_it_was_entered(office, on, way):
    """The paper tells of 30 September, the clerk enters on 9 October."""
    ledger, round_id, housing, _farming = office
    told = {"published_on": on} if way == "entered so" else {}
    notice = enter(
        ledger, "public_notice", on=on if told else ON, unit=housing, round=round_id, channel="inner", **told
    )
    if way == "typed later":
        verbs.edit(ledger, EVERYONE, books.as_declared("public_notice"), [notice], {"published_on": on})
    elif way.startswith("by a step"):
        step(ledger, "public_notice", notice, "publish", on=on if way == "by a step" else "2026-10-09", published_on=on)
    assert published_words(office) == [on <= "2026-09-30", 0]


@pytest.mark.parametrize("on", ["2026-09-30", "2026-10-01"])
def test_what_need_not_be_published_counts_from_the_day_on_which_that_was_approved(office, on):
    ledger, round_id, housing, _farming = office
    notice = enter(ledger, "public_notice", on=ON, unit=housing, round=round_id, channel="society")
    said = {"exempt_ground": "secret", "approved_by": "县委巡察工作领导小组"}
    step(ledger, "public_notice", notice, "publish", on=on, **said)
    assert published_words(office) == [0, int(on <= "2026-09-30")]


def test_an_opinion_settled_after_the_day_is_open_in_the_paper(office):
    ledger, round_id, housing, _farming = office
    plan_under_review(ledger, round_id, housing, ("县纪委监委", None, "措施不实"))
    opinion = ledger.reader.value("select id from opinion")
    step(ledger, "opinion", opinion, "settle", on="2026-10-08", adopted="yes")
    assert int(words(office)["联审采纳数"]) == 0
