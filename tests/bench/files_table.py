"""Every ratio that issue 6 demands of files in and out, as one table: each bench in a process of its own, which compares what both sides gave.

python -m tests.bench.files_table [rounds]
"""

import re
import subprocess
import sys

BENCHES = ("bench_sheet_in", "bench_sheet_out", "bench_entering")
_LINE = re.compile(r"^(?P<what>.+?) = (?P<ratio>[\d.]+) \((?:demand (?P<demand>[\d.]+))\)$")


def main(rounds: int) -> int:
    """Print the table; the number of ratios under their demand."""
    short = 0
    print(f"{'ratio':<62}{'found':>7}{'demand':>8}")
    for bench in BENCHES:
        told = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{bench}", str(rounds)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for found in filter(None, map(_LINE.match, told.splitlines())):
            ratio, demand = float(found["ratio"]), float(found["demand"])
            short += ratio < demand
            print(f"{found['what']:<62}{ratio:>7.1f}{demand:>8.1f}{'' if ratio >= demand else '  under'}")
    return short


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5), 1))
