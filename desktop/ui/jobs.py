"""The one worker thread: work goes in, results come back on the window's thread through one signal.

Writing and everything slow runs here, one after the other, so that the ledger has one writer at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from traceback import clear_frames
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from desktop.errors import KnownError

SHOWN_AFTER_MS = 400
"""A job that ends sooner leaves no sign on the screen (design.md §3.0)."""


class Bar(Protocol):
    """Where a job shows itself; JobBar is one."""

    def begin(self, job: Job) -> None:
        """Show the job."""

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far it is."""

    def end(self) -> None:
        """Hide again."""


class Report:
    """What running work tells and asks: how far it is, and whether the clerk wants it to stop after the present item."""

    def __init__(self, tell: Callable[[object], None], number: int) -> None:
        self._tell, self._number = tell, number
        self.cancelled = False

    def __call__(self, done: int, total: int, text: str = "") -> None:
        self._tell((self._number, done, total, text))


class Job:
    """One piece of work, as the window sees it."""

    def __init__(self, number: int, label: str, report: Report) -> None:
        self.number, self.label, self.report = number, label, report
        self.work: Callable[..., Any] | None = None
        self.reports = False
        self.done: Callable[[Any], None] | None = None
        self.failed: Callable[[KnownError], None] | None = None
        self.progress: Callable[[int, int, str], None] | None = None
        self.bar: Bar | None = None
        self.shown = self.ended = False
        self.last = (0, 0, "")

    def run(self) -> Any:
        """Do the work, in the worker; it shows progress where somebody looks.

        The worker keeps nothing of it: work is often a method of a widget, and whoever lets go last takes the widget apart.
        """
        assert self.work is not None
        return self.work(self.report) if self.reports else self.work()

    def let_go(self) -> None:
        """Forget the work and whom it answers, on the window's thread."""
        self.work = self.done = self.failed = self.progress = self.bar = None

    def cancel(self) -> None:
        """Ask the work to finish its present item and stop."""
        self.report.cancelled = True

    @property
    def text(self) -> str:
        """What, which, how many: `正在生成 18 / 37 县林业局`."""
        done, total, what = self.last
        count = f" {done} / {total}" if total else ""
        return f"{self.label}{count} {what}".strip()


class Jobs(QObject):
    """Runs work in the worker thread and answers on the thread it lives in."""

    started = Signal()
    ended = Signal(str)
    long_one_ended = Signal(str)
    unexpected = Signal(object)
    _finished = Signal(int, object)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger-worker")
        self._jobs: dict[int, Job] = {}
        self._next = 1
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        label: str,
        work: Callable[..., Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
        bar: Bar | None = None,
    ) -> Job:
        """Queue work: `work()`, or `work(report)` where it shows progress; the answers go to bound methods of widgets."""
        job = Job(self._next, label, Report(self._reported.emit, self._next))
        job.done, job.failed, job.progress, job.bar = done, failed, progress, bar
        self._next += 1
        self._jobs[job.number] = job
        job.work, job.reports = work, progress is not None or bar is not None
        future = self._pool.submit(job.run)
        future.add_done_callback(_Answer(self, job.number).give)
        if bar is not None:
            QTimer.singleShot(SHOWN_AFTER_MS, self, partial(_show, job))
        self.started.emit()
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """What is not finished yet, oldest first."""
        return tuple(self._jobs.values())

    def wait(self) -> None:
        """Let everything queued finish; the answers come when the event loop runs."""
        self._pool.submit(int).result()

    def close(self) -> None:
        """Finish what runs, take nothing new."""
        for job in self._jobs.values():
            job.cancel()
            job.ended = True
        self._pool.shutdown(wait=True)
        for job in self._jobs.values():
            job.let_go()
        self._jobs.clear()  # an answer that is still on its way finds nobody: the ledger is about to be closed

    def _show_progress(self, message: tuple[int, int, int, str]) -> None:
        number, done, total, said = message
        job = self._jobs.get(number)
        if job is None:
            return
        job.last = (done, total, said)
        if job.bar is not None and job.shown and alive(job.bar):
            job.bar.show_progress(*job.last)
        if job.progress is not None and alive(job.progress):
            job.progress(*job.last)

    def _deliver(self, number: int, future: Future[Any]) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        job.ended = True
        try:
            self._answer(job, future)
        finally:
            job.let_go()
            if not future.cancelled() and (error := future.exception()) is not None:
                clear_frames(
                    error.__traceback__
                )  # they hold what the work was about; the worker may be the last to let go of them

    def _answer(self, job: Job, future: Future[Any]) -> None:
        if job.bar is not None and job.shown and alive(job.bar):
            job.bar.end()
        self.ended.emit(job.label)
        if job.shown:
            self.long_one_ended.emit(job.label)
        if future.cancelled():
            return
        error = future.exception()
        if error is not None and not isinstance(error, KnownError):
            from desktop.operations import disk_words  # the words for a fault come with the fault

            error = disk_words.known(error, disk_words.UNSURE) or error
        if error is None:
            if job.done is not None and alive(job.done):
                job.done(future.result())
        elif isinstance(error, KnownError) and job.failed is not None:
            if alive(job.failed):
                job.failed(error)
        elif not isinstance(error, CancelledError):
            self.unexpected.emit(error)


class _Answer:
    """Carries a finished future over to the window's thread."""

    def __init__(self, jobs: Jobs, number: int) -> None:
        self._jobs, self._number = jobs, number

    def give(self, future: Future[Any]) -> None:
        if shiboken6.isValid(self._jobs):
            self._jobs._finished.emit(self._number, future)


def _show(job: Job) -> None:
    """Show a job that runs longer than a moment."""
    if not job.ended and job.bar is not None and alive(job.bar):
        job.shown = True
        job.bar.begin(job)


def alive(receiver: Any) -> bool:
    """Whether the widget behind an answer still exists: a bound method, also inside partials, a signal, or itself."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", receiver)
    if isinstance(owner, SignalInstance):
        return _source_lives(owner)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _source_lives(signal: SignalInstance) -> bool:
    """Whether the object that would send still exists; only connecting tells, by an error where it does not."""
    try:
        QObject.disconnect(signal.connect(_nobody))
    except RuntimeError:
        return False
    return True


def _nobody(*_sent: object) -> None:
    """Connected for a moment to ask whether a signal's sender lives."""
