"""Issue 7, point 10 (M19): without the right, no lead, name or count in any file, file name, log, dump, package or temporary file.

A lead is planted with a mark in every field that holds words and with counts that stand nowhere else; the room is open all the while.
Everything that the program writes is scanned as it lies, unpacked and inflated: the ledger's folder, every way out, drafts, backups,
restored ledgers, packages, the home of settings and logs, the folder for passing files, and each file at the moment it is deleted.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from db import backup
from db.driver import DatabaseError
from desktop.errors import KnownError
from desktop.host import logs, paths
from desktop.ledgers.field import Holds
from desktop.ledgers.leads import LEADS, NAMES
from desktop.operations import diagnosis, maintenance, search, undo
from desktop.operations.change import change
from desktop.operations.leads import book, work
from desktop.operations.leads.granting import Giver, Member, Pair, enable, grant
from desktop.operations.leads.letter import Letter, Second
from desktop.operations.leads.referring import refer
from desktop.operations.leads.room import enter
from desktop.operations.papers import issuing
from desktop.rules.permissions import Action
from tests.acceptance import leaving
from tests.acceptance.file_says import said_in
from tests.acceptance.leaving import PRODUCERS, Planted
from tests.builders import EVERYONE
from tests.operations.leads.conftest import CHEAP

pytestmark = pytest.mark.acceptance
_WORDS = (Holds.TEXT, Holds.LONG, Holds.PERSON)
_LETTERS = "暗查密记隐秘藏锁封缄"
MARKED = [one.name for one in LEADS.all_fields if one.holds in _WORDS and one.plain]
MARKS = {
    name: f"线{_LETTERS[place % 10]}{chr(0x5100 + 37 * place)}QZ{place:03d}XLEAD" for place, name in enumerate(MARKED)
}
COUNTS = {one.name: 701717000 + place for place, one in enumerate(LEADS.fields) if one.holds is Holds.INT}
COUNTS |= {"persons": 701717999, "recovered": 805050501}
NEW_FIELDS = {"moved_on": "2026-05-20", **MARKS, **COUNTS}
WORD, OTHER = "线索室里的口令九九-7x", "第二位成员的口令八八-7x"


def traces(number: str) -> list[str]:
    """All that must stand nowhere: the marks, the counts and the number of the lead."""
    plain = [mark[mark.index("QZ") :] for mark in MARKS.values()]
    return [*MARKS.values(), *plain, *map(str, COUNTS.values()), number, "P-001"]


def found_in(said: str, number: str) -> list[str]:
    """The traces in a text, whatever stands between its signs."""
    bare = said.replace(",", "").replace(" ", "")
    return [one for one in traces(number) if one in said or one in bare]


def raw(path: Path) -> str:
    """A file as it lies, by each coding in which a trace could stand."""
    data = path.read_bytes()
    return "".join(data.decode(coding, "ignore") for coding in ("utf-8", "utf-16-le", "gb18030"))


class Watch:
    """Scans every file at the moment it is deleted, and keeps the name of every file that was opened."""

    def __init__(self) -> None:
        self.active, self.gone, self.names, self.number = False, [], set(), ""
        sys.addaudithook(self._hook)

    def _hook(self, event: str, given: tuple[object, ...]) -> None:
        if not self.active or event not in ("open", "os.remove", "shutil.rmtree", "os.rename"):
            return
        path = Path(str(given[0]))
        self.names.add(str(path))
        if event in ("os.remove", "shutil.rmtree"):
            self.active = False  # what is opened here is the watch's own
            files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
            self.gone += [(str(one), found_in(raw(one) + said_in(one), self.number)) for one in files]
            self.active = True


WATCH = Watch()


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Home, temporary folder and all that is written lie below one folder."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    logs.start(paths.log_folder())
    yield tmp_path
    WATCH.active = False
    logs.stop()


@pytest.fixture
def room(ledger, places):
    """The open room with one lead that says a mark in every field."""
    with change(ledger, EVERYONE, Action.MANAGE_USERS, "用户") as changes:
        for name, right in (("甲", "may_manage"), ("乙", "may_review"), ("丙", "may_review")):
            changes.writer.insert("user", {"name": name, right: True})
    pair = Pair(Giver("甲", "管理人的授予口令一一x"), Giver("乙", "审核人的授予口令二二x"))
    enable(ledger, pair, Member("丙", WORD), kdf=CHEAP)
    grant(ledger, pair, Member("甲", OTHER), kdf=CHEAP)
    opened = enter(ledger, "丙", WORD)
    WATCH.number = book.enter(opened, NEW_FIELDS).number
    WATCH.gone, WATCH.names, WATCH.active = [], set(), True
    yield opened
    opened.close()


def test_every_field_of_the_book_that_holds_words_is_marked(room):
    lead = book.lead(room, WATCH.number)
    assert NAMES in MARKED
    assert {name for name in MARKED if name != NAMES and MARKS[name] != lead.stored[name]} == set()
    assert book.look(room, WATCH.number, "核对") == MARKS[NAMES]
    assert work.sums(book.leads(room)).moved.persons == COUNTS["persons"]


def test_nothing_that_the_program_writes_says_anything_of_a_lead(room, ledger, places, tmp_path, tmp_path_factory):
    planted = Planted(ledger, tmp_path)
    _hand_on(room, tmp_path_factory.mktemp("by hand"))
    book.look(room, WATCH.number, MARKS["summary"])
    _fail_in_the_room(room)
    for way in PRODUCERS.values():
        list(way(planted))
    for recipe in leaving.catalogue.recipes(ledger.reader):
        issuing.draft(planted.workshop, planted.gathered(recipe.kind), tmp_path / "草稿")
    diagnosis.write(ledger, tmp_path / "诊断.zip", maintenance.check(ledger), [paths.log_folder() / "program.log"])
    made = backup.make(ledger.folder, None, tmp_path / "备份", now=datetime(2026, 6, 5, 9), occasion="")
    backup.restore_aside(made.path, tmp_path / "恢复.ledger", None, at="2026-06-05T09:00:00")
    with backup.looked_into(made.path, None) as reader:
        assert found_in("".join(reader.column("select before || after from change_log")), WATCH.number) == []
    undo.undo(ledger, EVERYONE)
    ledger.writing().checkpoint(settle=0)

    assert _telling(places) == []
    assert [told for told in WATCH.gone if told[1]] == []
    assert [name for name in WATCH.names if found_in(name, WATCH.number)] == []
    assert len(WATCH.names) > 100
    assert (paths.log_folder() / "program.log").read_text("utf-8")


def _hand_on(room, folder) -> None:
    """The one paper that says numbers and counts is made in the room; it goes to a place of its own, everything about it stays inside."""
    book.edit(room, WATCH.number, {"round": "十五届县委第六轮（常规）"})
    letter = Letter("中共云岭县纪律检查委员会", "秘密★1年", "周定密", "领导小组会议审定意见")
    WATCH.active = False  # the paper itself says what it says
    made = refer(room, [WATCH.number], letter, Second("甲", OTHER), folder)
    WATCH.active = True
    assert not found_in(made.path.name, WATCH.number)
    assert WATCH.number in said_in(made.path)
    assert NAMES not in said_in(made.path)
    assert not [mark for name, mark in MARKS.items() if name != "matter" and mark in said_in(made.path)]


def _fail_in_the_room(room) -> None:
    """A fault of the program over the words of a lead, logged with its way here as the program logs one."""
    try:
        with change(room.ledger, room.actor, Action.EDIT_RECORD, MARKS["matter"]) as changes:
            changes.writer.update(LEADS.name, book.lead(room, WATCH.number).id, {"discipline": MARKS["summary"]})
    except DatabaseError:
        logging.getLogger("desktop").exception("a step failed")


def _telling(folder: Path) -> list[tuple[str, list[str]]]:
    """The files below a folder that tell of a lead, by content or name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 50
    told = [(path.relative_to(folder).as_posix(), path) for path in files]
    found = [(name, found_in(name + raw(path) + said_in(path), WATCH.number)) for name, path in told]
    return [one for one in found if one[1]]


