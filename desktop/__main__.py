"""`python -m desktop`: a subcommand goes to the command line, none opens the window, a ledger's folder opens it on that ledger."""

import sys
from pathlib import Path

from desktop.host import versions

PARTS = ("ledger.keys", "ledger.db")  # a folder has no type of its own: desktops open the file of its keys
WINDOW_CHECK = "window-check"  # what `selftest` calls for its first step: the window in a process of its own


def main() -> int:
    """The version in use (`host/versions.py`), then the face; each is imported only when wanted, so the command line runs without Qt."""
    if (ended := versions.hand_over(sys.argv[1:])) is not None:
        return ended
    if sys.argv[1:] == [WINDOW_CHECK]:
        from desktop.ui.window_check import main as check_window

        return check_window()
    if len(sys.argv) == 2 and is_ledger(sys.argv[1]):
        from desktop.ui.app import main as open_window

        return int(open_window(folder=folder_of(sys.argv[1])) or 0)
    if len(sys.argv) > 1:
        from desktop.cli import main as run_command

        return int(run_command(sys.argv[1:]) or 0)
    from desktop.ui.app import main as open_window

    return int(open_window() or 0)


def is_ledger(argument: str) -> bool:
    """Whether an argument names a ledger and no command: its folder, or one of the two files a desktop may open in it."""
    path = Path(argument)
    return (
        argument.rstrip("/\\").endswith(".ledger")
        or (path / "ledger.db").is_file()
        or (path.name in PARTS and path.is_file() and (path.parent / "ledger.db").is_file())
    )


def folder_of(argument: str) -> Path:
    """The ledger's folder that `is_ledger` saw."""
    path = Path(argument).absolute()
    return path.parent if path.name in PARTS else path


if __name__ == "__main__":
    sys.exit(main())
