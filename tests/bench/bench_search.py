"""Search over every text of a ledger: with the index of pairs beside the plain scan, interleaved in one run (demand: first 50 within 5 ms, rare words 50 times).

python -m tests.bench.bench_search [findings] [rounds]

Every answer of both sides is compared. `first 50` ends with the fiftieth finding; `all` finds every one.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop.operations.search import find, new_index
from tests.bench.stress_ledger import RARE, stress_ledger

WORDS = (RARE, RARE[2:4], "资金", "资金拨付", "第017单位", "张27", "群众 台账", "不到位", "处", "没有的词")
FIRST = 50


def timed(work: Callable[[], tuple[int, ...]]) -> tuple[float, tuple[int, ...]]:
    begun = time.perf_counter()
    found = work()
    return (time.perf_counter() - begun) * 1000, found


def main(count: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = stress_ledger(Path(folder) / "office.ledger", count)
        reader, index = ledger.another_reader(), new_index()
        begun = time.perf_counter()
        index.bring_up(reader)
        print(f"{count} findings: index built in {time.perf_counter() - begun:.1f} s, {index.size / 1e6:.0f} MB")
        for word in WORDS:
            scans, alls, firsts, found = [], [], [], ()
            for _ in range(rounds):
                scan, found = timed(lambda word=word: find(reader, word))
                every, narrowed = timed(lambda word=word: find(reader, word, index=index))
                first, few = timed(lambda word=word: find(reader, word, index=index, most=FIRST))
                assert narrowed == found and few == found[:FIRST], word
                scans.append(scan), alls.append(every), firsts.append(first)
            scan, every, first = map(statistics.median, (scans, alls, firsts))
            print(
                f"{word}: {len(found)} findings; scan {scan:.1f} ms, all {every:.2f} ms ({scan / every:.0f} ×), first {FIRST} {first:.2f} ms"
            )
        ledger.close()


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:] + ["10000", "5"][len(sys.argv) - 1 :])[:2]))
