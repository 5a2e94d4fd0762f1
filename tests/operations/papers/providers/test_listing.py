"""P-13: a row shows the date that binds: the first one, what an extension or a reclassification made of it, or the review of a long-term item."""

from datetime import date

import pytest

from desktop.documents.recipe import Rows
from desktop.operations import attributes, progress
from desktop.operations.papers import making
from desktop.operations.papers.dates import day
from desktop.operations.papers.providers import listing
from desktop.operations.papers.providers.listing import finding_row, problem_row
from desktop.operations.papers.snapshot import grouped
from tests.builders import EVERYONE, a_finding, a_unit, claimed
from tests.documents.papers import lines_of, press
from tests.finding_rows import a_kind, a_row, a_sheet
from tests.operations.papers.conftest import asked

AS_OF = date(2026, 9, 30)


def as_it_is(ledger, one):
    pass


def extended(ledger, one):
    progress.extend(ledger, EVERYONE, one, "2026-09-20", "2026-09-01", "审批未下", "领导小组")


def made_earlier(ledger, one):
    attributes.reclassify(ledger, EVERYONE, one, {"due_on": "2026-08-20"}, "2026-08-01", "会议要求提前")


def under_review(ledger, one):
    progress.stage_done(ledger, EVERYONE, one, "2026-08-01", "2026-09-25")


