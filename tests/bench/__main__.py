"""The whole table of speeds beside peers, one command: each bench in a process of its own, one after the other, its own lines below its job.

python -m tests.bench [part of a name …]

Without a name all of them run (about half an hour on a quiet PC); a bench whose peer is not installed says so and the next one runs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

JOBS = (
    ("350 letters, checked, beside docxtpl", "bench_letters"),
    ("350 letters issued, with guard and register", "bench_issue"),
    ("start, login and ledger page beside a bare window", "bench_start"),
    ("styled workbook 10k × 20", "bench_sheet_out"),
    ("reading a list 10k × 20", "bench_sheet_in"),
    ("entering a list", "bench_entering"),
    ("printed list of 2,000 rows", "bench_printed_list"),
    ("search over every text", "bench_search"),
    ("figures as of a day and over 60 months", "bench_figures"),
    ("common findings", "bench_common"),
)
"""What is measured, in the order of the table, and the module that measures it."""


def chosen(parts: list[str]) -> list[tuple[str, str]]:
    """The jobs whose module or title holds one of the parts; all where none is given."""
    return [job for job in JOBS if not parts or any(part in job[0] or part in job[1] for part in parts)]


def run(module: str) -> tuple[int, str]:
    """Exit code and output of one bench."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def main(parts: list[str]) -> int:
    """Print the table; the exit code says whether every bench ran to its end."""
    failed = 0
    for title, module in chosen(parts):
        begun = time.monotonic()
        code, told = run(module)
        lines = [line for line in told.splitlines() if line.strip() and "propagateSizeHints" not in line]
        if code:
            failed += 1
            lines = [f"did not run: {lines[-1] if lines else f'exit {code}'}"]
        print(f"{title} ({module}, {time.monotonic() - begun:.0f} s)")
        print("".join(f"    {line}\n" for line in lines), flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
