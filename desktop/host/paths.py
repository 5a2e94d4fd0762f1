"""Where things lie on this PC: the program's own data, and what a person keeps; frozen or run from source."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import platformdirs

NAME = "inspection-ledger"
HOME_VARIABLE = "INSPECTION_LEDGER_HOME"
"""Names a folder that then holds settings and logs: for a program kept on its own disk, and for tests."""


def program_folder() -> Path:
    """The folder that holds resources/ and templates_docx/: unpacked beside the frozen program, or the checkout."""
    if getattr(sys, "frozen", False):
        return Path(sys._MEIPASS)  # type: ignore[attr-defined]  # set by PyInstaller only
    return Path(__file__).resolve().parents[2]


def resource(name: str) -> Path:
    """One file or folder of resources/, such as `icons/print.svg`."""
    return program_folder() / "resources" / name


def templates_folder() -> Path:
    """The templates the program was delivered with; an office's own ones are kept in its ledger."""
    return program_folder() / "templates_docx"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """This user's folder for settings and logs; made when first asked for."""
    chosen = environ.get(HOME_VARIABLE)
    folder = Path(chosen) if chosen else Path(platformdirs.user_data_dir(NAME, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the program log is kept."""
    folder = data_folder(environ) / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where libraries keep what they worked out about this PC (lists of fonts); it may be deleted at any time."""
    return data_folder(environ) / "cache"


def opened_copies_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where read-only copies lie that another program was asked to open; emptied at start and at the end."""
    return data_folder(environ) / "opened"


def settings_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of this PC's preferences; it need not exist yet."""
    return data_folder(environ) / "settings.toml"


def ledgers_folder() -> Path:
    """The place proposed for a new ledger: a folder of its own among the user's documents. Not made here."""
    return Path(platformdirs.user_documents_dir()) / "巡察整改台账"
