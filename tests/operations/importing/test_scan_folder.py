"""A folder of scans: every file is hung, hanging already, or listed with its reason; files stay where they are."""

import pytest

from db.queries import facts, imports
from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.importing import files, scan_folder
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def numbers(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    made = [a_finding(ledger, round_id, unit, text=f"事 {one}") for one in range(3)]
    return [facts.number(ledger.reader, one) for one in made]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "扫描件"
    made.mkdir()
    return made


def put(folder, name, content="扫描"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{content}{name}" if content else "", encoding="utf-8")
    return path


def placed(found):
    return sorted((one.path.name, one.number) for one in found.placed)


def full_width(text):
    return "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text).replace("-", "－")


@pytest.mark.parametrize(
    "name",
    [
        "{0}.pdf",
        "{0} 会议记录.pdf",
        "附件2 {0}（盖章）.pdf",
        "2026-05-11 {0} 照片.jpg",
        "{0}/照片1.jpg",
        "甲/{0} 合同/第3页.png",
    ],
)
def test_a_number_in_the_name_or_the_folder_places_the_file(ledger, numbers, folder, name):
    put(folder, name.format(numbers[1]))
    found = scan_folder.look(ledger, folder)
    assert [one.number for one in found.placed] == [numbers[1]] and not found.unplaced


@pytest.mark.parametrize(
    "written", [full_width, lambda text: text.replace("-", "_"), lambda text: text.replace("-", " ")]
)
def test_the_marks_and_the_width_of_digits_do_not_matter(ledger, numbers, folder, written):
    put(folder, f"{written(numbers[0])}合同.pdf")
    assert [one.number for one in scan_folder.look(ledger, folder).placed] == [numbers[0]]


def test_a_name_with_two_numbers_hangs_on_both_and_counts_once(ledger, numbers, folder):
    put(folder, f"{numbers[0]}、{numbers[2]} 会议纪要.pdf")
    found = scan_folder.look(ledger, folder)
    assert [one.number for one in found.placed] == [numbers[0], numbers[2]]
    assert found.law() == "1 个文件 = 挂接 1 + 已有 0 + 没对上 0"


def test_the_last_group_alone_counts_within_a_round_at_the_beginning_of_the_name(ledger, numbers, folder):
    end = numbers[0].rsplit("-", 1)[-1]
    put(folder, f"{end} 会议记录.pdf")
    put(folder, f"第 {end} 页.pdf")
    code = ledger.reader.value("select code from round")
    assert [one.reason for one in scan_folder.look(ledger, folder).unplaced] == [scan_folder.NO_NUMBER] * 2
    found = scan_folder.look(ledger, folder, code)
    assert placed(found) == [(f"{end} 会议记录.pdf", numbers[0])]


def test_what_hangs_nowhere_is_listed_with_its_reason(ledger, numbers, folder):
    strange = "-".join([*numbers[0].split("-")[:-1], "9999"])
    put(folder, f"{strange} 合同.pdf")
    put(folder, "合同.pdf")
    put(folder, f"{numbers[0]} 空.pdf", "")
    put(folder, f"~${numbers[0]}.docx")
    put(folder, "Thumbs.db")
    found = scan_folder.look(ledger, folder)
    assert {one.path.name: one.reason for one in found.unplaced} == {
        f"{strange} 合同.pdf": scan_folder.NOT_KNOWN,
        "合同.pdf": scan_folder.NO_NUMBER,
        f"{numbers[0]} 空.pdf": scan_folder.EMPTY,
    }
    assert found.law() == "3 个文件 = 挂接 0 + 已有 0 + 没对上 3"


def test_all_are_hung_as_one_action_once_and_taken_back_together(ledger, numbers, folder):
    paths = [put(folder, f"{number}.pdf") for number in numbers]
    before = [path.read_bytes() for path in paths]
    taken = scan_folder.take(ledger, EVERYONE, folder)
    count = "select count(*) from evidence where removed_in is null"
    assert (len(taken.new), ledger.reader.value(count)) == (3, 3)
    again = scan_folder.take(ledger, EVERYONE, folder)
    assert (again.changes, again.law()) == (None, "3 个文件 = 挂接 0 + 已有 3 + 没对上 0")
    assert [path.read_bytes() for path in paths] == before
    undo.undo(ledger, EVERYONE)
    assert ledger.reader.value(count) == 0


def test_a_folder_is_known_without_a_form_and_looked_at_without_entering(ledger, numbers, folder):
    put(folder, f"{numbers[0]}.pdf")
    told = files.look(ledger, Wanted(folder), Options())
    assert (told.form, told.count, told.lines[0]) == ("scans", 1, "1 个文件 = 挂接 1 + 已有 0 + 没对上 0")
    assert not ledger.reader.value("select count(*) from evidence")
    assert files.take(ledger, EVERYONE, Wanted(folder), Options()).count == 1


def test_no_folder_and_no_such_round_are_refused(ledger, numbers, folder):
    with pytest.raises(KnownError, match="不是文件夹"):
        scan_folder.look(ledger, put(folder, "甲.pdf"))
    with pytest.raises(KnownError, match="没有“没有这轮”这一轮"):
        scan_folder.look(ledger, folder, "没有这轮")


def test_it_has_its_line_among_the_imports_with_what_became_of_every_file_and_is_taken_back_there(
    ledger, numbers, folder
):
    put(folder, f"{numbers[0]}.pdf")
    put(folder, f"甲/{numbers[1]} 与 {numbers[2]}.pdf")
    put(folder, "会议.pdf")
    scan_folder.take(ledger, EVERYONE, folder)
    put(folder, f"{numbers[2]} 照片.jpg")
    found = scan_folder.take(ledger, EVERYONE, folder)

    second, first = imports.imports(ledger.reader)
    told = [(one.number, one.form, one.file_name, one.findings, one.removed) for one in (first, second)]
    assert told == [(1, "scans", "扫描件", 2, 0), (2, "scans", "扫描件", 1, 0)]
    rows = ledger.reader.tuples(
        "select sheet, fate, reason from import_row where import_id = ? order by row", (second.id,)
    )
    assert len(rows) == 4 and found.law() == "4 个文件 = 挂接 1 + 已有 2 + 没对上 1"
    assert {(sheet, fate) for sheet, fate, _reason in rows} == {
        (f"{numbers[0]}.pdf", "known"),
        (f"甲/{numbers[1]} 与 {numbers[2]}.pdf", "known"),
        (f"{numbers[2]} 照片.jpg", "attached"),
        ("会议.pdf", "left_out"),
    }
    assert {reason for _sheet, fate, reason in rows if fate == "left_out"} == {scan_folder.NO_NUMBER}
    kept = ledger.pool.read(ledger.reader.value("select sha256 from import_batch where id = ?", (second.id,)))
    assert kept.decode().startswith(found.law())

    undo.undo_import(ledger, EVERYONE, 1)
    assert [one.removed for one in imports.imports(ledger.reader)] == [0, 1]
    assert len(facts.files_of_findings(ledger.reader)) == 1


def test_a_folder_that_hangs_nothing_new_leaves_no_line(ledger, numbers, folder):
    put(folder, "会议.pdf")
    scan_folder.take(ledger, EVERYONE, folder)
    assert imports.imports(ledger.reader) == ()
