"""A5, D11: an issued paper is handed out byte for byte, and each copy, look and print is entered with the mark that is printed on it."""

from dataclasses import replace

import pytest

from db.queries import papers as queries
from db.queries import prints
from db.store import open_for_reading
from desktop.documents.readback import read
from desktop.errors import KnownError
from desktop.ledgers.ways_out import PAPER_COPY, PAPER_OPENED, PAPER_PRINT
from desktop.operations.outgoing import Asked
from desktop.operations.papers import handing_out, issuing, making
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

ASKED = Asked("随手写的", "补发", "档案室")


@pytest.fixture
def letters(office, workshop, tmp_path):
    """Both units' letters, issued; the register begins anew with what is handed out."""
    ledger, round_id, *_units = office
    made = issuing.issue(ledger, EVERYONE, workshop, making.gather(ledger.writing(), asked(round_id)), tmp_path / "发")
    return ledger, [(one.letter_id, one.path) for one in made], len(prints.exports(ledger.reader))


def newest(ledger, before):
    found = prints.exports(ledger.reader)
    return found[: len(found) - before]


def bases(ledger):
    return list(ledger.reader.column("select basis from export_record order by id"))


@pytest.mark.parametrize("way, verb", [(PAPER_COPY, "另存"), (PAPER_OPENED, "打开"), (PAPER_PRINT, "打印")])
def test_the_file_is_that_which_was_issued_and_the_register_tells_what_was_done_with_it(letters, tmp_path, way, verb):
    ledger, [(letter_id, issued), *_rest], before = letters
    frozen = queries.frozen_letter(ledger.reader, letter_id)
    path, changes = handing_out.hand_out(ledger, EVERYONE, letter_id, tmp_path / "再", way, ASKED, copies=3)
    [entered] = newest(ledger, before)

    assert path == tmp_path / "再" / frozen.file_name and path.read_bytes() == issued.read_bytes()
    assert (entered.way, entered.title, entered.file_name, entered.sha256) == (
        way.name,
        frozen.name,
        path.name,
        frozen.sha256,
    )
    assert (entered.rows, entered.copies, entered.as_of, bases(ledger)[-1]) == (2, 3, "2026-09-30", frozen.basis_text)
    assert (entered.classification, entered.purpose, entered.destination) == (frozen.classification, "补发", "档案室")
    said = ledger.reader.value("select title from action where id = ?", (changes.action_id,))
    assert said == f"{verb} {frozen.name}"


def test_usually_it_is_one_copy_to_the_one_it_is_for_saved_elsewhere(letters, tmp_path):
    ledger, [_first, (letter_id, _path)], before = letters
    handing_out.hand_out(ledger, EVERYONE, letter_id, tmp_path / "再")
    [entered] = newest(ledger, before)

    assert (entered.way, entered.copies, entered.destination) == ("paper_copy", 1, "青岩县农业农村局党组")
    assert (entered.purpose, entered.rows) == (PAPER_COPY.purpose, 1)


def test_papers_that_go_to_the_printer_are_one_action_with_an_entry_each(letters):
    ledger, made, before = letters
    changes = handing_out.enter_prints(
        ledger, EVERYONE, [letter_id for letter_id, _path in made], Asked("x", "发文", "")
    )
    entered = list(reversed(newest(ledger, before)))
    frozen = [queries.frozen_letter(ledger.reader, letter_id) for letter_id, _path in made]

    assert [(one.way, one.kind, one.copies) for one in entered] == [("paper_print", "print", 1)] * 2
    assert [(one.title, one.destination, one.rows, one.sha256, one.file_name) for one in entered] == [
        (one.name, one.addressee, one.findings, one.sha256, one.file_name) for one in frozen
    ]
    assert [(one.classification, one.as_of) for one in entered] == [(one.classification, one.as_of) for one in frozen]
    assert bases(ledger)[-2:] == [one.basis_text for one in frozen]
    assert ledger.reader.value("select title from action where id = ?", (changes.action_id,)) == "打印文书 2 份"
    handing_out.enter_prints(ledger, EVERYONE, [made[0][0]], Asked(destination="档案室"))
    assert newest(ledger, before)[0].destination == "档案室"


def test_no_papers_are_no_action(letters):
    ledger, _made, before = letters
    last = ledger.reader.value("select max(id) from action")

    assert handing_out.enter_prints(ledger, EVERYONE, []) is None
    assert ledger.reader.value("select max(id) from action") == last and newest(ledger, before) == ()


def test_a_paper_that_kept_no_file_or_is_none_cannot_be_printed_again(letters, tmp_path, monkeypatch):
    ledger, [(letter_id, _path), *_rest], before = letters
    bare = replace(queries.frozen_letter(ledger.reader, letter_id), sha256="")
    for found in (None, bare):
        monkeypatch.setattr(queries, "frozen_letter", lambda _reader, _id, found=found: found)
        with pytest.raises(KnownError, match="没有留存文件"):
            handing_out.hand_out(ledger, EVERYONE, letter_id, tmp_path / "再")
        with pytest.raises(KnownError, match="没有留存文件"):
            handing_out.enter_prints(ledger, EVERYONE, [letter_id])
    assert newest(ledger, before) == () and not (tmp_path / "再").exists()


def test_nothing_is_handed_out_of_a_ledger_that_is_open_for_reading(letters, clock):
    ledger, [(letter_id, _path), *_rest], _before = letters
    reading = open_for_reading(ledger.folder, None, clock)
    try:
        with pytest.raises(KnownError) as refused:
            handing_out.enter_prints(reading, EVERYONE, [letter_id])
    finally:
        reading.close()
    assert refused.value.kind == "read_only"


def test_a_batch_leaves_as_one_file_for_the_printer_with_one_entry(letters, tmp_path):
    ledger, made, before = letters
    path, _changes = handing_out.merge_out(
        ledger, EVERYONE, [one for one, _path in made], tmp_path / "合并.docx", Asked("", "打印", "文印室")
    )

    [entry] = newest(ledger, before)
    assert "合并" in entry.title and f"{len(made)} 件" in entry.title and entry.purpose == "打印"
    whole = read(path.read_bytes(), path.name)
    each = [read(issued.read_bytes(), issued.name) for _one, issued in made]
    assert whole.paragraphs == tuple(line for one in each for line in one.paragraphs)


def test_one_paper_alone_is_not_merged_and_nothing_is_entered(letters, tmp_path):
    ledger, made, before = letters
    with pytest.raises(KnownError, match="至少要两件"):
        handing_out.merge_out(ledger, EVERYONE, [made[0][0]], tmp_path / "合并.docx")
    assert (
        newest(ledger, before) == newest(ledger, len(prints.exports(ledger.reader)))
        and not (tmp_path / "合并.docx").exists()
    )
