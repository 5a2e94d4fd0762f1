"""registers.md §0, W-3: a field of a book may name a record of another book: by number or name, both ways, through every way in and out."""

import openpyxl
import pytest

from db.digest import content_digest
from db.queries import books as queries
from db.queries import naming
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import cell_life, undo
from desktop.operations.change import change
from desktop.operations.records import exporting, questions, verbs
from desktop.operations.records.rule_check import broken
from desktop.operations.records.values import read_values
from desktop.operations.records.words import lookup
from desktop.rules.permissions import Action
from tests import naming_book
from tests.builders import EVERYONE

DAY = "2026-06-05"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    naming_book.declare(monkeypatch)


def squad(ledger, name):
    return verbs.add(ledger, EVERYONE, naming_book.SQUADS, {"name": name, "made_on": "2026-03-01"})[0]


def errand(ledger, **said):
    values = read_values(naming_book.ERRANDS, {"on": "2026-05-01", **said}, lookup(ledger.reader))
    return verbs.add(ledger, EVERYONE, naming_book.ERRANDS, values)[0]


def shown(ledger, *ids):
    return queries.records(ledger.reader, naming_book.ERRANDS.shape, DAY, ids=list(ids) or None)


def test_a_record_is_named_by_its_number_or_its_name_and_shown_by_its_name(ledger):
    first = squad(ledger, "第一分队")
    one, two = errand(ledger, squad="第一分队"), errand(ledger, squad=first.number, before="差事〔2026〕1号")
    found = shown(ledger)
    assert [record.fields["squad"] for record in found] == ["第一分队"] * 2
    assert found[1].fields["before"] == found[1].numbers["before"] == one.number and found[0].fields["before"] == ""
    assert found[0].numbers == {"squad": first.number} and found[0].stored["squad"] == first.id
    for word in ("第一分队", first.number):
        [a, b] = questions.chosen(
            ledger.reader, naming_book.ERRANDS, DAY, None, questions.Wanted(where={"squad": word})
        )
        assert (a.id, b.id) == (one.id, two.id)
        assert questions.search(ledger.reader, naming_book.ERRANDS, word) == {one.id, two.id}


def test_a_name_that_several_have_is_shown_with_the_number_and_asked_for(ledger):
    first, second = squad(ledger, "第一分队"), squad(ledger, "第一分队")
    with pytest.raises(KnownError, match="请写编号") as refused:
        errand(ledger, squad="第一分队")
    assert refused.value.kind == "several" and first.number in str(refused.value)
    made = errand(ledger, squad=second.number)
    told = shown(ledger, made.id)[0].fields["squad"]
    assert told == f"第一分队（{second.number}）"
    assert shown(ledger, errand(ledger, squad=told).id)[0].stored["squad"] == second.id


def test_what_is_not_known_is_refused_with_the_field_and_the_remedy(ledger):
    with pytest.raises(KnownError, match="“分队”：“第九分队”没有登记过。请核对编号或名称，或先登记。"):
        errand(ledger, squad="第九分队")
    gone = squad(ledger, "旧分队")
    verbs.remove(ledger, EVERYONE, naming_book.SQUADS, [gone.id])
    with pytest.raises(KnownError, match="没有登记过"):
        errand(ledger, squad="旧分队")


def test_a_record_that_others_name_stays_and_tells_who_names_it(ledger):
    first = squad(ledger, "第一分队")
    one = errand(ledger, squad="第一分队")
    assert naming.naming(ledger.reader, naming_book.ERRANDS.shape, "squad", first.id) == ((one.id, one.number),)
    with pytest.raises(KnownError, match=f"还写在差事 {one.number} 等 1 件里") as refused:
        verbs.remove(ledger, EVERYONE, naming_book.SQUADS, [first.id])
    assert refused.value.kind == "is_named"
    verbs.remove(ledger, EVERYONE, naming_book.ERRANDS, [one.id])
    verbs.remove(ledger, EVERYONE, naming_book.SQUADS, [first.id])
    with pytest.raises(KnownError, match=f"“分队”写的是 {first.number}，它在回收站中"):
        verbs.restore(ledger, EVERYONE, naming_book.ERRANDS, [one.id])
    with change(
        ledger, EVERYONE, Action.RECEIVE, "收包"
    ) as changes:  # what comes with a package was judged where it was done
        changes.writer.update(naming_book.ERRANDS.name, one.id, {"removed_in": None})
    [told] = [one for one in broken(ledger.reader, DAY) if one.kind == "names_removed"]
    assert told.warns and first.number in told.text and "请取回它" in told.text


def test_the_life_of_the_cell_tells_names_and_undo_brings_the_former_back(ledger):
    first, second = squad(ledger, "第一分队"), squad(ledger, "第二分队")
    made = errand(ledger, squad="第一分队")
    before = content_digest(ledger.reader)
    verbs.edit(ledger, EVERYONE, naming_book.ERRANDS, [made.id], {"squad": second.id})
    life = cell_life.of_record(ledger.reader, naming_book.ERRANDS, made.id, naming_book.ERRANDS.field("squad"))
    assert [(step.old, step.new) for step in life.steps] == [("第一分队", "第二分队"), ("", "第一分队")]
    assert shown(ledger)[0].fields["squad"] == "第二分队"
    undo.undo(ledger, EVERYONE)
    assert content_digest(ledger.reader) == before and shown(ledger)[0].stored["squad"] == first.id


def test_a_list_carries_the_name_out_and_in(ledger, tmp_path):
    from desktop.operations.records import importing

    squad(ledger, "第一分队")
    squad(ledger, "第二分队")
    errand(ledger, squad="第一分队")
    listed = exporting.Listed(naming_book.ERRANDS, shown(ledger), DAY)
    path = exporting.export(listed, tmp_path / "差事.xlsx", "差事").path
    book = openpyxl.load_workbook(path)
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert "第一分队" in cells
    looked = importing.look(ledger, naming_book.ERRANDS, path)
    assert not looked.faults and [one.changed for one in looked.records if one.known] == [{}]


def test_every_named_book_is_declared():
    for register in books.declared():
        assert all(books.is_declared(field.target) for field in register.records_named), register.name
