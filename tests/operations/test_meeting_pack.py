"""S6, W6, issue "a leader's morning": one deed makes the pack, its parts agree, copies are numbered over the whole, one entry tells of it."""

import re
from dataclasses import replace

import pytest

from db.queries import bases, prints
from db.records import Scope
from desktop.errors import KnownError
from desktop.operations import meeting_pack, meeting_pages, progress
from desktop.operations.meeting_pack import PARTS, Material, Wishes
from desktop.operations.outgoing import Asked
from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.due import papers_due
from desktop.statistics.question import Question
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office

USUAL = tuple(key for key, part in PARTS.items() if part.usual)


@pytest.fixture
def question(ledger):
    round_id, _units, _ids = a_sound_office(ledger)
    return Question(
        bases.default_basis(ledger.reader), "2026-06-05", None, Scope(rounds=(round_id,)), "unit", "2026-05-31"
    )


def test_parts_with_nothing_to_say_are_left_out_and_pages_run_on(ledger, question, qapp):
    pack, pages = meeting_pack.lay_out(Material(ledger, question), Wishes("6月10日书记专题会", USUAL), "2026-06-05")

    assert set(pages) == {"report", "change", "units", "open", "due"} and len(pack) == sum(pages.values())
    numbers = [
        text.text for index in range(len(pack)) for part, place in [pack.at(index)] for _face, text in part.running(place, "000001")
        if text.text.startswith("第 ")
    ]  # fmt: skip
    assert numbers == [f"第 {page} 页　共 {len(pack)} 页" for page in range(1, len(pack) + 1)]


def test_a_list_of_what_is_open_says_that_what_was_handed_over_is_not_in_it(ledger, question, qapp):
    before = Material(ledger, question)
    assert (before.open_scope, before.open_sum) == ("未销号", "")
    moved = before.open[0]
    progress.transfer(ledger, EVERYONE, moved.id, "2026-06-03", "线索", "县纪委监委")

    pack, _pages = meeting_pack.lay_out(Material(ledger, question), Wishes("", ("open",)), "2026-06-05")
    [part] = pack.parts
    assert part.printed.scope == "未销号（不含已移交 1 条）"
    assert Material(ledger, question).open_sum == "2 条 = 未销号 3 − 已移交 1。"


def test_the_order_is_the_one_that_was_chosen(ledger, question, qapp):
    wishes = Wishes("", ("open", "units", "report"))
    pack, _pages = meeting_pack.lay_out(Material(ledger, question), wishes, "2026-06-05")
    assert [part.printed.title for part in pack.parts] == [
        "未销号问题清单",
        "各单位整改率（两期对比）",
        "整改情况（截至6月5日）",
    ]


def test_the_sum_of_the_change_adds_up_and_stands_on_its_page(ledger, question):
    material = Material(ledger, question)
    assert meeting_pages.change_sum(material.why) == "4 − 1 = 3"
    listed = meeting_pages.change_page(material, Wishes("", ("change",)))
    assert listed.scope == "4 − 1 = 3" and listed.picture.startswith(b"\x89PNG")
    assert meeting_pages.change_page(Material(ledger, replace(question, compared_on=None)), Wishes("", ())) is None


def test_the_parts_name_the_same_counts(ledger, question):
    material = Material(ledger, question)
    report = {row.cells[0]: row.cells[1:] for row in meeting_pages.report_page(material, Wishes("", ())).rows}
    total = meeting_pages.units_page(material, Wishes("", ())).rows[-1].cells

    assert report["未销号"] == ("4", "3", "−1") and len(material.open) == 3
    assert total[2] == report["核实整改率"][1] == "25.0%（1/4）"


def test_one_file_numbered_copies_one_entry(ledger, question, tmp_path, qapp):
    asked = Asked("内部", "书记专题会", "会议室")
    left = meeting_pack.put_out(ledger, EVERYONE, question, Wishes("书记专题会", USUAL), 3, tmp_path / "包.pdf", asked)

    [entry] = prints.exports(ledger.reader)
    assert (entry.title, entry.way, entry.classification) == ("书记专题会会议包", "pack_pdf", "内部")
    assert (entry.copies, entry.first_copy, entry.last_copy) == (3, 1, 3) and left.made % 3 == 0
    assert left.path.read_bytes().startswith(b"%PDF")
    assert ledger.reader.number("select count(*) from copy_record") == 3
    again = meeting_pack.put_out(ledger, EVERYONE, question, Wishes("书记专题会", USUAL), 2, tmp_path / "包.pdf", asked)
    assert again.path.name == "包(2).pdf" and prints.last_copy_number(ledger.reader) == 5


def test_a_pack_without_content_is_refused_and_leaves_nothing(ledger, question, tmp_path, qapp):
    with pytest.raises(KnownError, match="没有一份有内容"):
        meeting_pack.put_out(ledger, EVERYONE, question, Wishes("", ("letters",)), 1, tmp_path / "包.pdf")
    assert not list(tmp_path.iterdir()) or prints.exports(ledger.reader) == ()


def test_the_papers_that_the_ladder_asks_for_stand_once_for_each_unit(ledger, question, qapp):
    material = Material(ledger, replace(question, as_of="2027-06-05"))
    due = papers_due(read_board(ledger.reader, question.scope.rounds, "2027-06-05"))
    listed = meeting_pages.due_page(material, Wishes("", ("due",)))

    assert due and [(row.cells[1], row.cells[2]) for row in listed.rows] == [(one.unit, one.title) for one in due]


def test_the_rates_of_units_have_their_bars_above(ledger, question):
    listed = meeting_pages.units_page(Material(ledger, question), Wishes("", ("units",)))
    units = len(listed.rows) - 1
    assert listed.picture.startswith(b"\x89PNG") is (units >= 2)


@pytest.mark.parametrize(("duplex", "sides"), [(False, 3), (True, 5)])
def test_on_both_sides_each_copy_begins_on_a_sheet_of_its_own(ledger, question, tmp_path, qapp, duplex, sides):
    wishes = Wishes("", ("report",), duplex=duplex)  # one page a copy: its back stays blank
    left = meeting_pack.put_out(ledger, EVERYONE, question, wishes, 3, tmp_path / "包.pdf")

    written = left.path.read_bytes()
    assert left.made == 3 and int(re.findall(rb"/Count (\d+)", written)[0]) == sides
    assert (b"/Duplex /DuplexFlipShortEdge" in written) is duplex
