"""Whose report it is and which findings it may answer: named, else by its title, else by its signature; never by guessing."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace
from desktop.operations import progress
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.report_findings import of_ledger, of_list, titled
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.importing.test_second_list import listed


@pytest.fixture
def office(ledger):
    round_id, unit, other = a_round(ledger), a_unit(ledger), a_unit(ledger, "县财政局党组")
    for text in ("账目不清", "印章混放"):
        a_finding(ledger, round_id, unit, text)
    a_finding(ledger, round_id, other, "公车私用")
    return ledger


def asked(unit=""):
    return Wanted(None, "rectification_report", unit)


def paper(*lines, place=None):
    return [Paragraph((at,), line, place=place) for at, line in enumerate(lines)]


def unit_of(ledger, *lines, unit="", **options):
    return of_ledger(ledger, asked(unit), Options(**options), paper(*lines)).unit


TITLE = "县民政局党组关于巡察整改进展情况的报告"
BODY = ["正文"] * 8


# -- unit ----------------------------------------------------------------------------------------------


def test_the_named_unit_counts_before_the_title_and_the_title_before_the_signature(office):
    assert unit_of(office, TITLE, *BODY, "县财政局党组", unit="县财政局党组") == "县财政局党组"
    assert unit_of(office, TITLE, *BODY, "县财政局党组") == "县民政局党组"
    assert unit_of(office, "整改报告", *BODY, "县财政局党组", "2026年5月20日") == "县财政局党组"


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ((TITLE,), True), (("甲", "乙", TITLE), True), (("甲", "乙", "丙", TITLE), False), (("县民政局党组",), False), (("关于县民政局党组的汇报",), True),
    ],
)  # fmt: skip
def test_a_title_is_one_of_the_first_three_lines_and_says_what_it_is(office, lines, named):
    """A line with a unit alone is its address; one further down belongs to the text."""
    assert bool(titled(office, asked(), Options(), paper(*lines, *BODY))) is named


@pytest.mark.parametrize(("behind", "found"), [(5, True), (6, False)])
def test_the_signature_is_among_the_last_six_lines(office, behind, found):
    lines = ("整改报告", *BODY, "县财政局党组", *["附后"] * behind)
    if found:
        assert unit_of(office, *lines) == "县财政局党组"
    else:
        with pytest.raises(KnownError, match="看不出是哪个单位的.*--unit"):
            unit_of(office, *lines)


def test_what_stands_in_a_table_names_no_unit(office):
    assert titled(office, asked(), Options(), paper(TITLE, place=TablePlace(0, 0, 0))) == ""


def test_a_unit_that_is_in_no_register_is_told_by_its_name(office):
    with pytest.raises(KnownError, match="名册里没有“县水利局党组”.*--unit") as refused:
        unit_of(office, TITLE, unit="县水利局党组")
    assert refused.value.kind == "unit"


# -- round and findings --------------------------------------------------------------------------------


def test_only_findings_of_the_unit_that_are_still_in_the_ledger_can_be_answered(office):
    found = of_ledger(office, asked("县民政局党组"), Options(), [])
    assert [text for _number, text in found.listed] == ["账目不清", "印章混放"] and set(found.ids.values()) == {1, 2}
    progress.withdraw(office, EVERYONE, [1], office.today(), "重复", "王书记")
    assert [text for _number, text in of_ledger(office, asked("县民政局党组"), Options(), []).listed] == ["印章混放"]


def test_the_only_round_of_the_unit_is_meant_and_of_several_one_must_be_named(office):
    other = a_round(office, "第七轮")
    assert of_ledger(office, asked("县民政局党组"), Options(), []).round_id == 1
    a_finding(office, other, 1, "又一问题")
    with pytest.raises(KnownError, match="几个轮次都有问题（.*第七轮.*）.*--round") as refused:
        of_ledger(office, asked("县民政局党组"), Options(), [])
    assert refused.value.kind == "round"
    assert of_ledger(office, asked("县民政局党组"), Options(round_name="第七轮"), []).round_id == other


def test_a_round_that_is_not_there_and_a_unit_without_findings_are_told(office, ledger):
    with pytest.raises(KnownError, match="没有轮次“第九轮”"):
        of_ledger(office, asked("县民政局党组"), Options(round_name="第九轮"), [])
    a_unit(office, "县水利局党组")
    with pytest.raises(KnownError, match="没有问题") as refused:
        of_ledger(office, asked("县水利局党组"), Options(), [])
    assert refused.value.kind == "no_findings"


def test_a_ledger_without_rounds_says_so(ledger):
    a_unit(ledger)
    with pytest.raises(KnownError, match="还没有轮次和问题"):
        of_ledger(ledger, asked("县民政局党组"), Options(), [])


# -- a list beside the report --------------------------------------------------------------------------


def beside(ledger, folder, rows, *lines, unit=""):
    return of_list(ledger, asked(unit), Options(), paper(*lines), listed(folder, "清单", rows))


def test_of_a_list_of_several_units_those_of_the_reports_unit_are_meant(office, tmp_path):
    rows = [{"单位": "县民政局党组", "具体表现": "甲不清"}, {"单位": "县财政局党组", "具体表现": "乙不实"}]
    found = beside(office, tmp_path, rows, TITLE)
    assert [text for _number, text in found.listed] == ["甲不清"] and found.unit == "县民政局党组"
    assert found.ids == {} and found.round_id is None and found.file_name == "清单.xlsx"


def test_a_number_that_stands_twice_in_a_list_means_its_first_row(office, tmp_path):
    found = beside(office, tmp_path, [{"序号": 7, "具体表现": "甲不清"}, {"序号": 7, "具体表现": "乙不实"}], TITLE)
    assert found.listed == (("7", "甲不清"),)


def test_a_list_that_cannot_be_read_answers_with_its_reason(office, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    answer = of_list(office, asked(), Options(), paper(TITLE), path)
    assert isinstance(answer, Taken) and answer.refused is not None
