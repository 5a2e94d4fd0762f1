"""README, how to add a field of a book: one `Field` in its list and a step with the column; everything else follows by itself (W-3)."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.ledgers import books
from desktop.ledgers.field import Field, Holds
from tests.cli.played import PEOPLE, play

ADDED = Field("weather", "天气", Holds.CHOICE, choices={"rain": "雨", "sun": "晴"}, mm=14, heads=("当日天气",))


def step(db):
    db.execute("alter table meeting add column weather text not null default ''")


@pytest.fixture
def with_weather(monkeypatch):
    from db import migrations

    monkeypatch.setitem(migrations.FURTHER, "t0003_weather", step)
    usual = books.as_declared("meeting")
    monkeypatch.setitem(books._BOOKS, "meeting", replace(usual, fields=(*usual.fields, ADDED)))


def test_a_field_that_was_added_by_the_recipe_is_everywhere_at_once(with_weather, run, office, tmp_path):
    play(
        run, office, *PEOPLE, ("meeting.add", {"kind": "joint", "held_on": "2026-03-19", "weather": "雨"}, {"as": "m"})
    )
    [told] = [one for one in run("registers") if one["register"] == "meeting"]
    assert {"field": "weather", "title": "天气", "choices": {"rain": "雨", "sun": "晴"}}.items() <= told["fields"][
        -3
    ].items()
    assert run("records", office, "meeting", "--where", "weather=雨")[0]["weather"] == "rain"
    assert len(run("records", office, "meeting", "--search", "雨")) == 1
    assert run("tally", office, "meeting", "--rows", "天气", "--columns", "kind")["cells"][0]["row"] == "雨"
    path = run("export", office, "meeting", "--out", "会.xlsx")["path"]
    book = openpyxl.load_workbook(path)
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    cell = book.active.cell(head[0].row + 1, next(one for one in head if one.value == "天气").column)
    assert cell.value == "雨"
    next(one for one in head if one.value == "天气").value, cell.value = "当日天气", "晴"
    book.save(path)
    [row] = run("import", office, path, "--form", "meeting")["conflicts"]  # what was typed is written over by no list
    assert [one["title"] for one in row["fields"]] == ["天气"]
    cell.value = "雨"
    book.save(path)
    run("import", office, path, "--form", "meeting")  # now the list's word is known: its next one is a change
    cell.value = "晴"
    book.save(path)
    assert run("import", office, path, "--form", "meeting")["changed"] == [head[0].row + 1]
    assert run("records", office, "meeting")[0]["weather"] == "sun"
    assert run("print", office, "meeting", "--out", "会.pdf", "--columns", "天气")["rows"] == 1
    run("undo", office)
    assert run("records", office, "meeting")[0]["weather"] == "rain"
    assert "meeting" in run("dump", office, "--out", "all.json", "--user", "管理员")["contents"]
