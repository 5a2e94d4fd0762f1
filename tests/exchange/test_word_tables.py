"""Tables of findings inside Word files are lists: every line and every cell stands in the sheet that is read (D15, issue 6 point 1)."""

from __future__ import annotations

import pytest

from desktop.errors import Refused
from desktop.exchange.annotated_copy import write_annotated_copy
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.word_reading.word_source import read_word, read_word_bytes
from desktop.exchange.word_tables import is_list, sheet_of
from desktop.exchange.workbook_source import open_workbook
from tests.exchange.sample_letters import CASES, expectation
from tests.exchange.word_files import cell, paragraph, save, table, word_file
from tests.exchange.word_mutants import KINDS, mutant

HEAD = ["序号", "问题", "整改措施", "责任人", "完成时限"]
ROWS = [
    ["1", "值班补贴发放没有依据", "清退", "周立群", "2026-06-18"],
    ["2", "车辆维修未比价", "建章立制", "程青禾", "2026-06-30"],
]
TITLE = "县城市管理局党组巡察反馈问题整改任务清单"


def a_list(folder, *around, rows=None, head=HEAD):
    return save(folder, [*(paragraph(one) for one in (TITLE, *around)), table([head, *(rows or ROWS)])], "清单.docx")


def said(sheet):
    return {row: {column: one.text for column, one in cells.items()} for row, cells in sheet.rows.items()}


def test_lines_and_rows_stand_in_their_order(tmp_path):
    workbook = open_workbook(a_list(tmp_path, "截至2026年5月31日"))
    assert workbook.kind == "docx"
    rows = said(workbook.sheets[0])
    assert rows[1] == {1: TITLE} and rows[2] == {1: "截至2026年5月31日"}
    assert list(rows[3].values()) == HEAD
    assert [list(rows[at].values()) for at in (4, 5)] == ROWS


def test_cells_merged_downwards_are_merged_in_the_sheet():
    began, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        HEAD[1:],
        [cell(paragraph("值班补贴发放没有依据"), form=began), "清退", "周立群", "2026-06-18"],
        [cell(paragraph(), form=on), "追责", "周立群", "2026-06-18"],
        [cell(paragraph(), form=on), "修订制度", "周立群", "2026-06-18"],
        ["车辆维修未比价", "比价", "程青禾", "2026-06-30"],
    ]
    word = read_word_bytes(word_file([paragraph(TITLE), table(rows)]), "清单.docx")
    assert sheet_of(word, "清单.docx").merges == [(3, 1, 5, 1)]


def test_several_paragraphs_of_a_cell_are_its_lines_with_their_automatic_numbers():
    both = cell(paragraph("清退", level=2), paragraph("追责", level=2))
    word = read_word_bytes(word_file([table([HEAD, ["1", "问题甲", both, "周立群", "2026-06-18"]])]), "清单.docx")
    assert said(sheet_of(word, "清单.docx"))[2][3] == "1.清退\n2.追责"


@pytest.mark.parametrize("head", [["问题", "整改措施"], ["存在问题", "完成时限"], ["具体问题", "责任领导", "备注"]])
def test_a_table_of_findings_with_what_only_a_list_has_is_a_list(tmp_path, head):
    rows = [[f"内容{row}{column}" for column in range(len(head))] for row in range(2)]
    assert is_list(read_word(a_list(tmp_path, head=head, rows=rows)))


@pytest.mark.parametrize("case", CASES)
def test_a_letter_is_no_list(case):
    assert not is_list(read_word(expectation(case)[0]))


def test_a_letter_with_a_list_behind_its_findings_stays_a_letter():
    lines = (
        "关于巡察县水利局党组的反馈意见",
        "县水利局党组：",
        "一、主要问题",
        "（一）作风不实，3次迟到。",
        "附件：整改清单",
    )
    word = read_word_bytes(word_file([*map(paragraph, lines), table([HEAD, *ROWS])]), "意见.docx")
    assert not is_list(word)


def test_a_word_file_under_the_name_of_a_workbook_is_a_wrong_file(tmp_path):
    path = a_list(tmp_path).rename(tmp_path / "清单.xlsx")
    with pytest.raises(Refused) as refused:
        open_workbook(path)
    assert refused.value.reason == "not_a_workbook"


def test_a_file_without_a_word_says_so(tmp_path):
    with pytest.raises(Refused) as refused:
        open_workbook(save(tmp_path, [paragraph()], "空.docx"))
    assert refused.value.reason == "empty"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_damaged_list_is_refused_or_read_with_every_line_in_it(tmp_path, kind):
    path = a_list(tmp_path, "截至2026年5月31日")
    whole = path.read_bytes()
    for seed in range(4):
        path.write_bytes(mutant(whole, kind, seed))
        try:
            word, workbook = read_word(path), open_workbook(path)
        except Refused:
            continue
        shown = "".join(text for row in said(workbook.sheets[0]).values() for text in row.values())
        assert all("".join(one.text.split()) in "".join(shown.split()) for one in word.paragraphs)
        is_list(word)


def test_the_annotated_copy_of_a_word_list_is_a_workbook(tmp_path):
    path = a_list(tmp_path)
    fault = ReadingFault("正文", 3, "due_on", "E3", "warning", "unclear_date", "请核对日期。")
    copy = write_annotated_copy(path, tmp_path / "清单（批注）.xlsx", [fault])
    sheet = open_workbook(copy).sheets[0]
    assert said(sheet)[3][2] == ROWS[0][1] and path.suffix == ".docx"
