"""The worker: one thread, answers on the window's thread, one announcement."""

import threading
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from desktop.errors import KnownError
from desktop.operations import units
from desktop.operations.units import UnitDraft
from desktop.ui.jobs import Jobs, alive
from desktop.ui.widgets.job_bar import JobBar, time_left


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.got, self.failures, self.threads, self.steps = [], [], [], []

    def done(self, result):
        self.got.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error):
        self.failures.append(str(error))

    def progress(self, done, total, text):
        self.steps.append((done, total, text))


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def listener(qapp):
    return Listener()


def test_work_runs_elsewhere_and_answers_here(qtbot, jobs, listener):
    jobs.start("正在算", threading.get_ident, done=listener.done)

    qtbot.waitUntil(lambda: bool(listener.got))

    assert listener.got[0] != threading.get_ident()
    assert listener.threads == [listener.thread()]


def test_a_known_problem_goes_to_who_asked(qtbot, jobs, listener):
    jobs.start("正在读", partial(_raise, KnownError("第 12 行：不是日期")), failed=listener.failed)

    qtbot.waitUntil(lambda: bool(listener.failures))

    assert listener.failures == ["第 12 行：不是日期"]


def test_anything_else_is_told_as_a_fault_of_ours(qtbot, jobs, listener):
    with qtbot.waitSignal(jobs.unexpected) as told:
        jobs.start("正在读", partial(_raise, ZeroDivisionError("x")), failed=listener.failed)

    assert isinstance(told.args[0], ZeroDivisionError) and listener.failures == []


def test_progress_is_reported_and_cancelling_is_seen_by_the_work(qtbot, jobs, listener):
    seen = threading.Event()

    def work(report):
        report(1, 3, "县林业局")
        seen.wait(5)
        return report.cancelled

    job = jobs.start("正在生成", work, done=listener.done, progress=listener.progress)
    job.cancel()
    seen.set()
    qtbot.waitUntil(lambda: bool(listener.got))

    assert listener.steps == [(1, 3, "县林业局")]
    assert listener.got == [True]
    assert job.text == "正在生成 1 / 3 县林业局"


def test_a_widget_that_is_gone_is_not_called(qtbot, jobs):
    gone = Listener()
    released = threading.Event()
    jobs.start("正在算", partial(released.wait, 5), done=gone.done)
    gone.deleteLater()
    qtbot.wait(1)
    released.set()

    with qtbot.waitSignal(jobs.ended):
        pass


class Asker(QObject):
    """Asks and hears by every kind of answer."""

    told = Signal(object)

    def __init__(self):
        super().__init__()
        self.got = []
        self.told.connect(self.got.append)

    def hear(self, result):
        self.got.append(result)

    def hear_with(self, word, result):
        self.got.append((word, result))


