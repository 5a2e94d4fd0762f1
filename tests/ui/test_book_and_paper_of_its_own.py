"""The acceptance of the second foundation: a book and a kind of paper that no file of the program knows, driven by every way.

Declaration, migration step and Word file all stand here. The ways: window, command line, import, print, workbook, Word, undo and
redo, history, search, statistics; at the end the ledger is sound.
"""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from PySide6.QtWidgets import QLabel

from db.queries.letters import letters
from db.store import open_ledger
from desktop.cli.main import main
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER
from desktop.errors import Fault
from desktop.ledgers import books
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.operations import ledgers
from desktop.operations.papers import catalogue
from desktop.operations.papers import workshop as presses
from desktop.rules.permissions import Right
from desktop.ui.asks import AskRecord
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.statistics.page import StatisticsPage
from tests.ui.conftest import standing_clock
from tests.ui.office import Hands, looked_up, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue


def check(call, today):
    if call.get("rung_on") and call["rung_on"] > today:
        yield Fault("in_future", "来电日期晚于今天。请改正。")


CALLS = Register(
    "phone_call", "来电", "次", "来电〔{年}〕{号}号",
    fields=(
        Field("rung_on", "来电日期", Holds.DATE, needed=True, mm=24, heads=("日期",)),
        Field("unit", "单位", Holds.UNIT, needed=True, mm=40),
        Field("topic", "事由", Holds.CHOICE, needed=True, choices={"ask": "咨询", "report": "报告"}, mm=20),
        Field("minutes", "时长", Holds.INT, mm=16),
        Field("findings", "涉及问题", Holds.FINDINGS, mm=30),
        Field("said", "来电内容", Holds.LONG, mm=80, heads=("内容",)),
    ),
    states=(
        State("new", "待答复", Shape.EMPTY),
        State("asked", "已请示", Shape.DOT, Tone.AMBER),
        State("answered", "已答复", Shape.CHECK, Tone.GREEN),
    ),
    steps=(
        Step("ask", "请示", ("new",), "asked"),
        Step("answer", "答复", ("new", "asked"), "answered", needs=("said",), right=Right.REVIEW, reason=True),
    ),
    rules=(Rule("in_future", "日期不晚于今天"),),
    check=check,
)  # fmt: skip


def make_table(db):
    db.execute(
        """
        create table phone_call (
            id integer primary key, number text not null unique, rung_on text not null,
            unit_id integer not null references unit (id), topic text not null, minutes integer, said text not null default '',
            remark text not null default '', classification text not null default '',
            own text not null default '{}' check (json_valid(own)), removed_in integer references action (id)
        ) strict"""
    )


HINT = Recipe(
    kind="call_hint", title="来电提示函", form="letter", addressee="unit", group="来电",
    issuers=(Issuer("leading_group", "巡提〔{年}〕{号}号"),),
    per="unit", rows=Rows(open=True), no_cause="没有未销号的问题", copies=Copies(leader=False),
    dues=(Due("回复期限", days=5, unit="workday"),),
    uses=(*LETTER, "抄送", "单位", "问题总数", "逾期数"),
)  # fmt: skip


def word_file():
    """Title, addressee and one paragraph: head, signature and page set-up come from the frame."""
    document = docx.Document()
    for name, text in (
        ("公文标题", "关于来电所涉问题的函"),
        ("公文主送机关", "{{单位}}："),
        ("公文正文末段", "截至目前你单位问题{{问题总数}}个，请于{{回复期限}}前函复。"),
    ):
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph(text, style=name)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def declared(monkeypatch, tmp_path):
    """The lines of the recipes in the README: the book in its list, its step, the kind in its list, its file in the folder."""
    from db import migrations

    monkeypatch.setattr(books, "_BOOKS", dict(books._BOOKS))
    monkeypatch.setitem(migrations.FURTHER, "t0009_phone_calls", make_table)
    books.declare(CALLS)
    folder = tmp_path / "templates_docx"
    shutil.copytree(presses.TEMPLATES, folder)
    (folder / f"{HINT.kind}.docx").write_bytes(word_file())
    monkeypatch.setattr(presses, "TEMPLATES", folder)
    monkeypatch.setattr(catalogue, "RECIPES", (*catalogue.RECIPES, HINT))


@pytest.fixture
def ledger(declared, ledger):
    """Opened anew, so that the step of the book is taken."""
    ledger.close()
    opened = open_ledger(ledger.folder, None, standing_clock)
    an_office_with_overdue(opened)
    yield opened
    opened.close()