def test_the_ledger_itself_answers_nothing_of_a_lead(room, ledger):
    for table in ledger.reader.column("select name from sqlite_master where type = 'table'"):
        rows = ledger.reader.tuples(f"select * from [{table}]")
        assert found_in(repr(rows), WATCH.number) == [], table
    for word in traces(WATCH.number):
        assert not search.find(ledger.reader, word)
    with pytest.raises(KnownError):
        undo.undo(ledger, EVERYONE)


def test_the_scan_finds_what_does_leak(room, places, tmp_path):
    """The same scan over a copy that tells: in the open, packed, in another coding, in a name, in a file that is deleted."""
    (tmp_path / "a.txt").write_text(MARKS["summary"], "utf-8")
    (tmp_path / "b.txt").write_bytes(MARKS["source"].encode("utf-16-le"))
    (tmp_path / f"{WATCH.number}.txt").write_text("", encoding="utf-8")
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed" / "c.txt").write_text(str(COUNTS["persons"]), encoding="utf-8")
    shutil.make_archive(str(tmp_path / "d"), "zip", tmp_path / "packed")
    passing = tmp_path / "temp" / "e.txt"
    passing.write_text(MARKS[NAMES], "utf-8")
    passing.unlink()
    names = [path for path in tmp_path.rglob("*") if path.is_file() and "office.ledger" not in path.parts]
    telling = {path.name for path in names if found_in(path.name + raw(path) + said_in(path), WATCH.number)}

    assert telling == {"a.txt", "b.txt", f"{WATCH.number}.txt", "c.txt", "d.zip"}
    assert [MARKS[NAMES] in found for _, found in WATCH.gone if found] == [True]
