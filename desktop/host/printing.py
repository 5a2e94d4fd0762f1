"""Open papers in the office program of this PC, or have it print them: two verbs, and neither tells more than it knows.

Where there is no office program the folder is opened and that is said. Printing is handed over, never watched: the
sentence names the program and the printer, and sends the clerk to the printer to look.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.errors import reason_of
from desktop.host import children

_HANDED_OVER = "已把 {count} 份文件交给 {program}，由它送往{printer}。是否出纸请到打印机核对。"
_OPENED_TO_PRINT = "{program} 不能直接打印，已打开 {count} 份文件。请在其中按 Ctrl+P 打印。"
_OPENED = "已交 {program} 打开 {count} 份文件。"
_NO_PROGRAM = "本机没有找到 WPS、Word 或 LibreOffice，已打开文件所在文件夹。请在装有办公软件的电脑上{verb}。"
_NO_PRINTER = "本机没有设置默认打印机，没有打印。请先在系统中设好默认打印机，或用“打开”后在办公软件中打印。"
_NOT_STARTED = "{program} 没有启动（{reason}）。请直接到文件夹中打开：{path}"


@dataclass(frozen=True)
class Handover:
    """What became of the papers: `done` when the program took them for what was asked, and one Chinese sentence."""

    done: bool
    message: str


class Office(Protocol):
    """The office program of a PC; the window holds one, tests give their own. Neither verb changes a file."""

    def open_files(self, paths: Sequence[Path]) -> Handover:
        """Show papers for reading and editing; nothing is printed."""
        ...

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Have papers printed, in this order."""
        ...


@dataclass(frozen=True)
class OfficeProgram:
    """A program found on this PC that can take a .docx; `print_options` are empty where it cannot print by itself."""

    title: str
    path: str
    print_options: tuple[str, ...] = ()


# WPS for Linux has no print command: it opens the paper and the person prints. LibreOffice's -p goes to the default printer.
_LINUX_PROGRAMS = (
    ("WPS", "wps", ()),
    ("LibreOffice", "soffice", ("--headless", "-p")),
    ("LibreOffice", "libreoffice", ("--headless", "-p")),
)


def find_program(which: Callable[[str], str | None] = shutil.which) -> OfficeProgram | None:
    """The first office program on this Linux PC, WPS before LibreOffice: it has the official fonts."""
    for title, name, options in _LINUX_PROGRAMS:
        if found := which(name):
            return OfficeProgram(title, found, options)
    return None


def default_printer() -> str:
    """The name of this Linux PC's default printer, empty where CUPS knows none."""
    asking = shutil.which("lpstat")
    if asking is None:
        return ""
    answer = children.ask([asking, "-d"], seconds=3)
    _before, colon, name = answer.said.strip().partition(": ") if answer else ("", "", "")
    return name.strip() if colon else ""


def open_folder(path: Path, start: Callable[[Sequence[str]], None] = children.start) -> None:
    """Show a folder, or the folder of a file, in the file manager."""
    folder = path if path.is_dir() else path.parent
    if sys.platform == "win32":
        os.startfile(folder)
    elif found := shutil.which("xdg-open"):
        start([found, str(folder)])


class LinuxOffice:
    """Opens and prints through the office program of this PC."""

    def __init__(
        self,
        program: OfficeProgram | None,
        start: Callable[[Sequence[str]], None] = children.start,
        show_folder: Callable[[Path], None] = open_folder,
        printer: Callable[[], str] = default_printer,
    ) -> None:
        self._program, self._start, self._show_folder, self._printer = program, start, show_folder, printer

    def open_files(self, paths: Sequence[Path]) -> Handover:
        """Show papers in the office program."""
        if self._program is None:
            return self._only_the_folder(paths, "打开")
        return self._started(self._program, (), paths, _OPENED.format(program=self._program.title, count=len(paths)))

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Hand all papers over in one call, so that they come out of the printer in this order."""
        program = self._program
        if program is None:
            return self._only_the_folder(paths, "打印")
        if not program.print_options:
            opened = self._started(program, (), paths, _OPENED_TO_PRINT.format(program=program.title, count=len(paths)))
            return Handover(False, opened.message)
        printer = self._printer()
        if not printer:
            return Handover(False, _NO_PRINTER)
        sentence = _HANDED_OVER.format(program=program.title, count=len(paths), printer=f"打印机“{printer}”")
        return self._started(program, program.print_options, paths, sentence)

    def _only_the_folder(self, paths: Sequence[Path], verb: str) -> Handover:
        self._show_folder(paths[0])
        return Handover(False, _NO_PROGRAM.format(verb=verb))

    def _started(
        self, program: OfficeProgram, options: Sequence[str], paths: Sequence[Path], sentence: str
    ) -> Handover:
        try:
            self._start([program.path, *options, *map(str, paths)])
        except OSError as error:
            told = _NOT_STARTED.format(program=program.title, reason=reason_of(error), path=paths[0].parent)
            return Handover(False, told)
        return Handover(True, sentence)


class WindowsOffice:
    """Opens and prints by the verbs that Word or WPS registered in Windows for the file's type."""

    def __init__(self, verb: Callable[[Path, str], None], show_folder: Callable[[Path], None] = open_folder) -> None:
        self._verb, self._show_folder = verb, show_folder

    def open_files(self, paths: Sequence[Path]) -> Handover:
        """Ask Windows to open each paper."""
        return self._asked(paths, "open", "打开", _OPENED)

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Ask Windows to print each paper."""
        return self._asked(paths, "print", "打印", _HANDED_OVER)

    def _asked(self, paths: Sequence[Path], verb: str, word: str, sentence: str) -> Handover:
        try:
            for path in paths:
                self._verb(path, verb)
        except OSError:  # no program is registered for this verb of the type
            self._show_folder(paths[0])
            return Handover(False, _NO_PROGRAM.format(verb=word))
        return Handover(True, sentence.format(program="办公软件", count=len(paths), printer="默认打印机"))


def office_of_this_pc() -> Office:
    """The office program that fits this PC."""
    if sys.platform == "win32":
        return WindowsOffice(lambda path, verb: os.startfile(path, verb))
    return LinuxOffice(find_program())
