"""W-3: every book, also those with tables of their own, answers `registers` and `records`, exports to a workbook and prints, each value under its head."""

from __future__ import annotations

from datetime import datetime

import docx
import openpyxl
import pytest

from desktop.cli.list_output import list_names
from desktop.ledgers import books
from desktop.operations import clocks, dictionaries, ledgers, units
from desktop.rules.permissions import Actor, Right
from tests.cli.played import BOOKS, PEOPLE, play

EVERYONE = Actor("管理员", frozenset(Right))


@pytest.fixture
def full(run, office, tmp_path):
    """An office in which every book has a row."""
    (tmp_path / "sent.docx").write_bytes(b"paper")
    play(
        run, office, *PEOPLE,
        *BOOKS,
        ("letter.register", {"kind": "supervision_letter", "title": "督办函", "number": "云巡督〔2026〕1号", "unit": "$u", "round": "$r", "file": "sent.docx"}, {"user": "王敏"}),
    )  # fmt: skip
    ledger, _actor = ledgers.open_as(tmp_path / office, "管理员", "", clock=datetime.now)
    clocks.keep_own_today(ledger)
    dictionaries.put(ledger, EVERYONE, "category", {"scheme": "四个落实", "level1": "党建", "sort": 1})
    dictionaries.put(ledger, EVERYONE, "phrase", {"kind": "建议", "text": "抓紧补缴", "sort": 1})
    dictionaries.put_days(ledger, EVERYONE, {"2027-02-06": "holiday"}, "春节")
    units.add_alias(ledger, EVERYONE, ledger.reader.value("select id from unit"), "民政")
    ledger.close()
    run("backup", office, "--to", "out")
    run("print", office, "findings", "--out", "list.pdf", "--copies", "2")
    return office


def test_every_book_answers_exports_and_prints(run, full):
    for name in list_names():
        _leaves(run, full, name)


def _leaves(run, full, name):
    if name not in ("finding", "findings"):
        rows = run("records", full, name)
        assert rows, name
        made = run("export", full, name, "--out", "表.xlsx")
        assert made["rows"] == len(rows) or name in ("print",), name
        book = next(one for one in books.everything() if one.name == name)
        sheet = openpyxl.load_workbook(made["path"]).active
        heads = next([cell.value for cell in row if cell.value] for row in sheet.iter_rows() if row[0].value == "序号")
        fields = books.told_fields(name) if not books.is_declared(name) else book.all_fields
        titles = {head.removesuffix("（元）") for head in heads}
        inside = {field.title for field in fields if field.internal}
        assert {field.title for field in fields} - inside <= titles, name
        assert not inside & titles, name  # what stays inside is in no file
        _same_as_word_table(run("export", full, name, "--out", "表.docx")["path"], name, heads, made["rows"])
        for row in sheet.iter_rows():
            for cell in row:
                words = str(cell.value or "")
                assert not any(
                    code in words
                    for code in (
                        "supervision_letter",
                        "issued",
                        "holiday",
                        "workday",
                        "enter",
                        "secretary",
                        "given",
                        "active",
                    )
                ), words
    printed = run("print", full, name, "--out", "表.pdf")
    assert printed["rows"] and printed["pages"]


def _same_as_word_table(path, name, heads, rows):
    """The same columns and rows, and the title and date above them."""
    paper = docx.Document(path)
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == heads, name
    assert len(paper.tables[0].rows) == rows + 1 or name == "print", name
    assert "截至 " in paper.paragraphs[1].text, name


def test_registers_tells_exactly_the_books_that_answer(run, full):
    told = {one["register"] for one in run("registers")}
    assert told == set(list_names()) - {"findings"} == {book.name for book in books.everything()}
