"""M19: the room prints, is checked and leaves as a sealed file that comes back: each with its own rules, and nothing of it outside."""

import pytest

from db.connections import writing
from db.queries import prints
from db.store import DATABASE
from desktop.errors import KnownError
from desktop.exchange import locked_file
from desktop.operations.leads import book, checking, dumping, printing
from desktop.operations.leads.dumping import Lock
from desktop.operations.leads.granting import Member, enable, grant
from desktop.operations.leads.letter import Second
from desktop.operations.leads.printing import PRINTED, Sheet
from desktop.operations.leads.room import enter
from desktop.operations.outgoing import Asked
from tests.acceptance.file_says import said_in
from tests.operations.leads.conftest import CHEAP, PAIR, WORD

LEAD = {
    "moved_on": "2026-05-20", "moved_to": "县纪委监委", "cases": 1, "persons": 2, "subject_names": "甄某某、贾某某",
    "summary": "违规领取津贴", "matter": "违反群众纪律", "discipline": "work", "source": "信访来源",
}  # fmt: skip
OTHER, FILE_WORD = "第二位成员的口令八八-7x", "转出文件的口令五五-7x"
SECOND = Second("赵平", OTHER)


@pytest.fixture
def full(room, enabled, monkeypatch):
    """Two leads, and a second member."""
    monkeypatch.setattr(locked_file, "Kdf", lambda: CHEAP)
    room.close()
    grant(enabled, PAIR, Member("赵平", OTHER), kdf=CHEAP)
    opened = enter(enabled, "李建国", WORD)
    book.enter(opened, LEAD)
    book.enter(opened, {**LEAD, "persons": 1, "subject_names": "尹某某"})
    yield opened
    opened.close()


def other_office(tmp_path, ledger):
    """Another ledger with the same people."""
    from db import store
    from desktop.operations.change import change
    from desktop.rules.permissions import Action, Actor, Right

    made = store.create_ledger(tmp_path / "another.ledger", None, ledger.clock)
    with change(made, Actor("方向阳", frozenset(Right)), Action.MANAGE_USERS, "用户") as changes:
        for name, rights in (
            ("方向阳", {"may_manage": True}),
            ("王敏", {"may_review": True}),
            ("李建国", {"may_enter": True}),
        ):
            changes.writer.insert("user", {"name": name, **rights})
    return made


# -- print


def test_paper_has_numbers_counts_and_days_and_not_a_word_that_tells_of_a_person(full, tmp_path):
    """M19, pages.md §18b"""
    left = printing.to_file(full, Sheet(copies=2, asked=Asked("秘密★1年", "书记专题会")), SECOND, tmp_path / "x.pdf")
    said = said_in(left.path)
    assert "XS2026-1" in said and "2件3人" in said and "秘密★1年" in said
    assert [
        word for word in ("甄某某", "尹某某", "违规领取", "群众纪律", "信访来源", "县纪委", "P-00") if word in said
    ] == []
    [entry] = prints.exports(full.ledger.newest)
    assert (entry.copies, entry.rows, entry.purpose) == (2, 2, "书记专题会；在场：赵平")
    assert prints.exports(full.office.newest) == ()


def test_what_is_printed_is_read_from_the_kind_of_each_field():
    assert {one.holds.value for one in PRINTED.fields} == {"date", "int", "money"}


def test_paper_for_the_printer_is_entered_first_and_lies_in_no_file(full, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    ready = printing.to_paper(full, Sheet(("XS2026-2",)), SECOND)
    assert len(ready.laid) == 1 and ready.job.numbers == ("000001",)
    assert [one.rows for one in prints.exports(full.ledger.newest)] == [1]
    new = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {path.name for path in before}
    assert [name for name in new if name.endswith((".pdf", ".png"))] == []


# -- check


def test_a_sound_room_is_told_sound(full):
    health = checking.check(full)
    assert health.ok and health.log_entries > 0, health.problems
    assert "完好" in checking.told(health)[0]


def test_a_name_that_no_key_opens_and_a_row_changed_by_other_hands_are_found(full):
    connection, _context = writing(full.ledger.folder / DATABASE, full.ledger.key)
    for (name,) in connection.execute(
        "select name from sqlite_master where type = 'trigger' and tbl_name = 'lead'"
    ).fetchall():
        connection.execute(f"drop trigger [{name}]")
    connection.execute("update lead set subject_names = 'sealed:0000:AAAA', cases = 5 where id = 1")
    connection.close()
    kinds = {one.kind for one in checking.check(full).problems}
    assert {"sealed", "row", "rule", "trigger"} <= kinds
    assert all("XS2026-2" not in one.message for one in checking.check(full).problems)


# -- dump and back


def test_the_dump_is_closed_to_who_has_not_its_passphrase_and_comes_back_whole(full, tmp_path):
    made = dumping.write(
        full, tmp_path / f"a{locked_file.SUFFIX}", Lock(FILE_WORD, SECOND), Asked(destination="档案室")
    )
    told = made.path.read_bytes()
    assert made.contents["lead"] == 2
    assert not [word for word in ("甄", "XS2026", "lead", "subject") if word.encode() in told]
    with pytest.raises(KnownError, match="口令不对"):
        locked_file.opened(made.path, "不是这个口令一二三x")

    office = other_office(tmp_path, full.office)
    enable(office, PAIR, Member("李建国", WORD), kdf=CHEAP)
    assert dumping.read_back(office, PAIR, made.path, FILE_WORD)["lead"] == 2
    there = enter(office, "李建国", WORD)
    assert [one.stored["summary"] for one in book.leads(there)] == ["违规领取津贴", "违规领取津贴"]
    assert [book.look(there, one, "核对") for one in ("XS2026-1", "XS2026-2")] == ["甄某某、贾某某", "尹某某"]
    assert book.enter(there, LEAD).number == "XS2026-3"
    assert book.lead(there, "XS2026-3").subject_codes == "P-004、P-005"
    assert checking.check(there).ok
    there.close()
    with pytest.raises(KnownError, match="空账本"):
        dumping.read_back(office, PAIR, made.path, FILE_WORD)
    office.close()


@pytest.mark.parametrize("place", [10, 40, -1])
def test_a_dump_with_another_byte_is_not_read(full, tmp_path, place):
    made = dumping.write(full, tmp_path / "a.xcsuo", Lock(FILE_WORD, SECOND))
    data = bytearray(made.path.read_bytes())
    data[place] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(KnownError, match="打不开"):
        dumping.read_back(full.office, PAIR, made.path, FILE_WORD)


# -- who stands by


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (Second("", ""), "另一名"),
        (Second("李建国", WORD), "另一名"),
        (Second("王敏", OTHER), "没有线索权限"),
        (Second("赵平", "不是这个口令一二三x"), "口令不对"),
    ],
)
def test_nothing_leaves_without_the_second_member(full, tmp_path, second, said):
    for leave in (
        lambda: printing.to_file(full, Sheet(), second, tmp_path / "x.pdf"),
        lambda: printing.to_paper(full, Sheet(), second),
        lambda: dumping.write(full, tmp_path / "x.xcsuo", Lock(FILE_WORD, second)),
    ):
        with pytest.raises(KnownError, match=said):
            leave()
    assert prints.exports(full.ledger.newest) == ()
    assert list(tmp_path.glob("x.*")) == []


def test_a_weak_passphrase_of_the_file_is_refused(full, tmp_path):
    with pytest.raises(KnownError, match="文件口令"):
        dumping.write(full, tmp_path / "x.xcsuo", Lock("123", SECOND))
