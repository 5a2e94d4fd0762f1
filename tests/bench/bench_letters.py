"""350 letters made and checked, beside docxtpl per document, in one run: prints the ratio (performance.md, section 1).

usage: python tests/bench/bench_letters.py [LETTERS]
Minimum, median and maximum of five interleaved rounds, in milliseconds that the process itself computes for one letter, which
another program on the PC does not change.

Where the time of one of our letters goes (35 KB of XML with a ten-row annex; ms CPU of one thread, least of six rounds of 350, docxtpl
29 in all beside it), of 2.1 made in all, 0.2 the compiling shared out, 0.1 to 0.3 the writing, as the disk has it:

    words that lack, words dressed      0.11    pages counted, rows and cells measured   0.51
    jinja and pen                       0.31    columns without words, colophon joined   0.16
    head and properties                 0.06    well-formed (expat over the whole body)  0.27
    parts in order, mentions            0.06    deflated, with its sum, and joined       0.19
    title, signature, lines             0.20    encoded, title read, the rest            0.20

20 x would be 1.45 with compiling and writing. Expat, deflating, writing and compiling alone are 0.7 to 0.9 of it and cannot be made
cheaper here: the rest, 1.5 now, would have to be done in 0.6. It falls short by the factor 20 / 11.4 = 1.75.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2.compiler import CodeGenerator
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.documents.bench import PRINT, ROUND, Bench  # noqa: E402
from desktop.documents.fonts import choose_fonts  # noqa: E402
from desktop.documents.recipes import recipe_of  # noqa: E402
from desktop.documents.render import Presses, save  # noqa: E402
from desktop.documents.words import numbering, plain  # noqa: E402
from desktop.exchange.uncollected import uncollected  # noqa: E402

KIND = "supervision_letter"


def letters(count: int) -> list[dict[str, Any]]:
    """Words of letters with a ten-row annex, each for a unit of its own."""
    sample = recipe_of(KIND).sample()
    row = sample["问题清单"][0]
    made = []
    for number in range(count):
        rows = [
            {**row, "编号": f"06-{number:03d}-{n:03d}", "表现": f"第{n}个问题的具体情况，涉及资金{n + 1}万元未清理"}
            for n in range(10)
        ]
        unit = f"青岩县第{number}单位党组"
        made.append({**sample, "单位": unit, "单位简称": unit[3:], "问题清单": rows, "逾期数": 10})
    return made


def ours(words: list[dict[str, Any]], folder: Path) -> None:
    """Compile once, then print, check and move each into place."""
    with uncollected():  # as a batch of drafts is made
        press = Presses([ROOT / "templates_docx"], choose_fonts([])).press(recipe_of(KIND))
        for number, each in enumerate(words):
            save(press.render(each, draft=False).data, folder, f"{number:03d}.docx")


def peer(words: list[dict[str, Any]], folder: Path) -> None:
    """docxtpl, loaded for each document, with the same words and filters, and the same check."""
    bench = Bench()
    bench.code_generator_class = CodeGenerator  # jinja's own, as docxtpl has it
    bench.filters = {name: _flat(each) for name, each in bench.filters.items() if name not in (PRINT, ROUND)}
    bench.filters["合并"] = str
    for number, each in enumerate(words):
        template = DocxTemplate(ROOT / "templates_docx" / f"{KIND}.docx")
        template.render({**each, **numbering()}, bench, autoescape=True)
        buffer = BytesIO()
        template.save(buffer)
        etree.tostring(template.docx.element.body)
        (folder / f"{number:03d}.docx").write_bytes(buffer.getvalue())


def _flat(each: Callable[..., Any]) -> Callable[..., Any]:
    def called(*arguments: Any) -> Any:
        value = each(*arguments)
        return value if isinstance(value, (int, list)) else plain(value)

    return called


def timed(job: Callable[[list[dict[str, Any]], Path], None], words: list[dict[str, Any]]) -> float:
    """Seconds of one run into an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        start = time.process_time()
        job(words, Path(name))
        return time.process_time() - start


def told(what: str, rounds: list[tuple[float, float]]) -> str:
    """Both sides and the ratio of their medians; each round is (ours, theirs) in seconds for one letter."""
    lines = []
    for side, column in zip(("ours", "docxtpl"), zip(*rounds, strict=True), strict=True):
        low, middle, high = (one * 1000 for one in (min(column), statistics.median(column), max(column)))
        lines.append(f"{side:<8}{low:7.2f} {middle:7.2f} {high:7.2f} ms CPU each")
    mine, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    return "\n".join((*lines, f"{what}: ratio {theirs / mine:.1f}", ""))


def main() -> None:
    """Interleaved rounds; medians."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 350
    words = letters(count)
    sample = words[: max(count // 5, 1)]
    rounds = [(timed(ours, words) / count, timed(peer, sample) / len(sample)) for _ in range(5)]
    sys.stdout.write(told(f"{count} letters made and checked", rounds))


if __name__ == "__main__":
    main()
