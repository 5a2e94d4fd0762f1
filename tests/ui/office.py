"""A small office for the tests of pages: two units, a round, findings with measures, claims and evidence; and a counter of keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.operations import evidence, measures, progress
from desktop.operations.change import change
from desktop.operations.search import new_index
from desktop.rules.permissions import Action
from desktop.ui.frame.search_panel import found
from desktop.ui.search_desk import Sight
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit

TEXTS = (
    "“第一议题”制度落实不严，2024 年以来 7 次党组会未安排学习，会议记录事后补记",
    "市容外包服务监管缺位，3 个标段考核扣款 21.6 万元未执行，验收单由乙方代填",
    "违规发放值班补贴 14.28 万元，涉及 36 人，未经党组会研究且无政策依据。2023 年 1 月至 2025 年 6 月按月发放",
    "环卫车辆维修未比价，同一厂家连续 3 年中标，单车年均维修费高于县均值 41%",
    "党支部换届超期 11 个月，2 名党员发展材料缺少公示记录",
)


def rows_of(page):
    """The findings that 首页 was counted from; the page itself lets go of them."""
    question = page.home.question
    return list_findings(page.context.reader, question.criteria, question.as_of, question.known_at)


def an_office(ledger, count=24, claimed=0, proven=0):
    """A round with two units; the first `claimed` findings are reported done, the first `proven` have evidence."""
    round_id = a_round(ledger, feedback_on="2026-03-18", months=3)
    units = [a_unit(ledger, "县城市管理局党组", short="县城管局"), a_unit(ledger, "柳坪乡党委", short="柳坪乡")]
    ids = []
    for place in range(count):
        ids.append(
            a_finding(
                ledger,
                round_id,
                units[place * 2 // max(count, 1)],
                f"{TEXTS[place % len(TEXTS)]}（{place + 1}）",
                first_due_on=("2026-05-18", "2026-06-07", "2026-06-18")[place % 3],
                due_kind="date",
                category1="二 群众身边腐败和作风",
                category2="财务资金",
                responsible_leader="陈卫东（党组书记）",
                owner="周立群（办公室主任）",
                amount_yuan=142_800 if place % 2 else None,
                people=36,
                working_paper="15-06-03-021",
                named_by_secretary=place % 7 == 2,
                on_organisation=place % 4 == 1,
            )
        )
    for finding_id in ids[:claimed]:
        progress.claim(ledger, CLAIMANT, finding_id, "done", "2026-06-02", "已整改到位", said_by="县城市管理局")
    for finding_id in ids[:proven]:
        prove(ledger, finding_id)
    return round_id, units, ids


def prove(ledger, finding_id):
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "添加佐证") as changes:
        evidence.attach(changes, ledger.pool, finding_id, f"凭证{finding_id}".encode(), "退款凭证", "退款凭证.pdf")


def with_measures(ledger, finding_id, count=3, done=1):
    drafts = [measures.MeasureDraft(f"措施{n}：修订制度并执行", owner="周立群") for n in range(1, count + 1)]
    measures.add(ledger, EVERYONE, finding_id, drafts, "2026-03-20")
    rows = ledger.reader.column("select id from measure where finding_id = ? order by seq", (finding_id,))
    for measure_id in rows[:done]:
        measures.set_done(ledger, EVERYONE, finding_id, measure_id, "2026-05-20", done=True)


class Hands:
    """What a clerk's hands do: keys and clicks are counted, the words of the content are not (design.md §7)."""

    def __init__(self, window):
        self.window, self.count = window, 0

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, widget=None):
        self.count += 1
        QTest.keyClick(widget or self.focus(), key, modifiers)
        QApplication.processEvents()

    def click(self, widget, position=None):
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, position or QPoint())
        QApplication.processEvents()

    def drop(self, widget, *paths):
        """Files dragged from the file manager: one movement of the hand."""
        self.count += 1
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, told, buttons, none)
        QApplication.sendEvent(widget, entered)
        assert entered.isAccepted(), "files may not be dropped here"
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, told, buttons, none))
        QApplication.processEvents()

    def write(self, text):
        """Committed by the input method, as Chinese is."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)
        QApplication.processEvents()

    def compose(self, text):
        """A word that is still being composed."""
        QApplication.sendEvent(self.focus(), QInputMethodEvent(text, []))
        QApplication.processEvents()

    def focus(self):
        front = QApplication.activeWindow() or self.window
        return QApplication.focusWidget() or front.focusWidget() or front


def show(qtbot, context, page, size=(1440, 900)):
    """The page alone in a window, the switches as the frame sets them."""
    rounds = context.reader.column("select id from round order by id desc limit 1")
    context.set_switches(round_ids=tuple(rounds), as_of=date(2026, 6, 5))
    qtbot.addWidget(page)
    page.resize(*size)
    context.changed.connect(page.on_changed)
    context.switches_changed.connect(page.refresh)
    page.refresh()
    page.show()
    qtbot.waitActive(page)
    settled(qtbot, context)
    return page


def settled(qtbot, context):
    """Wait until everything handed to the worker is answered."""
    qtbot.waitUntil(
        lambda: (
            not (context.jobs.running or context.beside.running or context.search_desk.searching or context.reading)
        ),
        timeout=30_000,
    )
    QApplication.processEvents()


def looked_up(context, typed, commands=()):
    """What the search box finds, asked at once over the window's connection."""
    sight = Sight(
        context.reader, context.today, context.as_of, context.known_at, context.switches, context.basis, new_index()
    )
    return found(sight, typed, commands).hits


TODAY = "2026-06-05"


def lines(context):
    return {row.id: row for row in list_findings(context.reader, FindingCriteria(presence="any"), TODAY)}


def next_dialog(act):
    """Call `act` with the dialog that is about to open."""

    class Waiter:
        def __call__(self):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(10, self)
            else:
                try:
                    act(dialog)
                except BaseException:
                    dialog.reject()  # else the test would wait for ever
                    raise

    QTimer.singleShot(0, Waiter())


def say_yes(qtbot, fill=None):
    """The dialog that opens is filled in and its verb chosen."""

    def act(dialog):
        if fill is not None:
            fill(dialog)
        dialog.verb.click()
        qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.wrong.isVisible(), timeout=20_000)
        if dialog.isVisible():
            wrongs.append(dialog.wrong.text())
            dialog.reject()

    wrongs = []
    next_dialog(act)
    return wrongs


def leaves_to(monkeypatch, target, purpose=""):
    """The dialog of a file that leaves is answered by the press of Enter, with another place; `purpose` where one is typed."""
    from desktop.ui.dialogs.save_out_dialog import SaveOutDialog

    def answer(dialog):
        dialog.path = target
        if purpose:
            dialog.fields.purpose.setText(purpose)
        dialog.try_it()
        return dialog.result()

    monkeypatch.setattr(SaveOutDialog, "exec", answer)
