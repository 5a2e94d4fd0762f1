"""K17, K14, X1: the office's own words and pointed heads are data, remembered, given on, and undone."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from db import digest
from db.queries import lists
from desktop.cli.list_json import answer as answer_of
from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.importing import files, mapping_files, office_words, pointing
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.certain import is_certain
from desktop.operations.importing.decisions import Decisions, as_text, from_text
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.review import HeadNotFound, Review
from tests.builders import EVERYONE, a_round, a_unit

HEAD = ["序号", "单位", "具体表现", "整改时限", "完成情况"]


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组", short="县民政局")
    a_unit(ledger, "县财政局党组", short="县财政局")
    return ledger


def listed(folder, rows, head=HEAD, name="清单"):
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("清单")
        for number, row in enumerate([head, *rows]):
            page.write_row(number, 0, row)
    return path


def row(**fields):
    values = {"序号": 1, "单位": "县民政局党组", "具体表现": "甲事", "整改时限": "2026-06-18", "完成情况": "正在推进"}
    return [{**values, **fields}[title] for title in HEAD]


WORDS = [
    ("完成情况", "状态甲乙", "state", "done", "status", "done"),
    ("整改时限", "换届前", "deadline", "2026-09-30", "due_on", "2026-09-30"),
    ("整改时限", "换届前", "deadline", "long_term", "due_kind", "long_term"),
]


@pytest.mark.parametrize(("column", "word", "kind", "meaning", "field", "value"), WORDS)
def test_a_word_is_asked_once_and_read_from_then_on(office, tmp_path, column, word, kind, meaning, field, value):
    path = listed(tmp_path, [row(**{column: word}), row(具体表现="乙事", **{column: word})])
    review = Review(office, EVERYONE, path, Options())
    before = review.read(Decisions())

    assert [(one.kind, one.word) for one in before.reading.unknown_words] == [(kind, word)]
    decisions = Decisions().with_word(kind, word, meaning)
    after = review.read(decisions)
    assert [getattr(one, field) for one in after.reading.findings] == [value, value]
    review.enter(decisions, after)
    office_words.teach(office, EVERYONE, {(kind, word): meaning})
    again = answer_of(files.look(office, Wanted(path), Options()))
    assert [one[field] for one in again["findings"]] == [value, value] and not again["unknown_words"]


def test_forgetting_a_word_can_be_undone(office):
    office_words.teach(office, EVERYONE, {("state", "状态甲乙"): "done"})
    taught = digest.content_digest(office.reader)
    office_words.forget(office, EVERYONE, [lists.office_words(office.reader)[0][0]])
    assert not lists.office_words(office.reader)

    undo.undo(office, EVERYONE)
    assert digest.content_digest(office.reader) == taught


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        ("state", "finished"),
        ("amount", "角"),
        ("deadline", "明年"),
        ("deadline", "2026-02-31"),
        ("unit", " "),
        ("colour", "done"),
    ],
)
def test_no_word_is_read_as_what_is_none(office, kind, meaning):
    with pytest.raises(KnownError):
        office_words.teach(office, EVERYONE, {(kind, "词"): meaning})


def test_words_and_mappings_go_to_another_ledger_as_a_file(office, tmp_path):
    office_words.teach(office, EVERYONE, {("state", "状态甲乙"): "done", ("amount", "金额"): "万元"})
    path = mapping_files.write_file(office, EVERYONE, tmp_path / "方案.json")
    had = lists.office_words(office.reader)
    office_words.forget(office, EVERYONE, [one[0] for one in had])
    mapping_files.read_file(office, EVERYONE, path)

    assert [one[1:] for one in lists.office_words(office.reader)] == [one[1:] for one in had]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"kind": "巡察整改台账 对应方案", "words": [1], "mappings": []}'])
def test_another_file_is_answered_by_one_sentence(office, tmp_path, text):
    path = tmp_path / "别的.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(KnownError):
        mapping_files.read_file(office, EVERYONE, path)


def test_where_no_head_is_found_the_clerk_points_and_it_is_remembered(office, tmp_path):
    """K14, X1"""
    head = ["次", "哪家", "怎么了", "谁管"]
    path = listed(tmp_path, [[1, "县民政局党组", "党费收缴不及时，欠缴3个月", "李明"]], head, "怪表")
    review = Review(office, EVERYONE, path, Options())
    with pytest.raises(HeadNotFound) as found:
        review.read(Decisions())
    assert [sheet.name for sheet in found.value.sheets] == ["清单"]

    decisions = Decisions().with_head("清单", 1, {2: "unit", 3: "text", 4: "owner"})
    review.enter(decisions, review.read(decisions))
    assert office.reader.tuples("select text, owner from finding") == (("党费收缴不及时，欠缴3个月", "李明"),)
    other = listed(tmp_path, [[1, "县财政局党组", "账实不符，差3件", "王强"]], head, "怪表二")
    answer = answer_of(files.look(office, Wanted(other), Options()))
    assert [one["owner"] for one in answer["findings"]] == ["王强"]
    assert pointing.row_signature(review._workbook.sheets[0], 99) == ""


def test_decisions_read_back_from_their_json():
    whole = Decisions(
        {("表", 3, "B"): "字"}, {"甲": "乙"}, {"头": "owner"}, frozenset({("表", 3, "due_on", "before_feedback")}),
        {("state", "词"): "done"}, {"表": (2, {3: "text"})}, {"六轮": "第六轮"},
        Picks(frozenset({("表", 4)}), {("表", 5, "owner"): True}),
    )  # fmt: skip

    assert from_text(as_text(whole)) == whole and whole.repairs == 9
    assert json.loads(as_text(Decisions()))["cells"] == []


@pytest.mark.parametrize(
    ("written", "proposal", "certain"),
    [
        ("中共县民政局党组", "县民政局党组", True),
        ("民政局", "县民政局党组", True),
        ("青岩县民政局", "县民政局党组", True),
        ("县民政局党委", "县民政局党组", True),
        ("县财政局", "县民政局党组", False),
        ("县民改局党组", "县民政局党组", False),
        ("", "县民政局党组", False),
        ("县民政局党组", "没有这个局", False),
    ],
)
def test_only_equal_names_are_certain(office, written, proposal, certain):
    """全部采纳建议 once moved one bureau's findings to another."""
    assert is_certain(office.reader, "unknown_unit", written, proposal) is certain


@pytest.mark.parametrize("kind", ["invalid_date", "unknown_category", "before_feedback", "not_a_date"])
def test_dates_and_categories_are_never_certain(office, kind):
    assert not is_certain(office.reader, kind, "2024.13.1", "2026-06-18")
