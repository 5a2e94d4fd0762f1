"""Figures of an office ten times over: the rate by unit on past days beside a window function, and a trend beside a day at a time.

python -m tests.bench.bench_figures [findings] [rounds]

Both sides answer over the same encrypted ledger, interleaved, in the CPU time of this thread; their answers are compared.
The peer of the rate numbers the events of both lanes that it needs (in the list, and the verdict) by row_number() and reads the first, over
the index by finding and day that a log of events has; once more with the program's own index of lanes at its disposal. The peer of the
trend asks that question a month at a time.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from db.queries import bases
from db.queries.standing import moment
from db.queries.tallies import tally
from desktop.statistics.trend import trend
from tests.bench.stress_ledger import stress_ledger

DAYS = ("2025-03-01", "2025-09-30", "2026-02-01", "2026-05-31")
MONTHS = 60
_LANE = """select finding_id, {column} as state from (
        select finding_id, {column}, row_number() over (partition by finding_id order by effective_on desc, coalesce(place, id) desc) as n
          from finding_event as e {{held}}
         where measure_id is null and {column} is not null and effective_on <= :as_of and known_on <= :known_at
           and not exists (select 1 from retraction as r where r.event_id = e.id and r.known_on <= :known_at)) where n = 1"""
PEER = f"""
    select finding.unit_id, sum(coalesce(verdict.state, '') in (select value from json_each(:numerator))), count(*)
      from finding join ({_LANE.format(column="presence")}) as presence on presence.finding_id = finding.id and presence.state = 'in'
      left join ({_LANE.format(column="verdict_state")}) as verdict on verdict.finding_id = finding.id
     group by finding.unit_id order by finding.unit_id"""


HELD = "indexed by finding_event_standing"
"""The index that the peer has without ours."""


def asked(reader: Any, day: str, known: str | None, numerator: str, held: str = HELD) -> Any:
    """The peer's rows: unit, numerator, denominator."""
    return reader.tuples(PEER.format(held=held), {**moment(day, known), "numerator": numerator})


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.thread_time()
    found = work()
    return (time.thread_time() - begun) * 1000, found


def tell(name: str, ours: list[float], peers: list[float]) -> None:
    told = " – ".join(f"{each:.1f}" for each in (min(ours), statistics.median(ours), max(ours)))
    peer = " – ".join(f"{each:.1f}" for each in (min(peers), statistics.median(peers), max(peers)))
    print(f"{name}: {told} ms, peer {peer} ms, {statistics.median(peers) / statistics.median(ours):.1f} ×")


def main(count: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = stress_ledger(Path(folder) / "office.ledger", count)
        reader = ledger.another_reader()
        basis = bases.default_basis(reader)
        numerator = '["' + '","'.join(basis.numerator) + '"]'
        for known, held in ((None, HELD), (None, ""), ("2026-02-15", HELD)):
            ours, peers = [], []
            for day in DAYS * rounds:
                mine, found = timed(lambda day=day, known=known: tally(reader, basis, day, known, by="unit"))
                theirs, rows = timed(lambda day=day, known=known, held=held: asked(reader, day, known, numerator, held))
                assert sorted((one.key_id, one.numerator, one.denominator) for one in found) == sorted(rows)
                ours.append(mine), peers.append(theirs)
            told = "as known" if known else "as was true" if held else "as was true, our index at the peer's disposal"
            tell(f"{count} findings, rate by unit {told}", ours, peers)
        last = date(2026, 6, 1)
        days = [(last - timedelta(30 * place)).isoformat() for place in range(MONTHS)][::-1]
        ours, peers = [], []
        for _ in range(max(1, rounds // 2)):
            mine, points = timed(lambda: trend(reader, basis, days))
            theirs, each = timed(lambda: [asked(reader, day, None, numerator) for day in days])
            assert [(one.verdict.numerator, one.verdict.denominator) for one in points] == [
                (sum(row[1] for row in rows), sum(row[2] for row in rows)) for rows in each
            ]
            ours.append(mine), peers.append(theirs)
        tell(
            f"{count} findings, trend over {MONTHS} months, both lanes here, one lane a month at a time at the peer",
            ours,
            peers,
        )
        reader.close()
        ledger.close()


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:] + ["10000", "3"][len(sys.argv) - 1 :])[:2]))
