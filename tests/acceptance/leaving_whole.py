"""Producers of the ways out that carry the whole ledger or the office's own words and lists."""

from __future__ import annotations

from datetime import date

from desktop.operations import dumping, record_sheets, rights_history
from desktop.operations import open_set as open_sets
from desktop.operations.importing import mapping_files, office_words
from desktop.operations.outgoing import Asked
from desktop.operations.packages import sending as packing
from tests.builders import EVERYONE

TODAY = "2026-06-05"
ASKED = Asked("内部", "保密检查", "县委办")


def open_set(planted):
    """Everything in the open as a folder; the sums of its files stand in the one that the register tells of."""
    place = planted.folder / "成套"
    place.mkdir()
    return [open_sets.write(planted.ledger, EVERYONE, place, ASKED).folder / open_sets.SUMS_NAME]


def open_set_files(planted):
    """Every file of a set without what stays inside, as it is written at closing."""
    place = planted.folder / "每天"
    place.mkdir()
    made = open_sets.write(planted.ledger, EVERYONE, place, ASKED, inside=False)
    return [*made.files, made.folder / open_sets.SUMS_NAME]


def word_lists(planted):
    """The office's own words."""
    office_words.teach(planted.ledger, EVERYONE, {("state", "状态甲乙"): "done"})
    return [mapping_files.write_file(planted.ledger, EVERYONE, planted.folder / "方案.json", ASKED)]


def sheet_file(planted):
    """The list of rights as a text."""
    text = rights_history.sheet_text(planted.ledger.reader, date.fromisoformat(TODAY))
    return [record_sheets.keep(planted.ledger, EVERYONE, "用户权限登记表", text, planted.folder / "权限.txt", ASKED)[0]]


def sheet_print(planted):
    """The same on paper."""
    record_sheets.enter_print(planted.ledger, EVERYONE, "用户权限登记表", "登记表", ASKED)
    return ()


def dump(planted):
    """Everything."""
    return [dumping.write(planted.ledger, EVERYONE, planted.folder / "全部.json", ASKED).path]


def package(planted):
    """The same for another copy of the ledger, sealed."""
    return [packing.send(planted.ledger, EVERYONE, planted.folder / "交换.xcpkg", ASKED).path]


def archive_package(planted):
    """A round with all that belongs to it, also what stays inside: it goes to the archive."""
    from desktop.operations.archive import packing
    from desktop.operations.archiving import examined

    ledger, round_id = planted.ledger, planted.round
    wrong = packing.open_checks(examined(ledger, round_id))
    packing.begin(ledger, EVERYONE, round_id, "\n".join(f"{line.words}：后补" for line in wrong))
    return [packing.pack(ledger, EVERYONE, round_id, planted.folder / "归档.归档包", ASKED).path]
