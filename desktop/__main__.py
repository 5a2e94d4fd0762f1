"""`python -m desktop`: a subcommand goes to the command line, none opens the window, a ledger's folder opens it on that ledger."""

import sys
from pathlib import Path

WINDOW_CHECK = "window-check"  # what `selftest` calls for its first step: the window in a process of its own


def main() -> int:
    """Choose the face; each is imported only when wanted, so the command line runs without Qt."""
    if sys.argv[1:] == [WINDOW_CHECK]:
        from desktop.ui.window_check import main as check_window

        return check_window()
    if len(sys.argv) == 2 and is_ledger(sys.argv[1]):
        from desktop.ui.app import main as open_window

        return int(open_window(folder=Path(sys.argv[1]).absolute()) or 0)
    if len(sys.argv) > 1:
        from desktop.cli import main as run_command

        return int(run_command(sys.argv[1:]) or 0)
    from desktop.ui.app import main as open_window

    return int(open_window() or 0)


def is_ledger(argument: str) -> bool:
    """Whether an argument names a ledger's folder and no command."""
    return argument.rstrip("/\\").endswith(".ledger") or (Path(argument) / "ledger.db").is_file()


if __name__ == "__main__":
    sys.exit(main())
