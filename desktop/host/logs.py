"""The program log: what happened to the program, never what stands in a ledger."""

import logging
import re
from pathlib import Path

KEPT_FILES = 5
BYTES_PER_FILE = 1_000_000

# Chinese text and long numbers (telephone, identity card, bank account) can only come from a ledger: our own log sentences are English.
_CONTENTS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+|\d{7,}")


def without_contents(text: str) -> str:
    """The text with every run of Chinese characters or of seven and more digits replaced by its length."""
    return _CONTENTS.sub(lambda found: f"[{len(found.group())} hidden]", text)


class _Discreet(logging.Formatter):
    """Formats a record whole, traceback included, and then hides what may come from a ledger."""

    def format(self, record: logging.LogRecord) -> str:
        return without_contents(super().format(record))


class _Rotating(logging.Handler):
    """A rotating file that is made, with all that Python needs for one, when there is something to say."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=BYTES_PER_FILE, backupCount=KEPT_FILES, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()


def start(folder: Path, name: str = "program.log") -> Path:
    """Send the log of the whole program to a rotating file in the folder; returns the file. A second start replaces the first."""
    path = folder / name
    stop()
    handler = _Rotating(path)
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


def stop() -> None:
    """Close the log file, so that it can be moved or deleted."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler.formatter, _Discreet):
            root.removeHandler(handler)
            handler.close()
