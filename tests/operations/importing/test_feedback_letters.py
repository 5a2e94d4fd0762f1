"""D15: a feedback letter is entered whole by the door of the finding lists, in one action, and undone exactly."""

from __future__ import annotations

import pytest

from db.digest import content_digest
from db.queries import imports
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.exchange.feedback_letter.letter import FeedbackLetter
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.feedback_letters import round_of
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_round, a_unit
from tests.exchange.sample_letters import CASES, expectation
from tests.exchange.word_files import paragraph, save

P = paragraph

HEAD = [P("关于巡察县水利局党组的反馈意见"), P("县水利局党组：")]


def entered(ledger):
    rows = list_findings(ledger.reader, FindingCriteria(), ledger.today())
    return [(row.unit_name, row.text, row.category1, row.source_sheet, row.source_row) for row in rows]


def letter(folder, *body, head=HEAD):
    return save(folder, [*head, *body])


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县水利局党组")
    return ledger


def take(ledger, path, unit="", **told):
    return files.take(ledger, EVERYONE, Wanted(path, "feedback_letter", unit), Options(**told))


@pytest.mark.parametrize("case", CASES)
def test_all_findings_of_a_sample_are_entered_in_one_action_and_one_undo_takes_them_back(ledger, case):
    path, expected = expectation(case)
    a_round(ledger)
    a_unit(ledger, expected["unit"])
    before = content_digest(ledger.reader)

    found = take(ledger, path)

    assert (found.complaint, found.entered.entered) == ("", len(expected["findings"]))
    assert [(unit, text, category) for unit, text, category, *_place in entered(ledger)] == [
        (expected["unit"], one["text"], one["path"][1]) for one in expected["findings"]
    ]
    assert imports.imports(ledger.reader)[0].form == "feedback_letter"
    undo.undo(ledger, EVERYONE)
    assert content_digest(ledger.reader) == before


def test_looking_enters_nothing_and_tells_the_law(office, tmp_path):
    before = content_digest(office.reader)
    path = letter(tmp_path, P("一、主要问题"), P("（一）学习不深入。"))

    found = files.look(office, Wanted(path, "feedback_letter", dry_run=True), Options(), EVERYONE)

    assert found.lines[0] == "读出问题 1 条。4 段 = 问题来源 1 + 层级标题 2 + 说明 1 + 没有认出 0。"
    assert (content_digest(office.reader), entered(office)) == (before, [])


def test_sentences_of_one_paragraph_are_findings_of_their_own(office, tmp_path):
    body = [P("一、主要问题"), P("（一）党建方面"), P("有短板。一是学习不深；二是作风不实。")]

    take(office, letter(tmp_path, *body))

    assert entered(office) == [
        ("县水利局党组", "学习不深；", "党建方面", "正文", 5),
        ("县水利局党组", "作风不实。", "党建方面", "正文（2）", 5),
    ]


def test_the_same_letter_again_enters_nothing(office, tmp_path):
    path = letter(tmp_path, P("一、主要问题"), P("（一）学习不深入。"))
    take(office, path)

    again = take(office, path)

    assert (again.entered.entered, again.done) == (0, False)
    assert len(entered(office)) == 1


def test_a_paragraph_that_was_not_recognised_is_asked_about_and_passed_over_where_that_is_told(office, tmp_path):
    path = letter(tmp_path, P("一、主要问题"), P("（一）学习不深入。"), P("二、其他"), P("（一）甲乙丙丁。"))

    refused = take(office, path)
    taken = take(office, path, accept_faults=True)

    assert [fault.kind for fault in refused.faults] == ["unrecognised", "unrecognised"]
    assert "第 6 段没有认出" in refused.faults[1].message
    assert (refused.done, taken.entered.entered) == (False, 1)


def test_a_unit_that_the_register_does_not_know_is_asked_for_once_and_can_be_told(office, tmp_path):
    head = [P("关于巡察县水务局党组的反馈意见"), P("县水务局党组：")]
    path = letter(tmp_path, P("一、主要问题"), P("（一）学习不深入。"), P("（二）作风不实。"), head=head)

    asked = take(office, path)
    taken = take(office, path, "县水利局党组")

    assert [fault.kind for fault in asked.faults] == ["unknown_unit"]
    assert asked.faults[0].suggestions == ("县水利局党组",)
    assert (asked.entered.entered, taken.entered.entered) == (0, 2)


def test_a_letter_to_two_units_enters_each_finding_with_its_own(office, tmp_path):
    a_unit(office, "县林业局党组")
    head = [P("关于巡察县水利局党组、县林业局党组的反馈意见"), P("县水利局党组、县林业局党组：")]
    body = [P("一、主要问题"), P("（一）水利局党组"), P("1.学习不深入。"), P("（二）林业局党组"), P("1.造林不实。")]

    take(office, letter(tmp_path, *body, head=head))

    assert [(unit, text) for unit, text, *_rest in entered(office)] == [
        ("县水利局党组", "学习不深入。"),
        ("县林业局党组", "造林不实。"),
    ]


def test_the_round_that_the_letter_names_is_found_or_made(ledger, tmp_path):
    a_unit(ledger, "县水利局党组")
    head = [*HEAD, P("十四届县委第五轮巡察中，第一巡察组开展了巡察。现反馈如下。")]
    path = letter(tmp_path, P("一、主要问题"), P("（一）学习不深入。"), head=head)

    found = take(ledger, path)

    assert found.entered.round_name == "十四届县委第五轮"


def test_a_file_that_is_no_letter_enters_nothing_and_says_so(office, tmp_path):
    found = take(office, save(tmp_path, [P("近年来，某市探索。")]))

    assert (found.done, found.entered.anything) == (False, False)
    assert "没有认出问题" in found.complaint


def test_a_file_that_is_no_letter_answers_with_its_reason_both_ways(office, tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04")
    seen = files.look(office, Wanted(path, "feedback_letter"), Options(), EVERYONE)
    for answer in (seen, take(office, path)):
        assert (answer.form, answer.done) == ("refused", False) and answer.complaint == str(answer.refused)


@pytest.mark.parametrize(
    ("rounds", "said", "named", "meant"),
    [
        ((), "第三轮", "", "第三轮"), ((), "第三轮", "第四轮", "第四轮"), (("第三轮",), "", "", "第三轮"), (("第三轮",), "第九轮", "", "第三轮"), (("第三轮", "第四轮"), "", "", ""),
        (("第三轮", "第四轮"), "十四届县委第四轮", "", "第四轮"), (("十四届县委第三轮", "第四轮"), "第三轮", "", "十四届县委第三轮"), (("第三轮", "第四轮"), "第四轮", "第三轮", "第三轮"),
    ],
)  # fmt: skip
def test_a_letter_is_of_the_round_that_is_named_else_of_the_one_its_words_name_else_of_the_only_one(
    ledger, rounds, said, named, meant
):
    for name in rounds:
        a_round(ledger, name)
    assert round_of(ledger, FeedbackLetter(round=said), Options(round_name=named)) == meant
