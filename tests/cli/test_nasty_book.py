"""registers.md §0, W-3, R-1, A6: a book with every type of field, every link, rights and 内部, through every way; no file of the program knows it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests import nasty_book
from tests.cli.played import PEOPLE, play

BOOK = "nasty_petition"
SECRET = "举报人甲某某"
FULL = {
    "received_on": "2026-03-19", "from": SECRET, "order": 3, "persons": 2, "money": "12.5万元", "urgent": True, "kind": "来访", "unit": "$u",
    "round": "$r", "finding": "$f", "findings": ["$f", "$g"], "letter": "云巡督〔2026〕1号", "group": "2026年3月", "text": "第一行\n第二行，“引号”、%和_",
    "scan": "scan.txt", "due_on": "2026-04-20", "remark": "备注一",
}  # fmt: skip


@pytest.fixture
def nasty(monkeypatch):
    from db import migrations
    from desktop.ledgers import books

    monkeypatch.setattr(books, "_BOOKS", dict(books._BOOKS))
    monkeypatch.setitem(migrations.FURTHER, nasty_book.STEP, nasty_book.make_table)
    books.declare(nasty_book.PETITIONS)


@pytest.fixture
def entered(nasty, run, office, tmp_path):
    (tmp_path / "sent.docx").write_bytes(b"paper")
    (tmp_path / "scan.txt").write_text("原件", "utf-8")
    play(
        run, office, *PEOPLE,
        ("finding.add", {"round": "$r", "unit": "$u", "text": "第二个问题"}, {"as": "g"}),
        ("letter.register", {"kind": "supervision_letter", "title": "督办函", "number": "云巡督〔2026〕1号", "issued_on": "2026-03-20", "unit": "$u", "round": "$r", "file": "sent.docx"}, {"user": "王敏"}),
        (f"{BOOK}.add", FULL, {"as": "n", "user": "李建国"}),
        (f"{BOOK}.add", {**FULL, "verdict": "属实"}, {"user": "李建国", "expect": "refused"}),
        (f"{BOOK}.edit", {"number": "$n", "verdict": "属实"}, {"user": "李建国", "expect": "refused"}),
    )  # fmt: skip
    return office


def one(run, office, *more):
    [row] = run("records", office, BOOK, *more)
    return row


def test_every_field_is_stored_and_told_by_its_name(run, entered):
    row = one(run, entered)
    assert row["number"] == "信访〔2026〕1号"
    assert {name: row[name] for name in ("from", "order", "persons", "money", "urgent", "kind", "group", "finding", "findings", "letter")} == {
        "from": SECRET, "order": 3, "persons": 2, "money": 125_000, "urgent": True, "kind": "b", "group": "2026-03",
        "finding": "15-06-0001", "findings": ["15-06-0001", "15-06-0002"], "letter": "云巡督〔2026〕1号",
    }  # fmt: skip
    assert row["unit"] == "县民政局党组" and row["text"] == FULL["text"] and row["scan"] == "scan.txt"
    for name, text in (
        ("kind", "来访"),
        ("urgent", "是"),
        ("unit", "县民政局"),
        ("round", "十五届县委第六轮（常规）"),
        ("finding", "15-06-0001"),
        ("findings", "15-06-0002"),
        ("letter", "云巡督〔2026〕1号"),
        ("from", SECRET),
        ("state", "待办"),
    ):
        assert len(run("records", entered, BOOK, "--where", f"{name}={text}")) == 1, name
    for words in (SECRET, "第二行", "%和_", "来访", "信访〔2026〕1号"):
        assert len(run("records", entered, BOOK, "--search", words)) == 1, words
    assert run("records", entered, BOOK, "--search", "没有的话") == []


def test_steps_ask_for_state_needs_right_and_reason_and_undo_takes_them_back(run, entered):
    play(
        run, entered,
        (f"{BOOK}.close", {"number": "信访〔2026〕1号", "verdict": "属实", "reason": "办完"}, {"user": "王敏", "expect": "refused"}),
        (f"{BOOK}.pass", {"number": "信访〔2026〕1号"}, {"user": "李建国"}),
        (f"{BOOK}.answer", {"number": "信访〔2026〕1号"}, {"user": "李建国", "expect": "refused"}),
        (f"{BOOK}.answer", {"number": "信访〔2026〕1号", "answered_on": "2026-04-02"}, {"user": "李建国", "at": "2026-04-03T09:00"}),
        (f"{BOOK}.close", {"number": "信访〔2026〕1号", "reason": "办完"}, {"user": "王敏", "expect": "refused"}),
        (f"{BOOK}.close", {"number": "信访〔2026〕1号", "verdict": "属实"}, {"user": "王敏", "expect": "refused"}),
        (f"{BOOK}.close", {"number": "信访〔2026〕1号", "verdict": "属实", "reason": "办完"}, {"user": "李建国", "expect": "refused"}),
        (f"{BOOK}.close", {"number": "信访〔2026〕1号", "verdict": "属实", "reason": "办完"}, {"user": "王敏"}),
    )  # fmt: skip
    assert [one(run, entered, "--as-of", day)["state"] for day in ("2026-03-31", "2026-04-02", "2026-04-03")] == [
        "passed",
        "answered",
        "closed",
    ]
    assert one(run, entered, "--known-at", "2026-03-31")["state"] == "passed"
    assert "权限" in run("undo", entered, "--user", "李建国", code=1)["error"]
    run("undo", entered, "--user", "王敏")
    row = one(run, entered)
    assert (row["state"], row["verdict"]) == ("answered", "")


def test_what_leaves_bears_every_mark_but_what_stays_inside_and_reads_back(run, entered, tmp_path):
    made = run("export", entered, BOOK, "--out", "表.xlsx")
    book = openpyxl.load_workbook(made["path"])
    cells = {str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None}
    assert (
        SECRET not in cells
        and "来信人" not in cells
        and {"涉及金额（元）", "15-06-0001、15-06-0002", "来访", "scan.txt"} <= cells
    )
    assert "内部" in run("export", entered, BOOK, "--out", "b.xlsx", "--columns", "来信人,件数", code=1)["error"]
    assert "内部" in run("print", entered, BOOK, "--out", "b.pdf", "--columns", "from", code=1)["error"]
    assert not (tmp_path / "b.xlsx").exists()
    whole = run("dump", entered, "--out", "全部.json")["path"]  # the one file with 内部 fields
    assert SECRET in (tmp_path / whole).read_text("utf-8")
    same = run("import", entered, "表.xlsx", "--form", BOOK, "--user", "李建国")
    assert (same["same"], same["entered"], same["faults"]) == (1, 0, [])
    assert one(run, entered)["from"] == SECRET  # a list without the column empties nothing
    head = next(row for row in book.active.iter_rows() if row[0].value == "序号")
    place = {cell.value: cell.column for cell in head}
    book.active.cell(head[0].row + 1, place["审核意见"]).value = "属实"
    book.save("改.xlsx")
    [row] = run("import", entered, "改.xlsx", "--form", BOOK, "--user", "李建国")["conflicts"]
    assert "权限" in row["fields"][0]["reason"] and one(run, entered)["verdict"] != "属实"
    assert run("import", entered, "改.xlsx", "--form", BOOK, "--user", "王敏")["entered"] == 1
    assert one(run, entered)["verdict"] == "属实"
    for name in ("sheet.pdf", "list.pdf"):
        more = ("--record", "信访〔2026〕1号") if name == "sheet.pdf" else ()
        printed = run("print", entered, BOOK, "--out", name, *more)
        pdfplumber = pytest.importorskip("pdfplumber")
        with pdfplumber.open(printed["path"]) as pdf:
            text = "".join(page.extract_text() for page in pdf.pages)
        assert SECRET not in text and "12.5" in text


def test_it_is_counted_dumped_and_its_rules_are_checked(run, entered):
    told = run("tally", entered, BOOK, "--rows", "类型", "--columns", "state")
    assert [(cell["row"], cell["column"], cell["count"]) for cell in told["cells"]] == [("来访", "待办", 1)]
    assert "可用" in run("tally", entered, BOOK, "--rows", "来信人", "--columns", "state", code=1)["error"]
    run("record", entered, BOOK, "edit", "信访〔2026〕1号", "--set", "persons=9")
    assert any("人数多于件数" in one["message"] for one in run("check", entered)["problems"])
    dumped = run("dump", entered, "--out", "all.json", "--user", "管理员")
    run("new", "b.ledger", "--plain")
    assert run("import", "b.ledger", "all.json", "--user", "管理员")["digest"] == dumped["digest"]
    there, here = one(run, entered), one(run, "b.ledger")
    assert {name: there[name] for name in FULL} == {name: here[name] for name in FULL}
    assert Path(dumped["path"]).is_file()