MEMBERS = {
    "the first date": (as_it_is, {"first_due_on": "2026-09-10"}, ("2026-09-10", None, False)),
    "an extension": (extended, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-09-20", True)),
    "an earlier date": (made_earlier, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-08-20", False)),
    "a review": (under_review, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-09-25", False)),
    "a review alone": (under_review, {"nature": "long_term"}, ("2026-09-25", None, False)),
    "days of its own": (as_it_is, {"nature": "immediate"}, ("2026-03-25", None, False)),
}


@pytest.fixture
def row(office, request):
    """The one row of a letter about a finding of its own unit, and what the letter says."""
    ledger, round_id, *_units = office
    change, fields, expected = MEMBERS[request.param]
    unit = a_unit(ledger, "县民政局党组", kind="县直部门")
    words = {"due_kind": "date"} if "first_due_on" in fields else {}
    one = a_finding(ledger, round_id, unit, "低保档案缺件", responsible_leader="何方", **fields, **words)
    change(ledger, one)
    [paper] = making.gather(ledger.writing(), asked(round_id, unit, as_of=AS_OF))
    return paper, paper.words["问题清单"][0], expected


@pytest.mark.parametrize("row", MEMBERS, indirect=True)
def test_the_dates_of_a_row_are_those_that_bind_p13(row):
    """P-13"""
    _paper, shown, (first, present, granted) = row

    assert (shown["原时限"], shown["现时限"], bool(shown["延期"])) == (day(first), day(present), granted)
    assert (AS_OF - (shown["现时限"] or shown["原时限"])).days == int(shown["逾期天数"])


@pytest.mark.parametrize("row", MEMBERS, indirect=True)
def test_only_an_extension_is_called_approved_p3(row):
    """P-3, P-13: the letter says 经批准延至 of nothing that nobody granted."""
    paper, _shown, (_first, present, granted) = row

    text = "".join(lines_of(press(paper.kind).render(paper.words).data))

    assert ("经批准延至" in text) == granted
    assert ("，现定2026年" in text) == bool(present and not granted)


MARKED = a_row(
    1, category1="一级", category2="二级", unit_short="县民政局", unit_name="县民政局党组", responsibility_level="村级", text="表现文", nature="long_term",
    requirement="要求文", review_on="2026-05-20", due_on="2026-05-31", first_due_on="2026-05-10", extensions=1, amount_yuan=3300, claim="partly_done",
    verdict="not_done", responsible_leader="领导甲", owner="责任人乙",
)  # fmt: skip


def test_every_column_holds_its_own_mark_w3():
    """W-3"""
    row = finding_row(a_sheet([MARKED]), MARKED)
    told = {name: int(value) if name in ("逾期天数", "金额", "天数") else value for name, value in row.items()}
    assert told == {
        "编号": "15-06-0001", "类别": "二级", "单位": "县民政局", "责任层级": "村级", "表现": "表现文", "性质": "长期坚持", "要求": "要求文",
        "时限": date(2026, 5, 20), "原时限": date(2026, 5, 10), "现时限": date(2026, 5, 20),
        "延期": None, "逾期天数": 16, "天数": 16, "进度": "逾期", "金额": 3300, "自报": "部分完成",
        "核实": "未完成", "状态": "未完成", "领导": "领导甲", "责任人": "责任人乙",
        "备注": "已逾期；已延期至2026年5月31日",
    }  # fmt: skip


def test_what_a_finding_does_not_say_is_left_out_or_said_by_rule():
    row = finding_row(a_sheet([bare := a_row(2, due_on=None, first_due_on=None, unit_name="县水务局党组")]), bare)
    assert {name for name, value in row.items() if value is None} == {
        "责任层级",
        "备注",
        "原时限",
        "现时限",
        "延期",
        "逾期天数",
        "金额",
        "领导",
        "责任人",
    }
    assert (row["类别"], row["单位"], row["要求"], row["时限"]) == (
        "未分类",
        "县水务局党组",
        "限期整改并报结果",
        date(2026, 9, 18),
    )
    ends = bare._replace(ends_on="2026-08-01")
    assert (finding_row(a_sheet([ends]), ends)["时限"], finding_row(a_sheet([ends]), ends)["原时限"]) == (
        date(2026, 8, 1),
        date(2026, 8, 1),
    )
    extended = a_row(3, extensions=0)
    assert finding_row(a_sheet([extended]), extended)["现时限"] is None
    assert listing.category(a_row(4, category1="一级")) == "一级"


def test_a_refused_claim_is_told_as_not_recognised():
    row = a_row(1, claim="in_progress")
    assert finding_row(a_sheet([row], refused={1: "缺凭证"}), row)["自报"] == "完成（未认定）"
    assert finding_row(a_sheet([row], refused={2: "缺凭证"}), row)["自报"] == "正在推进"


@pytest.mark.parametrize(
    "nature, word", [("ordinary", "限期整改"), ("immediate", "立行立改"), ("long_term", "长期坚持")]
)
def test_each_nature_has_its_word(nature, word):
    row = a_row(1, nature=nature)
    assert finding_row(a_sheet([row]), row)["性质"] == word


def test_the_list_is_of_the_own_round_by_finding_or_by_problem():
    rows = [
        a_row(1, parent_id=7, parent_text="总问题"),
        a_row(2, parent_id=7, parent_text="总问题", due_on="2026-07-31"),
        a_row(3, round_id=2),
    ]
    assert [one["编号"] for one in listing.findings(a_sheet(rows))] == ["15-06-0001", "15-06-0002"]
    by_problem = a_kind(rows=Rows(by_problem=True))
    found = listing.findings(a_sheet(rows, recipe=by_problem))
    assert [one["编号"] for one in found] == ["15-06-0001等2项", "15-06-0003"]
    assert (found[0]["表现"], found[0]["时限"], found[0]["具体表现"]) == (
        "总问题", date(2026, 7, 31), [{"编号": "15-06-0001", "表现": "问题1"}, {"编号": "15-06-0002", "表现": "问题2"}],
    )  # fmt: skip
    assert "具体表现" not in found[1]
    assert (
        listing.WORDS["问题编号"](a_sheet(rows)) == [row.number for row in rows]
        and listing.WORDS["问题编号"](a_sheet([])) is None
    )


def test_one_item_of_a_parent_is_told_with_the_parents_words():
    row = a_row(1, parent_id=7, parent_text="总问题", due_on=None)
    told = problem_row(a_sheet([row]), grouped([row])[0])
    assert (told["编号"], told["表现"], told["时限"], len(told["具体表现"])) == (
        "15-06-0001",
        "总问题",
        date(2026, 9, 18),
        1,
    )


def test_a_refusal_counts_until_the_unit_reports_done_again(office):
    ledger, round_id, housing, _farming = office
    one = ledger.reader.value("select min(id) from finding where unit_id = ?", (housing,))

    def reason(day):
        [paper] = making.gather(ledger.writing(), asked(round_id, housing, as_of=date.fromisoformat(day)))
        return [
            row["自报"]
            for row in paper.words["问题清单"]
            if row["编号"] == ledger.reader.value("select number from finding where id = ?", (one,))
        ]

    progress.refuse(ledger, EVERYONE, one, "2026-09-12", "未报完成")
    assert reason("2026-09-13") == ["正在推进"], "what was never claimed was not refused as done"
    claimed(ledger, one, "2026-09-14")
    progress.refuse(ledger, EVERYONE, one, "2026-09-15", "缺凭证")
    assert reason("2026-09-16") == ["完成（未认定）"]
    progress.claim(ledger, EVERYONE, one, "in_progress", "2026-09-20")
    assert reason("2026-09-21") == ["完成（未认定）"]
