"""P1, P3: a view on paper: its columns, the words around it, numbered copies that are never given twice, and what was printed."""

from __future__ import annotations

import json

import pytest

from db.queries import prints
from desktop.errors import KnownError
from desktop.ledgers.arrangement import Arrangement
from desktop.operations.change import change
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import Criteria, by_criteria
from desktop.operations.office import put_setting
from desktop.operations.outgoing import sum_of
from desktop.paper.finding_list import FULL_COLUMNS, MEETING_COLUMNS, RECALL_NOTE
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = "2026-06-05"


@pytest.fixture
def shown(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    for number in range(3):
        a_finding(ledger, round_id, unit_id, f"问题第{number}件")
    return by_criteria(ledger.reader, Criteria((round_id,), Arrangement()), TODAY, "全部")


def layout(ledger, shown, plan):
    return printing.layout(ledger.reader, shown, plan, "2026-06-06")


def printed(ledger, shown, *numbers):
    plan = Plan("清单")
    return printing.record(ledger, EVERYONE, shown, plan, layout(ledger, shown, plan), Job(numbers))


@pytest.mark.parametrize(
    ("plan", "count"),
    [
        (Plan("清单"), len(MEETING_COLUMNS)),
        (Plan("清单", paper="A3"), len(FULL_COLUMNS)),
        (Plan("清单", paper="A3", columns=("number", "text")), None),
    ],
)
def test_the_columns_are_those_chosen_else_those_of_the_paper(ledger, shown, plan, count):
    made = layout(ledger, shown, plan)

    assert (made.sheet.paper, made.sheet.landscape, len(made.printed.rows)) == (plan.paper, True, 3)
    if count is None:
        assert {"编号", "问题"} <= {column.title for column in made.printed.columns} and len(made.printed.columns) <= 3
    else:
        assert len(made.printed.columns) == count


@pytest.mark.parametrize(("note", "printed"), [(None, RECALL_NOTE), ("", ""), ("另附", "另附")])
def test_a_list_is_recalled_unless_another_note_was_chosen(ledger, shown, note, printed):
    made = layout(ledger, shown, Plan("清单", note=note, subtitle="副题", classification="内部")).printed

    assert (made.note, made.subtitle, made.classification, made.scope) == (printed, "副题", "内部", "全部")
    assert (str(made.as_of), made.printed, made.total) == (TODAY, "2026-06-06", shown.total)


@pytest.mark.parametrize("demo", ["", "1"])
@pytest.mark.parametrize("short", ["", "县委巡察办"])
def test_every_list_names_the_office_and_only_that_of_the_demonstration_is_marked(ledger, shown, demo, short):
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "设置") as changes:
        for name, word in {"office": "巡察办公室", "office_short": short, "demo": demo}.items():
            put_setting(changes, name, word)
    made = layout(ledger, shown, Plan("清单")).printed

    assert (made.office, made.watermark) == (short or "巡察办公室", "演示" if demo else "")


def test_copy_numbers_follow_the_last_one_ever_given(ledger, shown):
    assert printing.next_copies(ledger.reader, 2) == ("000001", "000002")
    printed(ledger, shown, "000007")
    assert printing.next_copies(ledger.reader, 3) == ("000008", "000009", "000010")
    assert printing.next_copies(ledger.reader, 0) == ()


def test_no_copy_number_is_used_twice(ledger, shown):
    printed(ledger, shown, "000001", "000002")
    with pytest.raises(KnownError, match="000002"):
        printed(ledger, shown, "000002", "000003")
    assert len(prints.exports(ledger.reader)) == 1


def test_the_register_says_what_was_printed_how_often_and_who_took_it(ledger, shown, tmp_path):
    """A5"""
    plan = Plan("清单", classification="内部")
    job = Job(("000001", "000002"), "会用", "县委办", ("张三",), {"plan": "甲"})
    made, changes = printing.record(ledger, EVERYONE, shown, plan, layout(ledger, shown, plan), job)
    left = printing.write(ledger, EVERYONE, shown, plan, layout(ledger, shown, plan), tmp_path / "清单.pdf")
    told = {one.id: one for one in prints.exports(ledger.reader)}

    one, file = told[made], told[left.entry]
    assert (one.kind, one.copies, one.first_copy, one.last_copy, one.pages, one.rows) == ("print", 2, 1, 2, 1, 3)
    assert (one.classification, one.purpose, one.criteria, one.as_of) == ("内部", "会用", "全部", TODAY)
    assert (file.kind, file.copies, file.first_copy, file.last_copy) == ("export", 1, None, None)
    assert (one.destination, file.purpose, file.sha256) == ("县委办", "工作使用", sum_of(left.path))
    assert len(one.sha256) == 64
    assert changes.title == "打印 清单 2 份" and left.changes.title == "存为 PDF 清单 1 份"
    assert [copy.holder for copy in prints.copies_of(ledger.reader, made)] == ["张三", ""]
    kept = [json.loads(text) for (text,) in ledger.reader.tuples("select made_of from print_layout")]
    assert kept == [{"plan": "甲", "ids": [row.id for row in shown.rows], "as_of": TODAY, "scope": "全部"}]


@pytest.mark.parametrize(
    ("state", "word"), [("returned", "收回"), ("destroyed", "销毁"), ("void", "作废"), ("given", "领用")]
)
def test_what_became_of_a_copy_is_told(ledger, shown, state, word):
    made, _changes = printed(ledger, shown, "000001")
    [copy] = prints.copies_of(ledger.reader, made)
    changes = printing.mark_copy(ledger, EVERYONE, copy.id, state, TODAY, "说明")

    assert changes.title == f"份号登记{word}"
    assert ledger.reader.tuples("select state, changed_on, note from copy_record")[0] == (state, TODAY, "说明")
    with pytest.raises(KnownError):
        printing.mark_copy(ledger, EVERYONE, copy.id, "lost", TODAY)


def test_a_list_becomes_a_file_with_its_pages_for_every_copy(ledger, shown, tmp_path):
    made = layout(ledger, shown, Plan("清单"))
    path, pages = printing.write_pdf(made, tmp_path / "清单.pdf", copies=("000001", "000002"))

    assert path.read_bytes().startswith(b"%PDF") and pages == 2 * len(made)
    assert printing.write_pdf(made, tmp_path / "二.pdf", copies=())[1] == len(made)
