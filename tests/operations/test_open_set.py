"""B6: everything in the open as one folder; the former set or the new one, whatever interrupts; an empty ledger is refilled from it."""

import json
from base64 import b64encode
from pathlib import Path

import pytest

from db.digest import content_digest
from db.queries import prints
from db.store import create_ledger
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS
from desktop.operations import dumping, evidence, findings, open_set, own_fields
from desktop.operations.change import change
from desktop.operations.lists import exporting
from desktop.operations.outgoing import sum_of
from desktop.operations.records import exporting as record_exporting
from desktop.rules.permissions import Action, Actor, Right
from tests.acceptance.file_says import said_in
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def office(ledger):
    a_finding(ledger, a_round(ledger), a_unit(ledger, "县民政局党组"), "欠缴党费")
    return ledger


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "留存"
    folder.mkdir()
    return folder


def names(place):
    return sorted(one.name for one in place.iterdir())


def test_a_set_holds_the_dump_and_every_book_that_says_something_both_ways_and_its_sums_agree(office, place):
    made = open_set.write(office, EVERYONE, place)

    assert [made.folder] == list(place.iterdir()) and open_set.disagreeing(made.folder) == []
    assert {"全部内容.json", "问题台账.xlsx", "问题台账.docx", "问题台账.json", "单位.xlsx", "单位.docx"} <= {
        one.name for one in made.files
    }
    assert "欠缴党费" in said_in(made.folder / "问题台账.xlsx") and "欠缴党费" in said_in(made.folder / "问题台账.docx")
    made.files[1].write_bytes(b"")
    assert open_set.disagreeing(made.folder) == [made.files[1].name]


def test_an_empty_ledger_refilled_from_it_says_the_same(office, place, tmp_path):
    made = open_set.write(office, EVERYONE, place)
    again = create_ledger(tmp_path / "新.ledger", None, office.clock)
    try:
        dumping.read_back(again, EVERYONE, made.folder / open_set.DUMP_NAME)
        assert content_digest(again.reader) == made.digest
    finally:
        again.close()


def test_one_entry_of_the_register_tells_of_a_set_by_the_sum_of_its_sums(office, place):
    made = open_set.write(office, EVERYONE, place)
    [entry] = [row for row in prints.exports(office.reader) if row.way == "open_set"]

    assert (entry.purpose, entry.rows, entry.user_name) == ("留存备查", len(made.files), EVERYONE.name)
    assert entry.sha256 == sum_of(made.folder / open_set.SUMS_NAME)


def test_two_sets_stay_and_what_an_interruption_left_goes(office, place):
    for number in range(4):
        open_set.write(office, EVERYONE, place)
        (place / f"{office.folder.stem}-公开成套-2020010{number}-000000.未写完").mkdir()
        (place / "别的文件夹").mkdir(exist_ok=True)
    open_set.write(office, EVERYONE, place)

    assert len([name for name in names(place) if "公开成套" in name]) == open_set.KEPT
    assert "别的文件夹" in names(place) and not [name for name in names(place) if name.endswith("未写完")]


def test_sets_of_another_ledger_of_the_same_name_are_left_alone(office, place):
    other = open_set.write(office, EVERYONE, place).folder
    told = (other / open_set.SUMS_NAME).read_text("utf-8")
    (other / open_set.SUMS_NAME).write_text(told + "0  另一账本\n", "utf-8")  # a sum that this ledger never entered
    for _time in range(3):
        open_set.write(office, EVERYONE, place)

    assert other.is_dir() and len([name for name in names(place) if "公开成套" in name]) == open_set.KEPT + 1


@pytest.mark.parametrize("where", ["dump", "findings", "book", "sums", "rename", "register"])
def test_whatever_interrupts_the_former_set_stays_whole_and_nothing_half_is_left(office, place, monkeypatch, where):
    former = open_set.write(office, EVERYONE, place).folder
    before = len(prints.exports(office.reader))

    def fails(*_asked, **_named):
        raise OSError(28, "no space")

    owner, name = {
        "dump": (dumping, "write_to"),
        "findings": (exporting, "export"),
        "book": (record_exporting, "export"),
        "sums": (open_set, "_tell_sums"),
        "rename": (Path, "rename"),
        "register": (open_set.outgoing, "enter"),
    }[where]
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, fails)
        with pytest.raises((KnownError, OSError)):
            open_set.write(office, EVERYONE, place)

    assert names(place) == [former.name] and open_set.disagreeing(former) == []
    assert len(prints.exports(office.reader)) == before


