"""Hand finished papers to the office program of this PC for printing; where there is none, open the folder and say so."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_HANDED_OVER = "已交 {program} 打印 {count} 份文件，请到打印机取件。"
_OPENED = "已用 {program} 打开 {count} 份文件，请在其中按 Ctrl+P 打印。"
_FOLDER_ONLY = "本机没有找到 WPS、Word 或 LibreOffice，已打开文件所在文件夹。请在装有办公软件的电脑上打印。"


@dataclass(frozen=True)
class Handover:
    """What became of the papers: `printed` when they went to the printer, and one Chinese sentence for the clerk."""

    printed: bool
    message: str


class Printer(Protocol):
    """Whoever takes papers for printing; the window holds one, tests give their own."""

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Take finished papers in this order; never changes a file."""
        ...


@dataclass(frozen=True)
class OfficeProgram:
    """A program found on this PC that can take a .docx; `prints` when it can print without being asked."""

    title: str
    command: tuple[str, ...]
    prints: bool


# WPS for Linux has no print command: it opens the paper and the person prints. LibreOffice's -p goes to the default printer.
_LINUX_PROGRAMS = (
    ("WPS", "wps", (), False),
    ("LibreOffice", "soffice", ("--headless", "-p"), True),
    ("LibreOffice", "libreoffice", ("--headless", "-p"), True),
)


def find_program(which: Callable[[str], str | None] = shutil.which) -> OfficeProgram | None:
    """The first office program on this Linux PC, WPS before LibreOffice: it has the official fonts."""
    for title, name, options, prints in _LINUX_PROGRAMS:
        if found := which(name):
            return OfficeProgram(title, (found, *options), prints)
    return None


def child_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for other programs: the frozen program's library path would make them load our libraries."""
    clean = {name: value for name, value in environ.items() if name not in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG")}
    if "LD_LIBRARY_PATH_ORIG" in environ:
        clean["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH_ORIG"]
    elif "LD_LIBRARY_PATH" in environ and not getattr(sys, "frozen", False):
        clean["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH"]
    return clean


def start_program(command: Sequence[str]) -> None:
    """Start another program and do not wait for it."""
    subprocess.Popen(
        list(command),
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def open_folder(path: Path, start: Callable[[Sequence[str]], None] = start_program) -> None:
    """Show a folder, or the folder of a file, in the file manager."""
    folder = path if path.is_dir() else path.parent
    if sys.platform == "win32":
        os.startfile(folder)  # type: ignore[attr-defined]
    elif found := shutil.which("xdg-open"):
        start([found, str(folder)])


class OfficePrinter:
    """Prints through the office program of this PC."""

    def __init__(
        self,
        program: OfficeProgram | None,
        start: Callable[[Sequence[str]], None] = start_program,
        show_folder: Callable[[Path], None] = open_folder,
    ) -> None:
        self._program, self._start, self._show_folder = program, start, show_folder

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Hand all papers over in one call, so that they come out of the printer in this order."""
        if self._program is None:
            self._show_folder(paths[0])
            return Handover(False, _FOLDER_ONLY)
        self._start([*self._program.command, *map(str, paths)])
        sentence = _HANDED_OVER if self._program.prints else _OPENED
        return Handover(self._program.prints, sentence.format(program=self._program.title, count=len(paths)))


class WindowsPrinter:
    """Prints by the verb that Word or WPS registered in Windows for the file's type."""

    def __init__(self, verb: Callable[[Path, str], None], show_folder: Callable[[Path], None] = open_folder) -> None:
        self._verb, self._show_folder = verb, show_folder

    def print_files(self, paths: Sequence[Path]) -> Handover:
        """Ask Windows to print each paper; where no program took the verb, open the folder."""
        try:
            for path in paths:
                self._verb(path, "print")
        except OSError:  # no program is registered for printing this type
            self._show_folder(paths[0])
            return Handover(False, _FOLDER_ONLY)
        return Handover(True, _HANDED_OVER.format(program="办公软件", count=len(paths)))


def printer_of_this_pc() -> Printer:
    """The printer that fits this PC."""
    if sys.platform == "win32":
        return WindowsPrinter(lambda path, verb: os.startfile(path, verb))  # type: ignore[attr-defined]
    return OfficePrinter(find_program())