@pytest.fixture
def command(capsys, declared, tmp_path):
    """A command on a ledger of its own, as when no window is open."""
    folder = tmp_path / "另一本.ledger"

    def called(name, *arguments, code=0, on_ledger=True):
        place = [str(folder)] if on_ledger else []
        assert main([name, *place, *map(str, arguments), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    called("new", "--plain")
    opened, _actor = ledgers.open_as(folder, clock=datetime.now)
    an_office_with_overdue(opened, defaults=False)
    opened.close()
    script = tmp_path / "用户.json"
    person = {"do": "user.add", "args": {"name": "王敏", "rights": ["enter", "review"]}, "user": "管理员"}
    script.write_text(json.dumps({"steps": [person]}, ensure_ascii=False), "utf-8")
    called("play", script)
    return called


def typed(qtbot, context, page, values, record=None, step=None):
    dialog = RecordDialog(context, page.view.register, record, step, page)
    qtbot.addWidget(dialog)
    for name, value in values.items():
        if name == "reason":
            dialog.reason.set_text(value)
        else:
            dialog.editors[name].show(value, ("15-06-0001",) if name == "findings" else None)
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    settled(qtbot, context)


def test_through_the_window(qtbot, context):
    unit, [finding] = 1, context.reader.column("select id from finding where number = '15-06-0001'")
    page = show(qtbot, context, RegisterPage(context, CALLS.title, lambda: (CALLS.name,)))
    view = page.view

    values = {"rung_on": "2026-06-01", "unit": unit, "topic": "ask", "findings": (finding,), "said": "能否延期"}
    typed(qtbot, context, page, values)
    [call] = view.table.records()
    assert (call.number, call.state) == ("来电〔2026〕1号", "new")
    typed(qtbot, context, page, {}, call, CALLS.step("ask"))
    typed(qtbot, context, page, {"said": "不延期", "reason": "会议已定"}, view.in_hand(), CALLS.step("answer"))
    assert (view.in_hand().state, view.in_hand().stored["said"]) == ("answered", "不延期")

    view.pane.tabs.set_current("history")
    settled(qtbot, context)
    told = " ".join(label.text() for label in view.pane.findChildren(QLabel))
    assert "能否延期" in told and "会议已定" in told

    [hit] = [one for one in looked_up(context, "不延期", []) if isinstance(one.ask, AskRecord)]
    assert hit.title == call.number

    statistics = show(qtbot, context, StatisticsPage(context))
    statistics.tabs.set_current("pivot")
    settled(qtbot, context)
    statistics.tab().choice.choose("unit", "topic", CALLS.name)
    settled(qtbot, context)
    total = statistics.tab().table.figures.lines[-1].cells[-1]
    statistics.tab()._open(total.opens)
    assert total.plain == "1" == str(len(statistics.panel.rows()))


def test_its_paper_through_the_window(qtbot, context):
    page = show(qtbot, context, LettersPage(context))
    hands = Hands(page)
    kinds = page.batch.kinds
    hands.click(kinds.list.viewport(), kinds.list.visualItemRect(kinds.item_of(HINT.kind)).center())
    settled(qtbot, context)
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(page.batch.issue_button)
    settled(qtbot, context)

    sent = letters(context.reader, kind=HINT.kind)
    assert answer.seen and {one.number for one in sent} == {f"云巡提〔2026〕{n}号" for n in range(1, 7)}
    assert sorted(one.seq for one in sent) == [1, 2, 3, 4, 5, 6]
    for made in page.batch.issued.made:
        words = "\n".join(paragraph.text for paragraph in docx.Document(str(made.path)).paragraphs)
        assert "截至目前你单位问题3个，请于2026年6月12日前函复。" in words


def test_by_commands(command, tmp_path):
    [told] = [one for one in command("registers", on_ledger=False) if one["register"] == CALLS.name]
    assert [one["state"] for one in told["states"]] == ["new", "asked", "answered"]

    added = (
        "--set",
        "rung_on=2026-06-01",
        "--set",
        "unit=县民政局",
        "--set",
        "topic=咨询",
        "--set",
        "findings=15-06-0001",
    )
    made = command("record", CALLS.name, "add", *added, "--set", "said=能否延期")
    assert (made["number"], made["state"]) == ("来电〔2026〕1号", "new")
    tomorrow = ("--set", "rung_on=2099-01-01", "--set", "unit=县民政局", "--set", "topic=咨询")
    assert "来电日期晚于今天" in command("record", CALLS.name, "add", *tomorrow, code=1)["error"]
    command("record", CALLS.name, "ask", made["number"])
    assert [one["state"] for one in command("records", CALLS.name, "--search", "延期")] == ["asked"]
    command("undo")
    assert [one["findings"] for one in command("records", CALLS.name, "--state", "待答复")] == [["15-06-0001"]]

    sheet = sheet_of_calls(tmp_path)
    assert [fault["cell"] for fault in command("import", sheet, "--form", CALLS.name, "--dry-run")["faults"]] == ["A4"]
    assert command("import", sheet, "--form", CALLS.name, "--accept-faults")["entered"] == 2
    counted = command("tally", CALLS.name, "--rows", "unit", "--columns", "事由")
    assert counted["total"] == {"count": 3, "rows": [f"来电〔2026〕{n}号" for n in (1, 2, 3)]}

    path = Path(command("export", CALLS.name, "--out", tmp_path / "来电.xlsx")["path"])
    cells = {str(cell.value) for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row}
    assert {"来电〔2026〕3号", "催问进度", "报告", "县教育局党组"} <= cells
    assert command("print", CALLS.name, "--out", tmp_path / "来电.pdf")["rows"] == 3

    assert HINT.title in {one["title"] for one in command("kinds")}
    issued = command(
        "document", HINT.kind, "--unit", "县民政局", "--issue", "--out", tmp_path / "out", "--user", "王敏"
    )
    assert [one["number"] for one in issued["files"]] == [f"云巡提〔{date.today().year}〕1号"]
    assert "phone_call" in command("dump", "--out", tmp_path / "all.json", "--user", "管理员")["contents"]
    assert command("check")["ok"] is True


def sheet_of_calls(folder):
    book = openpyxl.Workbook()
    for row in (
        ("日期", "单位", "事由", "内容"),
        (date(2026, 6, 2), "县教育局", "报告", "催问进度"),
        ("2026-06-03", "县水利局", "咨询", "口径"),
        ("六月", "县水利局", "咨询", "没有日期"),
    ):
        book.active.append(row)
    book.save(folder / "来电登记.xlsx")
    return folder / "来电登记.xlsx"