def test_it_is_due_where_the_office_wants_it_and_something_was_done_since(office, place):
    assert not open_set.is_due(office.reader) and open_set.write_if_due(office, EVERYONE) is None
    open_set.choose_folder(office, EVERYONE, str(place))
    assert open_set.is_due(office.reader) and "没有写成" in open_set.reminder(office.reader)
    assert open_set.write_if_due(office, EVERYONE) is not None
    assert not open_set.is_due(office.reader) and open_set.reminder(office.reader) == ""
    assert open_set.write_if_due(office, EVERYONE) is None
    findings.edit(office, EVERYONE, [1], {"owner": "甲"})
    assert open_set.is_due(office.reader)
    open_set.choose_folder(office, EVERYONE, "")
    assert not open_set.is_due(office.reader)


def test_who_may_not_let_everything_out_writes_none(office, place):
    open_set.choose_folder(office, EVERYONE, str(place))
    auditor = Actor("审计员", frozenset({Right.AUDIT}))

    assert open_set.write_if_due(office, auditor) is None and names(place) == []
    with pytest.raises(Forbidden):
        open_set.write(office, auditor, place)
    with pytest.raises(Forbidden):
        open_set.choose_folder(office, Actor("录入员", frozenset({Right.ENTER})), str(place))


@pytest.mark.parametrize("folder", ["没有", "账本"])
def test_a_folder_that_cannot_be_is_told(office, place, folder):
    wrong = {"没有": place / "没有", "账本": office.folder}[folder]
    for asks in (
        lambda: open_set.write(office, EVERYONE, wrong),
        lambda: open_set.choose_folder(office, EVERYONE, str(wrong)),
    ):
        with pytest.raises(KnownError, match="公开成套"):
            asks()


@pytest.fixture
def secret(office):
    """A finding with an 内部 field, and a scan."""
    name, _changes = own_fields.add(office, EVERYONE, "来信人", Holds.TEXT, internal=True)
    findings.edit(office, EVERYONE, [1], {name: "内部之语"})
    with change(office, EVERYONE, Action.ADD_EVIDENCE, "添加佐证") as changes:
        evidence.attach(changes, office.pool, 1, "扫描之语".encode(), "来信", "来信.pdf")
    return office


def test_inner_fields_stand_in_the_dump_alone(secret, place):
    made = open_set.write(secret, EVERYONE, place)
    holding = [one.name for one in made.files if "内部之语" in said_in(one) or "来信人" in said_in(one)]
    assert holding == [open_set.DUMP_NAME]
    [entry] = [row for row in prints.exports(secret.reader) if row.way == "open_set"]
    assert "含内部栏" in entry.title and "不含" not in entry.title


def test_a_set_without_what_stays_inside_holds_no_dump_no_inner_field_and_no_file(secret, place):
    made = open_set.write(secret, EVERYONE, place, inside=False)

    assert made.digest == "" and open_set.DUMP_NAME not in {one.name for one in made.files}
    assert open_set.disagreeing(made.folder) == []
    said = "".join(said_in(one) for one in made.folder.iterdir())
    assert "欠缴党费" in said and not [word for word in ("内部之语", "来信人", "扫描之语") if word in said]
    assert b64encode("扫描之语".encode()).decode() not in said
    [entry] = [row for row in prints.exports(secret.reader) if row.way == "open_set"]
    assert "不含内部栏和附件" in entry.title


def test_every_book_is_there_three_ways_and_the_json_holds_every_field_that_may_leave(secret, place):
    made = open_set.write(secret, EVERYONE, place, inside=False)
    kinds = {}
    for file in made.files:
        kinds.setdefault(file.stem, set()).add(file.suffix)
    assert set(map(frozenset, kinds.values())) == {frozenset(open_set.ENDINGS)}
    said = json.loads((made.folder / "问题台账.json").read_text("utf-8"))
    assert {field.head for field in FIELDS if not field.internal} == set(said["columns"])
    assert said["rows"][0][said["columns"].index("问题")] == "欠缴党费"


def test_what_is_written_unasked_is_without_it_unless_the_office_says_so_and_who_closes_may_let_it_out(secret, place):
    open_set.choose_folder(secret, EVERYONE, str(place))
    made = open_set.write_if_due(secret, EVERYONE)
    assert made is not None and not open_set.is_with_inside(secret.reader) and made.digest == ""

    manager = Actor("管理员", frozenset({Right.MANAGE}))
    said = open_set.choose_folder(secret, manager, str(place), inside=True)
    assert "含内部栏" in said.title and open_set.write_if_due(secret, manager) is None, "he may not let it out himself"
    made = open_set.write_if_due(secret, EVERYONE)
    assert made is not None and made.files[0].name == open_set.DUMP_NAME and made.digest
    open_set.choose_folder(secret, EVERYONE, "")
    assert not open_set.is_with_inside(secret.reader)