ANSWERS = {
    "a method": lambda asker: asker.hear,
    "a method inside a partial": lambda asker: partial(asker.hear_with, "x"),
    "a method inside two partials": lambda asker: partial(partial(asker.hear_with), "x"),
    "a signal": lambda asker: asker.told.emit,
    "a signal inside a partial": lambda asker: partial(asker.told.emit),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_lives_as_long_as_who_hears_it(qapp, kind):
    asker = Asker()
    answer = ANSWERS[kind](asker)
    assert alive(answer) and asker.got == []

    shiboken6.delete(asker)

    assert not alive(answer)


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_write_whose_asker_is_gone_is_announced_and_its_failure_told(qtbot, context, kind):
    """Neither a saved thing nor a refused one is a fault of the program because a page was closed."""
    announced, problems, unexpected = [], [], []
    context.changed.connect(announced.append)
    context.problem.connect(problems.append)
    context.jobs.unexpected.connect(unexpected.append)
    asker = Asker()
    answer = ANSWERS[kind](asker)

    context.write(units.add, [UnitDraft("县林业局党组")], done=answer, failed=answer)
    context.write(units.add, [UnitDraft("  ")], done=answer, failed=answer)
    shiboken6.delete(asker)
    qtbot.waitUntil(lambda: bool(problems))

    assert len(announced) == 1 and "全称" in str(problems[0]) and unexpected == []


def test_a_known_problem_of_a_reader_who_is_gone_is_no_fault_of_the_program(qtbot, jobs):
    unexpected = []
    jobs.unexpected.connect(unexpected.append)
    gone = Asker()
    jobs.start("正在读", partial(_raise, KnownError("第 12 行：不是日期")), failed=gone.hear)
    shiboken6.delete(gone)

    with qtbot.waitSignal(jobs.ended):
        pass

    assert unexpected == []


def test_a_quick_job_leaves_no_sign(qtbot, jobs, theme, listener):
    bar = JobBar(theme)
    qtbot.addWidget(bar)

    jobs.start("正在备份", _nothing, done=listener.done, bar=bar)
    qtbot.waitUntil(lambda: bool(listener.got))
    qtbot.wait(450)

    assert not bar.isVisible()


def test_the_time_left_is_said_once_it_can_be_known():
    assert time_left(1, 5, 10) == ""
    assert time_left(18, 18, 37) == " · 约剩 20 秒"
    assert time_left(600, 10, 20) == " · 约剩 10 分钟"


def test_a_write_is_announced_once_and_answered(qtbot, context, listener):
    announced = []
    context.changed.connect(announced.append)

    context.write(units.add, [UnitDraft("县林业局党组")], done=listener.done)
    qtbot.waitUntil(lambda: bool(listener.got))

    assert len(announced) == 1 and announced[0].touches("unit")
    assert listener.got[0][1] is announced[0]


def test_a_refused_write_announces_nothing(qtbot, context, listener):
    announced = []
    context.changed.connect(announced.append)

    context.write(units.add, [UnitDraft("  ")], failed=listener.failed)
    qtbot.waitUntil(lambda: bool(listener.failures))

    assert announced == [] and "全称" in listener.failures[0]


def test_nothing_is_written_while_looking_back(context, listener):
    from datetime import date

    context.set_switches(as_of=date(2026, 5, 31))

    context.write(units.add, [UnitDraft("县林业局党组")], failed=listener.failed)

    assert listener.failures == ["正在回看 2026-05-31，不能修改。按 Esc 回到今天后再登记。"]


def test_the_ledger_file_is_made_whole_within_two_seconds(qtbot, context):
    with qtbot.waitSignal(context.file_whole, timeout=20_000) as told:
        context.write(units.add, [UnitDraft("县林业局党组")])

    assert told.args == [True]


def _raise(error, *_ignored):
    raise error


def _nothing(report):
    return None


def test_an_answer_that_comes_after_closing_finds_nobody(qtbot, qapp, listener):
    jobs = Jobs()
    jobs.start("正在算", threading.get_ident, done=listener.done)

    jobs.close()
    qtbot.wait(20)

    assert listener.got == []


class Owner:
    """Whose method is the work; it tells on which thread it was taken apart."""

    went: list[int] = []

    def work(self):
        return 1

    def fail(self):
        raise KnownError("第 12 行：不是日期")

    def __del__(self):
        Owner.went.append(threading.get_ident())


def test_whose_method_the_work_is_goes_on_the_windows_thread(qtbot, jobs, listener):
    Owner.went = []
    for number in range(1, 51):
        jobs.start("正在算", Owner().work, done=listener.done)
        qtbot.waitUntil(lambda number=number: len(listener.got) == number)

    assert Owner.went == [threading.get_ident()] * 50


def test_also_where_the_work_failed_and_its_error_is_kept(qtbot, jobs):
    Owner.went, kept = [], []
    for number in range(1, 51):
        jobs.start("正在算", Owner().fail, failed=kept.append)
        qtbot.waitUntil(lambda number=number: len(kept) == number)

    assert Owner.went == [threading.get_ident()] * 50
